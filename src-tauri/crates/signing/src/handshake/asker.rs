//! Who asks in a handshake: what is told of the sender, wherever its rule stands.

use crate::Confidence;

/// Who asks, and how that is known.
pub struct Asker<'a> {
    /// The provider's name.
    pub provider: &'a str,
    /// How far the facts can be trusted.
    pub confidence: Confidence,
    /// Where they come from.
    pub facts_from: &'a str,
}
