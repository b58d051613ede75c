//! Deliveries listed, counted and looked at one by one.

use model::{Delivery, DeliveryId, EventId};

use super::{Deliveries, DeliveryCount, DeliveryFilter, DeliveryOutline, DeliveryRecord};
use crate::Error;
use crate::table::deliveries::select::{self, Walk};
use crate::table::{deliveries, delivery_totals, events};

impl Deliveries<'_> {
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
        let filter = filter.clone();
        let read = move |connection: &_| {
            let walk = Walk::resolve(connection, &filter)?;
            let from = from.map_or(i64::MAX, |from| from.0);
            let mut rows = Vec::new();
            for id in walk.page(connection, from, limit)? {
                rows.extend(deliveries::row(connection, id)?);
            }
            Ok(rows)
        };
        self.0.readers.run(read).await
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
        let filter = filter.clone();
        let read = move |connection: &_| {
            let walk = Walk::resolve(connection, &filter)?;
            Ok(walk.outline(connection, every.max(1))?)
        };
        self.0.readers.run(read).await
    }

    /// How many there are, from running totals: cheap at any size.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn counts(&self) -> Result<Vec<DeliveryCount>, Error> {
        let read = |connection: &_| Ok(delivery_totals::all(connection)?);
        self.0.readers.run(read).await
    }

    /// What is due next at endpoints that are enabled, in that order.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn next_due(&self, limit: u32) -> Result<Vec<Delivery>, Error> {
        let read = move |connection: &_| {
            let mut rows = Vec::new();
            for id in select::next_due(connection, limit)? {
                rows.extend(deliveries::row(connection, id)?);
            }
            Ok(rows)
        };
        self.0.readers.run(read).await
    }

    /// One delivery with its event and all attempts.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn get(&self, id: DeliveryId) -> Result<Option<DeliveryRecord>, Error> {
        let read = move |connection: &_| deliveries::record(connection, id);
        self.0.readers.run(read).await
    }

    /// An event's body, its own or its capture's; `None` when there is no such event.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn event_body(&self, event: EventId) -> Result<Option<Vec<u8>>, Error> {
        let read = move |connection: &_| Ok(events::body(connection, event)?);
        self.0.readers.run(read).await
    }
}
