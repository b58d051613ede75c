//! The key file beside the database, readable by its owner only.

use std::fs::{self, File};
use std::io::{ErrorKind, Write as _};
use std::path::Path;

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::key::{Key, hex, locked, unhex};
use crate::error::Error;
use crate::seal::KeyBytes;

/// What the file holds: JSON, so that a person sees what it is.
#[derive(Serialize, Deserialize)]
struct Content {
    id: String,
    key: Zeroizing<String>,
}

/// The recorded key.
pub(super) fn fetch(path: &Path, key_id: &str) -> Result<KeyBytes, Error> {
    let key = read(path)?;
    let key = key.ok_or_else(|| missing(path, "is not there or is empty"))?;
    if key.id != key_id {
        return Err(missing(path, "holds another key"));
    }
    Ok(key.bytes)
}

fn missing(path: &Path, what: &str) -> Error {
    let path = path.display();
    locked(format!(
        "{path} {what}; put the key file that belongs to this database back, or remove these secrets and add them again in a new data folder"
    ))
}

/// A new key; one that a transaction left behind unused is taken as it is.
///
/// Called only while the database records no key and is locked for writing.
pub(super) fn make(path: &Path) -> Result<Key, Error> {
    if let Some(key) = read(path)? {
        return Ok(key);
    }
    let failed = |error| Error::file(path, &error);
    let key = Key::new();
    // Half a file from a crash between making and writing is no key.
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(failed(error)),
        Ok(()) | Err(_) => {}
    }
    write(path, &key).map_err(failed)?;
    Ok(key)
}

/// The key in the file; `None` when there is no file or an empty one.
fn read(path: &Path) -> Result<Option<Key>, Error> {
    let text = match fs::read_to_string(path) {
        Ok(text) => Zeroizing::new(text),
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => {
            return Err(locked(format!(
                "{} cannot be read ({error})",
                path.display()
            )));
        }
    };
    if text.trim().is_empty() {
        return Ok(None);
    }
    let content = serde_json::from_str::<Content>(&text).ok();
    let key = content.and_then(|content| {
        Some(Key {
            bytes: unhex(&content.key)?,
            id: content.id,
        })
    });
    match key {
        Some(key) => Ok(Some(key)),
        None => Err(missing(path, "is no key file")),
    }
}

fn write(path: &Path, key: &Key) -> std::io::Result<()> {
    let content = Content {
        id: key.id.clone(),
        key: Zeroizing::new(hex(key.bytes.as_slice())),
    };
    let text = Zeroizing::new(serde_json::to_string(&content).expect("two texts are JSON"));
    let mut file = create_private(path)?;
    file.write_all(text.as_bytes())?;
    // On disk before the database says that it exists.
    file.sync_all()?;
    sync_folder(path)
}

#[cfg(unix)]
fn create_private(path: &Path) -> std::io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt as _;
    File::options()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)
}

/// Elsewhere the file takes the rights of its folder, which is in the user's own profile.
#[cfg(not(unix))]
fn create_private(path: &Path) -> std::io::Result<File> {
    File::options().write(true).create_new(true).open(path)
}

#[cfg(unix)]
fn sync_folder(path: &Path) -> std::io::Result<()> {
    let folder = path.parent().unwrap_or(path);
    File::open(folder)?.sync_all()
}

/// Windows has no way to flush a folder and does not need it.
#[cfg(not(unix))]
#[expect(
    clippy::unnecessary_wraps,
    reason = "the Unix branch of the same name can fail"
)]
fn sync_folder(_: &Path) -> std::io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_made_key_is_found_again_and_by_its_id_only() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("hookwright.key");
        let key = make(&path).unwrap();
        assert_eq!(fetch(&path, &key.id).unwrap(), key.bytes);
        assert_eq!(make(&path).unwrap().id, key.id);
        let error = fetch(&path, "other").unwrap_err().to_string();
        assert!(error.contains("holds another key"), "{error}");
    }

    #[test]
    fn a_missing_key_names_the_file_to_put_back() {
        let error = fetch(Path::new("/nowhere/hookwright.key"), "x").unwrap_err();
        assert!(
            error
                .to_string()
                .contains("/nowhere/hookwright.key is not there")
        );
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_can_read_the_key() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("hookwright.key");
        make(&path).unwrap();
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
