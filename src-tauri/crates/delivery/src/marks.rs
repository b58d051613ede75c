//! How far an exchange has come and how long its parts took.
//!
//! Connectors and resolvers are shared by all exchanges; what they measure
//! finds its exchange through the task that waits for it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU16, AtomicU64, Ordering::Relaxed};
use std::time::{Duration, Instant};

use model::Timing;

tokio::task_local! {
    static CURRENT: Arc<Marks>;
}

/// Measures of one exchange; zero stands for what has not happened.
#[derive(Debug)]
pub(crate) struct Marks {
    started: Instant,
    lookup: AtomicU64,
    connect: AtomicU64,
    connecting: AtomicBool,
    first_byte: AtomicU64,
    status: AtomicU16,
}

/// Where an exchange stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    /// Name, TCP and TLS.
    Connecting,
    /// The request goes out, or waits for its answer.
    Waiting,
    /// The answer's body comes in.
    Answering {
        /// The answer's status.
        status: u16,
    },
}

impl Marks {
    /// Begins to measure.
    pub(crate) fn start() -> Arc<Self> {
        Arc::new(Self {
            started: Instant::now(),
            lookup: AtomicU64::new(0),
            connect: AtomicU64::new(0),
            connecting: AtomicBool::new(false),
            first_byte: AtomicU64::new(0),
            status: AtomicU16::new(0),
        })
    }

    /// Runs the exchange that these marks are about.
    pub(crate) async fn during<F: Future>(self: Arc<Self>, exchange: F) -> F::Output {
        CURRENT.scope(self, exchange).await
    }

    /// The answer's head is here.
    pub(crate) fn answered(&self, status: u16) {
        self.first_byte
            .store(micros(self.started.elapsed()), Relaxed);
        self.status.store(status, Relaxed);
    }

    /// Where the exchange stands.
    pub(crate) fn stage(&self) -> Stage {
        match self.status.load(Relaxed) {
            0 if self.connecting.load(Relaxed) => Stage::Connecting,
            0 => Stage::Waiting,
            status => Stage::Answering { status },
        }
    }

    /// What was measured, the exchange having ended now.
    pub(crate) fn timing(&self) -> Timing {
        let lookup = happened(&self.lookup);
        Timing {
            lookup_micros: lookup,
            connect_micros: happened(&self.connect)
                .map(|all| all.saturating_sub(lookup.unwrap_or(0))),
            first_byte_micros: happened(&self.first_byte),
            total_micros: micros(self.started.elapsed()),
        }
    }
}

/// Runs a name lookup of the current exchange.
pub(crate) async fn lookup<F: Future>(lookup: F) -> F::Output {
    let begun = Instant::now();
    let output = lookup.await;
    with_current(|marks| marks.lookup.store(micros(begun.elapsed()), Relaxed));
    output
}

/// Runs the connecting of the current exchange, lookup and TLS included.
///
/// The pool may finish connecting in a task of its own, after the exchange
/// took another connection: then it took no time of the exchange.
pub(crate) async fn connect<F, T, E>(connect: F) -> Result<T, E>
where
    F: Future<Output = Result<T, E>>,
{
    let begun = Instant::now();
    let marks = CURRENT.try_with(Arc::clone).ok();
    let set = |connecting| {
        marks
            .iter()
            .for_each(|marks| marks.connecting.store(connecting, Relaxed))
    };
    set(true);
    let connected = connect.await?;
    set(false);
    with_current(|marks| marks.connect.store(micros(begun.elapsed()), Relaxed));
    Ok(connected)
}

fn with_current(note: impl FnOnce(&Marks)) {
    CURRENT.try_with(|marks| note(marks)).ok();
}

fn micros(duration: Duration) -> u64 {
    u64::try_from(duration.as_micros())
        .unwrap_or(u64::MAX)
        .max(1)
}

fn happened(measure: &AtomicU64) -> Option<u64> {
    Some(measure.load(Relaxed)).filter(|&micros| micros > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn parts_are_noted_on_the_exchange_that_waits_for_them() {
        let (marks, other) = (Marks::start(), Marks::start());
        marks
            .clone()
            .during(connect(lookup(async { Ok::<(), ()>(()) })))
            .await
            .unwrap();
        assert!(marks.timing().lookup_micros.is_some());
        assert!(marks.timing().connect_micros.is_some());
        assert_eq!(other.timing().connect_micros, None);
    }

    #[tokio::test]
    async fn a_connection_that_failed_leaves_the_exchange_connecting() {
        let marks = Marks::start();
        marks
            .clone()
            .during(connect(async { Err::<(), ()>(()) }))
            .await
            .unwrap_err();
        assert_eq!(marks.stage(), Stage::Connecting);
        assert_eq!(marks.timing().connect_micros, None);
    }

    #[tokio::test]
    async fn work_without_an_exchange_is_noted_nowhere() {
        assert_eq!(lookup(async { 7 }).await, 7);
    }
}
