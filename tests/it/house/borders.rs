//! Who may import whom among the crates.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

use super::{assert_kept, tree};

/// The floors of the house: each crate with all that it may import of ours.
const FLOORS: [(&str, &[&str]); 12] = [
    ("model", &[]),
    ("signing", &["model"]),
    ("wire", &["model"]),
    ("store", &["model"]),
    ("delivery", &["wire", "store", "signing", "model"]),
    (
        "receiver",
        &["delivery", "wire", "store", "signing", "model"],
    ),
    (
        "providers",
        &["delivery", "wire", "store", "signing", "model"],
    ),
    (
        "app",
        &[
            "receiver",
            "providers",
            "delivery",
            "wire",
            "store",
            "signing",
            "model",
        ],
    ),
    ("cli", &["app", "wire", "signing", "model"]),
    ("hookwright-desktop", &["app"]),
    ("xtask", &[]),
    (
        "tests",
        &[
            "app",
            "receiver",
            "providers",
            "delivery",
            "wire",
            "store",
            "signing",
            "model",
        ],
    ),
];

/// Packages from outside that one crate alone may know, by the beginning of their names.
const SOLE_OWNERS: [(&str, &str, &str); 2] = [
    (
        "tauri",
        "hookwright-desktop",
        "everything else must build and run where there is no webview",
    ),
    (
        "rusqlite",
        "store",
        "what is in the database is one crate's secret, so that it can change",
    ),
];

/// Crates that only compute, and packages that do more than compute.
const PURE: [&str; 2] = ["model", "signing"];
const IMPURE_PACKAGES: [&str; 8] = [
    "tokio", "mio", "socket2", "hyper", "reqwest", "axum", "rusqlite", "keyring",
];
const IMPURE_CALLS: [&str; 5] = [
    "std::fs",
    "std::net",
    "std::process",
    "std::env::",
    "std::thread",
];

/// A crate of the workspace and the packages that it names.
struct Member {
    name: String,
    imports: Vec<Import>,
}

struct Import {
    name: String,
    is_normal: bool,
}

#[test]
fn crates_import_only_crates_of_lower_floors() {
    let floors = BTreeMap::from(FLOORS);
    let members = members();
    let ours: BTreeSet<&str> = members.iter().map(|member| member.name.as_str()).collect();
    let mut breaches = Vec::new();
    for member in &members {
        let Some(allowed) = floors.get(member.name.as_str()) else {
            breaches.push(format!("{} has no floor: add it to the table", member.name));
            continue;
        };
        let names = member.imports.iter().map(|import| import.name.as_str());
        let wrong = names.filter(|name| ours.contains(name) && !allowed.contains(name));
        breaches.extend(wrong.map(|name| format!("{} imports {name}", member.name)));
    }
    let reason = "a crate that knows only what lies below it can be read and tested alone";
    assert_kept(
        "Crates import only crates of lower floors.",
        reason,
        &breaches,
    );
}

#[test]
fn the_webview_and_the_database_have_one_owner_each() {
    for (package, owner, reason) in SOLE_OWNERS {
        let is_it = |name: &str| name == package || name.starts_with(&format!("{package}-"));
        let mut breaches = Vec::new();
        for member in members().iter().filter(|member| member.name != owner) {
            let wrong = member.imports.iter().filter(|import| is_it(&import.name));
            breaches.extend(wrong.map(|import| format!("{} imports {}", member.name, import.name)));
        }
        assert_kept(
            &format!("Only {owner} imports {package}."),
            reason,
            &breaches,
        );
    }
}

#[test]
fn what_only_computes_brings_no_sockets_files_or_runtime_along() {
    let lock = locked();
    let mut breaches = Vec::new();
    for member in members()
        .iter()
        .filter(|member| PURE.contains(&member.name.as_str()))
    {
        for package in reached(member, &lock) {
            if IMPURE_PACKAGES.contains(&package.as_str()) {
                breaches.push(format!("{} reaches {package}", member.name));
            }
        }
    }
    let reason = "verdicts must follow from their inputs alone, so that any can be reproduced";
    assert_kept("model and signing do no I/O.", reason, &breaches);
}

#[test]
fn what_only_computes_calls_no_files_sockets_or_processes() {
    let mut breaches = Vec::new();
    for crate_name in PURE {
        for file in tree::files(&format!("src-tauri/crates/{crate_name}/src"), &[".rs"]) {
            let calls = IMPURE_CALLS
                .iter()
                .filter(|call| file.product().contains(**call));
            breaches.extend(calls.map(|call| format!("{}: {call}", file.path)));
        }
    }
    let reason = "verdicts must follow from their inputs alone, so that any can be reproduced";
    assert_kept("model and signing do no I/O.", reason, &breaches);
}

fn members() -> Vec<Member> {
    let metadata = metadata();
    let packages = metadata["packages"]
        .as_array()
        .expect("cargo lists packages");
    packages.iter().map(member).collect()
}

/// What cargo says of the workspace's own packages.
fn metadata() -> Value {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command
        .args(["metadata", "--format-version=1", "--no-deps"])
        .current_dir(tree::root());
    let said = command
        .output()
        .expect("cargo runs these tests, so it is here");
    assert!(
        said.status.success(),
        "{}",
        String::from_utf8_lossy(&said.stderr)
    );
    serde_json::from_slice(&said.stdout).expect("cargo metadata is JSON")
}

fn member(package: &Value) -> Member {
    let dependencies = package["dependencies"]
        .as_array()
        .expect("cargo lists dependencies");
    let import = |dependency: &Value| Import {
        name: text(&dependency["name"]),
        is_normal: dependency["kind"].is_null(),
    };
    let imports = dependencies.iter().map(import).collect();
    Member {
        name: text(&package["name"]),
        imports,
    }
}

fn text(value: &Value) -> String {
    value.as_str().expect("a name is text").to_owned()
}

/// Each locked package with the packages that it names; versions of one name count as one.
fn locked() -> BTreeMap<String, Vec<String>> {
    let text = std::fs::read_to_string(tree::root().join("Cargo.lock")).expect("it is committed");
    let mut lock: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut current = String::new();
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("name = ") {
            name.trim_matches('"').clone_into(&mut current);
        } else if let Some(entry) = line.strip_prefix(" \"") {
            let name = entry.split([' ', '"']).next().unwrap_or_default();
            lock.entry(current.clone())
                .or_default()
                .push(name.to_owned());
        }
    }
    lock
}

/// All that a crate's product reaches, without what only its tests use.
fn reached(member: &Member, lock: &BTreeMap<String, Vec<String>>) -> BTreeSet<String> {
    let own = member.imports.iter().filter(|import| import.is_normal);
    let mut open: Vec<String> = own.map(|import| import.name.clone()).collect();
    let mut seen = BTreeSet::new();
    while let Some(name) = open.pop() {
        let is_ours = FLOORS.iter().any(|(floor, _)| *floor == name);
        if seen.insert(name.clone()) && !is_ours {
            open.extend(lock.get(&name).into_iter().flatten().cloned());
        }
    }
    seen
}

#[test]
fn what_a_crate_reaches_is_followed_to_the_ground() {
    let store = members().into_iter().find(|member| member.name == "store");
    let reached = reached(&store.expect("store is a crate of ours"), &locked());
    assert!(
        reached.contains("libsqlite3-sys"),
        "two steps down: {reached:?}"
    );
}
