//! What a definition's fields demand of each other.
//!
//! Each rule keeps the rest of the crate from a case that has no meaning.

use super::definition::{AlgorithmKind, Definition, Encoding, KeyForm};
use super::error::SchemeError;
use super::handshake::rules as handshake;
use super::place::{Place, TimestampPlace};
use super::template::Value;

type Rule = fn(&Definition) -> Result<(), SchemeError>;

/// What holds for every definition.
const COMMON: &[Rule] = &[
    id_can_stand_in_commands,
    places_are_given,
    keys_need_a_list,
    one_way_to_tell_items_apart,
    handshakes_can_be_answered,
];

/// What holds where the definition says everything.
const WITHOUT_CODE: &[Rule] = &[
    code_comes_with_the_program,
    tokens_sign_nothing,
    plain_hashes_hold_the_secret,
    the_timestamp_is_somewhere,
    signed_fields_are_in_the_text,
    key_pairs_have_a_binary_form,
];

/// Applies every rule for a definition that says everything.
pub fn check(definition: &Definition) -> Result<(), SchemeError> {
    let mut rules = COMMON.iter().chain(WITHOUT_CODE);
    rules.try_for_each(|rule| rule(definition))
}

/// Applies the rules for a definition that stands beside code.
pub fn check_coded(definition: &Definition) -> Result<(), SchemeError> {
    COMMON.iter().try_for_each(|rule| rule(definition))
}

fn wrong(field: &str, problem: &str) -> Result<(), SchemeError> {
    Err(SchemeError {
        field: field.to_owned(),
        problem: problem.to_owned(),
    })
}

fn id_can_stand_in_commands(definition: &Definition) -> Result<(), SchemeError> {
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if !definition.id.is_empty() && definition.id.chars().all(allowed) {
        return Ok(());
    }
    wrong("id", "use a-z, 0-9 and -, such as my-scheme")
}

fn places_are_given(definition: &Definition) -> Result<(), SchemeError> {
    let rule = &definition.signature;
    if rule.from.is_empty() {
        return wrong(
            "signature.from",
            "name at least one place, such as header:X-Signature",
        );
    }
    let header = |place: &Place| matches!(place, Place::Header(_) | Place::NumberedHeader(_));
    if rule.repeat && !rule.from.iter().all(header) {
        return wrong("signature.repeat", "only a header can be repeated");
    }
    Ok(())
}

fn keys_need_a_list(definition: &Definition) -> Result<(), SchemeError> {
    let rule = &definition.signature;
    if [&rule.group, &rule.split, &rule.pair]
        .into_iter()
        .flatten()
        .any(String::is_empty)
    {
        return wrong("signature", "group, split and pair cannot be empty");
    }
    if rule.pair.is_some() && rule.accept.is_empty() {
        return wrong(
            "signature.accept",
            "items with a key need the keys that hold a signature, such as [\"v1\"]",
        );
    }
    if rule.pair.is_none() && !rule.accept.is_empty() {
        return wrong(
            "signature.pair",
            "accept needs what separates key and value, such as \"=\"",
        );
    }
    Ok(())
}

fn one_way_to_tell_items_apart(definition: &Definition) -> Result<(), SchemeError> {
    let rule = &definition.signature;
    if rule.positional.is_empty() {
        return Ok(());
    }
    if rule.pair.is_some() || rule.split.is_none() {
        return wrong(
            "signature.positional",
            "needs split, and takes the place of pair",
        );
    }
    let known = |item: &String| matches!(item.as_str(), "ts" | "sig" | "sig*" | "-");
    if !rule.positional.iter().all(known) {
        return wrong(
            "signature.positional",
            "items are ts, sig, sig* (all that follow) or - (skipped)",
        );
    }
    Ok(())
}

fn code_comes_with_the_program(definition: &Definition) -> Result<(), SchemeError> {
    match &definition.coded {
        None => Ok(()),
        Some(_) => wrong(
            "coded",
            "this table is for schemes that come with the program: leave it out, and say in message.parts which bytes are signed",
        ),
    }
}

fn handshakes_can_be_answered(definition: &Definition) -> Result<(), SchemeError> {
    definition.handshake.iter().try_for_each(handshake::check)
}

fn tokens_sign_nothing(definition: &Definition) -> Result<(), SchemeError> {
    let token = definition.algorithm.kind == AlgorithmKind::Token;
    if token && definition.message.is_some() {
        return wrong(
            "message",
            "a plain token signs nothing: leave the table out",
        );
    }
    let parts = definition.message.as_ref().map(|message| &message.parts);
    if !token && parts.is_none_or(Vec::is_empty) {
        return wrong(
            "message",
            "say which bytes are signed, such as parts = \"{body}\"",
        );
    }
    if !token && definition.signature.encoding == Encoding::Text {
        return wrong(
            "signature.encoding",
            "only a plain token is text: use hex, base64 or base64url",
        );
    }
    Ok(())
}

fn plain_hashes_hold_the_secret(definition: &Definition) -> Result<(), SchemeError> {
    let hash = definition.algorithm.kind == AlgorithmKind::Hash;
    if hash == definition.signs(|value| *value == Value::Secret) {
        return Ok(());
    }
    wrong(
        "message.parts",
        "{secret} belongs in a plain hash, and nowhere else",
    )
}

fn the_timestamp_is_somewhere(definition: &Definition) -> Result<(), SchemeError> {
    let signed = definition.signs(|value| *value == Value::Timestamp);
    let Some(rule) = &definition.timestamp else {
        if signed {
            return wrong(
                "timestamp",
                "{ts} is signed: say where it stands, such as from = \"header:X-Timestamp\"",
            );
        }
        return Ok(());
    };
    let listed = |key: &str| {
        definition.signature.pair.is_some()
            || (key == "ts"
                && definition
                    .signature
                    .positional
                    .iter()
                    .any(|item| item == "ts"))
    };
    match &rule.from {
        TimestampPlace::Field(key) if !listed(key) => wrong(
            "timestamp.from",
            "field: needs items with keys (signature.pair), or field:ts and \"ts\" in signature.positional",
        ),
        _ => Ok(()),
    }
}

fn signed_fields_are_in_the_text(definition: &Definition) -> Result<(), SchemeError> {
    let field = definition.signs(|value| matches!(value, Value::Field(_)));
    if field && definition.signature.pair.is_none() {
        return wrong(
            "message.parts",
            "{field:KEY} needs items with keys: set signature.pair",
        );
    }
    Ok(())
}

fn key_pairs_have_a_binary_form(definition: &Definition) -> Result<(), SchemeError> {
    use AlgorithmKind::{EcdsaP256, Ed25519, Hash, Hmac, RsaPkcs1, Token};
    let form = definition.key.form;
    match definition.algorithm.kind {
        Ed25519 if matches!(form, KeyForm::Text | KeyForm::Sha1OfText) => wrong(
            "key.form",
            "an Ed25519 public key is hex, base64, spki or jwk",
        ),
        EcdsaP256 | RsaPkcs1 if !matches!(form, KeyForm::Spki | KeyForm::Jwk) => wrong(
            "key.form",
            "this algorithm's public key is spki (PEM or base64 DER) or jwk",
        ),
        Hmac | Hash | Token if matches!(form, KeyForm::Spki | KeyForm::Jwk) => wrong(
            "key.form",
            "spki and jwk are public keys: use text, base64, hex or sha1-of-text",
        ),
        _ => Ok(()),
    }
}
