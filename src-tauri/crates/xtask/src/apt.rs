//! Debian's and Ubuntu's package manager.
//!
//! Asks before it installs, unless we are root or were told `--yes`. Takes no
//! recommended packages: they would triple what is downloaded.

use std::io::{self, IsTerminal, Write};

use crate::arguments::Consent;
use crate::error::Error;
use crate::task::{Output, Task};

/// Whether this system has it.
pub fn is_here() -> bool {
    let answers = |program: &str| Task::new(program).arg("--version").succeeds();
    answers("apt-get") && answers("dpkg-query")
}

/// The version that apt would install, or nothing.
pub fn candidate(package: &str) -> String {
    let policy = Task::new("apt-cache")
        .args(["policy", package])
        .env("LC_ALL", "C")
        .answer();
    let lines = policy.unwrap_or_default();
    let candidate = lines
        .lines()
        .find_map(|line| line.trim().strip_prefix("Candidate: "));
    candidate.unwrap_or_default().to_owned()
}

/// Whether a package is installed.
pub fn is_installed(name: &str) -> bool {
    let status = Task::new("dpkg-query")
        .args(["-W", "-f", "${Status}", name])
        .answer();
    status.as_deref() == Some("install ok installed")
}

/// Installs packages, after a question where one is due.
pub fn install(names: &[&str], consent: Consent, output: Output<'_>) -> Result<(), Error> {
    if !is_root() && consent == Consent::Ask {
        ask(names)?;
    }
    // The lists of a fresh machine are empty or old; with them apt asks for versions that are gone.
    apt_get(&["update", "-q"]).run(output)?;
    let how = ["install", "-y", "-q", "--no-install-recommends"];
    apt_get(&how).args(names).run(output)
}

fn is_root() -> bool {
    Task::new("id").arg("-u").answer().as_deref() == Some("0")
}

fn apt_get(arguments: &[&str]) -> Task {
    // sudo drops the environment, so the variable goes through `env`.
    let env = if is_root() {
        Task::new("env")
    } else {
        Task::new("sudo").arg("env")
    };
    env.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"])
        .args(arguments)
}

fn ask(names: &[&str]) -> Result<(), Error> {
    let list = names.join(" ");
    println!("These packages are missing: {list}");
    let declined = || Error::Missing {
        what: "The packages were not installed.".into(),
        remedy: format!(
            "Install them with `sudo apt-get install --no-install-recommends {list}`, or add --yes."
        ),
    };
    if !io::stdin().is_terminal() {
        return Err(declined());
    }
    print!("Install them with sudo apt-get? [y/N] ");
    io::stdout().flush().ok();
    let mut reply = String::new();
    io::stdin().read_line(&mut reply).ok();
    let agreed = matches!(reply.trim(), "y" | "Y" | "yes");
    agreed.then_some(()).ok_or_else(declined)
}
