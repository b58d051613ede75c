//! `cargo xtask bench` and `cargo xtask shots`.
//!
//! What can be measured is what is there: a program `bench-NAME` of the package
//! `tests`, or a script `tests/e2e/bench-NAME.mjs`. There is no list to forget.

use std::fs;

use crate::arguments::Consent;
use crate::builds;
use crate::error::Error;
use crate::machine;
use crate::npm;
use crate::place;
use crate::task::{Output, Task};

const E2E: &str = "tests/e2e";

/// Runs one benchmark, or lists them.
pub fn bench(name: Option<&str>, rest: &[String]) -> Result<(), Error> {
    let Some(name) = name else {
        println!("{}", known());
        return Ok(());
    };
    if programs().iter().any(|program| program == name) {
        return run_program(name, rest);
    }
    if scripts().iter().any(|script| script == name) {
        return run_script(name, rest);
    }
    Err(Error::Usage(format!(
        "there is no benchmark `{name}`. {}",
        known()
    )))
}

/// Makes the screenshots with the built UI.
pub fn shots() -> Result<(), Error> {
    prepare_e2e()?;
    builds::build(builds::HEADLESS, Output::Terminal)?;
    let task = Task::new("node").arg("tests/e2e/shots.mjs");
    builds::with_programs(task, "debug").run(Output::Terminal)
}

fn run_program(name: &str, rest: &[String]) -> Result<(), Error> {
    let program = format!("bench-{name}");
    prepare_peer(&program)?;
    builds::build_benchmark(&program, Output::Terminal)?;
    let task = Task::new(place::program("perf", &program)).args(rest);
    builds::with_programs(task, "perf").run(Output::Terminal)
}

/// Another program that is measured beside ours, where the benchmark has one.
fn prepare_peer(program: &str) -> Result<(), Error> {
    let folder = format!("tests/bin/{program}/peer");
    if !npm::is_package(&folder) {
        return Ok(());
    }
    machine::prepare_node(Consent::Ask, Output::Terminal)?;
    machine::prepare_peers(Consent::Ask, Output::Terminal)?;
    npm::install(&folder, Output::Terminal)
}

fn run_script(name: &str, rest: &[String]) -> Result<(), Error> {
    prepare_e2e()?;
    builds::build_for_measuring(Output::Terminal)?;
    let task = Task::new("node")
        .arg(format!("{E2E}/bench-{name}.mjs"))
        .args(rest);
    builds::with_programs(task, "perf").run(Output::Terminal)
}

fn prepare_e2e() -> Result<(), Error> {
    machine::prepare_tests(Consent::Ask, Output::Terminal)?;
    machine::prepare_node(Consent::Ask, Output::Terminal)?;
    npm::build_ui(Output::Terminal)?;
    npm::install(E2E, Output::Terminal)
}

fn known() -> String {
    let mut names = programs();
    names.extend(scripts());
    names.sort();
    format!("What can be measured: {}", names.join(", "))
}

fn programs() -> Vec<String> {
    let manifest = fs::read_to_string(place::at("tests/Cargo.toml")).unwrap_or_default();
    declared(&manifest)
}

/// The benchmarks among the programs of a manifest.
fn declared(manifest: &str) -> Vec<String> {
    let named = |line: &str| {
        let name = line.strip_prefix("name = \"bench-")?;
        Some(name.trim_end().trim_end_matches('"').to_owned())
    };
    manifest.lines().filter_map(named).collect()
}

fn scripts() -> Vec<String> {
    let Ok(entries) = fs::read_dir(place::at(E2E)) else {
        return Vec::new();
    };
    let named = |file: String| {
        Some(
            file.strip_prefix("bench-")?
                .strip_suffix(".mjs")?
                .to_owned(),
        )
    };
    let files = entries
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned());
    files.filter_map(named).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_measures_is_found_in_the_manifest() {
        let manifest = "[[bin]]\nname = \"bench-capture\"\n[[bin]]\nname = \"other\"\n";
        assert_eq!(declared(manifest), ["capture"]);
    }

    #[test]
    fn an_unknown_benchmark_is_wrong_use() {
        let error = bench(Some("no-such-thing"), &[]).unwrap_err();
        assert_eq!(error.exit_code(), 2);
    }
}
