//! What providers were asked through profiles: every exchange, credentials taken out before.
//!
//! The exchange itself is an attempt. Of calls that are no redeliveries the newest of each kind are
//! kept, by profile: a log that is read page after page does not grow the file for ever.

#[cfg(test)]
mod tests;

use model::{Attempt, ProviderCallId, ProviderCallKind, ProviderOperation, Timestamp, Topic};

use crate::error::Error;
use crate::store::Inner;
use crate::table::provider_calls;
use crate::{NewAttempt, Store, StoredRedelivery};

/// Calls that are kept of each profile and kind; redeliveries are not counted.
pub const KEPT_CALLS: u32 = 500;
/// Most of a body that is kept of such a call, in bytes.
pub const KEPT_CALL_BYTES: usize = 256 * 1024;

/// A call to be stored; bodies that are too long are cut.
#[derive(Debug, Clone)]
pub struct NewProviderCall {
    /// Name of the profile.
    pub profile: String,
    /// The provider, by its id.
    pub provider: String,
    /// What it was asked.
    pub operation: ProviderOperation,
    /// What that was about, mostly by the provider's id.
    pub subject: Option<String>,
    /// The exchange, without credentials.
    pub attempt: NewAttempt,
}

/// A call without its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredProviderCall {
    /// Its id.
    pub id: ProviderCallId,
    /// Name of the profile.
    pub profile: String,
    /// The provider, by its id.
    pub provider: String,
    /// What it was asked.
    pub operation: ProviderOperation,
    /// What that was about, mostly by the provider's id.
    pub subject: Option<String>,
    /// The exchange; `None` while it is under way, or when a process was killed.
    pub attempt: Option<Attempt>,
    /// Whether only the beginning of the request's body is kept.
    pub request_cut: bool,
    /// What became of it, where something was to be sent again.
    pub redelivery: Option<StoredRedelivery>,
    /// When it was asked.
    pub created_at: Timestamp,
}

/// Which calls are wanted, newest first.
#[derive(Debug, Clone, Default)]
pub struct ProviderCallFilter {
    /// Of one profile only.
    pub profile: Option<String>,
    /// Of one kind only.
    pub kind: Option<ProviderCallKind>,
    /// From this one on, itself included.
    pub from: Option<ProviderCallId>,
    /// At most so many.
    pub limit: u32,
}

/// The provider calls of a store.
#[derive(Clone, Copy)]
pub struct ProviderCalls<'a>(&'a Inner);

impl Store {
    /// The provider calls.
    #[must_use]
    pub fn provider_calls(&self) -> ProviderCalls<'_> {
        ProviderCalls(self.inner())
    }
}

impl ProviderCalls<'_> {
    /// Stores a call that is no redelivery; the oldest of its profile and kind beyond
    /// [`KEPT_CALLS`] go.
    ///
    /// # Errors
    /// As for every write: full disk or closed store.
    pub async fn add(&self, call: NewProviderCall) -> Result<ProviderCallId, Error> {
        let change = move |connection: &_| provider_calls::insert(connection, call.clone());
        self.0.writer.run(&[Topic::Providers], change).await
    }

    /// A page.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn page(&self, filter: ProviderCallFilter) -> Result<Vec<StoredProviderCall>, Error> {
        let read = move |connection: &_| provider_calls::page(connection, &filter);
        self.0.readers.run(read).await
    }

    /// One of them.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn get(&self, id: ProviderCallId) -> Result<Option<StoredProviderCall>, Error> {
        let read = move |connection: &_| provider_calls::get(connection, id);
        self.0.readers.run(read).await
    }

    /// Removes calls from before a time, redeliveries included, at most `budget` of them. Says how
    /// many went.
    ///
    /// # Errors
    /// As for every write: full disk or closed store.
    pub async fn purge_before(&self, before: Timestamp, budget: u32) -> Result<u64, Error> {
        let change = move |connection: &_| {
            let gone = provider_calls::remove_before(connection, before, budget)?;
            let topics: &'static [Topic] = if gone == 0 { &[] } else { &[Topic::Providers] };
            Ok((gone, topics))
        };
        self.0.writer.run_telling(change).await
    }
}
