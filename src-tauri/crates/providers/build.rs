//! Lists `catalog/*.toml`, so that adding a provider that is called is adding one file.
//!
//! A build script instead of an embedding macro: it tells cargo to watch the folder.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=catalog");
    let manifest = env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it for build scripts");
    let output = env::var_os("OUT_DIR").expect("cargo sets it for build scripts");
    let files = definitions(&Path::new(&manifest).join("catalog"))?;
    fs::write(Path::new(&output).join("catalog.rs"), listing(&files))
}

fn definitions(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path
            .extension()
            .is_some_and(|extension| extension == "toml")
        {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn listing(files: &[PathBuf]) -> String {
    let mut text = String::from("&[\n");
    for file in files {
        let id = file.file_stem().unwrap_or_default().to_string_lossy();
        let path = file.display().to_string();
        writeln!(text, "    ({id:?}, include_str!({path:?})),").expect("a String takes all text");
    }
    text + "]\n"
}
