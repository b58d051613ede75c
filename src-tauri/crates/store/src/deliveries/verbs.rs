//! What people do to deliveries: hold, end, send again, clear away.
//!
//! Filters may find a million. They are worked through in parts, newest first,
//! each a commit of its own, so that captures and attempts go on in between.

use model::{DeliveryId, DeliveryState, Timestamp, Topic};

use super::{Deliveries, DeliveryFilter, RedeliverMode, Which};
use crate::Error;
use crate::table::deliveries::act::{self, Act};
use crate::table::deliveries::purge;

/// Deliveries of one commit.
const PART: u32 = 1_000;

impl Deliveries<'_> {
    /// Ends deliveries that wait; one under way ends so unless its attempt delivers it. Returns how many.
    ///
    /// # Errors
    /// As for every write: full disk or closed store. Parts before the error are done.
    pub async fn cancel(&self, which: Which) -> Result<u64, Error> {
        self.act(which, Act::Cancel).await
    }

    /// Holds deliveries that wait; one under way is held after its attempt. Returns how many.
    ///
    /// # Errors
    /// As for every write: full disk or closed store. Parts before the error are done.
    pub async fn pause(&self, which: Which) -> Result<u64, Error> {
        self.act(which, Act::Pause).await
    }

    /// Lets held deliveries go on; what came due in the meantime is due at once. Returns how many.
    ///
    /// # Errors
    /// As for every write: full disk or closed store. Parts before the error are done.
    pub async fn resume(&self, which: Which) -> Result<u64, Error> {
        self.act(which, Act::Resume).await
    }

    /// Sends again by hand, at once and before first attempts; what is under way, or whose
    /// endpoint was removed, is passed over. Returns how many.
    ///
    /// # Errors
    /// As for every write: full disk or closed store.
    pub async fn redeliver(&self, ids: &[DeliveryId], mode: RedeliverMode) -> Result<u64, Error> {
        self.act(Which::Ids(ids.to_vec()), Act::Redeliver(mode))
            .await
    }

    /// Starts the schedule anew for all failed deliveries that match, behind what waits for its
    /// first attempt; `states` of the filter does not matter. Returns how many.
    ///
    /// # Errors
    /// As for every write: full disk or closed store. Parts before the error are done.
    pub async fn recover(&self, filter: &DeliveryFilter) -> Result<u64, Error> {
        let failed = DeliveryFilter {
            states: vec![DeliveryState::Failed],
            ..filter.clone()
        };
        self.act(Which::Filter(failed), Act::Recover).await
    }

    /// Removes ended deliveries for good, with their attempts and with events that have no other
    /// delivery. Returns how many.
    ///
    /// # Errors
    /// As for every write: full disk or closed store. Parts before the error are done.
    pub async fn clear(&self, which: Which) -> Result<u64, Error> {
        self.act(which, Act::Clear).await
    }

    /// Removes deliveries that ended before a time as [`Self::clear`] does, at most `budget` of
    /// them. Returns how many.
    ///
    /// # Errors
    /// As for every write: full disk or closed store.
    pub async fn purge_ended(&self, before: Timestamp, budget: u32) -> Result<u64, Error> {
        let change = move |connection: &_| {
            let gone = purge::ended_before(connection, before, budget)?;
            let topics: &'static [Topic] = match gone {
                0 => &[],
                _ => &[Topic::Deliveries, Topic::Attempts],
            };
            Ok((gone, topics))
        };
        self.0.writer.run_telling(change).await
    }

    async fn act(&self, which: Which, act: Act) -> Result<u64, Error> {
        match which {
            Which::Ids(ids) => self.act_on(ids, act).await,
            Which::Filter(filter) => self.act_on_matches(filter, act).await,
        }
    }

    async fn act_on(&self, ids: Vec<DeliveryId>, act: Act) -> Result<u64, Error> {
        let mut done = 0;
        for part in ids.chunks(PART as usize) {
            let (part, now) = (part.to_vec(), self.0.clock.now());
            let change = move |connection: &_| act::on_each(connection, &part, act, now);
            done += self.0.writer.run(act.topics(), change).await?;
        }
        Ok(done)
    }

    async fn act_on_matches(&self, filter: DeliveryFilter, act: Act) -> Result<u64, Error> {
        let (mut done, mut from) = (0, Some(i64::MAX));
        while let Some(last) = from {
            let (filter, now) = (filter.clone(), self.0.clock.now());
            let change =
                move |connection: &_| act::on_part(connection, (&filter, act), (last, PART), now);
            let part = self.0.writer.run(act.topics(), change).await?;
            done += part.done;
            from = part.next;
        }
        Ok(done)
    }
}

#[cfg(test)]
mod tests;
