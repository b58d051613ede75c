//! The heads between the tap and the service.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use crate::recorder::Recorded;

/// The heads that were shown to hyper and whose requests have not reached the service.
#[derive(Debug, Clone, Default)]
pub(crate) struct Ledger(Arc<Mutex<VecDeque<Box<Recorded>>>>);

impl Ledger {
    pub(super) fn push(&self, recorded: Box<Recorded>) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push_back(recorded);
    }

    /// The head of the next request to reach the service.
    pub(crate) fn pop(&self) -> Option<Box<Recorded>> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop_front()
    }
}
