//! The search itself: digests of messages against the digests in the request.

use std::collections::HashMap;

use super::atom::{Atom, Computed};
use super::keys::{self, CandidateKey};
use super::messages::{Message, with_secret};
use super::reading::Reading;
use super::times::Moment;
use crate::scheme::definition::{Algorithm, AlgorithmKind, Hash};
use crate::{Request, digest, public_key};
use model::Secret;

/// Where a value stands twice, its other place is among the next messages; what
/// comes much later explains nothing better.
const MORE: usize = 100;

/// What gives a digest that stands in the request.
pub struct Match<'m> {
    /// The signature.
    pub reading: Reading<'m>,
    /// The algorithm.
    pub algorithm: Algorithm,
    /// The signed bytes; empty for a plain token.
    pub message: Message<'m>,
    /// The key's form, in the catalogue's language.
    pub form: &'static str,
    /// What is cut from the secret's front.
    pub key_prefix: String,
}

impl<'m> Match<'m> {
    /// A reading that is the secret itself.
    pub fn token(reading: Reading<'m>) -> Self {
        let algorithm = Algorithm {
            kind: AlgorithmKind::Token,
            hash: Hash::Sha256,
        };
        Self {
            reading,
            algorithm,
            message: Vec::new(),
            form: "text",
            key_prefix: String::new(),
        }
    }

    /// The timestamp that is signed.
    pub fn moment(&self) -> Option<&'m Moment> {
        self.message.iter().find_map(|atom| match atom {
            Atom::Time(moment) => Some(*moment),
            _ => None,
        })
    }

    /// An item of another text's list cannot be the timestamp of this one.
    fn holds_together(&self) -> bool {
        let Some(Moment {
            within: Some(place),
            ..
        }) = self.moment()
        else {
            return true;
        };
        let key = self
            .moment()
            .and_then(|moment| moment.place.strip_prefix("field:"));
        let has = |key: &str| self.reading.fields.iter().any(|(other, _)| other == key);
        self.reading.source.place() == *place && key.is_some_and(has)
    }
}

/// A search over one request.
pub struct Search<'s, 'm> {
    request: &'s Request<'s>,
    computed: Computed,
    readings: &'s [Reading<'m>],
    by_digest: HashMap<&'s [u8], Vec<&'s Reading<'m>>>,
    shared: Vec<CandidateKey>,
    public: Vec<(CandidateKey, Algorithm)>,
    budget: &'s dyn Fn() -> bool,
    /// Digests computed and signatures checked.
    pub tried: u64,
    /// Whether the budget ended it.
    pub cut_short: bool,
}

/// Told of a match; answers whether to go on.
type Found<'f, 'm> = &'f mut dyn FnMut(Match<'m>) -> bool;

impl<'s, 'm> Search<'s, 'm> {
    /// A search with a secret, or a public key.
    pub fn new(
        request: &'s Request<'s>,
        secret: &Secret,
        readings: &'s [Reading<'m>],
        budget: &'s dyn Fn() -> bool,
    ) -> Self {
        let mut by_digest: HashMap<&[u8], Vec<&Reading<'m>>> = HashMap::new();
        for reading in readings {
            by_digest
                .entry(reading.bytes.as_slice())
                .or_default()
                .push(reading);
        }
        Self {
            computed: Computed::new(request),
            request,
            readings,
            by_digest,
            shared: keys::shared(secret),
            public: keys::public(secret),
            budget,
            tried: 0,
            cut_short: false,
        }
    }

    /// Tries the messages in order: as HMACs and public-key signatures, then
    /// as plain hashes. What an HMAC explains needs no second, rarer explanation.
    pub fn run(&mut self, messages: &[Message<'m>], found: Found<'_, 'm>) {
        if !self.readings.is_empty() && !self.keyed(messages, found) {
            self.hashed(messages, found);
        }
    }

    /// Whether a message with a key gives a signature.
    fn keyed(&mut self, messages: &[Message<'m>], found: Found<'_, 'm>) -> bool {
        let (mut matched, mut left) = (false, messages.len());
        for message in messages {
            let before = left;
            let mut told = |candidate| {
                (matched, left) = (true, left.min(MORE));
                found(candidate)
            };
            if before == 0 || !self.goes_on() || !self.message(message, &mut told) {
                break;
            }
            left -= 1;
        }
        matched
    }

    fn hashed(&mut self, messages: &[Message<'m>], found: Found<'_, 'm>) {
        for message in messages {
            if !self.goes_on() || !self.hashes(message, found) {
                return;
            }
        }
    }

    fn goes_on(&mut self) -> bool {
        self.cut_short = self.cut_short || !(self.budget)();
        !self.cut_short
    }

    fn message(&mut self, message: &Message<'m>, found: Found<'_, 'm>) -> bool {
        self.hmacs(message, found) && self.public_keys(message, found)
    }

    fn hmacs(&mut self, message: &Message<'m>, found: Found<'_, 'm>) -> bool {
        let pieces: Vec<_> = message
            .iter()
            .map(|atom| atom.bytes(self.request, &self.computed, &[]))
            .collect();
        for key in &self.shared {
            for hash in hashes(self.readings) {
                self.tried += 1;
                let digest = digest::hmac(hash, &key.bytes, pieces.iter().map(|piece| &**piece));
                let algorithm = Algorithm {
                    kind: AlgorithmKind::Hmac,
                    hash,
                };
                if !self.tell(digest.as_slice(), (key, algorithm, message), found) {
                    return false;
                }
            }
        }
        true
    }

    fn hashes(&mut self, message: &Message<'m>, found: Found<'_, 'm>) -> bool {
        for message in with_secret(message) {
            for key in &self.shared {
                let pieces: Vec<_> = message
                    .iter()
                    .map(|atom| atom.bytes(self.request, &self.computed, &key.bytes))
                    .collect();
                for hash in hashes(self.readings) {
                    self.tried += 1;
                    let digest = digest::hash(hash, pieces.iter().map(|piece| &**piece));
                    let algorithm = Algorithm {
                        kind: AlgorithmKind::Hash,
                        hash,
                    };
                    if !self.tell(digest.as_slice(), (key, algorithm, &message), found) {
                        return false;
                    }
                }
            }
        }
        true
    }

    /// Tells of every reading that is this digest.
    fn tell(
        &self,
        digest: &[u8],
        what: (&CandidateKey, Algorithm, &Message<'m>),
        found: Found<'_, 'm>,
    ) -> bool {
        let readings = self.by_digest.get(digest).map_or(&[][..], Vec::as_slice);
        readings.iter().all(|reading| told(reading, what, found))
    }

    fn public_keys(&mut self, message: &Message<'m>, found: Found<'_, 'm>) -> bool {
        if self.public.is_empty() {
            return true;
        }
        let pieces: Vec<_> = message
            .iter()
            .map(|atom| atom.bytes(self.request, &self.computed, &[]))
            .collect();
        let whole = pieces.concat();
        for (key, algorithm) in &self.public {
            for reading in self
                .readings
                .iter()
                .filter(|reading| reading.bytes.len() > 32)
            {
                self.tried += 1;
                let verifies = public_key::verifies(*algorithm, &key.bytes, &whole, &reading.bytes);
                if verifies && !told(reading, (key, *algorithm, message), found) {
                    return false;
                }
            }
        }
        true
    }
}

fn told<'m>(
    reading: &Reading<'m>,
    (key, algorithm, message): (&CandidateKey, Algorithm, &Message<'m>),
    found: Found<'_, 'm>,
) -> bool {
    let candidate = Match {
        reading: reading.clone(),
        algorithm,
        message: message.clone(),
        form: key.form,
        key_prefix: key.prefix.clone(),
    };
    !candidate.holds_together() || found(candidate)
}

/// The hashes whose digests have a length that occurs.
fn hashes(readings: &[Reading<'_>]) -> impl Iterator<Item = Hash> {
    let occurs = |length: usize| readings.iter().any(|reading| reading.bytes.len() == length);
    let known = [(Hash::Sha256, 32), (Hash::Sha1, 20), (Hash::Sha512, 64)]
        .map(|(hash, length)| (hash, occurs(length)));
    known
        .into_iter()
        .filter(|(_, occurs)| *occurs)
        .map(|(hash, _)| hash)
}
