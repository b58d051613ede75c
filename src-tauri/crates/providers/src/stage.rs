//! What all emulations stand on: whose key a caller has, the one delivery engine, limits, ids and
//! times, and whatever stands around their routers.
//!
//! What differs from provider to provider is theirs, and said by [`Play`]. Nothing here sends:
//! the engine does, and the state of a delivery is what the engine has of it.

mod around;
mod caller;
mod docs;
mod engine;
mod front;
pub(crate) mod ids;
mod limit;
mod log;
mod open;
mod play;
mod speed;
#[cfg(test)]
mod tests;
pub(crate) mod time;
#[cfg(test)]
pub(crate) mod trial;

use model::{OrganizationId, Timestamp};
use store::Store;

use crate::error::Error;
use crate::means::Means;
use crate::provider::Provider;

pub(crate) use around::{Cut, front};
pub(crate) use caller::{Caller, Owner, bearer_token};
pub(crate) use engine::{OpenEndpoint, Parcel, Progress, Tried};

pub(crate) use limit::{Limited, Limits, Rate};
#[cfg(test)]
pub(crate) use play::operation;
pub(crate) use play::{Made, Operation, Pending, Play, Wanted};

/// Where an emulation plays. Cheap to clone.
#[derive(Debug, Clone)]
pub(crate) struct Stage {
    pub(crate) means: Means,
    pub(crate) provider: Provider,
}

impl Stage {
    pub(crate) const fn new(means: Means, provider: Provider) -> Self {
        Self { means, provider }
    }

    /// The time of everything that is played.
    pub(crate) fn now(&self) -> Timestamp {
        self.means.sender.clock().now()
    }

    /// Counts a call against a limit, unless it is beyond it. The limit's time goes by as fast as
    /// schedules do.
    ///
    /// # Errors
    /// When the store fails.
    pub(crate) async fn limit(
        &self,
        organization: OrganizationId,
        rate: Rate,
    ) -> Result<Limited, Error> {
        let rate = rate.faster(self.speed().await?);
        Ok(self.means.limits.count(organization, rate, self.now()))
    }

    pub(crate) const fn store(&self) -> &Store {
        &self.means.store
    }

    /// The provider's id, as the store knows it.
    pub(crate) const fn id(&self) -> &'static str {
        self.provider.id()
    }
}
