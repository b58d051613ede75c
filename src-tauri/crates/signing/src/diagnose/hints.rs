//! What stands out in a request without a digest to prove it.
//!
//! Hints stand beside the causes, never among them.

use model::{Hint, Reason, Verdict, Verification};

use super::question::Question;
use crate::scheme::definition::Unit;
use crate::scheme::place::{Place, TimestampPlace};
use crate::{Request, api_keys};

/// A hundred days: no clock is that wrong, but a unit can be.
const A_UNIT_APART_MICROS: u64 = 100 * 86_400 * 1_000_000;

/// What stands out. `explained` says that a cause was found, so that the
/// signature is known to be right but for it.
pub fn hints(
    request: &Request<'_>,
    question: &Question<'_>,
    verification: &Verification,
    explained: Explained,
) -> Vec<Hint> {
    if verification.verdict == Verdict::Verified {
        return Vec::new();
    }
    let mut hints = Vec::new();
    hints.extend(timestamp(question, verification, explained));
    hints.extend(truncated(request));
    hints.extend(headers(request, question, verification));
    if explained == Explained::No {
        hints.extend(api_key(question, verification));
    }
    hints
}

/// Whether a cause was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Explained {
    /// A digest matched.
    Yes,
    /// None did.
    No,
}

fn hint(code: &str, sentence: String, fix: &str) -> Hint {
    Hint {
        code: code.to_owned(),
        sentence,
        fix: fix.to_owned(),
    }
}

/// Only where the digest is right: of a wrong one the time says nothing.
fn timestamp(
    question: &Question<'_>,
    verification: &Verification,
    explained: Explained,
) -> Option<Hint> {
    let check = verification.evidence.as_ref()?.timestamp.as_ref()?;
    let reason = match verification.reason {
        Some(reason @ (Reason::TimestampTooOld | Reason::TimestampInFuture)) => reason,
        _ if explained == Explained::Yes => crate::timestamp::verdict(check)?,
        _ => return None,
    };
    let age = check.age_micros?;
    let seconds = age.unsigned_abs() / 1_000_000;
    let allowed = check.tolerance_seconds.unwrap_or_default();
    let right = match explained {
        Explained::No => "The signature is correct, but the",
        Explained::Yes => "Once this is mended the",
    };
    if age.unsigned_abs() > A_UNIT_APART_MICROS && unit_is_confused(question, &check.text) {
        return Some(unit_hint(question, reason, right, &check.text));
    }
    Some(match reason {
        Reason::TimestampTooOld => hint(
            "ts.too_old",
            format!("{right} timestamp is {seconds} s old and {allowed} s are allowed."),
            "If this is a replay, sign it afresh; else compare the clocks of sender and receiver, or allow more.",
        ),
        _ => hint(
            "ts.in_future",
            format!(
                "{right} timestamp is {seconds} s ahead of our clock and {allowed} s are allowed."
            ),
            "Compare the clocks of sender and receiver; if the provider's own SDK accepts such times, allow them.",
        ),
    })
}

/// Whether the digits are those of the other unit: 13 for milliseconds, 10 for seconds.
fn unit_is_confused(question: &Question<'_>, text: &str) -> bool {
    let rule = question.scheme.definition().timestamp.as_ref();
    match rule.map(|rule| rule.unit) {
        Some(Unit::S) => text.len() == 13,
        Some(Unit::Ms) => text.len() == 10,
        Some(Unit::Rfc3339 | Unit::HttpDate) | None => false,
    }
}

fn unit_hint(question: &Question<'_>, reason: Reason, right: &str, text: &str) -> Hint {
    let rule = question.scheme.definition().timestamp.as_ref();
    let (found, wanted) = match rule.map(|rule| rule.unit) {
        Some(Unit::Ms) => ("seconds", "milliseconds"),
        _ => ("milliseconds", "seconds"),
    };
    let code = match reason {
        Reason::TimestampTooOld => "ts.too_old",
        _ => "ts.in_future",
    };
    let sentence =
        format!("{right} timestamp {text} is written in {found}; this scheme writes {wanted}.");
    hint(
        code,
        sentence,
        "Send the timestamp in the unit of the scheme.",
    )
}

fn truncated(request: &Request<'_>) -> Option<Hint> {
    let announced = request.headers.get("content-length")?;
    let announced: usize = std::str::from_utf8(announced).ok()?.trim().parse().ok()?;
    let held = request.body.len();
    (held < announced).then(|| {
        hint(
            "body.truncated",
            format!("The request announced {announced} bytes of body and {held} are here."),
            "Look for a size limit, or a time-out, in what stands between the sender and here.",
        )
    })
}

fn headers(
    request: &Request<'_>,
    question: &Question<'_>,
    verification: &Verification,
) -> Vec<Hint> {
    let absent = matches!(
        verification.reason,
        Some(Reason::MissingSignature | Reason::MissingHeader | Reason::MissingTimestamp)
    );
    if !absent {
        return Vec::new();
    }
    let wanted = wanted_headers(question);
    let missing = wanted.iter().filter(|name| !has(request, name));
    missing
        .flat_map(|name| [Some(missing_header(name)), near_miss(request, name)])
        .flatten()
        .collect()
}

fn has(request: &Request<'_>, name: &str) -> bool {
    request
        .headers
        .get(name)
        .is_some_and(|value| !value.is_empty())
}

/// The headers the scheme reads: signature, timestamp, what is signed, what is required.
fn wanted_headers(question: &Question<'_>) -> Vec<String> {
    let definition = question.scheme.definition();
    let mut names = Vec::new();
    let mut add = |place: &Place| match place {
        Place::Header(name) => names.push(name.clone()),
        Place::NumberedHeader(prefix) => names.push(format!("{prefix}1")),
        Place::Json(_) | Place::Form(_) | Place::Query(_) => {}
    };
    definition.signature.from.iter().for_each(&mut add);
    if let Some(TimestampPlace::Elsewhere(place)) =
        definition.timestamp.as_ref().map(|rule| &rule.from)
    {
        add(place);
    }
    for part in definition
        .message
        .iter()
        .flat_map(|message| &message.parts)
        .flat_map(|template| &template.0)
    {
        if let Some(crate::scheme::template::Value::At(place)) = part.value() {
            add(place);
        }
    }
    names.extend(definition.require.keys().cloned());
    names.dedup();
    names
}

fn missing_header(name: &str) -> Hint {
    hint(
        "header.missing",
        format!("The header {name} did not arrive."),
        "Look for a proxy or relay that drops headers, and whether the provider was told to sign.",
    )
}

/// A header that is nearly called so.
fn near_miss(request: &Request<'_>, name: &str) -> Option<Hint> {
    let mut others = request.headers.iter();
    let near = others.find(|header| is_near(&header.name, name))?;
    Some(hint(
        "header.near_miss",
        format!("The header {} came; the scheme reads {name}.", near.name),
        "Check whether something renames headers on the way, or whether another scheme is meant.",
    ))
}

/// Whether two names are one but for separators, `X-`, or two letters.
fn is_near(one: &str, other: &str) -> bool {
    let bare = |name: &str| {
        let name = name.to_ascii_lowercase().replace(['-', '_'], "");
        name.strip_prefix("http")
            .unwrap_or(&name)
            .trim_start_matches('x')
            .to_owned()
    };
    let (one, other) = (bare(one), bare(other));
    if one.len() < 6 || other.len() < 6 {
        return false;
    }
    one == other
        || one.starts_with(&other)
        || other.starts_with(&one)
        || distance(&one, &other) <= 2
}

/// How many letters have to be changed, added or taken away.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().take(64).collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (line, letter) in one.chars().take(64).enumerate() {
        let mut corner = std::mem::replace(&mut row[0], line + 1);
        for (at, &same) in other.iter().enumerate() {
            let change = corner + usize::from(letter != same);
            corner = row[at + 1];
            row[at + 1] = change.min(row[at] + 1).min(corner + 1);
        }
    }
    row[other.len()]
}

fn api_key(question: &Question<'_>, verification: &Verification) -> Option<Hint> {
    let mismatch = matches!(
        verification.reason,
        Some(Reason::SignatureMismatch | Reason::TokenMismatch)
    );
    let mut secrets = question.secrets.iter();
    let key = secrets.find(|known| api_keys::prefix(known.secret.expose()).is_some())?;
    mismatch.then(|| {
        hint(
            "secret.api_key",
            format!(
                "{} looks like a key that calls the API, not like a signing secret.",
                key.name.name
            ),
            "Copy the signing secret of this endpoint from the provider's webhook settings.",
        )
    })
}
