//! Deliveries as others see them: made, listed, counted.

use model::{Delivery, DeliveryId, EndpointId, EventId};

use crate::store::Inner;
use crate::{Error, Store};

mod rows;
mod verbs;
mod work;

pub use rows::{
    Added, DeliveryCount, DeliveryFilter, DeliveryOutline, DeliveryRecord, Due, NewEvent,
    RedeliverMode, Routed, Which,
};
pub use work::{Claimed, Claiming, DueDelivery, EndpointOutcome, Finished};

/// The deliveries of a store.
#[derive(Clone, Copy)]
pub struct Deliveries<'a>(&'a Inner);

impl Store {
    /// The deliveries.
    #[must_use]
    pub fn deliveries(&self) -> Deliveries<'_> {
        Deliveries(self.inner())
    }
}

impl Deliveries<'_> {
    /// Stores an event and its deliveries.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an endpoint or a capture that does not exist.
    pub async fn add(
        &self,
        event: NewEvent,
        to: Vec<EndpointId>,
        due: Due,
    ) -> Result<Added, Error> {
        let _ = (event, to, due);
        Err(Error::Busy)
    }

    /// Stores many events with their deliveries, due at once, in one commit.
    ///
    /// # Errors
    /// As [`Self::add`]; then none of them is stored.
    pub async fn add_many(
        &self,
        events: Vec<(NewEvent, Vec<EndpointId>)>,
    ) -> Result<Vec<Added>, Error> {
        let _ = events;
        Err(Error::Busy)
    }

    /// A page of the list, newest first, from an id on (itself included).
    ///
    /// `attempts_planned` is 0 in all of them: only who knows the schedules can tell it.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn page(
        &self,
        filter: &DeliveryFilter,
        from: Option<DeliveryId>,
        limit: u32,
    ) -> Result<Vec<Delivery>, Error> {
        let _ = (filter, from, limit);
        Err(Error::Busy)
    }

    /// The list's length and every n-th of its ids, so that it can be entered anywhere.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn outline(
        &self,
        filter: &DeliveryFilter,
        every: u32,
    ) -> Result<DeliveryOutline, Error> {
        let _ = (filter, every);
        Err(Error::Busy)
    }

    /// How many there are, from running totals: cheap at any size.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn counts(&self) -> Result<Vec<DeliveryCount>, Error> {
        Err(Error::Busy)
    }

    /// What is due next at endpoints that are enabled, in that order.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn next_due(&self, limit: u32) -> Result<Vec<Delivery>, Error> {
        let _ = limit;
        Err(Error::Busy)
    }

    /// One delivery with its event and all attempts.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn get(&self, id: DeliveryId) -> Result<Option<DeliveryRecord>, Error> {
        let _ = id;
        Err(Error::Busy)
    }

    /// An event's body, its own or its capture's; `None` when there is no such event.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn event_body(&self, event: EventId) -> Result<Option<Vec<u8>>, Error> {
        let _ = event;
        Err(Error::Busy)
    }
}
