//! Who keeps the key that encrypts secrets, and how this process gets it.
//!
//! A data folder has one key for good. Whoever cannot reach it goes on without
//! its secrets and says what would help; nobody makes a second one.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use model::Timestamp;
use rusqlite::Connection;

use crate::Keeper;
use crate::error::{Error, Fault};
use crate::seal::{KeyBytes, SealingKey};
use crate::table::secret_key::{self, Recorded};

mod file;
mod key;
mod keychain;

use key::{Key, locked};

/// Name of the key file in the data folder.
const KEY_FILE: &str = "hookwright.key";

const FILE_WORD: &str = "key_file";
const KEYCHAIN_WORD: &str = "keychain";

/// The way to the key of one data folder; remembers it once it was found.
pub(crate) struct Keys {
    folder: PathBuf,
    preferred: Keeper,
    found: Mutex<Option<(Recorded, Arc<SealingKey>)>>,
    /// A keychain may ask the user each time; refused once, it is not asked again.
    refused: OnceLock<Error>,
}

impl Keys {
    pub(crate) fn new(folder: &Path, preferred: Keeper) -> Self {
        Self {
            folder: folder.to_path_buf(),
            preferred,
            found: Mutex::default(),
            refused: OnceLock::new(),
        }
    }

    /// The key for a new secret; made and recorded when the folder has none yet.
    ///
    /// Runs inside the writing transaction, so that two processes cannot both make one.
    pub(crate) fn for_sealing(
        &self,
        connection: &Connection,
        now: Timestamp,
    ) -> Result<Arc<SealingKey>, Fault> {
        if let Some(recorded) = secret_key::read(connection)? {
            return Ok(self.fetch(&recorded)?);
        }
        let (keeper, key) = self.make()?;
        let recorded = Recorded {
            keeper: keeper.to_owned(),
            key_id: key.id,
        };
        secret_key::record(connection, &recorded, now)?;
        Ok(self.remember(recorded, &key.bytes))
    }

    /// The key that made the stored secrets; `None` when there are none yet.
    pub(crate) fn for_opening(
        &self,
        connection: &Connection,
    ) -> Result<Option<Arc<SealingKey>>, Fault> {
        match secret_key::read(connection)? {
            Some(recorded) => Ok(Some(self.fetch(&recorded)?)),
            None => Ok(None),
        }
    }

    fn fetch(&self, recorded: &Recorded) -> Result<Arc<SealingKey>, Error> {
        if let Some((known, key)) = &*self.found()
            && known == recorded
        {
            return Ok(key.clone());
        }
        let bytes = match recorded.keeper.as_str() {
            FILE_WORD => file::fetch(&self.key_file(), &recorded.key_id)?,
            KEYCHAIN_WORD => self.ask_keychain(&recorded.key_id)?,
            other => {
                return Err(locked(format!(
                    "they are kept by \"{other}\", which only a newer Hookwright knows"
                )));
            }
        };
        Ok(self.remember(recorded.clone(), &bytes))
    }

    fn ask_keychain(&self, key_id: &str) -> Result<KeyBytes, Error> {
        if let Some(error) = self.refused.get() {
            return Err(error.clone());
        }
        let answer = keychain::fetch(key_id);
        answer.inspect_err(|error| drop(self.refused.set(error.clone())))
    }

    fn make(&self) -> Result<(&'static str, Key), Error> {
        if self.preferred == Keeper::Keychain
            && let Some(key) = keychain::make()
        {
            return Ok((KEYCHAIN_WORD, key));
        }
        Ok((FILE_WORD, file::make(&self.key_file())?))
    }

    fn remember(&self, recorded: Recorded, bytes: &KeyBytes) -> Arc<SealingKey> {
        let key = Arc::new(SealingKey::new(bytes));
        *self.found() = Some((recorded, key.clone()));
        key
    }

    fn key_file(&self) -> PathBuf {
        self.folder.join(KEY_FILE)
    }

    fn found(&self) -> std::sync::MutexGuard<'_, Option<(Recorded, Arc<SealingKey>)>> {
        self.found.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use model::{Secret, Topic};

    use super::*;
    use crate::NewSource;
    use crate::fixture::{Fixture, source};

    #[tokio::test]
    async fn a_key_in_a_keychain_out_of_reach_locks_and_is_not_replaced() {
        let fixture = Fixture::new();
        for keeper in [KEYCHAIN_WORD, "vault"] {
            let change = move |connection: &Connection| {
                connection.execute("DELETE FROM secret_key", [])?;
                let recorded = Recorded {
                    keeper: keeper.to_owned(),
                    key_id: "0123".to_owned(),
                };
                Ok(secret_key::record(connection, &recorded, Timestamp(0))?)
            };
            let writer = &fixture.store.inner().writer;
            writer.run(&[Topic::Sources], change).await.unwrap();
            let with_secret = NewSource {
                secrets: vec![Secret::new("x").into()],
                ..source("a")
            };
            let refused = fixture.store.sources().add(with_secret).await;
            assert!(matches!(refused, Err(Error::Locked { .. })), "{refused:?}");
            assert!(fixture.store.sources().snapshot().locked().is_some());
        }
        assert!(!fixture.folder.path().join(KEY_FILE).exists());
    }
}
