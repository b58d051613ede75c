//! Where the programs under test are.

use std::env;
use std::env::consts::EXE_SUFFIX;
use std::path::{Path, PathBuf};

/// The headless program: the one that `HOOKWRIGHT_BIN` names, else the one built beside the tests.
///
/// # Panics
/// When there is none, with how to build it.
#[must_use]
pub fn headless() -> PathBuf {
    let named = env::var_os("HOOKWRIGHT_BIN").map(PathBuf::from);
    let program = named.unwrap_or_else(|| beside_us("hookwright"));
    assert!(
        program.is_file(),
        "{} is not built: `cargo build -p cli` builds it, and `cargo xtask test` does so by itself",
        program.display()
    );
    program
}

/// Cargo puts tests into `deps`, and programs beside that folder.
fn beside_us(name: &str) -> PathBuf {
    let own = env::current_exe().expect("a running program has a path");
    let mut folder = own.parent().expect("a program lies in a folder");
    if folder.ends_with("deps") {
        folder = folder.parent().unwrap_or(Path::new("."));
    }
    folder.join(format!("{name}{EXE_SUFFIX}"))
}
