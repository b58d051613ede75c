//! What can go wrong while building or testing, each with what to do.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// Why a task stopped.
#[derive(Debug)]
pub enum Error {
    /// The command line asks for something that does not exist.
    Usage(String),
    /// The machine lacks something that we do not install by ourselves.
    Missing {
        /// What is not there.
        what: String,
        /// How to get it.
        remedy: String,
    },
    /// A program ran and said no.
    Failed {
        /// The program with its arguments.
        command: String,
        /// How it ended.
        status: String,
    },
    /// A program could not be started at all.
    Start {
        /// The program with its arguments.
        command: String,
        /// What the system said.
        source: io::Error,
    },
    /// A file or folder could not be read or written.
    File {
        /// Which one.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Some steps of the tests failed; the table above says which.
    Steps,
}

impl Error {
    /// For `map_err`: names the file that an I/O error is about.
    pub fn file(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::File { path, source }
    }

    /// 2 for wrong use, 1 for everything else.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Usage(_) => 2,
            Self::Missing { .. }
            | Self::Failed { .. }
            | Self::Start { .. }
            | Self::File { .. }
            | Self::Steps => 1,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(text) => out.write_str(text),
            Self::Missing { what, remedy } => write!(out, "{what}\n{remedy}"),
            Self::Failed { command, status } => write!(out, "`{command}` ended with {status}"),
            Self::Start { command, source } => write!(out, "cannot start `{command}`: {source}"),
            Self::File { path, source } => write!(out, "{}: {source}", path.display()),
            Self::Steps => out.write_str("not every step passed"),
        }
    }
}

impl std::error::Error for Error {}
