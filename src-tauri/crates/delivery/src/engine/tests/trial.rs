//! A store, an endpoint with a server behind it, and an engine that a test starts and stops.

use std::time::Duration;

use bytes::Bytes;
use model::{
    AttemptDecision, Delivery, DeliveryId, DeliveryState, EndpointId, EngineStatus, Manner,
    NextStep, Secret, Topic,
};
use store::{DeliveryFilter, DeliveryRecord, Due, NewEndpoint, NewEvent, Store};
use tokio::sync::{broadcast, oneshot, watch};
use tokio::task::JoinHandle;

use crate::engine::{Engine, EngineOptions};
use crate::testing::{Bench, TestServer};

/// Far more than any of these tests takes; one that fails ends by it.
const LIMIT: Duration = Duration::from_secs(60);

/// What the endpoints sign with.
pub(super) const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

pub(super) struct Trial {
    pub(super) bench: Bench,
    pub(super) server: TestServer,
    pub(super) endpoint: EndpointId,
}

/// An engine at work.
pub(super) struct AtWork {
    pub(super) engine: Engine,
    stop: oneshot::Sender<()>,
    task: JoinHandle<Result<(), store::Error>>,
}

/// A schedule of three attempts, gone by in no time.
pub(super) fn hurried() -> Manner {
    Manner {
        schedule: "5s, 1m".to_owned(),
        speed: 100_000,
        ..Manner::default()
    }
}

impl Trial {
    pub(super) async fn new(server: TestServer, manner: Manner) -> Self {
        let bench = Bench::new();
        let endpoint = endpoint(&bench.store, &server.url("/hooks"), manner).await;
        Self {
            bench,
            server,
            endpoint,
        }
    }

    pub(super) fn store(&self) -> &Store {
        &self.bench.store
    }

    /// Starts an engine that cuts off what is under way when it is stopped.
    pub(super) fn start(&self) -> AtWork {
        let options = EngineOptions {
            grace: Duration::ZERO,
            ..EngineOptions::new(self.store().clone(), self.bench.sender.clone())
        };
        let engine = Engine::new(options);
        let (stop, stopped) = oneshot::channel();
        let running = engine.clone();
        let stopped = async { drop(stopped.await) };
        let task = tokio::spawn(async move { running.run(stopped).await });
        AtWork { engine, stop, task }
    }

    pub(super) async fn deliver(&self, event: NewEvent) -> DeliveryId {
        self.deliver_to(self.endpoint, event).await
    }

    pub(super) async fn deliver_to(&self, endpoint: EndpointId, event: NewEvent) -> DeliveryId {
        let deliveries = self.store().deliveries();
        let added = deliveries.add(event, vec![endpoint], Due::Now).await;
        added.unwrap().deliveries[0]
    }

    /// So many at once, of events alike.
    pub(super) async fn deliver_many(&self, count: usize) {
        let events = vec![(event("{}"), vec![self.endpoint]); count];
        let added = self.store().deliveries().add_many(events).await;
        assert_eq!(added.unwrap().len(), count);
    }

    /// Waits until a delivery is in this state and has its attempts stored.
    pub(super) async fn until(&self, id: DeliveryId, state: DeliveryState) -> DeliveryRecord {
        let record = async || self.store().deliveries().get(id).await.unwrap().unwrap();
        let met = |record: &DeliveryRecord| record.delivery.state == state;
        self.wait(record, met).await
    }

    /// Asks again after each change until the answer is as wanted.
    pub(super) async fn wait<T>(&self, ask: impl AsyncFn() -> T, met: impl Fn(&T) -> bool) -> T {
        let mut changes = self.store().changes();
        let found = tokio::time::timeout(LIMIT, async {
            loop {
                let found = ask().await;
                if met(&found) {
                    return found;
                }
                changed(&mut changes).await;
            }
        });
        found.await.expect("what was waited for came about")
    }

    /// All deliveries, oldest first.
    pub(super) async fn all(&self) -> Vec<Delivery> {
        let deliveries = self.store().deliveries();
        let page = deliveries
            .page(&DeliveryFilter::default(), None, 10_000)
            .await;
        page.unwrap().into_iter().rev().collect()
    }

    /// Waits until so many deliveries have succeeded.
    pub(super) async fn until_succeeded(&self, count: usize) -> Vec<Delivery> {
        let succeeded = |all: &Vec<Delivery>| {
            let states = all.iter().map(|delivery| delivery.state);
            states
                .filter(|state| *state == DeliveryState::Succeeded)
                .count()
                >= count
        };
        self.wait(async || self.all().await, succeeded).await
    }
}

async fn changed(changes: &mut broadcast::Receiver<Vec<Topic>>) {
    let told = changes.recv().await;
    assert!(!matches!(told, Err(broadcast::error::RecvError::Closed)));
}

pub(super) async fn endpoint(store: &Store, url: &str, manner: Manner) -> EndpointId {
    let new = NewEndpoint {
        name: format!("to {url}"),
        url: url.to_owned(),
        scheme: Some("standard-webhooks-v1".to_owned()),
        secrets: vec![Secret::new(SECRET).into()],
        manner,
        emulation: None,
        handed_to: None,
    };
    store.endpoints().add(new).await.unwrap().id
}

/// An event with this body.
pub(super) fn event(body: &'static str) -> NewEvent {
    NewEvent {
        event_type: "invoice.paid".to_owned(),
        content_type: "application/json".to_owned(),
        body: Some(Bytes::from_static(body.as_bytes())),
        ..NewEvent::default()
    }
}

impl AtWork {
    /// Stops the engine and waits for its end.
    pub(super) async fn stop(self) {
        self.stop.send(()).unwrap();
        self.task.await.unwrap().unwrap();
    }

    /// Waits until the engine shows what is wanted.
    pub(super) async fn shows(&self, met: impl FnMut(&EngineStatus) -> bool) -> EngineStatus {
        let mut status: watch::Receiver<EngineStatus> = self.engine.status();
        let found = tokio::time::timeout(LIMIT, status.wait_for(met)).await;
        found.expect("it shows it in time").unwrap().clone()
    }
}

/// The decisions of a delivery's attempts, in their order.
pub(super) fn decisions(record: &DeliveryRecord) -> Vec<&AttemptDecision> {
    let decisions = record
        .attempts
        .iter()
        .map(|(_, decision)| decision.as_ref());
    decisions
        .map(|decision| decision.expect("it was decided"))
        .collect()
}

/// What followed each attempt of a delivery.
pub(super) fn steps(record: &DeliveryRecord) -> Vec<&NextStep> {
    decisions(record)
        .iter()
        .map(|decision| &decision.next)
        .collect()
}

/// A field of a request as it came.
pub(super) fn field(request: &[u8], name: &str) -> String {
    let head = wire::head::parse(request).unwrap();
    head.headers.text(name).unwrap_or_default().to_owned()
}

/// The body of a request as it came.
pub(super) fn body(request: &[u8]) -> String {
    let text = String::from_utf8_lossy(request);
    text.split_once("\r\n\r\n").unwrap().1.to_owned()
}
