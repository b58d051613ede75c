//! The providers' official SDKs, which the tests sign and verify against.
//!
//! They live in an environment of their own under cargo's target folder: Debian's
//! Python refuses to install anything beside its own packages.

use crate::error::Error;
use crate::npm;
use crate::place;
use crate::stamp::Stamp;
use crate::task::{Output, Task};

const FOLDER: &str = "tests/it/peers";
const REQUIREMENTS: &str = "tests/it/peers/requirements.txt";

/// Whether any test asks for peers.
pub fn are_wanted() -> bool {
    wants_python() || npm::is_package(FOLDER)
}

/// Installs what is listed and not there yet.
pub fn install(output: Output<'_>) -> Result<(), Error> {
    if wants_python() {
        install_python(output)?;
    }
    if npm::is_package(FOLDER) {
        npm::install(FOLDER, output)?;
    }
    Ok(())
}

fn wants_python() -> bool {
    place::at(REQUIREMENTS).is_file()
}

fn install_python(output: Output<'_>) -> Result<(), Error> {
    let python = place::peers_python();
    let stamp = Stamp::of("peers-python", &[REQUIREMENTS])?;
    if stamp.is_current() && python.is_file() {
        return Ok(());
    }
    let system = if cfg!(windows) { "python" } else { "python3" };
    let folder = place::target().join("peers");
    Task::new(system)
        .args(["-m", "venv"])
        .arg(folder)
        .run(output)?;
    let quiet = [
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "-r",
    ];
    Task::new(python)
        .args(quiet)
        .arg(REQUIREMENTS)
        .run(output)?;
    stamp.keep()
}
