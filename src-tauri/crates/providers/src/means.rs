//! What clients and emulations work with.

use delivery::Sender;
use store::Store;

use crate::stage::Limits;
use crate::tokens::Tokens;

/// Where things are kept, and what sends. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Means {
    /// Everything remembered.
    pub store: Store,
    /// What sends; it also has the clock.
    pub sender: Sender,
    /// How often callers of emulations have called; shared by all clones.
    pub(crate) limits: Limits,
    /// What credentials were exchanged for; shared by all clones.
    pub(crate) tokens: Tokens,
}

impl Means {
    /// Means by which nothing was called yet.
    #[must_use]
    pub fn new(store: Store, sender: Sender) -> Self {
        Self {
            store,
            sender,
            limits: Limits::default(),
            tokens: Tokens::default(),
        }
    }
}
