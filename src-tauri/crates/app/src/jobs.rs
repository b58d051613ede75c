//! Work of this process that goes on after its command was answered: how far it is, and its end.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use model::Topic;
use tokio_util::sync::CancellationToken;

use crate::notices::Notices;

/// Jobs that are remembered after they ended.
const REMEMBERED: usize = 20;

/// All jobs of one kind, by number.
#[derive(Debug)]
pub(crate) struct Jobs<T> {
    jobs: Mutex<BTreeMap<u32, Job<T>>>,
    notices: Notices,
}

/// A job under way or done. Clones are the same job.
#[derive(Debug)]
pub(crate) struct Job<T> {
    progress: Arc<Mutex<T>>,
    pub(crate) cancel: CancellationToken,
    notices: Notices,
}

impl<T> Clone for Job<T> {
    fn clone(&self) -> Self {
        Self {
            progress: self.progress.clone(),
            cancel: self.cancel.clone(),
            notices: self.notices.clone(),
        }
    }
}

impl<T: Clone> Jobs<T> {
    pub(crate) fn new(notices: Notices) -> Self {
        Self {
            jobs: Mutex::default(),
            notices,
        }
    }

    /// Takes a job in; `first` makes its progress of its number.
    pub(crate) fn add(&self, first: impl FnOnce(u32) -> T) -> Job<T> {
        let mut jobs = lock(&self.jobs);
        let number = jobs.last_key_value().map_or(1, |(last, _)| last + 1);
        while jobs.len() >= REMEMBERED {
            jobs.pop_first();
        }
        let job = Job {
            progress: Arc::new(Mutex::new(first(number))),
            cancel: CancellationToken::new(),
            notices: self.notices.clone(),
        };
        jobs.insert(number, job.clone());
        job
    }

    /// The job of a number.
    pub(crate) fn get(&self, number: u32) -> Option<Job<T>> {
        lock(&self.jobs).get(&number).cloned()
    }

    pub(crate) fn cancel_all(&self) {
        for job in lock(&self.jobs).values() {
            job.cancel.cancel();
        }
    }
}

impl<T: Clone> Job<T> {
    /// How far it is.
    pub(crate) fn told(&self) -> T {
        lock(&self.progress).clone()
    }

    /// Notes how far it is, and announces that.
    pub(crate) fn note(&self, change: impl FnOnce(&mut T)) {
        change(&mut lock(&self.progress));
        self.notices.announce(&[Topic::Providers]);
    }
}

fn lock<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}
