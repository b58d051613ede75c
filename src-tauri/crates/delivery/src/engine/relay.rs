//! Deliveries that go out next towards an endpoint: an errand that went well goes on with one by
//! itself, where it is, without the worker in between.
//!
//! The worker hands them on while nothing but what is under way limits what begins, and takes them
//! back when that changes. An errand asks once it has judged its answer, so that nothing begins
//! behind an answer that says otherwise.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use store::DueDelivery;

/// What goes out next, in this order.
#[derive(Debug, Default)]
pub(super) struct Relay(Mutex<VecDeque<DueDelivery>>);

impl Relay {
    /// The next one, if any is handed on.
    pub(super) fn take(&self) -> Option<DueDelivery> {
        self.lock().pop_front()
    }

    /// Hands on one, behind those that are there.
    pub(super) fn hand_on(&self, next: DueDelivery) {
        self.lock().push_back(next);
    }

    /// Takes back all that no errand has taken.
    pub(super) fn take_back(&self) -> VecDeque<DueDelivery> {
        std::mem::take(&mut *self.lock())
    }

    pub(super) fn len(&self) -> usize {
        self.lock().len()
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<DueDelivery>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
