//! How many forwards are under way at once.

use tokio::sync::Semaphore;

/// Forwards under way at once; the others wait for their turn.
const AT_ONCE: usize = 64;

/// Lets so many forwards through at once.
#[derive(Debug)]
pub(crate) struct Gate(pub(crate) Semaphore);

impl Default for Gate {
    fn default() -> Self {
        Self(Semaphore::new(AT_ONCE))
    }
}
