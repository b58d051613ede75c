//! How one request of a probe is made: everything that may differ, as data.
//!
//! A recipe is made into a request at the moment it is sent, so that its timestamp is fresh however
//! long the probe takes.

use bytes::Bytes;
use model::{Secret, Timestamp};
use signing::Scheme;

use super::change::Change;
use super::order::ProbeOrder;

/// How one request is made.
#[derive(Debug, Clone)]
pub(crate) struct Recipe {
    /// The scheme it is signed by; one with a mistake in it where that is what is asked.
    pub scheme: Scheme,
    /// What signs.
    pub keys: Vec<Key>,
    /// The body that is sent, before signing puts something into it.
    pub body: Bytes,
    /// The body that is signed.
    pub signs: SignedBody,
    /// Seconds between now and the time that is signed; negative is the past.
    pub shift: i64,
    /// The URL that is signed, where it is not the one that is called.
    pub url: Option<String>,
    /// The event's id.
    pub id: EventId,
    /// How the names of header fields are written.
    pub spelling: Spelling,
    /// What is changed once it is signed.
    pub change: Change,
}

/// What signs.
#[derive(Debug, Clone)]
pub(crate) enum Key {
    /// A secret of the order, counted from 0.
    Own(usize),
    /// One that the handler cannot know.
    Wrong,
    /// This text.
    Text(Secret),
}

/// The body that is signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum SignedBody {
    /// The one that is sent.
    AsSent,
    /// Another form of it, see [`signing::body_forms`].
    Form {
        /// The form's code.
        code: &'static str,
        /// Its detail.
        detail: String,
        /// Which one of those, from 0.
        nth: usize,
    },
}

/// The event's id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum EventId {
    /// One of its own.
    Fresh,
    /// The one that this number gives, again and again.
    Fixed(u64),
}

/// How the names of header fields are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spelling {
    /// As the scheme writes them.
    Own,
    /// `stripe-signature`.
    Lower,
    /// `Stripe-Signature`.
    Title,
    /// `sTrIpE-sIgNaTuRe`.
    Odd,
}

impl Recipe {
    /// A right request of an order.
    pub(crate) fn right(order: &ProbeOrder) -> Self {
        Self {
            scheme: order.scheme.clone(),
            keys: vec![Key::Own(0)],
            body: order.body.clone(),
            signs: SignedBody::AsSent,
            shift: 0,
            url: None,
            id: EventId::Fresh,
            spelling: Spelling::Own,
            change: Change::None,
        }
    }

    /// The same with another body.
    pub(crate) fn with_body(&self, body: impl Into<Bytes>) -> Self {
        Self {
            body: body.into(),
            ..self.clone()
        }
    }

    /// The same, changed once it is signed.
    pub(crate) fn changed(&self, change: Change) -> Self {
        Self {
            change,
            ..self.clone()
        }
    }

    /// The same, signed at another time.
    pub(crate) fn shifted(&self, shift: i64) -> Self {
        Self {
            shift,
            ..self.clone()
        }
    }

    /// The same, signed by others.
    pub(crate) fn signed_by(&self, keys: Vec<Key>) -> Self {
        Self {
            keys,
            ..self.clone()
        }
    }
}

/// The secrets that keys stand for.
#[derive(Debug, Clone)]
pub(crate) struct Ring {
    /// Those of the order.
    pub own: Vec<Secret>,
    /// One that the handler cannot know.
    pub wrong: Option<Secret>,
}

impl Ring {
    /// The secret of a key, where there is one.
    pub(crate) fn secret(&self, key: &Key) -> Option<Secret> {
        match key {
            // Where nothing of the order signs, a stranger's signature is at least well formed.
            Key::Own(_) if self.own.is_empty() => self.wrong.clone(),
            Key::Own(index) => self.own.get(*index).cloned(),
            Key::Wrong => self.wrong.clone(),
            Key::Text(secret) => Some(secret.clone()),
        }
    }
}

/// When a request is made, and what its id is made of.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Moment {
    /// The time.
    pub now: Timestamp,
    /// Random bytes of this probe.
    pub seed: u128,
    /// Number of the request.
    pub number: u64,
}

impl Moment {
    /// What an event's id is made of.
    pub(crate) fn entropy(&self, id: EventId) -> [u8; 16] {
        let number = match id {
            EventId::Fresh => self.number,
            // Far from every number that a request has.
            EventId::Fixed(number) => u64::MAX - number,
        };
        // Multiplied, so that neighbours have nothing in common.
        let spread = u128::from(number).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835);
        self.seed.wrapping_add(spread).to_be_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_request_has_an_id_of_its_own_and_a_fixed_one_stays() {
        let moment = |number| Moment {
            now: Timestamp(0),
            seed: 7,
            number,
        };
        assert_ne!(
            moment(1).entropy(EventId::Fresh),
            moment(2).entropy(EventId::Fresh)
        );
        assert_eq!(
            moment(1).entropy(EventId::Fixed(1)),
            moment(2).entropy(EventId::Fixed(1))
        );
    }
}
