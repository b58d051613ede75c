//! Lists `catalog/*.toml`, `handshakes/*.toml` and `src/coded/*.rs`, so that adding
//! a scheme or a handshake is adding one file.
//!
//! A build script instead of an embedding macro: it tells cargo to watch the
//! folders, so a new file is picked up by the next build.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=catalog");
    println!("cargo::rerun-if-changed=handshakes");
    println!("cargo::rerun-if-changed=src/coded");
    let manifest = env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it for build scripts");
    let output = env::var_os("OUT_DIR").expect("cargo sets it for build scripts");
    let (manifest, output) = (Path::new(&manifest), Path::new(&output));
    let definitions = files(&manifest.join("catalog"), "toml")?;
    fs::write(output.join("catalog.rs"), listing(&definitions))?;
    let handshakes = files(&manifest.join("handshakes"), "toml")?;
    fs::write(output.join("handshakes.rs"), listing(&handshakes))?;
    let coded = files(&manifest.join("src/coded"), "rs")?;
    fs::write(output.join("coded.rs"), modules(&coded))
}

/// The files of a folder with this extension, sorted.
fn files(folder: &Path, wanted: &str) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path
            .extension()
            .is_some_and(|extension| extension == wanted)
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
        let id = stem(file);
        let path = file.display().to_string();
        writeln!(text, "    ({id:?}, include_str!({path:?})),").expect("a String takes all text");
    }
    text + "]\n"
}

/// A module for each file and the list of what they hold, sorted by scheme id.
fn modules(files: &[PathBuf]) -> String {
    let mut named: Vec<(String, String)> = files.iter().map(|file| named(file)).collect();
    named.sort();
    let (mut modules, mut list) = (String::new(), String::new());
    for (id, path) in &named {
        let module = id.replace('-', "_");
        writeln!(modules, "#[path = {path:?}]\nmod {module};").expect("a String takes all text");
        writeln!(list, "    ({id:?}, &{module}::CODED),").expect("a String takes all text");
    }
    format!("{modules}\nconst ALL: &[(&str, &Coded)] = &[\n{list}];\n")
}

/// The id of the scheme in a file, and the file's path.
fn named(file: &Path) -> (String, String) {
    (stem(file).replace('_', "-"), file.display().to_string())
}

fn stem(file: &Path) -> String {
    file.file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}
