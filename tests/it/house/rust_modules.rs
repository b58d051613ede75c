//! Which module of a crate imports which, read from the sources.
//!
//! Follows `crate::`, `super::`, `self::` and paths into own child modules, and
//! looks through re-exports to the module that an item comes from. A re-export
//! itself is no import: it shows an item at another door and uses nothing.
//! This is no compiler; it knows the forms that this repository uses.

use std::collections::{BTreeMap, BTreeSet};

use super::circles::Graph;
use super::tree::SourceFile;

type Path = Vec<String>;

/// One file as a module.
#[derive(Default)]
struct Module {
    children: BTreeSet<String>,
    /// Each path that its product names, made absolute.
    uses: BTreeSet<Path>,
    /// Names that it shows, and where they come from.
    shown: BTreeMap<String, Path>,
}

/// The imports between the modules below a crate's folder of sources.
pub fn graph(source: &str, files: &[SourceFile]) -> Graph {
    let named = files
        .iter()
        .map(|file| (module_path(source, &file.path), file));
    let modules: BTreeMap<Path, Module> = named
        .map(|(path, file)| (path.clone(), read(&path, file.product())))
        .collect();
    let mut graph = Graph::new();
    for (path, module) in &modules {
        let imported = graph.entry(name(path)).or_default();
        let targets = module
            .uses
            .iter()
            .map(|used| (home(&modules, used, 0), used));
        let others = targets.filter(|(target, _)| target != path);
        imported.extend(others.map(|(target, used)| (name(&target), used.join("::"))));
    }
    graph
}

/// `src/a/b.rs` is the module `a::b`; `lib.rs` and `main.rs` are the root.
fn module_path(source: &str, file: &str) -> Path {
    let below = file.trim_start_matches(source).trim_start_matches('/');
    let stem = below.trim_end_matches(".rs");
    let parts = stem
        .split('/')
        .filter(|part| !["lib", "main"].contains(part));
    parts.map(str::to_owned).collect()
}

fn name(path: &[String]) -> String {
    if path.is_empty() {
        "the root".into()
    } else {
        path.join("::")
    }
}

/// The module in which what a path names is written.
fn home(modules: &BTreeMap<Path, Module>, used: &[String], depth: usize) -> Path {
    let longest = (0..=used.len())
        .rev()
        .find(|&length| modules.contains_key(&used[..length]));
    let length = longest.unwrap_or(0);
    let shown = used
        .get(length)
        .and_then(|item| modules.get(&used[..length])?.shown.get(item));
    match shown {
        // Two modules may show each other's whole content; a few steps find any item of ours.
        Some(origin) if depth < 8 => home(modules, origin, depth + 1),
        _ => used[..length].to_vec(),
    }
}

fn read(path: &[String], product: &str) -> Module {
    let text = without_comments(product);
    let mut module = Module {
        children: children(&text),
        ..Module::default()
    };
    for (start, _) in text.match_indices(is_path_letter) {
        if begins_path(&text, start) {
            note(&mut module, path, &text, start);
        }
    }
    module
}

/// Adds what stands at one place, when it is a path into this crate.
fn note(module: &mut Module, own: &[String], text: &str, start: usize) {
    let end = text[start..].find(|letter| !is_path_letter(letter));
    let first = &text[start..end.map_or(text.len(), |end| start + end)];
    let rest = &text[start + first.len()..];
    let Some(base) = base(module, own, first).filter(|_| rest.starts_with("::")) else {
        return;
    };
    let is_shown = stands_in_reexport(text, start);
    for (alias, path) in expand(&base, &rest[2..]) {
        if is_shown {
            module.shown.insert(alias, path);
        } else {
            module.uses.insert(path);
        }
    }
}

/// Where a path's first word leads; nothing when it leaves the crate.
fn base(module: &Module, own: &[String], first: &str) -> Option<Path> {
    match first {
        "crate" => Some(Path::new()),
        "self" => Some(own.to_vec()),
        "super" => Some(own[..own.len().saturating_sub(1)].to_vec()),
        child if module.children.contains(child) => Some([own, &[child.to_owned()]].concat()),
        _ => None,
    }
}

/// What follows a path's beginning, each leaf of its braces with the name it gets.
fn expand(base: &[String], rest: &str) -> Vec<(String, Path)> {
    if let Some(inner) = rest.strip_prefix('{') {
        let parts = parts(inner).into_iter();
        return parts.flat_map(|part| expand(base, part.trim())).collect();
    }
    let length = rest
        .find(|letter| !is_path_letter(letter))
        .unwrap_or(rest.len());
    let (word, after) = rest.split_at(length);
    let mut path = base.to_vec();
    match word {
        "super" => drop(path.pop()),
        "self" | "" => {}
        name => path.push(name.to_owned()),
    }
    if let Some(after) = after.strip_prefix("::") {
        return expand(&path, after);
    }
    let alias = after.trim_start().strip_prefix("as ").unwrap_or(word);
    let alias = alias
        .split(|letter| !is_path_letter(letter))
        .next()
        .unwrap_or(word);
    vec![(alias.to_owned(), path)]
}

/// The parts between commas up to the closing brace.
fn parts(inner: &str) -> Vec<&str> {
    let (mut depth, mut from) = (0_usize, 0);
    let mut found = Vec::new();
    for (at, letter) in inner.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 0 => {
                found.push(&inner[from..at]);
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                found.push(&inner[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    found.retain(|part| !part.trim().is_empty());
    found
}

fn is_path_letter(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// Whether a word starts here that is not the middle of a longer path.
fn begins_path(text: &str, start: usize) -> bool {
    let before = &text[..start];
    !before.ends_with(is_path_letter) && !before.ends_with("::") && !before.ends_with('.')
}

/// Whether the statement that this place belongs to is `pub use` or `pub(crate) use`.
fn stands_in_reexport(text: &str, start: usize) -> bool {
    let statement = text[..start]
        .rsplit([';', '}'])
        .next()
        .unwrap_or_default()
        .trim();
    let last_line = statement.rsplit('\n').next().unwrap_or_default().trim();
    last_line.starts_with("pub") && last_line.ends_with("use")
}

/// The modules that a file declares.
fn children(text: &str) -> BTreeSet<String> {
    let declared = |line: &str| {
        let (before, after) = line.split_once("mod ")?;
        let plain = before.is_empty() || before.starts_with("pub");
        let name = after.trim().strip_suffix(';')?;
        plain.then(|| name.to_owned())
    };
    text.lines()
        .filter_map(|line| declared(line.trim()))
        .collect()
}

/// The text with its comments blanked; docs may name any module.
fn without_comments(text: &str) -> String {
    let code = |line: &str| line.split("//").next().unwrap_or_default().to_owned();
    text.lines().map(code).collect::<Vec<String>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edges(files: &[(&str, &str)]) -> Vec<String> {
        let file = |(path, text): &(&str, &str)| SourceFile {
            path: format!("src/{path}"),
            text: (*text).to_owned(),
        };
        let files: Vec<SourceFile> = files.iter().map(file).collect();
        let graph = graph("src", &files).into_iter();
        let lines = graph.flat_map(|(from, imported)| {
            let line = move |to: String| format!("{from} > {to}");
            imported.into_keys().map(line)
        });
        lines.collect()
    }

    #[test]
    fn a_reexport_leads_to_the_module_that_wrote_the_item() {
        let root = (
            "lib.rs",
            "mod a;\nmod b;\npub use a::{Error as Fault, Other};",
        );
        let b = ("b.rs", "use crate::Fault;");
        assert_eq!(edges(&[root, b, ("a.rs", "struct Error;")]), ["b > a"]);
    }

    #[test]
    fn an_item_of_the_root_is_an_import_of_the_root() {
        let root = ("lib.rs", "mod a;\npub struct Limit;\nfn f() { a::go() }");
        let a = ("a.rs", "fn go(l: crate::Limit) {}");
        assert_eq!(edges(&[root, a]), ["a > the root", "the root > a"]);
    }

    #[test]
    fn braces_and_super_are_followed() {
        let root = ("lib.rs", "mod a;\nmod b;");
        let a = ("a.rs", "mod inner;");
        let inner = (
            "a/inner.rs",
            "use super::super::{b::{self, Thing}};\nuse super::Own;",
        );
        let edges = edges(&[root, a, inner, ("b.rs", "")]);
        assert_eq!(edges, ["a::inner > a", "a::inner > b"]);
    }

    #[test]
    fn comments_tests_and_other_crates_are_no_imports() {
        let root = ("lib.rs", "mod a;\n// crate::a::x\nuse other::a::b;");
        let a = ("a.rs", "#[cfg(test)]\nmod tests { use crate::root; }");
        assert_eq!(edges(&[root, a]), Vec::<String>::new());
    }
}
