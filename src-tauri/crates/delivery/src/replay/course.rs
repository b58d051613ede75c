//! How a run shall go on, and what kept it from doing so: what all its tasks look at.

use std::sync::{Mutex, MutexGuard, PoisonError};

use model::RunState;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use super::subject::Problem;

/// What a run shall do, as whoever started it wishes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// Go on.
    Go,
    /// Begin nothing more; what is under way goes to its end.
    Pause,
    /// End for good: what is under way is cut off and counts as cancelled.
    Cancel,
    /// End because the program does: what is under way is cut off, to be made again.
    Interrupt,
}

/// The course of a run.
#[derive(Debug, Default)]
pub(super) struct Course {
    /// Nothing more is begun once it is cancelled.
    pub(super) no_more: CancellationToken,
    /// What is under way is cut off once it is cancelled.
    pub(super) cut: CancellationToken,
    ending: Mutex<Option<RunState>>,
    problem: Mutex<Option<String>>,
}

impl Course {
    /// Follows the wishes until the run is over, or nobody wishes any more.
    pub(super) async fn follow(&self, mut wishes: watch::Receiver<Wish>) {
        loop {
            let wish = *wishes.borrow_and_update();
            match wish {
                Wish::Go => {}
                Wish::Pause => self.end(RunState::Paused),
                Wish::Cancel => self.cut_off(RunState::Cancelled),
                Wish::Interrupt => self.cut_off(RunState::Interrupted),
            }
            if wishes.changed().await.is_err() {
                return;
            }
        }
    }

    /// Begins nothing more.
    pub(super) fn end(&self, ending: RunState) {
        *lock(&self.ending) = Some(ending);
        self.no_more.cancel();
    }

    fn cut_off(&self, ending: RunState) {
        self.end(ending);
        self.cut.cancel();
    }

    /// How it ends, unless it comes to its own end.
    pub(super) fn ending(&self) -> Option<RunState> {
        *lock(&self.ending)
    }

    /// Tells of a problem. The first one stays: what follows is often its consequence.
    pub(super) fn tell(&self, problem: &Problem) {
        lock(&self.problem).get_or_insert_with(|| problem.to_string());
    }

    /// Ends a run that cannot go on.
    pub(super) fn fail(&self, problem: &Problem) {
        self.tell(problem);
        self.cut_off(RunState::Stopped);
    }

    pub(super) fn problem(&self) -> Option<String> {
        lock(&self.problem).clone()
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
