//! Copies and lists the files of `ui/dist`, when the UI was built, so that the bridge can carry them.
//!
//! They are copied, since the UI may be built again while this program still is.
//! Nothing is built here: a machine without Node gets a program whose bridge
//! says how to build the UI.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let pages =
        Path::new(&env::var("CARGO_MANIFEST_DIR").unwrap_or_default()).join("../../../ui/dist");
    println!("cargo::rerun-if-changed={}", pages.display());
    let mut files = Vec::new();
    if pages.join("index.html").is_file() {
        gather(&pages.canonicalize()?, &mut files)?;
    }
    files.sort();
    let out = PathBuf::from(env::var("OUT_DIR").unwrap_or_default());
    let copies = files
        .iter()
        .enumerate()
        .map(|(index, file)| copy(file, &out, index));
    let copies = copies.collect::<io::Result<Vec<_>>>()?;
    fs::write(out.join("pages.rs"), list(&pages, &files, &copies))
}

fn copy(file: &Path, out: &Path, index: usize) -> io::Result<PathBuf> {
    let copy = out.join(format!("page-{index}"));
    fs::copy(file, &copy)?;
    Ok(copy)
}

fn gather(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            gather(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

/// `&[("assets/x.js", include_bytes!("…")), …]`
fn list(pages: &Path, files: &[PathBuf], copies: &[PathBuf]) -> String {
    let root = pages.canonicalize().unwrap_or_default();
    let mut text = "&[\n".to_owned();
    for (file, copy) in files.iter().zip(copies) {
        let name = file.strip_prefix(&root).unwrap_or(file);
        let name = name.to_string_lossy().replace('\\', "/");
        let _ = writeln!(
            text,
            "({name:?}, include_bytes!({:?})),",
            copy.display().to_string()
        );
    }
    text + "]\n"
}
