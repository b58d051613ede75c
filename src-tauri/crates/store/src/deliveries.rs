//! Deliveries as others see them: made here, and listed, worked on and acted on in the parts below.

use model::{EndpointId, Topic};

use crate::store::Inner;
use crate::table::delivery_totals::Tally;
use crate::table::routed;
use crate::{Error, Store};

mod lease;
mod list;
mod rows;
mod verbs;
mod work;

pub use lease::{Claimed, Claiming, DueDelivery, EndpointOutcome, Finished};
pub use rows::{
    Added, DeliveryCount, DeliveryFilter, DeliveryOutline, DeliveryRecord, Due, NewEvent,
    RedeliverMode, Routed, Which,
};

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
        let now = self.0.clock.now();
        let due_at = match due {
            Due::Now => now,
            Due::At(due_at) => due_at,
        };
        let change = move |connection: &_| {
            let mut tally = Tally::default();
            let added = routed::add(connection, (&event, &to), (due_at, now), &mut tally)?;
            tally.flush(connection)?;
            Ok(added)
        };
        self.0.writer.run(&[Topic::Deliveries], change).await
    }

    /// Stores many events with their deliveries, due at once, in one commit.
    ///
    /// # Errors
    /// As [`Self::add`]; then none of them is stored.
    pub async fn add_many(
        &self,
        events: Vec<(NewEvent, Vec<EndpointId>)>,
    ) -> Result<Vec<Added>, Error> {
        let now = self.0.clock.now();
        let change = move |connection: &_| {
            let mut tally = Tally::default();
            let mut added = Vec::with_capacity(events.len());
            for (event, to) in &events {
                added.push(routed::add(
                    connection,
                    (event, to),
                    (now, now),
                    &mut tally,
                )?);
            }
            tally.flush(connection)?;
            Ok(added)
        };
        self.0.writer.run(&[Topic::Deliveries], change).await
    }
}
