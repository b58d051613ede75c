//! The steps of `cargo xtask test`, in order.
//!
//! A step is in the list when what it checks exists, and then it runs: no step
//! passes because there was nothing to do.

use std::fs;
use std::path::PathBuf;

use crate::arguments::Consent;
use crate::builds;
use crate::error::Error;
use crate::machine;
use crate::npm;
use crate::peers;
use crate::place;
use crate::task::{Output, Task};

const UI: &str = "ui";
const E2E: &str = "tests/e2e";

/// What a step may know.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// Where its programs write.
    pub output: Output<'a>,
    /// Whether long loads run in full.
    pub long: bool,
    /// About packages.
    pub consent: Consent,
}

/// One step.
#[derive(Debug)]
pub struct Step {
    /// Its name, for `--only` and the table.
    pub name: &'static str,
    /// What it does, in a line.
    pub about: &'static str,
    /// Steps that must have passed.
    pub needs: &'static [&'static str],
    /// Whether there is anything for it to check.
    pub exists: fn() -> bool,
    /// The work.
    pub action: fn(Context<'_>) -> Result<(), Error>,
}

/// Every step that this tree has work for.
pub fn all() -> Vec<&'static Step> {
    STEPS.iter().filter(|step| (step.exists)()).collect()
}

static STEPS: [Step; 14] = [
    Step {
        name: "packages",
        about: "system packages, Rust components and Node",
        needs: &[],
        exists: always,
        action: packages,
    },
    Step {
        name: "format",
        about: "cargo fmt --check, and rustfmt for what cargo does not list",
        needs: &[],
        exists: always,
        action: format,
    },
    Step {
        name: "ui-packages",
        about: "the UI's packages",
        needs: &["packages"],
        exists: has_ui,
        action: |context| npm::install(UI, context.output),
    },
    Step {
        name: "ui-types",
        about: "the UI's types",
        needs: &["ui-packages"],
        exists: has_ui,
        action: |context| npm::script(UI, "check").run(context.output),
    },
    Step {
        name: "ui-tests",
        about: "the UI's unit tests",
        needs: &["ui-packages"],
        exists: has_ui,
        action: |context| npm::script(UI, "test").env("CI", "1").run(context.output),
    },
    Step {
        name: "ui-build",
        about: "the UI, as both shells carry it",
        needs: &["ui-packages"],
        exists: has_ui,
        action: |context| npm::build_ui(context.output),
    },
    Step {
        name: "clippy",
        about: "lints of every target, warnings denied",
        needs: &["packages", "ui-build"],
        exists: always,
        action: clippy,
    },
    Step {
        name: "build",
        about: "programs and tests",
        needs: &["packages", "ui-build"],
        exists: always,
        action: |context| builds::build_all(context.output),
    },
    Step {
        name: "peers",
        about: "official SDKs to test against",
        needs: &["packages"],
        exists: peers::are_wanted,
        action: |context| peers::install(context.output),
    },
    Step {
        name: "rust-tests",
        about: "unit tests and tests across crates",
        needs: &["build", "peers"],
        exists: always,
        action: rust_tests,
    },
    Step {
        name: "doc-tests",
        about: "examples in the documentation",
        needs: &["build"],
        exists: always,
        action: |context| builds::cargo(&["test", "--doc"]).run(context.output),
    },
    Step {
        name: "e2e-packages",
        about: "packages of the browser tests",
        needs: &["packages"],
        exists: has_e2e,
        action: |context| npm::install(E2E, context.output),
    },
    Step {
        name: "e2e",
        about: "journeys in a browser against `hookwright serve`",
        needs: &["build", "e2e-packages"],
        exists: has_e2e,
        action: e2e,
    },
    Step {
        name: "window",
        about: "journeys in the real window",
        needs: &["build", "e2e-packages"],
        exists: has_window_journey,
        action: window,
    },
];

fn always() -> bool {
    true
}

fn has_ui() -> bool {
    npm::is_package(UI)
}

fn has_e2e() -> bool {
    npm::is_package(E2E)
}

/// Only Linux has a driver for the webview that ships with the system.
fn has_window_journey() -> bool {
    cfg!(target_os = "linux") && npm::has_script(E2E, "window")
}

fn packages(context: Context<'_>) -> Result<(), Error> {
    machine::prepare_tests(context.consent, context.output)?;
    if has_ui() || has_e2e() {
        machine::prepare_node(context.consent, context.output)?;
    }
    Ok(())
}

fn format(context: Context<'_>) -> Result<(), Error> {
    Task::new("cargo")
        .args(["fmt", "--all", "--check"])
        .run(context.output)?;
    // The build lists these files, so cargo does not know of them.
    Task::new("rustfmt")
        .arg("--check")
        .args(listed_by_the_build()?)
        .run(context.output)
}

/// The schemes that are code.
fn listed_by_the_build() -> Result<Vec<PathBuf>, Error> {
    let folder = place::at("src-tauri/crates/signing/src/coded");
    let entries = fs::read_dir(&folder).map_err(Error::file(&folder))?;
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "rs"));
    Ok(files)
}

fn clippy(context: Context<'_>) -> Result<(), Error> {
    let lints = builds::cargo(&["clippy", "--all-targets"]);
    lints.args(["--", "-D", "warnings"]).run(context.output)
}

/// With nextest when it is there; it is never built, for that takes longer than the tests.
fn rust_tests(context: Context<'_>) -> Result<(), Error> {
    let has_nextest = Task::new("cargo").args(["nextest", "--version"]).succeeds();
    let tests = if has_nextest {
        builds::cargo(&["nextest", "run"]).args(["--profile", profile(context)])
    } else {
        builds::cargo(&["test", "--lib", "--bins", "--tests"])
    };
    journey(tests.arg("--no-fail-fast"), context)
}

fn profile(context: Context<'_>) -> &'static str {
    if context.long { "long" } else { "default" }
}

fn e2e(context: Context<'_>) -> Result<(), Error> {
    journey(npm::script(E2E, "e2e").env("CI", "1"), context)
}

/// On a screen and a message bus of its own, so that it meets no other Hookwright.
fn window(context: Context<'_>) -> Result<(), Error> {
    let bus = Task::new("dbus-run-session").args(["--", "xvfb-run", "--auto-servernum"]);
    let screen = bus.arg("--server-args=-screen 0 1280x900x24 -nolisten tcp");
    let script = screen
        .args(["npm", "run", "--silent", "window"])
        .within(E2E);
    // Shader caches in the home folder outlive the test and slow its start.
    journey(script.env("MESA_SHADER_CACHE_DISABLE", "1"), context)
}

fn journey(task: Task, context: Context<'_>) -> Result<(), Error> {
    let task = builds::with_programs(task, "debug");
    let task = if context.long {
        task.env("HOOKWRIGHT_LONG", "1")
    } else {
        task
    };
    task.run(context.output)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_needs_only_steps_before_it() {
        for (at, step) in STEPS.iter().enumerate() {
            let earlier: Vec<&str> = STEPS[..at].iter().map(|step| step.name).collect();
            let unknown = step.needs.iter().find(|need| !earlier.contains(need));
            assert_eq!(unknown, None, "{} needs it before it ran", step.name);
        }
    }

    #[test]
    fn names_can_be_typed_and_are_not_given_twice() {
        for (at, step) in STEPS.iter().enumerate() {
            let plain = |letter: char| letter.is_ascii_lowercase() || "-2".contains(letter);
            assert!(step.name.chars().all(plain), "{}", step.name);
            assert!(
                STEPS[..at].iter().all(|other| other.name != step.name),
                "{}",
                step.name
            );
        }
    }
}
