//! Cargo with one set of packages and features.
//!
//! Cargo compiles a dependency once for each set of features that is asked of it.
//! Everything here asks for the whole workspace, so that the window, the tests
//! and the browser tests share what was compiled.

use std::process::Child;

use crate::error::Error;
use crate::machine;
use crate::place;
use crate::task::{Output, Task};

/// The headless program.
pub const HEADLESS: &str = "hookwright";
/// The program with the window.
pub const DESKTOP: &str = "hookwright-desktop";

/// The test that compares generated files, or writes them when told so.
const GENERATED_TEST: &str = "generated_types_are_current";

/// `cargo` with a subcommand, for the whole workspace as far as this machine can compile it.
pub fn cargo(subcommand: &[&str]) -> Task {
    let task = Task::new("cargo").args(subcommand).arg("--workspace");
    if machine::has_webview() {
        // A debug build carries its UI only with this feature.
        return task.args(["--features", "hookwright-desktop/custom-protocol"]);
    }
    task.args(["--exclude", DESKTOP])
}

/// Compiles everything that the tests run.
pub fn build_all(output: Output<'_>) -> Result<(), Error> {
    cargo(&["build"]).arg("--all-targets").run(output)
}

/// Compiles one program, in debug form.
pub fn build(program: &str, output: Output<'_>) -> Result<(), Error> {
    cargo(&["build"]).args(["--bin", program]).run(output)
}

/// Compiles the headless program as fast as a release.
pub fn build_for_measuring(output: Output<'_>) -> Result<(), Error> {
    perf_build().run(output)
}

/// Compiles a benchmark, and the headless program that it measures, as fast as a release.
pub fn build_benchmark(program: &str, output: Output<'_>) -> Result<(), Error> {
    // At once: one after the other, cargo would ask less of some packages and compile them twice.
    let form = ["--package", "tests", "--bin", program];
    perf_build().args(form).run(output)
}

fn perf_build() -> Task {
    let form = [
        "build",
        "--profile",
        "perf",
        "--package",
        "cli",
        "--bin",
        HEADLESS,
    ];
    Task::new("cargo").args(form)
}

/// Tells a task where the built programs are.
pub fn with_programs(task: Task, profile: &str) -> Task {
    task.env("HOOKWRIGHT_BIN", place::program(profile, HEADLESS))
        .env("HOOKWRIGHT_DESKTOP_BIN", place::program(profile, DESKTOP))
        .env("HOOKWRIGHT_PEERS_PYTHON", place::peers_python())
}

/// Starts the headless program with its output for us to read.
pub fn start_headless(arguments: &[String]) -> Result<Child, Error> {
    let program = place::program("debug", HEADLESS);
    Task::new(program).arg("serve").args(arguments).start()
}

/// Writes the generated files.
pub fn generate() -> Result<(), Error> {
    let test = ["test", "--package", "app", "--lib", GENERATED_TEST];
    let task = Task::new("cargo")
        .args(test)
        .env("HOOKWRIGHT_GENERATE", "1");
    task.run(Output::Terminal)
}
