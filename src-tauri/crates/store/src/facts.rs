//! Facts about the data folder, for a person to read.

use std::path::PathBuf;

use crate::open::DATABASE_FILE;
use crate::table::secret_key;
use crate::{Error, Store};

/// What and where the data is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// The data folder.
    pub folder: PathBuf,
    /// Size of the database and its log, in bytes.
    pub database_size: u64,
    /// Version of SQLite.
    pub sqlite_version: &'static str,
    /// Who keeps the key of the secrets (`key_file`, `keychain`); `None` before the first secret.
    pub key_keeper: Option<String>,
}

impl Store {
    /// Facts about the data folder.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn facts(&self) -> Result<Facts, Error> {
        let folder = self.inner().folder.clone();
        let files = [DATABASE_FILE.to_owned(), format!("{DATABASE_FILE}-wal")];
        let read = move |connection: &_| {
            let size = |name: &String| folder.join(name).metadata().map_or(0, |meta| meta.len());
            Ok(Facts {
                database_size: files.iter().map(size).sum(),
                sqlite_version: rusqlite::version(),
                key_keeper: secret_key::read(connection)?.map(|recorded| recorded.keeper),
                folder,
            })
        };
        self.inner().readers.run(read).await
    }
}
