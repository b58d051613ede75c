//! The delivery engine as the program runs it: a store on disk, every attempt durable.

use std::path::{Path, PathBuf};
use std::time::Duration;

use delivery::engine::{Engine, EngineOptions};
use delivery::{Sender, SenderOptions};
use futures_util::future::join_all;
use model::{DeliveryId, DeliveryState, EndpointId, Manner, Secret, Timestamp};
use store::{Due, Keeper, NewEndpoint, NewEvent, Options, Store};
use tempfile::TempDir;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio::time::interval;

use crate::bare;
use crate::figure::{Figure, Measured};

/// Events that are stored in one transaction.
const AT_ONCE: usize = 1_000;
/// Between two looks at how far it is.
const APART: Duration = Duration::from_millis(20);

/// A data folder with an engine that is not running yet.
pub struct Ours {
    folder: TempDir,
    store: Store,
}

/// An engine under way.
pub struct Running {
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

impl Ours {
    /// Beside this program, and so on the disk that builds are on: a temporary folder may be memory.
    pub fn new() -> Self {
        let program = std::env::current_exe().expect("a running program has a path");
        let beside = program
            .parent()
            .map_or_else(|| PathBuf::from("."), Path::to_path_buf);
        let folder = tempfile::tempdir_in(beside).expect("there is room for a folder");
        let options = Options {
            keeper: Keeper::KeyFile,
            ..Options::new(folder.path().join("data"))
        };
        let store = Store::open(&options).expect("an empty folder opens");
        Self { folder, store }
    }

    /// What is remembered.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Where it is remembered; the store is closed.
    pub async fn close(self) -> TempDir {
        self.store.close().await;
        self.folder
    }

    /// A place to deliver to, signed as Standard Webhooks says.
    pub async fn endpoint(&self, name: &str, url: &str, manner: Manner) -> EndpointId {
        let secret = Secret::new("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        let endpoint = NewEndpoint {
            name: name.to_owned(),
            url: url.to_owned(),
            scheme: Some("standard-webhooks-v1".to_owned()),
            secrets: vec![secret.into()],
            manner,
            emulation: None,
            handed_to: None,
        };
        let added = self.store.endpoints().add(endpoint).await;
        added.expect("the endpoint is sound").id
    }

    /// Queues events that are due at once.
    pub async fn queue(&self, endpoint: EndpointId, count: u64) {
        for first in (0..count).step_by(AT_ONCE) {
            let part = AT_ONCE.min(usize::try_from(count - first).unwrap_or(AT_ONCE));
            let events = vec![(event(), vec![endpoint]); part];
            let added = self.store.deliveries().add_many(events).await;
            added.expect("there is room on the disk");
        }
    }

    /// Queues events of which each is due at a time of its own.
    pub async fn schedule(&self, endpoint: EndpointId, due: &[Timestamp]) -> Vec<DeliveryId> {
        let mut made = Vec::new();
        for part in due.chunks(AT_ONCE) {
            let add = |due: &Timestamp| {
                let (store, due) = (self.store.clone(), Due::At(*due));
                async move { store.deliveries().add(event(), vec![endpoint], due).await }
            };
            let added = join_all(part.iter().map(add)).await;
            let added = added
                .into_iter()
                .map(|added| added.expect("there is room on the disk"));
            made.extend(added.flat_map(|added| added.deliveries));
        }
        made
    }

    /// Starts delivering.
    pub fn start(&self) -> Running {
        let sender = Sender::new(SenderOptions::default()).expect("it can be set up");
        let engine = Engine::new(EngineOptions::new(self.store.clone(), sender));
        let (stop, stopped) = oneshot::channel::<()>();
        // Dropped or sent: either way it is over.
        let delivering = engine.start(async { drop(stopped.await) });
        let task = tokio::spawn(async move {
            let ended = delivering.await.expect("an engine does not panic");
            ended.expect("nobody else delivers in this folder");
        });
        Running { stop, task }
    }

    /// Waits until so many deliveries of an endpoint have ended well.
    ///
    /// Each commit tells of itself, but to look after each would cost a part of what is measured.
    pub async fn until(&self, endpoint: EndpointId, count: u64) {
        let mut looks = interval(APART);
        while self.succeeded(endpoint).await < count {
            looks.tick().await;
        }
    }

    async fn succeeded(&self, endpoint: EndpointId) -> u64 {
        let counts = self
            .store
            .deliveries()
            .counts()
            .await
            .expect("it can be read");
        let is_wanted = |count: &&store::DeliveryCount| {
            count.endpoint == endpoint && count.state == DeliveryState::Succeeded
        };
        counts
            .iter()
            .filter(is_wanted)
            .map(|count| count.total)
            .sum()
    }
}

impl Running {
    /// Ends it in order.
    pub async fn stop(self) {
        drop(self.stop);
        self.task.await.expect("an engine does not panic");
    }
}

fn event() -> NewEvent {
    NewEvent {
        event_type: "bench".to_owned(),
        content_type: "application/json".to_owned(),
        body: Some(bare::body()),
        ..NewEvent::default()
    }
}

/// Deliveries a second and what each cost, so many at once, all of them queued before.
pub async fn rate(url: &str, at_once: u32, count: u64) -> Figure {
    let ours = Ours::new();
    let manner = Manner {
        concurrency: at_once,
        ..Manner::default()
    };
    let endpoint = ours.endpoint("sink", url, manner).await;
    ours.queue(endpoint, count).await;
    let measured = Measured::begin();
    let running = ours.start();
    ours.until(endpoint, count).await;
    let figure = measured.end(count);
    running.stop().await;
    drop(ours.close().await);
    figure
}
