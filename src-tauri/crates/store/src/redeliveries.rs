//! Redeliveries: what providers were asked to send again, on one line from asked to verified.
//!
//! What is awaited is stored before the question is sent, so that what arrives at once is
//! recognized. What an outcome means is `providers`' matter.

mod rows;
#[cfg(test)]
mod tests;

use model::{AttemptId, RedeliveryId, Topic};

use crate::error::{Error, Fault};
use crate::store::Inner;
use crate::table::{attempts, provider_calls, redelivered, redeliveries};
use crate::{NewAttempt, Store};

pub use crate::table::awaited::Awaited;
pub use rows::{Arrival, NewRedelivery, StoredRedelivery};

/// What came of a question.
#[derive(Debug, Clone)]
pub struct Told {
    /// The exchange with the provider, without the credential.
    pub attempt: NewAttempt,
    /// What the provider made of it, as JSON.
    pub outcome: String,
    /// What would be recognized by now; `None` when nothing will come.
    pub awaited: Option<Awaited>,
}

/// The redeliveries of a store.
#[derive(Clone, Copy)]
pub struct Redeliveries<'a>(&'a Inner);

impl Store {
    /// The redeliveries.
    #[must_use]
    pub fn redeliveries(&self) -> Redeliveries<'_> {
        Redeliveries(self.inner())
    }
}

impl Redeliveries<'_> {
    /// Stores a question before it is sent.
    ///
    /// # Errors
    /// As for every write: full disk or closed store.
    pub async fn ask(&self, new: NewRedelivery) -> Result<RedeliveryId, Error> {
        let now = self.0.clock.now();
        let change = move |connection: &_| {
            let id = redeliveries::insert(connection, &new, now)?;
            provider_calls::insert_redelivery(connection, (id, &new), now)?;
            Ok(id)
        };
        self.0.writer.run(&[Topic::Providers], change).await
    }

    /// Stores what came of it, with the exchange; what arrived meanwhile is found.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is no such redelivery.
    pub async fn tell(&self, id: RedeliveryId, told: Told) -> Result<AttemptId, Error> {
        let change = move |connection: &_| {
            let attempt = attempts::insert(connection, &told.attempt)?;
            let awaited = told.awaited.as_ref();
            let outcome = (attempt, told.outcome.as_str());
            if !redeliveries::answered(connection, id, outcome, awaited)? {
                return Err(Fault::from(Error::not_found("redelivery", &id)));
            }
            provider_calls::answered(connection, id, attempt)?;
            if let Some(awaited) = awaited {
                redelivered::look_back(connection, id, awaited)?;
            }
            Ok(attempt)
        };
        let topics = &[Topic::Attempts, Topic::Providers];
        self.0.writer.run(topics, change).await
    }

    /// One of them.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn get(&self, id: RedeliveryId) -> Result<Option<StoredRedelivery>, Error> {
        let read = move |connection: &_| redelivered::get(connection, id);
        self.0.readers.run(read).await
    }

    /// A page, newest first, from an id on (itself included); of one profile or of all.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn page(
        &self,
        profile: Option<&str>,
        from: Option<RedeliveryId>,
        limit: u32,
    ) -> Result<Vec<StoredRedelivery>, Error> {
        let profile = profile.map(str::to_owned);
        let read =
            move |connection: &_| redelivered::page(connection, profile.as_deref(), from, limit);
        self.0.readers.run(read).await
    }
}
