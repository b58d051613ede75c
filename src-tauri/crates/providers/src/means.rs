//! What clients and emulations work with.

use delivery::Sender;
use store::Store;

/// Where things are kept, and what sends. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Means {
    /// Everything remembered.
    pub store: Store,
    /// What sends; it also has the clock.
    pub sender: Sender,
}
