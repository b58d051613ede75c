//! Threads that exchanges run on, each with a runtime and connections of its own.
//!
//! What arrives on a connection is heard by its thread alone, which need not be told by another. On
//! threads that share one runtime a single one of them listens for all: while that one waits for a
//! processor, nothing is heard.

use std::num::NonZero;
use std::sync::Arc;
use std::thread::{JoinHandle, available_parallelism};

use tokio::runtime::{Builder, Handle, Runtime};
use tokio::sync::oneshot;
use tokio::task::AbortHandle;

use super::errand::{Errand, Means};
use super::word::ErrandId;
use crate::Sender;

/// With more than this the disk is what one waits for.
const MOST: usize = 4;

/// Where exchanges run; at least one place.
#[derive(Debug)]
pub(super) struct Hands {
    hands: Vec<Hand>,
    /// Errands begun so far.
    begun: u64,
}

#[derive(Debug)]
struct Hand {
    runtime: Handle,
    sender: Sender,
    /// Errands under way here.
    busy: usize,
}

/// An errand under way.
#[derive(Debug)]
pub(super) struct Begun {
    pub(super) id: ErrandId,
    hand: usize,
    abort: AbortHandle,
}

impl Hands {
    /// One, on the runtime that this is called on.
    pub(super) fn here(sender: Sender) -> Self {
        Self {
            hands: vec![Hand::new(Handle::current(), sender)],
            begun: 0,
        }
    }

    /// The same, and one on each of these runtimes.
    pub(super) fn and(mut self, runtimes: &[Handle]) -> Self {
        for runtime in runtimes {
            let sender = self.hands[0].sender.apart();
            self.hands.push(Hand::new(runtime.clone(), sender));
        }
        self
    }

    /// Begins an errand where the fewest are under way; of several such places not the first, where
    /// the worker is.
    pub(super) fn begin(&mut self, errand: Errand, means: &Arc<Means>) -> Begun {
        let places = (0..self.hands.len()).rev();
        let fewest = places.min_by_key(|&place| self.hands[place].busy);
        let index = fewest.unwrap_or(0);
        let hand = &mut self.hands[index];
        hand.busy += 1;
        self.begun += 1;
        let id = ErrandId(self.begun);
        let run = errand.run(id, Arc::clone(means), hand.sender.clone());
        // In a place of its own: what is spawned is moved about a dozen times.
        let task = hand.runtime.spawn(Box::pin(run));
        Begun {
            id,
            hand: index,
            abort: task.abort_handle(),
        }
    }

    /// It is under way no more.
    pub(super) fn ended(&mut self, begun: &Begun) {
        let hand = &mut self.hands[begun.hand];
        hand.busy = hand.busy.saturating_sub(1);
    }
}

impl Hand {
    const fn new(runtime: Handle, sender: Sender) -> Self {
        Self {
            runtime,
            sender,
            busy: 0,
        }
    }
}

impl Begun {
    /// Ends it where it is.
    pub(super) fn abort(&self) {
        self.abort.abort();
    }
}

/// A runtime of one thread.
pub(super) fn runtime() -> std::io::Result<Runtime> {
    Builder::new_current_thread().enable_all().build()
}

/// Threads beside the one that they are started on; dropping this ends them, so it is dropped once
/// nothing runs there any more.
#[derive(Debug, Default)]
pub(super) struct Others {
    pub(super) runtimes: Vec<Handle>,
    stops: Vec<oneshot::Sender<()>>,
    threads: Vec<JoinHandle<()>>,
}

impl Others {
    /// As many as are worth it and as the system has room for.
    pub(super) fn start() -> Self {
        let wanted = available_parallelism().map_or(1, NonZero::get).min(MOST);
        let mut others = Self::default();
        while others.threads.len() + 1 < wanted && others.add().is_ok() {}
        others
    }

    fn add(&mut self) -> std::io::Result<()> {
        let (stop, stopped) = oneshot::channel::<()>();
        let runtime = runtime()?;
        let handle = runtime.handle().clone();
        let thread = std::thread::Builder::new().name("engine".to_owned());
        // Sent or dropped: either way it is over.
        let thread = thread.spawn(move || runtime.block_on(async { drop(stopped.await) }))?;
        self.runtimes.push(handle);
        self.stops.push(stop);
        self.threads.push(thread);
        Ok(())
    }
}

impl Drop for Others {
    fn drop(&mut self) {
        self.stops.clear();
        for thread in self.threads.drain(..) {
            // A panic there was reported where it happened.
            drop(thread.join());
        }
    }
}

#[cfg(test)]
mod tests {
    use model::Manner;
    use tokio::sync::mpsc;

    use super::*;
    use crate::engine::lane::Lane;
    use crate::engine::trial::{NOW, due, recipient_in};
    use crate::testing::Bench;

    #[tokio::test]
    async fn errands_are_told_apart_and_spread_even_with_the_same_delivery() {
        let bench = Bench::new();
        let means = Arc::new(Means {
            store: bench.store.clone(),
            clock: bench.sender.clock().clone(),
            owner: 1,
            words: mpsc::unbounded_channel().0,
            carrier: None,
        });
        let mut hands = Hands::here(bench.sender.clone()).and(&[Handle::current()]);
        let mut lane = Lane::new(Arc::new(recipient_in(Manner::default())));
        let mut begin = || {
            lane.take(due(b"{}"), NOW);
            let begun = hands.begin(lane.begin(NOW).unwrap(), &means);
            begun.abort();
            begun
        };
        let (first, second) = (begin(), begin());
        assert_ne!(first.id, second.id);
        assert_eq!([first.hand, second.hand], [1, 0]);
        hands.ended(&second);
        let busy: Vec<usize> = hands.hands.iter().map(|hand| hand.busy).collect();
        assert_eq!(busy, [0, 1]);
    }

    #[test]
    fn other_threads_run_what_they_are_given_and_end_with_who_started_them() {
        let mut others = Others::default();
        others.add().unwrap();
        let here = std::thread::current().id();
        let (told, heard) = std::sync::mpsc::channel();
        let tell = move || told.send(std::thread::current().id());
        others.runtimes[0].spawn(async move { tell() });
        assert_ne!(heard.recv().unwrap(), here);
        drop(others);
        assert!(heard.recv().is_err());
    }
}
