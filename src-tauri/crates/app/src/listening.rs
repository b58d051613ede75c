//! The receiver's life: bind, claim, run, pause, move to another port.
//!
//! One process of a data folder holds a port, by a lock in the folder. Another
//! one sees that and shows the same captures; when the lock is free it takes over.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use model::{Clock, Topic};
use receiver::{Pause, Receiver, ReceiverOptions};
use store::{Claim, Held, Store};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use wire::{BindError, Limits, Listeners};

use crate::address;
use crate::contract::receiver::{ReceiverState, ReceiverStatus};
use crate::notices::Notices;

/// How often a port held by someone else is tried again.
const TRY_AGAIN: Duration = Duration::from_secs(1);

/// The receiver of this process, whatever its state.
#[derive(Debug)]
pub struct Listening(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    store: Store,
    sender: delivery::Sender,
    clock: Clock,
    notices: Notices,
    pause: Pause,
    status: watch::Sender<ReceiverStatus>,
    running: Mutex<Option<Running>>,
    /// Where captures of no source are forwarded to.
    unsorted_forward_to: Vec<delivery::Target>,
}

#[derive(Debug)]
struct Running {
    stop: CancellationToken,
    task: JoinHandle<()>,
}

/// Where and how to listen.
#[derive(Debug, Clone)]
struct Wanted {
    address: String,
    port_fallback: bool,
    body_limit: u64,
}

impl Listening {
    pub(crate) fn new(
        store: Store,
        sender: delivery::Sender,
        clock: Clock,
        notices: Notices,
        unsorted_forward_to: Vec<delivery::Target>,
    ) -> Self {
        let (status, _) = watch::channel(silent());
        let pause = Pause::default();
        let running = Mutex::default();
        Self(Arc::new(Shared {
            store,
            sender,
            clock,
            notices,
            pause,
            status,
            running,
            unsorted_forward_to,
        }))
    }

    /// The state now.
    #[must_use]
    pub fn status(&self) -> ReceiverStatus {
        let mut status = self.0.status.borrow().clone();
        if status.state == ReceiverState::Listening && self.0.pause.is_set() {
            status.state = ReceiverState::Paused;
        }
        status.disk_full = self.0.store.health() == store::Health::Full;
        status
    }

    /// Answers 503 to everything, or goes on.
    pub fn pause(&self, paused: bool) {
        self.0.pause.set(paused);
    }

    /// Listens on `address` from now on, instead of where it listened before.
    ///
    /// When that is not possible the status says why, and a port held by
    /// someone else is tried again until it is free.
    pub async fn listen(&self, address: &str, port_fallback: bool, body_limit: u64) {
        self.stop().await;
        let wanted = Wanted {
            address: address.to_owned(),
            port_fallback,
            body_limit,
        };
        let stop = CancellationToken::new();
        let (settled, first_try) = tokio::sync::oneshot::channel();
        let work = keep_listening(Arc::clone(&self.0), wanted, stop.clone(), settled);
        let task = tokio::spawn(work);
        *self.0.running() = Some(Running { stop, task });
        // The task answers once it knows whether it can listen.
        let _ = first_try.await;
    }

    /// Stops listening; exchanges under way get a moment.
    pub async fn stop(&self) {
        let running = self.0.running().take();
        if let Some(running) = running {
            running.stop.cancel();
            // A panic in the task is told by the runtime; there is nothing left to stop.
            let _ = running.task.await;
        }
        self.0.tell(silent());
    }
}

impl Shared {
    fn running(&self) -> std::sync::MutexGuard<'_, Option<Running>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn tell(&self, status: ReceiverStatus) {
        self.status.send_replace(status);
        self.notices.announce(&[Topic::Receiver]);
    }

    fn receiver(&self, body_limit: u64) -> Receiver {
        Receiver::new(ReceiverOptions {
            clock: self.clock.clone(),
            limits: Limits {
                body_bytes: body_limit,
                ..Limits::default()
            },
            pause: self.pause.clone(),
            unsorted_forward_to: self.unsorted_forward_to.clone(),
            ..ReceiverOptions::new(self.store.clone(), self.sender.clone())
        })
    }
}

async fn keep_listening(
    shared: Arc<Shared>,
    wanted: Wanted,
    stop: CancellationToken,
    settled: tokio::sync::oneshot::Sender<()>,
) {
    let mut settled = Some(settled);
    loop {
        let bound = bind(&shared, &wanted).await;
        shared.tell(match &bound {
            Ok(bound) => listening(&bound.listeners),
            Err(status) => status.clone(),
        });
        if let Some(settled) = settled.take() {
            // Whoever waited may have given up.
            let _ = settled.send(());
        }
        if let Ok(bound) = bound {
            let receiver = shared.receiver(wanted.body_limit);
            return receiver.run(bound.listeners, stop.cancelled_owned()).await;
        }
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(TRY_AGAIN) => {}
        }
    }
}

/// A port that is ours, by socket and by lock.
struct Bound {
    listeners: Listeners,
    _claim: Claim,
}

async fn bind(shared: &Shared, wanted: &Wanted) -> Result<Bound, ReceiverStatus> {
    match address::bind(&wanted.address, wanted.port_fallback).await {
        Ok(listeners) => claim(shared, listeners),
        Err(BindError::Taken { port, next_free }) => Err(taken(shared, port, next_free)),
        Err(error) => Err(failed(ReceiverState::Failed, &error)),
    }
}

fn claim(shared: &Shared, listeners: Listeners) -> Result<Bound, ReceiverStatus> {
    let claim = shared.store.claim(&claim_name(listeners.port()));
    let claim = claim.map_err(|held| failed(ReceiverState::Failed, &held))?;
    let told = claim.announce(&format!("127.0.0.1:{}", listeners.port()));
    told.map_err(|error| failed(ReceiverState::Failed, &error))?;
    Ok(Bound {
        listeners,
        _claim: claim,
    })
}

/// The port is taken: by a Hookwright of this data folder, or by another program.
fn taken(shared: &Shared, port: u16, next_free: Option<u16>) -> ReceiverStatus {
    if matches!(shared.store.claim(&claim_name(port)), Err(Held::By { .. })) {
        let url = Some(format!("http://127.0.0.1:{port}"));
        return ReceiverStatus {
            state: ReceiverState::Elsewhere,
            url,
            ..silent()
        };
    }
    let status = failed(
        ReceiverState::PortTaken,
        &BindError::Taken { port, next_free },
    );
    ReceiverStatus {
        next_free_port: next_free,
        ..status
    }
}

/// Name of the lock that says who of a data folder holds a port.
fn claim_name(port: u16) -> String {
    format!("receiver-{port}")
}

fn listening(listeners: &Listeners) -> ReceiverStatus {
    let addresses = listeners.addresses();
    ReceiverStatus {
        state: ReceiverState::Listening,
        url: Some(address::url(listeners)),
        addresses: addresses.iter().map(ToString::to_string).collect(),
        public: addresses.iter().any(|address| !address.ip().is_loopback()),
        ..silent()
    }
}

fn failed(state: ReceiverState, problem: &dyn std::error::Error) -> ReceiverStatus {
    ReceiverStatus {
        state,
        problem: Some(problem.to_string()),
        ..silent()
    }
}

/// Nothing listens.
fn silent() -> ReceiverStatus {
    ReceiverStatus {
        state: ReceiverState::Failed,
        url: None,
        addresses: Vec::new(),
        problem: None,
        next_free_port: None,
        public: false,
        emulations: None,
        disk_full: false,
    }
}
