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

#[cfg(test)]
mod tests {
    use model::{DeliveryState, Timestamp};

    use super::*;
    use crate::NewEvent;
    use crate::deliveries::trial::{Trial, endpoint, event};
    use crate::fixture::post;
    use crate::{Due, Error};

    fn kind(event_type: &str) -> NewEvent {
        NewEvent {
            event_type: event_type.into(),
            ..event()
        }
    }

    async fn some() -> Trial {
        let trial = Trial::new().await;
        for event_type in ["invoice.paid", "invoice.sent", "customer.made"] {
            trial.deliver(kind(event_type)).await;
            trial.wait(10);
        }
        let endpoints = trial.fixture.store.endpoints();
        let other = endpoints.add(endpoint("other")).await.unwrap().id;
        let deliveries = trial.deliveries();
        deliveries
            .add(event(), vec![other], Due::Now)
            .await
            .unwrap();
        let first = trial.take(1).await[0];
        trial.give_up(first).await;
        trial.take(1).await;
        trial
    }

    #[tokio::test]
    async fn each_part_of_a_filter_narrows_the_list() {
        let trial = some().await;
        let all = DeliveryFilter::default();
        let start = trial.now().plus_micros(-30_000_000);
        let other = model::EndpointId(trial.endpoint.0 + 1);
        let states = |states: &[DeliveryState]| DeliveryFilter {
            states: states.to_vec(),
            ..all.clone()
        };
        let of_type = |event_type: &str| DeliveryFilter {
            event_type: Some(event_type.into()),
            ..all.clone()
        };
        let to = DeliveryFilter {
            endpoint: Some(other),
            ..all.clone()
        };
        let since = DeliveryFilter {
            since: Some(start.plus_micros(10_000_000)),
            ..all.clone()
        };
        let until = DeliveryFilter {
            until: Some(start.plus_micros(10_000_000)),
            ..all.clone()
        };
        for (filter, ids) in [
            (all.clone(), vec![4, 3, 2, 1]),
            (states(&[DeliveryState::Failed]), vec![1]),
            (states(&[DeliveryState::Running]), vec![2]),
            (
                states(&[DeliveryState::Running, DeliveryState::Pending]),
                vec![4, 3, 2],
            ),
            (states(&[DeliveryState::Paused]), vec![]),
            (of_type("invoice.paid"), vec![4, 1]),
            (of_type("invoice.*"), vec![4, 2, 1]),
            (of_type("*"), vec![4, 3, 2, 1]),
            (of_type("invoice"), vec![]),
            (to.clone(), vec![4]),
            (since.clone(), vec![4, 3, 2]),
            (until.clone(), vec![1]),
            (
                DeliveryFilter {
                    states: vec![DeliveryState::Pending],
                    ..to
                },
                vec![4],
            ),
            (
                DeliveryFilter {
                    event_type: Some("invoice.*".into()),
                    ..since
                },
                vec![4, 2],
            ),
            (
                DeliveryFilter {
                    states: vec![DeliveryState::Failed],
                    ..until
                },
                vec![1],
            ),
        ] {
            assert_eq!(trial.ids(&filter).await, ids, "{filter:?}");
            let outline = trial.deliveries().outline(&filter, 1).await.unwrap();
            assert_eq!(outline.total, ids.len() as u64, "{filter:?}");
        }
    }

    #[tokio::test]
    async fn deliveries_are_found_by_message_and_by_capture() {
        let trial = Trial::new().await;
        let capture = trial.fixture.add(post("/")).await;
        let of_capture = NewEvent {
            capture: Some(capture),
            body: None,
            message_id: Some("msg_known".into()),
            ..event()
        };
        trial.deliver(event()).await;
        let id = trial.deliver(of_capture).await;
        let by_message = DeliveryFilter {
            message_id: Some("msg_known".into()),
            ..DeliveryFilter::default()
        };
        assert_eq!(trial.ids(&by_message).await, [id.0]);
        let by_capture = DeliveryFilter {
            capture: Some(capture),
            ..DeliveryFilter::default()
        };
        assert_eq!(trial.ids(&by_capture).await, [id.0]);
        let failed = DeliveryFilter {
            states: vec![DeliveryState::Failed],
            ..by_capture
        };
        assert!(trial.ids(&failed).await.is_empty());
        let both = DeliveryFilter {
            capture: Some(model::CaptureId(99)),
            ..by_message
        };
        assert!(trial.ids(&both).await.is_empty());
    }

    #[tokio::test]
    async fn a_list_is_entered_anywhere_by_its_outline() {
        let trial = Trial::new().await;
        for _ in 0..5 {
            trial.deliver(event()).await;
        }
        let all = DeliveryFilter::default();
        let deliveries = trial.deliveries();
        let outline = deliveries.outline(&all, 2).await.unwrap();
        assert_eq!(outline.total, 5);
        assert_eq!(outline.starts, [5, 3, 1].map(DeliveryId));
        let page = deliveries.page(&all, Some(outline.starts[1]), 2).await;
        let ids: Vec<_> = page.unwrap().iter().map(|row| row.id.0).collect();
        assert_eq!(ids, [3, 2]);
        assert_eq!(deliveries.page(&all, None, 0).await, Ok(Vec::new()));
        assert_eq!(deliveries.get(DeliveryId(99)).await, Ok(None));
    }

    #[tokio::test]
    async fn very_many_endpoints_are_listed_together() -> Result<(), Error> {
        let trial = Trial::new().await;
        let endpoints = trial.fixture.store.endpoints();
        let mut to = vec![trial.endpoint];
        for number in 0..100 {
            to.push(endpoints.add(endpoint(&format!("sink {number}"))).await?.id);
        }
        trial.deliveries().add(event(), to, Due::Now).await?;
        let pending = DeliveryFilter {
            states: vec![DeliveryState::Pending],
            ..DeliveryFilter::default()
        };
        assert_eq!(trial.ids(&pending).await.len(), 101);
        Ok(())
    }

    #[tokio::test]
    async fn a_type_that_most_have_is_found_like_a_rare_one() {
        let trial = Trial::new().await;
        let mut many = vec![(kind("invoice.paid"), vec![trial.endpoint]); 5_000];
        many.push((kind("customer.made"), vec![trial.endpoint]));
        trial.deliveries().add_many(many).await.unwrap();
        for (event_type, total) in [("invoice.*", 5_000), ("customer.made", 1), ("*", 5_001)] {
            let filter = DeliveryFilter {
                event_type: Some(event_type.into()),
                ..DeliveryFilter::default()
            };
            let outline = trial.deliveries().outline(&filter, 1_000).await.unwrap();
            assert_eq!(outline.total, total, "{event_type}");
            let newest = trial.ids(&filter).await[0];
            assert_eq!(outline.starts[0], DeliveryId(newest));
        }
    }

    #[tokio::test]
    async fn what_is_due_next_is_told_over_all_endpoints_that_are_enabled() {
        let trial = some().await;
        let next = trial.deliveries().next_due(8).await.unwrap();
        let ids: Vec<_> = next.iter().map(|row| row.id.0).collect();
        assert_eq!(ids, [3, 4]);
        let sooner = trial.deliveries().next_due(1).await.unwrap();
        assert_eq!(sooner[0].id, DeliveryId(3));
        let endpoints = trial.fixture.store.endpoints();
        endpoints.disable(trial.endpoint, "by hand").await.unwrap();
        let next = trial.deliveries().next_due(8).await.unwrap();
        assert_eq!(next[0].id, DeliveryId(4));
        assert!(next[0].due_at < Some(Timestamp(i64::MAX)));
    }
}
