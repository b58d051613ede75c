//! The worker's way to deliveries: leases, and attempts with their decisions.

use model::{AttemptId, DeliveryId, Timestamp, Topic};

use super::{Claimed, Claiming, Deliveries, DeliveryFilter, Finished, Which};
use crate::Error;
use crate::table::deliveries::claim;
use crate::table::endpoints;

impl Deliveries<'_> {
    /// Frees what other workers had under way, so that it is due at once; returns how many.
    ///
    /// Only for who holds the folder's claim on delivering: the others are dead then.
    ///
    /// # Errors
    /// As for every write: full disk or closed store.
    pub async fn take_over(&self, owner: i64, now: Timestamp) -> Result<u64, Error> {
        let change = move |connection: &_| {
            let freed = claim::take_over(connection, owner, now)?;
            Ok((freed, endpoints::removed_with_waiting(connection)?))
        };
        let (freed, removed) = self.0.writer.run(&[Topic::Deliveries], change).await?;
        // Whoever removed these was killed before all that waited was cancelled.
        for endpoint in removed {
            let left = DeliveryFilter {
                endpoint: Some(endpoint),
                ..DeliveryFilter::default()
            };
            self.cancel(Which::Filter(left)).await?;
        }
        Ok(freed)
    }

    /// Takes what is due, retries first: from now on it is under way, leased to `owner`.
    ///
    /// # Errors
    /// As for every write: full disk or closed store. Then nothing is taken.
    pub async fn claim(&self, claiming: Claiming) -> Result<Claimed, Error> {
        let change = move |connection: &_| {
            let (claimed, wrote) = claim::claim(connection, &claiming)?;
            // A claim that took nothing must not wake those who wait for work.
            let topics: &'static [Topic] = if wrote { &[Topic::Deliveries] } else { &[] };
            Ok((claimed, topics))
        };
        self.0.writer.run_telling(change).await
    }

    /// Gives back what was claimed and not sent: each is due as it was before. What is not leased
    /// to `owner` is passed over; returns how many.
    ///
    /// # Errors
    /// As for every write: full disk or closed store. Then nothing is given back.
    pub async fn give_back(&self, owner: i64, ids: Vec<DeliveryId>) -> Result<u64, Error> {
        let now = self.0.clock.now();
        let change = move |connection: &_| claim::give_back(connection, (owner, &ids), now);
        self.0.writer.run(&[Topic::Deliveries], change).await
    }

    /// Stores an attempt, what follows it, and what that changes, in one commit that many share.
    ///
    /// When the delivery is no longer leased to `owner`, the attempt alone is stored.
    ///
    /// # Errors
    /// As for every write: full disk or closed store. Then nothing is stored.
    pub async fn finish(&self, finished: Finished) -> Result<AttemptId, Error> {
        self.0.writer.finish(Box::new(finished)).await
    }
}
