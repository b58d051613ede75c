//! Checks a request's signature, step by step, and keeps every step as evidence.
//!
//! When several things are wrong, the first of these tells the reason:
//!
//! 1. no secret: `not_checked`; nothing is said about the request. Where the
//!    provider publishes its keys, evidence tells where.
//! 2. no signature, or an empty one, at any of the scheme's places:
//!    `unsigned`, `missing_signature`.
//! 3. no text there in the scheme's form (prefix, a known version):
//!    `unsupported_or_malformed_signature`. The digest's own spelling is not
//!    judged here: hex where base64 belongs is a signature, and a wrong one.
//! 4. a timestamp that is signed is absent: `missing_timestamp`; cannot be
//!    read, and the scheme has a window: `malformed_timestamp`.
//! 5. a required header is absent, or a header that is signed: `missing_header`.
//! 6. no secret gives the digest: `signature_mismatch` (`token_mismatch`).
//! 7. the digest is right and the time is not: `timestamp_too_old`,
//!    `timestamp_in_future`. So these two always mean "signature correct, but …".
//!    A timestamp that only the body covers (Linear) is looked for here, since
//!    a body is not to be trusted before its signature.
//!
//! Of several signature texts any may match: a header sent twice, a list, a
//! numbered header for each key. When none does, the one that came furthest
//! tells the reason.

pub(crate) mod attempt;
pub(crate) mod outcome;

use model::{Evidence, Reason, Verification};

use crate::coded::{self, Rule};
use crate::cut::{self, Group};
use crate::find::{self, Found};
use crate::scheme::definition::Definition;
use crate::scheme::place::TimestampPlace;
use crate::scheme::template::Value;
use crate::{Check, Request, jwt};
use attempt::Attempt;
use outcome::{furthest, rejected};

/// How many texts with a timestamp of their own are tried: each costs a digest
/// over the whole body.
const MOST_CANDIDATES: usize = 16;

/// A signature text, cut.
struct Candidate<'f, 'a> {
    found: &'f Found<'a>,
    group: Group<'f>,
}

/// Checks a request against a scheme and its secrets.
#[must_use]
pub fn verify(request: &Request<'_>, check: &Check<'_>) -> Verification {
    let definition = check.scheme.definition();
    match coded::rule(definition) {
        Some(Rule::Whole { verify, .. }) => verify(request, check),
        Some(Rule::Token(rules)) => jwt::verify(rules, request, check),
        Some(Rule::Message(_)) | None => declared(request, check),
    }
}

/// Checks a request as the definition says, for code that only adds to it.
pub(crate) fn declared(request: &Request<'_>, check: &Check<'_>) -> Verification {
    let definition = check.scheme.definition();
    if check.secrets.is_empty() {
        return outcome::without_secret(definition, None);
    }
    let found = find::signatures(definition, request);
    let Some(first) = found.first() else {
        return outcome::unsigned(definition);
    };
    let candidates = candidates(definition, &found);
    let attempts = candidates.iter().map(|candidate| {
        let evidence = evidence(definition, candidate.found, Some(&candidate.group));
        Attempt::new(request, check, &candidate.group).run(evidence)
    });
    furthest(attempts).unwrap_or_else(|| malformed(definition, first))
}

/// The texts that hold a signature. Where the signed bytes do not depend on
/// the text, all are one candidate: one digest answers for all of them.
fn candidates<'f, 'a>(definition: &Definition, found: &'f [Found<'a>]) -> Vec<Candidate<'f, 'a>> {
    let cut = found.iter().flat_map(|found| {
        let groups = cut::groups(&definition.signature, &found.text).unwrap_or_default();
        groups
            .into_iter()
            .map(move |group| Candidate { found, group })
    });
    let signed = |candidate: &Candidate<'_, '_>| candidate.group.signatures().next().is_some();
    let mut candidates: Vec<_> = cut.filter(signed).collect();
    if text_is_signed(definition) {
        candidates.truncate(MOST_CANDIDATES);
        return candidates;
    }
    let rest = candidates.split_off(candidates.len().min(1));
    if let Some(first) = candidates.first_mut() {
        let items = rest.into_iter().flat_map(|candidate| candidate.group.items);
        first.group.items.extend(items);
    }
    candidates
}

/// Whether the signed bytes take something from the signature's own text.
fn text_is_signed(definition: &Definition) -> bool {
    let timestamp = definition.timestamp.as_ref().map(|rule| &rule.from);
    matches!(timestamp, Some(TimestampPlace::Field(_)))
        || definition.signs(|value| matches!(value, Value::Field(_)))
}

fn evidence(definition: &Definition, found: &Found<'_>, group: Option<&Group<'_>>) -> Evidence {
    let timestamp_key = match definition.timestamp.as_ref().map(|rule| &rule.from) {
        Some(TimestampPlace::Field(key)) => Some(key.as_str()),
        _ => None,
    };
    Evidence {
        parts: group
            .map(|group| group.parts(timestamp_key))
            .unwrap_or_default(),
        ..found.evidence(definition)
    }
}

fn malformed(definition: &Definition, found: &Found<'_>) -> Verification {
    let rule = &definition.signature;
    let groups = cut::groups(rule, &found.text);
    let detail = match &groups {
        None => format!("the signature does not begin with \"{}\"", rule.prefix),
        Some(_) if !rule.accept.is_empty() => {
            format!("the signature has no item {}", rule.accept.join(" or "))
        }
        Some(_) => "the signature's text holds no digest".to_owned(),
    };
    let group = groups.as_ref().and_then(|groups| groups.first());
    let evidence = Evidence {
        detail: Some(detail),
        ..evidence(definition, found, group)
    };
    rejected(Reason::UnsupportedOrMalformedSignature, evidence)
}
