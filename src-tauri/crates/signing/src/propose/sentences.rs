//! What was found, and what was not, in plain sentences.

use model::Verification;

use super::atom::{self, Atom};
use super::matching::{Match, Search};
use super::reading::Reading;
use crate::Scheme;
use crate::scheme::definition::AlgorithmKind;

/// What the definition says, and what proves it.
pub fn proof(candidate: &Match<'_>, scheme: &Scheme, verification: &Verification) -> Vec<String> {
    if candidate.algorithm.kind == AlgorithmKind::Token {
        return vec![
            format!("{} holds the secret itself.", place(&candidate.reading)),
            "Nothing is signed: whoever reads one request can send others.".to_owned(),
        ];
    }
    let mut sentences = vec![
        where_it_stands(&candidate.reading),
        what_is_signed(candidate, scheme),
    ];
    sentences.extend(how_the_key_is_read(candidate));
    sentences.extend(candidate.moment().map(|moment| {
        format!(
            "The timestamp is {:?}, in {}.",
            moment.text,
            unit(moment.unit)
        )
    }));
    sentences.push(what_proves_it(verification));
    sentences.extend(what_is_open(candidate));
    sentences
}

fn place(reading: &Reading<'_>) -> String {
    let kind = atom::kind(reading.source);
    let capital = kind[..1].to_uppercase();
    format!("{capital}{} {}", &kind[1..], reading.source.name)
}

fn where_it_stands(reading: &Reading<'_>) -> String {
    let grammar = &reading.grammar;
    let place = place(reading);
    let bytes = reading.bytes.len();
    let written = format!("{bytes} bytes in {}", reading.encoding);
    match (grammar.split, grammar.pair) {
        (_, Some(_)) => format!(
            "{place} is a list; its part {} holds {written}.",
            grammar.accept
        ),
        (Some(split), None) => {
            format!("{place} is a list separated by {split:?}; it holds {written}.")
        }
        (None, None) if !grammar.prefix.is_empty() => {
            format!("{place} holds {written} after {:?}.", grammar.prefix)
        }
        (None, None) => format!("{place} holds {written}."),
    }
}

fn what_is_signed(candidate: &Match<'_>, scheme: &Scheme) -> String {
    let pieces: Vec<String> = candidate.message.iter().map(|atom| atom.words()).collect();
    let algorithm = scheme.summary().algorithm;
    match pieces.as_slice() {
        [one] => format!("It is the {algorithm} of {one}."),
        pieces => format!(
            "It is the {algorithm} of these, one after the other: {}.",
            pieces.join(", ")
        ),
    }
}

fn how_the_key_is_read(candidate: &Match<'_>) -> Option<String> {
    let form = match candidate.form {
        "base64" => "decoded from base64",
        "hex" => "decoded from hex",
        "sha1-of-text" => "hashed with SHA-1",
        "spki" => return None,
        _ if candidate.key_prefix.is_empty() => {
            return Some("The secret is the key as it is.".to_owned());
        }
        _ => "the key as it is",
    };
    Some(match candidate.key_prefix.as_str() {
        "" => format!("The secret is {form} first."),
        prefix => format!("{prefix:?} is cut from the secret's front; the rest is {form}."),
    })
}

fn unit(unit: &str) -> &'static str {
    match unit {
        "s" => "seconds since 1970",
        "ms" => "milliseconds since 1970",
        "rfc3339" => "the form of RFC 3339",
        _ => "the form of HTTP dates",
    }
}

fn what_proves_it(verification: &Verification) -> String {
    let comparisons = verification
        .evidence
        .iter()
        .flat_map(|evidence| &evidence.comparisons);
    let matched = comparisons
        .filter(|comparison| comparison.matches)
        .find_map(|comparison| comparison.expected.as_ref());
    match matched {
        Some(expected) => {
            format!("Computed with your secret it gives {expected}, which is what arrived.")
        }
        None => "The public key verifies the signature that arrived.".to_owned(),
    }
}

fn what_is_open(candidate: &Match<'_>) -> Vec<String> {
    let mut open = Vec::new();
    let covered = |atom: &Atom<'_>| matches!(atom, Atom::Body | Atom::BodyHash | Atom::Form);
    if !candidate.message.iter().any(covered) {
        open.push(
            "The body is not covered: it could be changed without anybody noticing.".to_owned(),
        );
    }
    if candidate.moment().is_some() {
        open.push(
            "One request does not tell how old a request may be: set a tolerance once you know it."
                .to_owned(),
        );
    } else {
        open.push("No timestamp is signed: an old request would verify again.".to_owned());
    }
    open
}

/// Why nothing was found.
pub fn remains(readings: &[Reading<'_>], search: &Search<'_, '_>) -> Vec<String> {
    if readings.is_empty() {
        return vec![
            "No header, query parameter or field of the body looks like a signature, and none is the secret.".to_owned(),
            "A proxy may have dropped the header. Take the request as it arrived from the provider.".to_owned(),
        ];
    }
    let mut places: Vec<String> = readings.iter().map(place).collect();
    places.sort();
    places.dedup();
    let ended = if search.cut_short {
        "Time ran out"
    } else {
        "Nothing fits"
    };
    vec![
        format!("{ended} after {} combinations.", search.tried),
        format!("Read as signatures: {}.", places.join(", ")),
        "Tried as signed: body, timestamps, ids, method, URL, and pairs of fields, in every order with the usual separators.".to_owned(),
        "What remains: another secret, a body that was changed on the way, another URL than the provider called, or a rule with other parts.".to_owned(),
    ]
}
