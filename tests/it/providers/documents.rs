//! Each emulation against the document that it serves, tried by schemathesis.

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};
use tests::{Row, Sink, peers_python};

use super::{create_of, serve, text};

/// Checks that a faithful answer breaks.
const OFF: &[&str] = &[
    // The providers ignore what they do not know, and look for an id before they judge its form.
    "negative_data_rejection",
    // A well-formed question about a run that runs, or has no URL, is refused with 400.
    "positive_data_acceptance",
    // The providers' own documents say that their keys are optional, or say nothing of them.
    "missing_required_header",
    "ignored_auth",
    // Where a path has several methods, Python's servers name in `Allow` those of its first route.
    "allow_header_conformance",
];

#[test]
fn skyvern_answers_as_its_document_says() {
    answers_as_its_document_says("skyvern", &["--event-type", "workflow_run"]);
}

#[test]
fn b3os_answers_as_its_document_says() {
    answers_as_its_document_says("b3os", &[]);
}

#[test]
fn instavm_answers_as_its_document_says() {
    answers_as_its_document_says("instavm", &[]);
}

#[test]
fn runflow_answers_as_its_document_says() {
    answers_as_its_document_says("runflow", &[]);
}

#[test]
fn agentmessage_answers_as_its_document_says() {
    answers_as_its_document_says("agentmessage", &[]);
}

fn answers_as_its_document_says(provider: &str, more: &[&str]) {
    let Some(python) = peers_python() else {
        return;
    };
    let hookwright = serve();
    let receiver = Sink::saying(200, "ok");
    let to = receiver.url("/hook");
    let of = [&["--to", &to][..], more].concat();
    let created = [
        create_of(&hookwright, provider, &["--to", &to]),
        create_of(&hookwright, provider, &of),
    ];
    let base_url = text(&created[0], "base_url").to_owned();
    let mut command = schemathesis(&python, &base_url);
    command.env("HOOKWRIGHT_TRIAL", trial(&created, &to));
    let done = command.output().expect("Python starts");
    let said = String::from_utf8_lossy(&done.stdout);
    let errors = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{said}\n{errors}");
}

/// Bounded, and alike in every run.
fn schemathesis(python: &Path, base_url: &str) -> Command {
    let hooks = Path::new(env!("CARGO_MANIFEST_DIR")).join("it/peers/schemathesis_hooks.py");
    let document = format!("{base_url}/openapi.json");
    let run = [
        "-m",
        "schemathesis.cli",
        "run",
        &document,
        "--url",
        base_url,
    ];
    let bounds = [
        "--phases",
        "examples,coverage,fuzzing",
        "--max-examples",
        "20",
        "--seed",
        "1",
        "--request-timeout",
        "20",
    ];
    // Shrinking takes longer than reading a long example.
    let plain = ["--no-color", "--no-shrink", "--continue-on-failure"];
    let kept = ["--generation-database", "none"];
    let mut command = Command::new(python);
    command.args(run).args(bounds).args(plain).args(kept);
    command.args(["--checks", "all", "--exclude-checks", &OFF.join(",")]);
    command.env("SCHEMATHESIS_HOOKS", hooks);
    // It keeps files where it runs.
    command.current_dir(std::env::temp_dir());
    command
}

/// What the hooks are told.
fn trial(created: &[Row], receiver: &str) -> String {
    let key = text(&created[0], "api_key");
    let names = ["id", "run_id", "delivery_id"];
    let ids = created
        .iter()
        .flat_map(|row| names.map(|name| row[name].clone()));
    let ids: Vec<_> = ids.filter(Value::is_string).collect();
    let headers = json!({ "x-api-key": key, "Authorization": format!("Bearer {key}") });
    json!({ "headers": headers, "ids": ids, "receiver": receiver }).to_string()
}
