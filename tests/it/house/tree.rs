//! The files of the repository, as the rules read them.

use std::fs;
use std::path::{Path, PathBuf};

/// Folders that are made, not written.
const MADE: [&str; 7] = [
    ".git",
    "target",
    "node_modules",
    "dist",
    "gen",
    "test-results",
    "generated",
];

/// One text file.
pub struct SourceFile {
    /// Its path from the top, with `/`.
    pub path: String,
    /// What is in it.
    pub text: String,
}

impl SourceFile {
    /// The part that is not test code: what stands before `#[cfg(test)]`.
    pub fn product(&self) -> &str {
        self.text.split("#[cfg(test)]").next().unwrap_or_default()
    }

    /// The part that is test code: all of it below `tests`, else what follows `#[cfg(test)]`.
    pub fn tests(&self) -> &str {
        let is_test = self.path.starts_with("tests/") || self.path.contains(".test.");
        if is_test {
            return &self.text;
        }
        let after = self.text.split_once("#[cfg(test)]");
        after.map_or("", |(_, tests)| tests)
    }
}

/// The top of the repository.
pub fn root() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent()
        .expect("this package lies below the top")
        .to_path_buf()
}

/// Every written text file with one of these endings, below a folder named from the top.
pub fn files(below: &str, endings: &[&str]) -> Vec<SourceFile> {
    let mut found = Vec::new();
    collect(&root().join(below), endings, &mut found);
    found.sort_by(|left, right| left.path.cmp(&right.path));
    found
}

fn collect(folder: &Path, endings: &[&str], found: &mut Vec<SourceFile>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if path.is_dir() {
            if !MADE.contains(&name.as_str()) {
                collect(&path, endings, found);
            }
        } else if endings.iter().any(|ending| name.ends_with(ending)) {
            found.extend(read(&path));
        }
    }
}

/// A file that another program removes while we look is no breach of anything.
fn read(path: &Path) -> Option<SourceFile> {
    let text = fs::read_to_string(path).ok()?;
    let below = path.strip_prefix(root()).ok()?;
    let path = below.to_string_lossy().replace('\\', "/");
    Some(SourceFile { path, text })
}

/// The line, counted from 1, at a place in a text.
pub fn line_at(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}
