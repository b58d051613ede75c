//! The switch that stops the receiver's work without closing its port.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether the receiver is paused: it captures, answers 503 and forwards nothing.
///
/// Clones share the switch, so that a shell can throw it while the receiver runs.
#[derive(Debug, Clone, Default)]
pub struct Pause(Arc<AtomicBool>);

impl Pause {
    /// Pauses the receiver or lets it go on, from the next request.
    pub fn set(&self, paused: bool) {
        self.0.store(paused, Ordering::Relaxed);
    }

    /// Whether it is paused.
    #[must_use]
    pub fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
