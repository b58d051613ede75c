//! What emulated providers remember: whom they serve, and what they can send again.
//!
//! Documents are the emulations' own; nothing here looks into them.

use model::Topic;

use crate::Store;
use crate::error::{Error, Fault};
use crate::store::Inner;
use crate::table::{emulation_keys, emulation_records};

pub use crate::table::emulation_keys::{EmulationKey, FirstUse};
pub use crate::table::emulation_records::{NewRecord, Record};

/// The emulations of a store.
#[derive(Clone, Copy)]
pub struct Emulations<'a>(&'a Inner);

impl Store {
    /// The emulations.
    #[must_use]
    pub fn emulations(&self) -> Emulations<'_> {
        Emulations(self.inner())
    }
}

impl Emulations<'_> {
    /// All keys of a provider's emulation, oldest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn keys(&self, provider: &'static str) -> Result<Vec<EmulationKey>, Error> {
        let keys = self.0.keys.clone();
        let read = move |connection: &_| {
            // Without the key the list is as long, and its keys are locked.
            let sealing = keys.for_opening(connection).ok().flatten();
            Ok(emulation_keys::list(
                connection,
                provider,
                sealing.as_deref(),
            )?)
        };
        self.0.readers.run(read).await
    }

    /// The same; where there are none yet, an organization and its key are made.
    ///
    /// # Errors
    /// As for every write, and [`Error::Locked`] when the key of the secrets is out of reach.
    pub async fn settle(
        &self,
        provider: &'static str,
        first: FirstUse,
    ) -> Result<Vec<EmulationKey>, Error> {
        let (keys, now) = (self.0.keys.clone(), self.0.clock.now());
        let change = move |connection: &_| {
            // Asked inside the transaction: another process may have been faster.
            if emulation_keys::list(connection, provider, None)?.is_empty() {
                emulation_keys::settle(connection, &keys, (provider, &first), now)?;
            }
            Ok(())
        };
        if self.keys(provider).await?.is_empty() {
            self.0.writer.run(&[Topic::Providers], change).await?;
        }
        self.keys(provider).await
    }

    /// Stores a record.
    ///
    /// # Errors
    /// As for every write: full disk or closed store.
    pub async fn add(&self, record: NewRecord) -> Result<(), Error> {
        let now = self.0.clock.now();
        let change = move |connection: &_| Ok(emulation_records::insert(connection, &record, now)?);
        self.0.writer.run(&[Topic::Providers], change).await
    }

    /// One record, by the id that the provider gave it.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn get(&self, provider: &'static str, name: &str) -> Result<Option<Record>, Error> {
        let name = name.to_owned();
        let read = move |connection: &_| Ok(emulation_records::get(connection, provider, &name)?);
        self.0.readers.run(read).await
    }

    /// A provider's records, newest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn list(&self, provider: &'static str, limit: u32) -> Result<Vec<Record>, Error> {
        let read = move |connection: &_| Ok(emulation_records::list(connection, provider, limit)?);
        self.0.readers.run(read).await
    }

    /// Gives a record another document.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none of this name.
    pub async fn rewrite(
        &self,
        provider: &'static str,
        name: &str,
        document: String,
    ) -> Result<(), Error> {
        let (name, now) = (name.to_owned(), self.0.clock.now());
        let change = move |connection: &_| {
            let record = (provider, name.as_str());
            match emulation_records::rewrite(connection, record, &document, now)? {
                true => Ok(()),
                false => Err(Fault::from(Error::not_found("record", &name))),
            }
        };
        self.0.writer.run(&[Topic::Providers], change).await
    }
}

#[cfg(test)]
mod tests {
    use model::Secret;

    use super::*;
    use crate::fixture::Fixture;

    fn first(key: &str) -> FirstUse {
        FirstUse {
            organization_name: "o_1".into(),
            key: Secret::new(key),
        }
    }

    #[tokio::test]
    async fn an_emulation_is_settled_once_whoever_asks() {
        let fixture = Fixture::new();
        let emulations = fixture.store.emulations();
        let made = emulations.settle("skyvern", first("one")).await.unwrap();
        let other = fixture.another();
        let found = other.emulations().settle("skyvern", first("two")).await;
        assert_eq!(found.as_ref(), Ok(&made));
        assert_eq!(made[0].key, Some(Secret::new("one")));
        assert_eq!(emulations.keys("b3os").await, Ok(Vec::new()));
    }

    #[tokio::test]
    async fn a_record_keeps_its_document_to_the_letter() {
        let fixture = Fixture::new();
        let emulations = fixture.store.emulations();
        let organization = emulations.settle("skyvern", first("k")).await.unwrap()[0].organization;
        for name in ["tsk_1", "tsk_2"] {
            let record = NewRecord {
                provider: "skyvern",
                organization,
                name: name.into(),
                document: "{\"a\": 1.0}".into(),
            };
            emulations.add(record).await.unwrap();
        }
        let first = emulations.get("skyvern", "tsk_1").await.unwrap().unwrap();
        assert_eq!(first.document, "{\"a\": 1.0}");
        emulations
            .rewrite("skyvern", "tsk_1", "{}".into())
            .await
            .unwrap();
        let listed = emulations.list("skyvern", 10).await.unwrap();
        let documents: Vec<_> = listed.iter().map(|r| r.document.as_str()).collect();
        assert_eq!(documents, ["{\"a\": 1.0}", "{}"]);
        let missing = emulations.rewrite("skyvern", "x", String::new()).await;
        assert_eq!(missing, Err(Error::not_found("record", &"x")));
        assert_eq!(emulations.get("b3os", "tsk_1").await, Ok(None));
    }
}
