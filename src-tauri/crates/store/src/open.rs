//! Opening a data folder: made when absent, checked before anything is written.
//!
//! A file that is newer, damaged or not ours is refused and left as it is.

use std::fs::{self, File};
use std::io::{ErrorKind, Read as _};
use std::path::{Path, PathBuf};

use model::Clock;
use rusqlite::Connection;

use crate::error::Error;
use crate::{connection, migrate};

/// Name of the database in the data folder.
pub const DATABASE_FILE: &str = "hookwright.db";
/// Held only while a file is made or brought up to date.
const OPENING_LOCK: &str = "opening.lock";

/// How a store is opened.
#[derive(Debug, Clone)]
pub struct Options {
    /// The data folder; made (readable by its owner only) when absent.
    pub folder: PathBuf,
    /// Who keeps the key of a folder that has none yet; a folder that has one
    /// records its keeper.
    pub keeper: Keeper,
    /// When a commit counts as done.
    pub durability: Durability,
    /// Where the time comes from.
    pub clock: Clock,
}

impl Options {
    /// A folder with the defaults: key file, full durability, the machine's clock.
    #[must_use]
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self {
            folder: folder.into(),
            keeper: Keeper::KeyFile,
            durability: Durability::Full,
            clock: Clock::system(),
        }
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.folder.join(DATABASE_FILE)
    }
}

/// Who keeps the key that encrypts secrets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keeper {
    /// A file readable by its owner only, beside the database.
    KeyFile,
    /// The system's keychain; the key file where there is none.
    Keychain,
}

/// When a commit counts as done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Durability {
    /// When the disk has it: survives a power cut.
    #[default]
    Full,
    /// When the system has it: survives the program's end, not the machine's.
    Normal,
}

impl Durability {
    pub(crate) const fn pragma(self) -> &'static str {
        match self {
            Self::Full => "FULL",
            Self::Normal => "NORMAL",
        }
    }
}

/// Opens the writing connection of a folder, its schema up to date.
pub(crate) fn open(options: &Options) -> Result<Connection, Error> {
    make_folder(&options.folder)?;
    let path = options.database();
    let current = examine(&path)?;
    // Only making or migrating needs others kept out; the usual start does not wait.
    let _lock = (!current)
        .then(|| lock(&options.folder.join(OPENING_LOCK)))
        .transpose()?;
    make_file(&path).map_err(|error| Error::file(&path, &error))?;
    prepare(&path, options.durability)
}

/// Makes an empty file for SQLite to fill, which gives its log the same rights:
/// captured bodies are their owner's alone, whatever folder they are in.
#[cfg(unix)]
fn make_file(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::OpenOptionsExt as _;
    let mut options = File::options();
    options.create(true).append(true).mode(0o600);
    options.open(path).map(drop)
}

/// Elsewhere files take the rights of their folder, which is in the user's own profile.
#[cfg(not(unix))]
#[expect(
    clippy::unnecessary_wraps,
    reason = "the Unix branch of the same name can fail"
)]
const fn make_file(_: &Path) -> std::io::Result<()> {
    Ok(())
}

fn prepare(path: &Path, durability: Durability) -> Result<Connection, Error> {
    let sqlite = |error| Error::sqlite(path, &error);
    let mut connection = connection::writer(path, durability).map_err(sqlite)?;
    // The header may be older than what the log holds.
    refuse_newer(path, migrate::version(&connection).map_err(sqlite)?)?;
    connection::adopt(&connection).map_err(sqlite)?;
    migrate::migrate(&mut connection).map_err(sqlite)?;
    Ok(connection)
}

fn refuse_newer(path: &Path, found: u32) -> Result<(), Error> {
    if found <= migrate::KNOWN {
        return Ok(());
    }
    Err(Error::TooNew {
        path: path.to_path_buf(),
        found,
        known: migrate::KNOWN,
    })
}

fn make_folder(folder: &Path) -> Result<(), Error> {
    let unusable = |error: std::io::Error| match error.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Error::ReadOnly {
            path: folder.to_path_buf(),
        },
        _ => Error::Folder {
            path: folder.to_path_buf(),
            detail: error.to_string(),
        },
    };
    match fs::metadata(folder) {
        Ok(found) if !found.is_dir() => Err(Error::Folder {
            path: folder.to_path_buf(),
            detail: "it is a file".to_owned(),
        }),
        Ok(found) => refuse_read_only(folder, &found),
        Err(error) if error.kind() == ErrorKind::NotFound => make_private(folder).map_err(unusable),
        Err(error) => Err(unusable(error)),
    }
}

#[cfg(unix)]
fn make_private(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
}

/// Elsewhere the folder takes the rights of its parent, the user's own profile.
#[cfg(not(unix))]
fn make_private(folder: &Path) -> std::io::Result<()> {
    fs::create_dir_all(folder)
}

/// Said before SQLite would fail half-way, and for root too, whom no mode stops.
fn refuse_read_only(path: &Path, found: &fs::Metadata) -> Result<(), Error> {
    // On Windows the attribute means nothing for a folder.
    if found.permissions().readonly() && (cfg!(unix) || found.is_file()) {
        return Err(Error::ReadOnly {
            path: path.to_path_buf(),
        });
    }
    Ok(())
}

/// Looks at the file without SQLite, which might touch it.
///
/// `true` when it is of this program's schema.
fn examine(path: &Path) -> Result<bool, Error> {
    let found = match fs::metadata(path) {
        Ok(found) => found,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(Error::file(path, &error)),
    };
    refuse_read_only(path, &found)?;
    if found.is_dir() {
        return Err(corrupt(path, "it is a folder"));
    }
    let header = Header::read(path).map_err(|error| Error::file(path, &error))?;
    header.judge(path)
}

fn corrupt(path: &Path, detail: &str) -> Error {
    Error::Corrupt {
        path: path.to_path_buf(),
        detail: detail.to_owned(),
    }
}

/// The first hundred bytes of an SQLite file
/// (<https://www.sqlite.org/fileformat2.html#the_database_header>).
struct Header(Vec<u8>);

impl Header {
    const LENGTH: usize = 100;
    const MAGIC: &'static [u8] = b"SQLite format 3\0";

    fn read(path: &Path) -> std::io::Result<Self> {
        let mut bytes = Vec::with_capacity(Self::LENGTH);
        File::open(path)?
            .take(Self::LENGTH as u64)
            .read_to_end(&mut bytes)?;
        Ok(Self(bytes))
    }

    fn judge(&self, path: &Path) -> Result<bool, Error> {
        if self.0.is_empty() {
            // SQLite makes the file before it writes its first page.
            return Ok(false);
        }
        if self.0.len() < Self::LENGTH || !self.0.starts_with(Self::MAGIC) {
            return Err(corrupt(path, "it is not an SQLite file"));
        }
        let (version, application) = (self.number(60), self.number(68));
        if application != migrate::APPLICATION_ID as u32 && (version, application) != (0, 0) {
            return Err(corrupt(path, "it belongs to another program"));
        }
        refuse_newer(path, version)?;
        Ok(version == migrate::KNOWN)
    }

    fn number(&self, at: usize) -> u32 {
        let bytes = self.0[at..at + 4].try_into();
        u32::from_be_bytes(bytes.expect("four bytes were taken"))
    }
}

fn lock(path: &Path) -> Result<File, Error> {
    let open = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(path);
    let file = open.map_err(|error| Error::file(path, &error))?;
    file.lock().map_err(|error| Error::file(path, &error))?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Store;
    use crate::fixture::{Fixture, post};

    fn refusal(folder: &Path) -> String {
        Store::open(&Options::new(folder))
            .err()
            .unwrap()
            .to_string()
    }

    fn folder_with(database: &[u8]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(DATABASE_FILE), database).unwrap();
        folder
    }

    /// The bytes of a closed database with one capture in it.
    async fn closed_database() -> Vec<u8> {
        let fixture = Fixture::new();
        fixture.add(post("/")).await;
        let Fixture { store, folder, .. } = fixture;
        store.close().await;
        assert!(!folder.path().join("hookwright.db-wal").exists());
        fs::read(folder.path().join(DATABASE_FILE)).unwrap()
    }

    #[tokio::test]
    async fn a_newer_schema_is_refused_and_its_file_left_as_it_is() {
        let mut bytes = closed_database().await;
        bytes[60..64].copy_from_slice(&77_u32.to_be_bytes());
        let folder = folder_with(&bytes);
        let message = refusal(folder.path());
        assert!(
            message.contains(&format!(
                "has schema 77, this program knows up to {}",
                migrate::KNOWN
            )),
            "{message}"
        );
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        assert_eq!(fs::read(folder.path().join(DATABASE_FILE)).unwrap(), bytes);
    }

    #[tokio::test]
    async fn a_newer_schema_that_only_the_log_tells_is_refused_too() {
        let bytes = closed_database().await;
        let folder = folder_with(&bytes);
        let path = folder.path().join(DATABASE_FILE);
        let newer = connection::writer(&path, Durability::Full).unwrap();
        newer.pragma_update(None, "user_version", 78).unwrap();
        drop(newer);
        let log = fs::read(path.with_extension("db-wal")).unwrap();
        assert!(refusal(folder.path()).contains("has schema 78"));
        assert_eq!(fs::read(&path).unwrap(), bytes);
        assert_eq!(fs::read(path.with_extension("db-wal")).unwrap(), log);
    }

    #[tokio::test]
    async fn what_is_no_database_of_ours_is_refused_and_left_as_it_is() {
        let mut other = closed_database().await;
        other[68..72].copy_from_slice(b"Othr");
        let mut cut = closed_database().await;
        cut.truncate(cut.len() / 2);
        for (bytes, detail) in [
            (b"hello".to_vec(), "it is not an SQLite file"),
            (vec![0; 4096], "it is not an SQLite file"),
            (other, "it belongs to another program"),
            (cut, "malformed"),
        ] {
            let folder = folder_with(&bytes);
            let message = refusal(folder.path());
            assert!(message.contains(detail), "{message}");
            assert!(message.contains("restore it from a copy"), "{message}");
            assert_eq!(fs::read(folder.path().join(DATABASE_FILE)).unwrap(), bytes);
        }
    }

    #[test]
    fn a_folder_that_is_a_file_is_said() {
        let folder = folder_with(b"");
        let message = refusal(&folder.path().join(DATABASE_FILE));
        assert!(message.contains("it is a file"), "{message}");
        let message = refusal(&folder.path().join(DATABASE_FILE).join("below"));
        assert!(message.contains("cannot be used"), "{message}");
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn a_read_only_file_or_folder_is_said() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = folder_with(&closed_database().await);
        let path = folder.path().join(DATABASE_FILE);
        let mode = |path: &Path, mode| {
            fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
        };
        mode(&path, 0o400);
        assert!(refusal(folder.path()).contains("hookwright.db is read-only"));
        mode(&path, 0o600);
        mode(folder.path(), 0o500);
        assert!(refusal(folder.path()).contains("is read-only"));
        mode(folder.path(), 0o700);
        assert!(Store::open(&Options::new(folder.path())).is_ok());
    }

    #[cfg(unix)]
    #[test]
    fn a_new_folder_and_its_files_are_their_owners_alone() {
        use std::os::unix::fs::PermissionsExt as _;
        let parent = tempfile::tempdir().unwrap();
        let folder = parent.path().join("a/b");
        let _store = Store::open(&Options::new(&folder)).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&folder), 0o700);
        for file in [DATABASE_FILE, "hookwright.db-wal"] {
            assert_eq!(mode(&folder.join(file)), 0o600, "{file}");
        }
    }

    #[test]
    fn many_may_open_a_new_folder_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let options = Options::new(folder.path());
        std::thread::scope(|scope| {
            let open = || Store::open(&options).map(drop);
            let threads: Vec<_> = (0..8).map(|_| scope.spawn(open)).collect();
            for thread in threads {
                assert_eq!(thread.join().unwrap(), Ok(()));
            }
        });
    }

    #[tokio::test]
    async fn what_was_answered_for_is_there_when_the_program_was_killed() {
        let fixture = Fixture::new();
        fixture.add(post("/")).await;
        // The files as a kill would leave them: nothing closed, nothing copied from the log.
        let killed = tempfile::tempdir().unwrap();
        for file in [DATABASE_FILE, "hookwright.db-wal"] {
            fs::copy(fixture.folder.path().join(file), killed.path().join(file)).unwrap();
        }
        let store = Store::open(&Options::new(killed.path())).unwrap();
        assert_eq!(store.captures().counts().await.unwrap().total, 1);
    }

    #[tokio::test]
    async fn what_was_stored_is_there_after_a_restart() {
        let folder = folder_with(&closed_database().await);
        let store = Store::open(&Options::new(folder.path())).unwrap();
        assert_eq!(store.captures().counts().await.unwrap().total, 1);
    }
}
