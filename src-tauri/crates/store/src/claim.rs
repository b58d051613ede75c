//! Which process holds a part of the data folder, such as the receiver's port.
//!
//! The lock is the system's, so it ends with its process however that ends.
//! Who holds it stands in a file beside it: on Windows nobody else may read a
//! locked file.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::{Error, Store};

/// A part of the data folder that this process holds until this is dropped.
#[derive(Debug)]
pub struct Claim {
    holder_file: PathBuf,
    /// Open and locked for as long as the claim lasts.
    _lock: File,
}

/// Why a part could not be claimed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Held {
    /// Another process has it.
    #[error("another Hookwright (process {pid}) uses this data folder{}", at(addr.as_deref()))]
    By {
        /// Its process id; 0 when it has not said it yet.
        pid: u32,
        /// Where it can be reached, once it has said so.
        addr: Option<String>,
    },
    /// The lock itself cannot be made.
    #[error(transparent)]
    Failed(#[from] Error),
}

fn at(addr: Option<&str>) -> String {
    addr.map_or_else(String::new, |addr| format!(" at {addr}"))
}

/// What the holder says of itself.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Holder {
    pid: u32,
    addr: Option<String>,
}

impl Store {
    /// Claims a part of this data folder by name; one process at a time has it.
    ///
    /// # Errors
    /// [`Held::By`] tells who has it.
    pub fn claim(&self, name: &str) -> Result<Claim, Held> {
        claim(&self.inner().folder, name)
    }

    /// What the holders of all parts whose name begins so have said of where they can be
    /// reached, whichever process they are.
    #[must_use]
    pub fn holders(&self, beginning: &str) -> Vec<String> {
        holders(&self.inner().folder, beginning)
    }
}

fn holders(folder: &Path, beginning: &str) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let part = |entry: fs::DirEntry| {
        let file = entry.file_name().into_string().ok()?;
        let part = file.strip_suffix(".holder.json")?;
        part.starts_with(beginning).then(|| part.to_owned())
    };
    let mut parts: Vec<String> = entries.flatten().filter_map(part).collect();
    parts.sort();
    // A file left behind by a process that was killed names nobody: its lock is free.
    let addr = |part: String| match claim(folder, &part) {
        Err(Held::By { addr, .. }) => addr,
        Ok(_) | Err(Held::Failed(_)) => None,
    };
    parts.into_iter().filter_map(addr).collect()
}

fn claim(folder: &Path, name: &str) -> Result<Claim, Held> {
    let path = folder.join(format!("{name}.lock"));
    let holder_file = folder.join(format!("{name}.holder.json"));
    let open = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path);
    let lock = open.map_err(|error| Error::file(&path, &error))?;
    match lock.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Err(held(&holder_file)),
        Err(TryLockError::Error(error)) => return Err(Error::file(&path, &error).into()),
    }
    let claim = Claim {
        holder_file,
        _lock: lock,
    };
    claim.say(None)?;
    Ok(claim)
}

fn held(holder_file: &Path) -> Held {
    let text = fs::read_to_string(holder_file).unwrap_or_default();
    let holder: Holder = serde_json::from_str(&text).unwrap_or_default();
    Held::By {
        pid: holder.pid,
        addr: holder.addr,
    }
}

impl Claim {
    /// Tells others where this process can be reached.
    ///
    /// # Errors
    /// When the file beside the lock cannot be written.
    pub fn announce(&self, addr: &str) -> Result<(), Error> {
        self.say(Some(addr.to_owned()))
    }

    fn say(&self, addr: Option<String>) -> Result<(), Error> {
        let holder = Holder {
            pid: std::process::id(),
            addr,
        };
        let text = serde_json::to_string(&holder).expect("a number and a text are JSON");
        // Written whole and then moved, so that nobody reads half of it.
        let draft = self.holder_file.with_extension("json.new");
        let written = fs::write(&draft, text).and_then(|()| fs::rename(&draft, &self.holder_file));
        written.map_err(|error| Error::file(&self.holder_file, &error))
    }
}

impl Drop for Claim {
    fn drop(&mut self) {
        // Left behind it would only name a process that holds nothing.
        drop(fs::remove_file(&self.holder_file));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_claim_learns_who_has_the_first() {
        let folder = tempfile::tempdir().unwrap();
        let first = claim(folder.path(), "receiver").unwrap();
        first.announce("127.0.0.1:4400").unwrap();
        let second = claim(folder.path(), "receiver").unwrap_err();
        assert_eq!(
            second,
            Held::By {
                pid: std::process::id(),
                addr: Some("127.0.0.1:4400".into())
            }
        );
        drop(first);
        assert!(claim(folder.path(), "receiver").is_ok());
    }

    #[test]
    fn holders_are_found_by_the_beginning_of_a_name_and_dead_ones_are_not() {
        let folder = tempfile::tempdir().unwrap();
        let live = claim(folder.path(), "emulations-1").unwrap();
        live.announce("http://127.0.0.1:1").unwrap();
        let other = claim(folder.path(), "receiver-2").unwrap();
        other.announce("127.0.0.1:2").unwrap();
        let left = r#"{"pid":1,"addr":"http://127.0.0.1:3"}"#;
        fs::write(folder.path().join("emulations-3.holder.json"), left).unwrap();
        assert_eq!(
            holders(folder.path(), "emulations-"),
            ["http://127.0.0.1:1"]
        );
    }
}
