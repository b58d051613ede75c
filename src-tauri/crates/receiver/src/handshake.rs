//! What a source answers its provider's handshakes with, made ready once per change.

use std::collections::BTreeMap;

use model::{Secret, Verdict};
use signing::{Handshake, HandshakeContext, KnownSecret, Request, Scheme};
use store::LiveSource;

/// What a source answers handshakes with.
#[derive(Debug)]
pub(crate) struct Handshakes {
    values: BTreeMap<String, Secret>,
    /// Every key pair was made here: no provider can have signed with one.
    only_own_pairs: bool,
}

impl Handshakes {
    /// `None` where the source does not answer them.
    pub(crate) fn of(live: &LiveSource) -> Option<Self> {
        let pairs = live.signing.len();
        live.source.handshake.then(|| Self {
            values: live.handshake_values.clone(),
            only_own_pairs: pairs > 0 && pairs == live.secrets.len(),
        })
    }

    /// How a request is answered, when it is a handshake.
    pub(crate) fn find(
        &self,
        request: &Request<'_>,
        scheme: Option<&Scheme>,
        (secrets, verdict): (&[KnownSecret], Verdict),
    ) -> Option<Handshake> {
        let context = HandshakeContext {
            scheme,
            values: &self.values,
            secrets,
            verdict: match self.only_own_pairs {
                true => Verdict::NotChecked,
                false => verdict,
            },
        };
        signing::handshake(request, &context)
    }
}
