//! No circles: what imports a module is not imported by it, directly or on the way.

use std::collections::{BTreeMap, BTreeSet};

use super::rust_modules;
use super::{assert_kept, tree};

/// Who imports whom, by name, with one thing that it imports from there.
pub type Graph = BTreeMap<String, BTreeMap<String, String>>;

const REASON: &str = "modules in a circle are one module in disguise: none can be read, tested \
                      or moved alone. Move what both need into a module below them";

#[test]
fn rust_modules_import_in_no_circle() {
    let mut breaches = Vec::new();
    for source in rust_sources() {
        let files = tree::files(&source, &[".rs"]);
        let graph = rust_modules::graph(&source, &files);
        breaches.extend(
            circles(&graph)
                .iter()
                .map(|circle| format!("{source}: {circle}")),
        );
    }
    assert_kept("Rust modules import in no circle.", REASON, &breaches);
}

/// The folder of sources of each crate.
fn rust_sources() -> Vec<String> {
    let crates = std::fs::read_dir(tree::root().join("src-tauri/crates"));
    let crates = crates.expect("the crates are here").flatten();
    let mut sources: Vec<String> = crates
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .map(|name| format!("src-tauri/crates/{name}/src"))
        .collect();
    sources.extend(["src-tauri/src", "tests/support"].map(str::to_owned));
    sources.sort();
    sources
}

/// One shortest circle through each module that is in one, each circle once.
pub fn circles(graph: &Graph) -> Vec<String> {
    let mut told: BTreeSet<BTreeSet<&str>> = BTreeSet::new();
    let mut found = Vec::new();
    for start in graph.keys() {
        let Some(path) = way_back(graph, start) else {
            continue;
        };
        if told.insert(path.iter().copied().collect()) {
            found.push(describe(graph, &path));
        }
    }
    found
}

/// Each step of a circle with what is imported: `a → b (Thing) → a (go)`.
fn describe(graph: &Graph, path: &[&str]) -> String {
    let nexts = path.iter().cycle().skip(1);
    let step = |(from, to): (&&str, &&str)| format!(" → {to} ({})", graph[*from][*to]);
    let steps: String = path.iter().zip(nexts).map(step).collect();
    format!("{}{steps}", path[0])
}

/// The shortest way from a module to itself, broad search first.
fn way_back<'a>(graph: &'a Graph, start: &'a str) -> Option<Vec<&'a str>> {
    let mut paths = vec![vec![start]];
    let mut seen = BTreeSet::new();
    while !paths.is_empty() {
        let mut longer = Vec::new();
        for path in paths {
            let last = path.last().copied().unwrap_or(start);
            for next in graph.get(last).into_iter().flat_map(BTreeMap::keys) {
                if next == start {
                    return Some(path);
                }
                if seen.insert(next.as_str()) {
                    longer.push([path.as_slice(), &[next]].concat());
                }
            }
        }
        paths = longer;
    }
    None
}

#[test]
fn a_circle_is_told_once_with_its_shortest_way() {
    let edges = [("a", "b"), ("b", "c"), ("c", "a"), ("c", "d"), ("d", "c")];
    let mut graph = Graph::new();
    for (from, to) in edges {
        let imported = graph.entry(from.into()).or_default();
        imported.insert(to.into(), to.to_uppercase());
    }
    let told = ["a → b (B) → c (C) → a (A)", "c → d (D) → c (C)"];
    assert_eq!(circles(&graph), told);
}
