//! Who may import whom in the UI.

use super::assert_kept;
use super::circles::{Graph, circles};
use super::tree::{self, SourceFile};

const SOURCE: &str = "ui/src/";

/// The floors that every feature may use.
const SHARED: [&str; 5] = ["shell", "evidence", "core", "components", "styles"];

const ENDINGS: [&str; 2] = [".ts", ".tsx"];

#[test]
fn folders_import_only_what_lies_below_them() {
    let mut breaches = Vec::new();
    for file in files() {
        for target in imports(&file) {
            if !may_import(&folder(&file.path), &folder(&target)) {
                breaches.push(format!("{} imports {target}", file.path));
            }
        }
    }
    let reason = "a feature can then be changed or taken out alone, and a component shown \
                  without a core";
    let rule = "Features import no feature, components no core; the order is app, features, \
                shell, core and components.";
    assert_kept(rule, reason, &breaches);
}

#[test]
fn files_import_in_no_circle() {
    let mut graph = Graph::new();
    for file in files() {
        let targets = imports(&file)
            .into_iter()
            .filter(|target| *target != file.path);
        let targets = targets.map(|target| (target, "by its name".to_owned()));
        graph.insert(file.path.clone(), targets.collect());
    }
    let reason = "files in a circle are one file in disguise, and break when their order changes";
    assert_kept("UI files import in no circle.", reason, &circles(&graph));
}

#[test]
fn only_the_core_knows_the_shell() {
    let knows = |file: &SourceFile| file.text.contains("\"@tauri-apps/");
    let outside = files()
        .into_iter()
        .filter(|file| !file.path.starts_with("ui/src/core/"));
    let breaches: Vec<String> = outside.filter(knows).map(|file| file.path).collect();
    let reason = "the same UI runs in a browser, where there is no such shell";
    assert_kept("Only ui/src/core imports @tauri-apps.", reason, &breaches);
}

#[test]
fn there_are_no_barrel_files() {
    let is_barrel = |file: &SourceFile| {
        let name = file.path.rsplit('/').next().unwrap_or_default();
        name.starts_with("index.") || file.text.contains("export * from")
    };
    let breaches: Vec<String> = files()
        .into_iter()
        .filter(is_barrel)
        .map(|file| file.path)
        .collect();
    let reason = "a file that only passes others on hides who uses what, and closes circles";
    assert_kept("No barrel files.", reason, &breaches);
}

#[test]
fn types_are_not_switched_off() {
    let off = [
        ": any",
        "as any",
        "<any>",
        "any[]",
        "@ts-ignore",
        "@ts-nocheck",
    ];
    let mut breaches = Vec::new();
    for file in files() {
        let found = off.iter().filter(|word| says(&file.text, word));
        breaches.extend(found.map(|word| format!("{}: {word}", file.path)));
    }
    let reason = "types come from Rust: where one is missing, the generator misses it";
    assert_kept("The UI's types are whole.", reason, &breaches);
}

fn files() -> Vec<SourceFile> {
    tree::files("ui/src", &ENDINGS)
}

/// Whether a text has these words, and not as the beginning of a longer one.
fn says(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let next = text[at + words.len()..].chars().next();
        !next.is_some_and(char::is_alphanumeric)
    })
}

/// The part of the UI that a file belongs to: `app`, `core`, `features/replay` …
fn folder(path: &str) -> String {
    let below = path.trim_start_matches(SOURCE);
    let depth = if below.starts_with("features/") { 2 } else { 1 };
    let parts: Vec<&str> = below.split('/').collect();
    let folders = &parts[..parts.len().saturating_sub(1)];
    folders
        .iter()
        .take(depth)
        .copied()
        .collect::<Vec<&str>>()
        .join("/")
}

/// The top holds only what starts the app, and belongs to it.
fn may_import(from: &str, to: &str) -> bool {
    let is = |floor: &str| to == floor;
    match from {
        "app" | "" => true,
        "core" => is("core"),
        "components" => is("components") || is("styles"),
        "styles" => is("styles"),
        "shell" => is("shell") || is("components"),
        "evidence" => is("evidence") || is("core") || is("components") || is("styles"),
        feature => is(feature) || SHARED.contains(&to),
    }
}

/// The UI's own files that a file imports, by their paths.
fn imports(file: &SourceFile) -> Vec<String> {
    let starts = ["from \"", "import \"", "import(\""];
    let mut found = Vec::new();
    for start in starts {
        for (at, _) in file.text.match_indices(start) {
            let name = file.text[at + start.len()..]
                .split('"')
                .next()
                .unwrap_or_default();
            found.extend(resolve(&file.path, name));
        }
    }
    found
}

/// The path that a relative or `@/` name means, with its ending where there is such a file.
fn resolve(from: &str, name: &str) -> Option<String> {
    let joined = if let Some(below) = name.strip_prefix("@/") {
        format!("{SOURCE}{below}")
    } else if name.starts_with('.') {
        let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
        normal(&format!("{folder}/{name}"))
    } else {
        return None;
    };
    let bare = joined
        .trim_end_matches(".tsx")
        .trim_end_matches(".ts")
        .to_owned();
    let ended = ENDINGS.iter().map(|ending| format!("{bare}{ending}"));
    let exists = |path: &String| tree::root().join(path).is_file();
    Some(ended.into_iter().find(exists).unwrap_or(joined))
}

/// Takes `.` and `..` out of a path.
fn normal(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            name => parts.push(name),
        }
    }
    parts.join("/")
}

#[test]
fn a_feature_may_not_reach_its_neighbour_but_the_app_may_reach_both() {
    let from = folder("ui/src/features/replay/Dialog.tsx");
    assert!(!may_import(
        &from,
        &folder("ui/src/features/captures/List.tsx")
    ));
    assert!(may_import(&from, &folder("ui/src/core/client.ts")));
    assert!(may_import("app", &from) && !may_import("components", "core"));
}

#[test]
fn relative_names_are_followed() {
    let path = resolve("ui/src/features/replay/Dialog.tsx", "../captures/List");
    assert_eq!(path.as_deref(), Some("ui/src/features/captures/List"));
    assert_eq!(resolve("ui/src/main.tsx", "react"), None);
}
