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
    prepare(&path, options.durability)
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
