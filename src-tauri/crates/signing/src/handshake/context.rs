//! What a source has to answer handshakes with.

use std::collections::BTreeMap;

use model::{Secret, Verdict};

use crate::{KnownSecret, Scheme};

/// What a handshake is answered with.
#[derive(Debug, Clone, Copy)]
pub struct HandshakeContext<'a> {
    /// The source's scheme; without one only the handshakes that need none are known.
    pub scheme: Option<&'a Scheme>,
    /// What was agreed on with the provider, by name.
    pub values: &'a BTreeMap<String, Secret>,
    /// The source's secrets, oldest first; the newest answers.
    pub secrets: &'a [KnownSecret],
    /// What the check of the same request said.
    pub verdict: Verdict,
}
