//! Deliveries as others see them: made here, and listed, worked on and acted on in the parts below.

use model::{EndpointId, Topic};

use crate::store::Inner;
use crate::table::delivery_totals::Tally;
use crate::table::routed;
use crate::{Error, Store};

#[cfg(test)]
mod any_order;
mod handover;
mod lease;
mod list;
mod rows;
#[cfg(test)]
pub(crate) mod trial;
#[cfg(test)]
mod turns;
mod verbs;
mod work;

pub use handover::{Followed, FollowedAttempt, Handover};
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
    /// [`Error::NotFound`] for an endpoint or a capture that does not exist, or when no endpoint is
    /// given.
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

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use model::{CaptureId, DeliveryState};

    use super::trial::{Trial, endpoint, event};
    use super::*;
    use crate::fixture::post;
    use crate::{NewCapture, Routed};

    #[tokio::test]
    async fn an_event_goes_to_each_endpoint_under_one_id() {
        let trial = Trial::new().await;
        let endpoints = trial.fixture.store.endpoints();
        let other = endpoints.add(endpoint("other")).await.unwrap();
        let to = vec![other.id, trial.endpoint];
        let added = trial.deliveries().add(event(), to, Due::Now).await.unwrap();
        assert_eq!(added.deliveries.len(), 2);
        assert!(added.message_id.starts_with("msg_") && added.message_id.len() == 28);
        let record = trial
            .deliveries()
            .get(added.deliveries[0])
            .await
            .unwrap()
            .unwrap();
        assert_eq!(record.delivery.endpoint_name, "other");
        assert_eq!(record.delivery.message_id, added.message_id);
        assert_eq!(record.event.size, 2);
        let body = trial.deliveries().event_body(added.event).await;
        assert_eq!(body, Ok(Some(b"{}".to_vec())));
    }

    #[tokio::test]
    async fn an_event_to_an_endpoint_that_is_gone_is_refused_as_a_whole() {
        let trial = Trial::new().await;
        let to = vec![trial.endpoint, EndpointId(99)];
        let refused = trial.deliveries().add(event(), to, Due::Now).await;
        assert_eq!(refused, Err(Error::not_found("endpoint", &EndpointId(99))));
        let of_nothing = NewEvent {
            capture: Some(CaptureId(5)),
            body: None,
            ..event()
        };
        let refused = trial
            .deliveries()
            .add(of_nothing, vec![trial.endpoint], Due::Now)
            .await;
        assert_eq!(refused, Err(Error::not_found("capture", &CaptureId(5))));
        let nowhere = trial.deliveries().add(event(), Vec::new(), Due::Now).await;
        let said = nowhere.unwrap_err().to_string();
        assert_eq!(said, "there is no endpoint to deliver to");
        assert_eq!(trial.deliveries().counts().await, Ok(Vec::new()));
    }

    #[tokio::test]
    async fn many_events_are_made_in_one_commit() {
        let trial = Trial::new().await;
        let mut changes = trial.fixture.store.changes();
        let events = vec![(event(), vec![trial.endpoint]); 3];
        let added = trial.deliveries().add_many(events).await.unwrap();
        assert_eq!(added.len(), 3);
        assert_ne!(added[0].message_id, added[1].message_id);
        assert_eq!(changes.recv().await, Ok(vec![Topic::Deliveries]));
        assert!(changes.try_recv().is_err());
    }

    fn routed(trial: &Trial, endpoint: EndpointId, resign: bool) -> NewCapture {
        let route = |endpoint| Routed {
            endpoint,
            resign,
            event_type: "ping".into(),
            content_type: "text/plain".into(),
            ordering_key: None,
        };
        NewCapture {
            body: Bytes::from_static(b"hello"),
            received_at: trial.now(),
            routed: vec![route(endpoint), route(trial.endpoint)],
            ..post("/a")
        }
    }

    #[tokio::test]
    async fn a_captures_deliveries_are_made_with_it_and_carry_its_bytes() {
        let trial = Trial::new().await;
        let mut changes = trial.fixture.store.changes();
        let gone = EndpointId(99);
        let capture = trial.fixture.add(routed(&trial, gone, false)).await;
        let topics = changes.recv().await.unwrap();
        assert!(topics.contains(&Topic::Deliveries), "{topics:?}");
        let due = trial.take_one().await;
        assert_eq!((due.capture, due.resign), (Some(capture), false));
        assert_eq!(due.body, "hello");
        assert!(due.head.unwrap().starts_with(b"POST /a HTTP/1.1"));
        assert_eq!(
            (due.event_type.as_str(), due.content_type.as_str()),
            ("ping", "text/plain")
        );
    }

    #[tokio::test]
    async fn a_captures_event_has_its_providers_id_where_there_is_one() {
        let trial = Trial::new().await;
        let mut ids = Vec::new();
        for given in [Some("evt_1"), None, Some("no id\n"), Some("")] {
            let capture = NewCapture {
                event_id: given.map(str::to_owned),
                ..routed(&trial, EndpointId(99), true)
            };
            trial.fixture.add(capture).await;
            ids.push(trial.take_one().await.message_id);
        }
        assert_eq!(ids[0], "evt_1");
        assert!(ids[1..].iter().all(|id| id.starts_with("msg_")), "{ids:?}");
    }

    #[tokio::test]
    async fn a_capture_whose_endpoints_are_gone_leaves_no_event_behind() {
        let trial = Trial::new().await;
        let endpoints = trial.fixture.store.endpoints();
        endpoints.remove(trial.endpoint).await.unwrap();
        trial
            .fixture
            .add(routed(&trial, trial.endpoint, true))
            .await;
        let none = trial.deliveries().event_body(model::EventId(1)).await;
        assert_eq!(none, Ok(None));
    }

    #[tokio::test]
    async fn what_is_to_be_delivered_outlives_its_capture() {
        let trial = Trial::new().await;
        let capture = trial
            .fixture
            .add(routed(&trial, trial.endpoint, false))
            .await;
        let due = trial.claim(1).await.taken.remove(0);
        let mut finished = trial::finished(due.delivery, trial.now(), trial::Outcome::Again(0));
        finished.attempt.capture = Some(capture);
        finished.attempt.request_body = due.body.clone();
        let attempt = trial.finish(finished).await;
        let captures = trial.fixture.store.captures();
        captures.delete(&[capture]).await.unwrap();
        captures
            .purge_deleted(model::Timestamp(i64::MAX))
            .await
            .unwrap();
        let again = trial.claim(1).await.taken.remove(0);
        assert_eq!((&again.body, &again.head), (&due.body, &due.head));
        assert_eq!(again.capture, Some(capture));
        let sent = trial.fixture.store.attempts().request_body(attempt).await;
        assert_eq!(sent, Ok(Some(b"hello".to_vec())));
    }

    #[tokio::test]
    async fn a_delivery_for_later_is_not_due_before() {
        let trial = Trial::new().await;
        let later = trial.now().plus_micros(5_000_000);
        let to = vec![trial.endpoint];
        let due = Due::At(later);
        trial.deliveries().add(event(), to, due).await.unwrap();
        let claimed = trial.claim(1).await;
        assert!(claimed.taken.is_empty());
        assert_eq!(claimed.next, [(trial.endpoint, later)]);
        trial.wait(5);
        let due = trial.take_one().await;
        assert_eq!(due.due_at, later);
        assert_eq!(trial.state(due.delivery).await, DeliveryState::Running);
    }
}
