//! One signature text against every secret.

use std::borrow::Cow;

use model::{Comparison, Evidence, Reason, SecretRef, Verification};

use super::outcome::{Stop, finished};
use crate::cut::Group;
use crate::encode;
use crate::key::{self, Key};
use crate::message::{self, Piece, Source, Variant};
use crate::scheme::definition::{Algorithm, AlgorithmKind, Definition, Hash, TimestampRule};
use crate::scheme::place::TimestampPlace;
use crate::{Check, KnownSecret, Request, coded, expected, find, public_key, timestamp};

/// Evidence is stored with every capture: it tells this many comparisons and
/// always the one that matched.
const MOST_COMPARISONS: usize = 32;

/// Each costs an operation on the whole body and the key.
const MOST_PUBLIC_KEY_SIGNATURES: usize = 8;

/// A signature text and what it is checked against.
pub struct Attempt<'c, 'a> {
    request: &'c Request<'a>,
    check: &'c Check<'c>,
    definition: &'c Definition,
    algorithm: Algorithm,
    group: &'c Group<'c>,
}

impl<'c, 'a> Attempt<'c, 'a> {
    /// An attempt with one text.
    pub fn new(request: &'c Request<'a>, check: &'c Check<'c>, group: &'c Group<'c>) -> Self {
        let definition = check.scheme.definition();
        Self {
            request,
            check,
            definition,
            algorithm: definition.algorithm,
            group,
        }
    }

    /// The same with another hash, where a request says under which of a key
    /// pair's its signature was made.
    pub const fn with_hash(mut self, hash: Hash) -> Self {
        self.algorithm.hash = hash;
        self
    }

    /// Takes the steps; see the module above for their order.
    pub fn run(&self, evidence: Evidence) -> Verification {
        self.run_with(evidence, |timestamp, evidence| {
            self.digests(timestamp, evidence)
        })
    }

    /// Takes the steps with code in the place of the digests.
    pub fn run_with(
        &self,
        mut evidence: Evidence,
        digests: impl FnOnce(Option<&str>, &mut Evidence) -> Result<(), Stop>,
    ) -> Verification {
        let steps = self.steps(&mut evidence, digests);
        finished(steps, evidence)
    }

    fn steps(
        &self,
        evidence: &mut Evidence,
        digests: impl FnOnce(Option<&str>, &mut Evidence) -> Result<(), Stop>,
    ) -> Result<(), Stop> {
        let timestamp = self.timestamp();
        if let (Some(rule), Some(text)) = (&self.definition.timestamp, &timestamp) {
            let allowance = self.check.allowance();
            evidence.timestamp = Some(timestamp::checked(rule, text, self.check.now, allowance));
        }
        if self.definition.signs_timestamp() {
            self.timestamp_can_be_read(evidence)?;
        }
        self.required_headers()?;
        digests(timestamp.as_deref(), evidence)?;
        self.window(evidence)
    }

    fn timestamp(&self) -> Option<Cow<'c, str>> {
        match &self.definition.timestamp.as_ref()?.from {
            TimestampPlace::Field(key) => self.group.field(key).map(Cow::Borrowed),
            TimestampPlace::Elsewhere(place) => find::one(self.definition, place, self.request),
        }
    }

    fn timestamp_can_be_read(&self, evidence: &Evidence) -> Result<(), Stop> {
        let Some(check) = &evidence.timestamp else {
            return Err(missing_timestamp(self.definition.timestamp.as_ref()));
        };
        match timestamp::verdict(check) {
            Some(Reason::MalformedTimestamp) => Err(Stop::plain(Reason::MalformedTimestamp)),
            _ => Ok(()),
        }
    }

    fn required_headers(&self) -> Result<(), Stop> {
        for (name, wanted) in &self.definition.require {
            let value = find::header(self.definition, name, self.request);
            if value.is_none() {
                return Err(Stop::missing_header(name));
            }
            if value != Some(wanted.as_bytes()) {
                return Err(Stop::new(
                    Reason::UnsupportedOrMalformedSignature,
                    format!("header {name} is not \"{wanted}\""),
                ));
            }
        }
        Ok(())
    }

    /// Computes digests until one matches.
    fn digests(&self, timestamp: Option<&str>, evidence: &mut Evidence) -> Result<(), Stop> {
        if self.definition.algorithm.kind == AlgorithmKind::Token {
            let matched = self.secrets(&[], evidence);
            return matched
                .then_some(())
                .ok_or(Stop::plain(Reason::TokenMismatch));
        }
        for variant in coded::variants(self.definition) {
            let pieces = coded::pieces(&self.source(timestamp, variant))?;
            let matched = self.secrets(&pieces, evidence);
            if matched || evidence.signed.is_none() {
                evidence.signed = Some(message::content(&pieces, variant));
            }
            if matched {
                return Ok(());
            }
        }
        Err(Stop::plain(Reason::SignatureMismatch))
    }

    /// What the signed bytes are made of.
    pub fn source<'s>(&'s self, timestamp: Option<&'s str>, variant: Variant) -> Source<'s, 'a> {
        Source {
            definition: self.definition,
            request: self.request,
            timestamp,
            group: self.group,
            variant,
        }
    }

    /// Whether a secret gives one of the text's digests over these pieces.
    pub fn secrets(&self, pieces: &[Piece<'_>], evidence: &mut Evidence) -> bool {
        let signed = Signed {
            pieces,
            whole: match self.definition.has_key_pair() {
                true => message::bytes(pieces, &[]).collect::<Vec<_>>().concat(),
                false => Vec::new(),
            },
        };
        let mut secrets = self.check.secrets.iter();
        secrets.any(|secret| self.secret(secret, &signed, evidence))
    }

    fn secret(&self, secret: &KnownSecret, signed: &Signed<'_>, evidence: &mut Evidence) -> bool {
        let keys = key::keys(self.definition, &secret.secret);
        let Some(key) = keys
            .iter()
            .find(|key| self.key(key, &secret.name, signed, evidence))
        else {
            return false;
        };
        evidence.matched_secret = Some(secret.name.clone());
        // Worth telling only where a secret can be read in more than one way.
        let several = !self.definition.key.also.is_empty();
        evidence.detail = several.then(|| format!("the secret {} matched", key::words(key.form)));
        true
    }

    fn key(
        &self,
        key: &Key,
        name: &SecretRef,
        signed: &Signed<'_>,
        evidence: &mut Evidence,
    ) -> bool {
        let Some(bytes) = &key.bytes else {
            let form = key::words(key.form);
            evidence.detail = Some(format!("{} cannot be {form}", name.name));
            return false;
        };
        let comparisons = match expected::text(self.definition, bytes, signed.pieces) {
            Some(expected) => self.texts(&expected, name),
            None => self.public_key(bytes, name, &signed.whole),
        };
        let matches = comparisons
            .last()
            .is_some_and(|comparison| comparison.matches);
        tell(&mut evidence.comparisons, comparisons);
        matches
    }

    /// Compares until a digest matches; the matching comparison is the last.
    fn texts(&self, expected: &str, name: &SecretRef) -> Vec<Comparison> {
        // A token is the secret itself: it is not told.
        let told = self.definition.algorithm.kind != AlgorithmKind::Token;
        until_match(self.group.signatures().map(|received| Comparison {
            secret: name.clone(),
            expected: told.then(|| expected.to_owned()),
            received: received.to_owned(),
            matches: encode::same(&self.definition.signature, expected, received),
        }))
    }

    fn public_key(&self, key: &[u8], name: &SecretRef, whole: &[u8]) -> Vec<Comparison> {
        let received = self.group.signatures().take(MOST_PUBLIC_KEY_SIGNATURES);
        let verifies = |received| {
            encode::read(&self.definition.signature, received).is_some_and(|signature| {
                public_key::verifies(self.algorithm, key, whole, &signature)
            })
        };
        until_match(received.map(|received| Comparison {
            secret: name.clone(),
            expected: None,
            received: received.to_owned(),
            matches: verifies(received),
        }))
    }

    fn window(&self, evidence: &Evidence) -> Result<(), Stop> {
        let rule = self.definition.timestamp.as_ref();
        match (&evidence.timestamp, rule) {
            (Some(check), _) => {
                timestamp::verdict(check).map_or(Ok(()), |reason| Err(Stop::plain(reason)))
            }
            (None, Some(rule)) if rule.tolerance.is_some() => Err(missing_timestamp(Some(rule))),
            (None, _) => Ok(()),
        }
    }
}

/// The signed bytes: as pieces, and in one row where an algorithm needs that.
struct Signed<'p> {
    pieces: &'p [Piece<'p>],
    whole: Vec<u8>,
}

fn until_match(comparisons: impl Iterator<Item = Comparison>) -> Vec<Comparison> {
    let mut all = Vec::new();
    for comparison in comparisons {
        let matches = comparison.matches;
        all.push(comparison);
        if matches {
            break;
        }
    }
    all
}

fn tell(told: &mut Vec<Comparison>, comparisons: Vec<Comparison>) {
    for comparison in comparisons {
        if comparison.matches || told.len() < MOST_COMPARISONS {
            told.push(comparison);
        }
    }
}

fn missing_timestamp(rule: Option<&TimestampRule>) -> Stop {
    Stop {
        reason: Reason::MissingTimestamp,
        detail: rule.map(|rule| format!("no timestamp in {}", rule.from)),
    }
}
