//! Where things are: the one list of paths that the tasks know.
//!
//! The folder of built programs is taken from where this program itself lies,
//! so that whatever target folder cargo was told to use is right here too.

use std::env;
use std::env::consts::EXE_SUFFIX;
use std::path::{Path, PathBuf};

/// The top of the repository.
pub fn root() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.ancestors()
        .nth(3)
        .expect("xtask lies three folders below the top")
        .to_path_buf()
}

/// A path below the top, written with `/`.
pub fn at(path: &str) -> PathBuf {
    root().join(path)
}

/// Cargo's target folder.
pub fn target() -> PathBuf {
    let built = env::current_exe().ok();
    let folder = built
        .as_deref()
        .and_then(|program| program.ancestors().nth(2));
    folder.map_or_else(|| at("target"), Path::to_path_buf)
}

/// Notes of ours: what was installed, and what the steps said.
pub fn notes() -> PathBuf {
    target().join("xtask")
}

/// A program that cargo built with `profile` ("debug" for the usual one).
pub fn program(profile: &str, name: &str) -> PathBuf {
    target().join(profile).join(format!("{name}{EXE_SUFFIX}"))
}

/// The Python of the environment in which official SDKs are installed.
pub fn peers_python() -> PathBuf {
    let inside = if cfg!(windows) {
        "Scripts/python.exe"
    } else {
        "bin/python"
    };
    target().join("peers").join(inside)
}
