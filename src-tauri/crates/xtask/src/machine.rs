//! Makes the machine ready: finds what is missing and installs it where we know how.
//!
//! Installs with apt only. Elsewhere it says exactly what to install and stops:
//! a guess at another package manager's names would be worse than none.

use std::env;
use std::path::Path;

use crate::apt;
use crate::arguments::Consent;
use crate::error::Error;
use crate::packages::{self, Package, Proof};
use crate::task::{NPM, Output, Task};

const OLDEST_NODE: u32 = 20;

/// Whether a window can be opened here.
pub fn has_display() -> bool {
    let set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

/// Whether the desktop crate can be compiled here.
pub fn has_webview() -> bool {
    !cfg!(target_os = "linux") || packages::WINDOW.iter().all(is_proved)
}

/// What compiling and opening the window needs.
pub fn prepare_window(consent: Consent, output: Output<'_>) -> Result<(), Error> {
    match env::consts::OS {
        "linux" => install(&packages::WINDOW, consent, output),
        "macos" => need(
            has_apple_tools(),
            "Apple's compiler is missing.",
            packages::MACOS,
        ),
        "windows" => need(
            has_webview2(),
            "The WebView2 runtime is missing.",
            packages::WINDOWS,
        ),
        _ => Ok(()),
    }
}

/// What the tests need beside it.
pub fn prepare_tests(consent: Consent, output: Output<'_>) -> Result<(), Error> {
    prepare_window(consent, output)?;
    add_rust_components(output)?;
    if cfg!(target_os = "linux") {
        install(&packages::TESTS, consent, output)?;
    }
    Ok(())
}

/// What is measured beside ours.
pub fn prepare_peers(consent: Consent, output: Output<'_>) -> Result<(), Error> {
    match cfg!(target_os = "linux") {
        true => install(&packages::PEERS, consent, output),
        // A peer that is not there is left out, and the benchmark says so.
        false => Ok(()),
    }
}

/// Node and npm, new enough.
pub fn prepare_node(consent: Consent, output: Output<'_>) -> Result<(), Error> {
    if has_node() {
        return Ok(());
    }
    if apt::is_here() && major(&apt::candidate("nodejs")) >= Some(OLDEST_NODE) {
        return apt::install(&["nodejs", "npm"], consent, output);
    }
    Err(Error::Missing {
        what: format!("Node {OLDEST_NODE} or newer is missing."),
        remedy: packages::GET_NODE.into(),
    })
}

fn has_node() -> bool {
    let version = Task::new("node")
        .arg("--version")
        .answer()
        .unwrap_or_default();
    major(&version) >= Some(OLDEST_NODE) && Task::new(NPM).arg("--version").succeeds()
}

/// The first number of `v20.1.0` or `20.1.0`.
fn major(version: &str) -> Option<u32> {
    version
        .trim_start_matches('v')
        .split('.')
        .next()?
        .parse()
        .ok()
}

fn add_rust_components(output: Output<'_>) -> Result<(), Error> {
    let has = |tool: &str| Task::new("cargo").args([tool, "--version"]).succeeds();
    if has("fmt") && has("clippy") {
        return Ok(());
    }
    Task::new("rustup")
        .args(["component", "add", "rustfmt", "clippy"])
        .run(output)
}

fn has_apple_tools() -> bool {
    Task::new("xcode-select").arg("-p").succeeds()
}

fn has_webview2() -> bool {
    let bases = ["ProgramFiles(x86)", "ProgramFiles", "LOCALAPPDATA"];
    let folders = bases.iter().filter_map(env::var_os);
    folders.into_iter().any(|base| {
        Path::new(&base)
            .join("Microsoft/EdgeWebView/Application")
            .is_dir()
    })
}

fn need(is_there: bool, what: &str, remedy: &str) -> Result<(), Error> {
    let missing = || Error::Missing {
        what: what.into(),
        remedy: remedy.into(),
    };
    is_there.then_some(()).ok_or_else(missing)
}

/// Installs what is missing of `wanted`, or says what to install.
fn install(wanted: &[Package], consent: Consent, output: Output<'_>) -> Result<(), Error> {
    let debian = apt::is_here();
    let is_there = |package: &Package| {
        if debian {
            is_on_debian(package)
        } else {
            is_proved(package)
        }
    };
    let missing = wanted.iter().filter(|package| !is_there(package));
    let names: Vec<&str> = missing.map(|package| package.name).collect();
    if names.is_empty() {
        return Ok(());
    }
    if debian {
        return apt::install(&names, consent, output);
    }
    let what = format!(
        "Missing here, by the names Debian gives them: {}.",
        names.join(", ")
    );
    Err(Error::Missing {
        what,
        remedy: packages::OTHER_LINUX.into(),
    })
}

fn is_on_debian(package: &Package) -> bool {
    let by_program = matches!(package.proof, Proof::Program(_)) && is_proved(package);
    by_program || apt::is_installed(package.name)
}

fn is_proved(package: &Package) -> bool {
    match package.proof {
        Proof::Library(name) => Task::new("pkg-config").args(["--exists", name]).succeeds(),
        Proof::Program(names) => names.iter().any(|name| is_on_path(name)),
        Proof::PackageOnly => true,
    }
}

/// Whether a program of this name can be started.
pub fn is_on_path(program: &str) -> bool {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_compared_by_its_first_number() {
        assert_eq!(major("v20.20.2"), Some(20));
        assert_eq!(major("18.20.4+dfsg-1~deb12u3"), Some(18));
        assert_eq!(major("(none)"), None);
        assert!(major("") < Some(OLDEST_NODE), "no Node is older than any");
    }

    #[test]
    fn a_program_that_runs_these_tests_is_on_the_path() {
        assert!(is_on_path(if cfg!(windows) {
            "cargo.exe"
        } else {
            "cargo"
        }));
        assert!(!is_on_path("hookwright-no-such-program"));
    }

    #[test]
    fn what_is_missing_is_said_with_its_remedy() {
        let error = need(false, "It is missing.", "Install it.").unwrap_err();
        assert_eq!(error.to_string(), "It is missing.\nInstall it.");
    }
}
