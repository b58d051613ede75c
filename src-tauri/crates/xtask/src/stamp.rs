//! Remembers what something was made from, so that it is made again only when that changed.
//!
//! Contents count, not times: a fresh clone gives every file a new time, and a
//! branch switched there and back gives new times to files that are the same.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::place;

/// Folders that are made, not written.
const MADE: [&str; 4] = ["node_modules", "dist", "test-results", "coverage"];

/// A fingerprint of some inputs, and the file that keeps the last one used.
#[derive(Debug)]
pub struct Stamp {
    file: PathBuf,
    now: String,
}

impl Stamp {
    /// Of the files and folders named from the top; what does not exist counts as empty.
    pub fn of(name: &str, inputs: &[&str]) -> Result<Self, Error> {
        let paths: Vec<PathBuf> = inputs.iter().map(|input| place::at(input)).collect();
        Self::at(place::notes().join(format!("{name}.stamp")), &paths)
    }

    fn at(file: PathBuf, inputs: &[PathBuf]) -> Result<Self, Error> {
        let mut hash = DefaultHasher::new();
        for input in inputs {
            add(input, &mut hash)?;
        }
        let now = format!("{:016x}", hash.finish());
        Ok(Self { file, now })
    }

    /// Whether the inputs are those of the last [`Stamp::keep`].
    pub fn is_current(&self) -> bool {
        fs::read_to_string(&self.file).is_ok_and(|last| last == self.now)
    }

    /// Notes that the thing is made from these inputs.
    pub fn keep(&self) -> Result<(), Error> {
        let folder = self.file.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder).map_err(Error::file(folder))?;
        fs::write(&self.file, &self.now).map_err(Error::file(&self.file))
    }
}

fn add(path: &Path, hash: &mut DefaultHasher) -> Result<(), Error> {
    if path.is_dir() {
        return add_folder(path, hash);
    }
    if path.is_file() {
        path.hash(hash);
        fs::read(path).map_err(Error::file(path))?.hash(hash);
    }
    Ok(())
}

fn add_folder(folder: &Path, hash: &mut DefaultHasher) -> Result<(), Error> {
    let entries = fs::read_dir(folder).map_err(Error::file(folder))?;
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let written = |path: &PathBuf| !MADE.iter().any(|made| path.ends_with(made));
    paths
        .iter()
        .filter(|path| written(path))
        .try_for_each(|path| add(path, hash))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder of its own for one test, removed at its end.
    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Self {
            let path = std::env::temp_dir().join(format!("xtask-{name}-{}", std::process::id()));
            fs::create_dir_all(path.join("src/node_modules")).unwrap();
            fs::write(path.join("src/a.ts"), "one").unwrap();
            Self(path)
        }

        fn stamp(&self) -> Stamp {
            Stamp::at(self.0.join("notes/ui.stamp"), &[self.0.join("src")]).unwrap()
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            fs::remove_dir_all(&self.0).ok();
        }
    }

    #[test]
    fn nothing_is_current_before_it_was_made() {
        assert!(!Folder::new("new").stamp().is_current());
    }

    #[test]
    fn a_changed_file_makes_it_stale_and_the_old_text_makes_it_current_again() {
        let folder = Folder::new("changed");
        folder.stamp().keep().unwrap();
        fs::write(folder.0.join("src/a.ts"), "two").unwrap();
        assert!(!folder.stamp().is_current());
        fs::write(folder.0.join("src/a.ts"), "one").unwrap();
        assert!(folder.stamp().is_current());
    }

    #[test]
    fn what_is_installed_does_not_count() {
        let folder = Folder::new("installed");
        folder.stamp().keep().unwrap();
        fs::write(folder.0.join("src/node_modules/x.js"), "x").unwrap();
        assert!(folder.stamp().is_current());
    }
}
