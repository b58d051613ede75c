//! Why the store could not do what was asked: what, which, and what to do.
//!
//! Errors are cheap to clone, since one failed commit fails many requests.

use std::path::{Path, PathBuf};

use rusqlite::{ErrorCode, ffi};

/// Why the store could not do what was asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Written by a newer program; the file was not touched.
    #[error(
        "{path} has schema {found}, this program knows up to {known}: update Hookwright, or choose another data folder"
    )]
    TooNew {
        /// The database.
        path: PathBuf,
        /// Schema of the file.
        found: u32,
        /// Newest schema of this program.
        known: u32,
    },
    /// Not a database of ours, or a damaged one; the file was not touched.
    #[error(
        "{path} cannot be read as a Hookwright database ({detail}): restore it from a copy, or move it away and start anew"
    )]
    Corrupt {
        /// The database.
        path: PathBuf,
        /// What SQLite or the header says.
        detail: String,
    },
    /// The file or its folder cannot be written.
    #[error("{path} is read-only: allow writing to it, or choose another data folder")]
    ReadOnly {
        /// The file or folder.
        path: PathBuf,
    },
    /// The data folder cannot be made or used.
    #[error("the data folder {path} cannot be used ({detail}): choose another with --data")]
    Folder {
        /// The folder.
        path: PathBuf,
        /// What the system says.
        detail: String,
    },
    /// The disk is full; nothing of the request was stored.
    #[error("no room left on the disk of {path}: free some space; storing goes on by itself")]
    Full {
        /// The database.
        path: PathBuf,
    },
    /// More is waiting to be written than the queue holds, or another process holds the file.
    #[error("the database is busy: try again in a moment")]
    Busy,
    /// A secret's key is out of reach.
    #[error("the secrets of this data folder are locked: {remedy}")]
    Locked {
        /// What unlocks them.
        remedy: String,
    },
    /// The store was closed, or its writer ended.
    #[error("the store is closed: start Hookwright again")]
    Closed,
    /// Nothing has this id or name.
    #[error("there is no {what} {which}")]
    NotFound {
        /// What was looked for ("capture", "source").
        what: &'static str,
        /// Its id or name.
        which: String,
    },
    /// A source of this name exists.
    #[error("a source named {name} exists already: choose another name, or edit that one")]
    NameTaken {
        /// The name.
        name: String,
    },
    /// An endpoint of this name exists.
    #[error("an endpoint named {name} exists already: choose another name, or edit that one")]
    EndpointTaken {
        /// The name.
        name: String,
    },
    /// An emulated provider serves an organization of this name.
    #[error("an organization {name} exists already: choose another name")]
    OrganizationTaken {
        /// The name.
        name: String,
    },
    /// Somebody else has deliveries of the endpoint under way.
    #[error(
        "{count} deliveries are still followed where the endpoint was handed over: wait until they end, or cancel them first"
    )]
    HandedOver {
        /// How many.
        count: u64,
    },
    /// A name that no endpoint may have.
    #[error("\"{name}\" cannot name an endpoint: use up to 100 characters on one line")]
    EndpointName {
        /// The name.
        name: String,
    },
    /// A profile of this name exists.
    #[error("a profile named {name} exists already: choose another name, or remove that one")]
    ProfileTaken {
        /// The name.
        name: String,
    },
    /// A name that no source may have.
    #[error(transparent)]
    Name(#[from] model::NameError),
    /// A value that is not stored in the form this program expects.
    #[error(
        "{what} is stored in a form that cannot be read ({detail}): it was probably written by another version"
    )]
    Unreadable {
        /// Which value.
        what: String,
        /// What is wrong with it.
        detail: String,
    },
    /// A file of the data folder other than the database could not be read or written.
    #[error("{path}: {detail}")]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        detail: String,
    },
    /// Anything else that SQLite reports.
    #[error("the database reports: {detail}")]
    Database {
        /// What SQLite says.
        detail: String,
    },
}

impl Error {
    /// What SQLite reported about the database at `path`.
    pub(crate) fn sqlite(path: &Path, error: &rusqlite::Error) -> Self {
        let path = path.to_path_buf();
        let detail = error.to_string();
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full { path },
            // The index of the log cannot grow either.
            _ if error.sqlite_extended_error_code() == Some(ffi::SQLITE_IOERR_SHMSIZE) => {
                Self::Full { path }
            }
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                Self::Corrupt { path, detail }
            }
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Self::ReadOnly { path },
            Some(ErrorCode::CannotOpen) => Self::Folder { path, detail },
            _ => Self::Database { detail },
        }
    }

    /// What the system said about a file of ours.
    pub(crate) fn file(path: &Path, error: &std::io::Error) -> Self {
        let path = path.to_path_buf();
        match error.kind() {
            std::io::ErrorKind::StorageFull => Self::Full { path },
            std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => {
                Self::ReadOnly { path }
            }
            _ => Self::File {
                path,
                detail: error.to_string(),
            },
        }
    }

    pub(crate) fn unreadable(what: &str, error: &serde_json::Error) -> Self {
        Self::Unreadable {
            what: what.to_owned(),
            detail: error.to_string(),
        }
    }

    pub(crate) fn not_found(what: &'static str, which: &impl ToString) -> Self {
        Self::NotFound {
            what,
            which: which.to_string(),
        }
    }
}

/// Errors inside a transaction, before they are tied to a path.
///
/// Statements fail with SQLite's error, our own rules with ours.
#[derive(Debug)]
pub(crate) enum Fault {
    Sqlite(rusqlite::Error),
    Ours(Error),
}

impl Fault {
    pub(crate) fn at(self, path: &Path) -> Error {
        match self {
            Self::Sqlite(error) => Error::sqlite(path, &error),
            Self::Ours(error) => error,
        }
    }
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self::Ours(error)
    }
}

impl From<rusqlite::types::FromSqlError> for Fault {
    fn from(error: rusqlite::types::FromSqlError) -> Self {
        Self::Sqlite(error.into())
    }
}
