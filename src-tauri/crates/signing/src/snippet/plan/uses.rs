//! What the code touches, so that it takes and imports no more than that.

use super::{message, text};
use crate::scheme::definition::{AlgorithmKind, Definition, Encoding, Hash, KeyForm};
use crate::scheme::place::Place;
use crate::scheme::template::Value;
use crate::snippet::template::Fields;

/// The fields about what is used.
pub fn fields(definition: &Definition, fields: &mut Fields) {
    let places = || text::places(definition).chain(message::places(definition));
    let json = places().any(|place| matches!(place, Place::Json(_)));
    let form = places().any(|place| matches!(place, Place::Form(_)));
    let sorted = definition.signs(|value| *value == Value::SortedForm);
    let query = places().any(|place| matches!(place, Place::Query(_)));
    let url = definition.signs(|value| *value == Value::Url);
    let path = definition.signs(|value| *value == Value::Path);
    let text_json = definition
        .signature
        .from
        .iter()
        .any(|place| matches!(place, Place::Json(_)));
    fields.flag(
        "json_place",
        text_json && definition.signature.from.len() == 1,
    );
    fields.flag("uses_json", json);
    headers(definition, fields);
    fields.flag("uses_form", form || sorted);
    fields.flag("uses_form_field", form);
    fields.flag("uses_sorted_form", sorted);
    fields.flag("uses_query", query);
    fields.flag("uses_path", path);
    fields.flag("uses_url", url || path || query);
    fields.flag(
        "uses_method",
        definition.signs(|value| *value == Value::Method),
    );
    fields.flag("uses_json_text", message::has_json_text(definition));
    fields.flag(
        "uses_body_hash",
        definition.signs(|value| *value == Value::BodySha256),
    );
    let body = definition.signs(|value| matches!(value, Value::Body | Value::BodySha256));
    fields.flag("uses_body", body || json || form || sorted);
    imports(definition, fields);
}

/// Whether headers are read at all, and beside the signature itself.
fn headers(definition: &Definition, fields: &mut Fields) {
    let header = |place: &Place| matches!(place, Place::Header(_) | Place::NumberedHeader(_));
    let signature = definition.signature.from.iter().any(header);
    let own = definition.signature.from.len();
    let beside = text::places(definition)
        .skip(own)
        .chain(message::places(definition))
        .any(header);
    let reads = beside || !definition.require.is_empty();
    let one = matches!(definition.signature.from[..], [Place::Header(_)]);
    let rule = &definition.signature;
    let alone = one && rule.group.is_none() && !rule.repeat;
    fields.flag("takes_headers", signature || reads);
    fields.flag("reads_headers", reads);
    fields.flag("reads_header_text", reads || alone);
}

/// What the code takes from its language's library, for those that are strict about it.
fn imports(definition: &Definition, fields: &mut Fields) {
    use AlgorithmKind::{Ed25519, Token};
    let hashes = !matches!(definition.algorithm.kind, Ed25519 | Token);
    let hash = |hash| hashes && definition.algorithm.hash == hash;
    let form = definition.key.form;
    let body_hash = definition.signs(|value| *value == Value::BodySha256);
    let encoding = definition.signature.encoding;
    let key = !matches!(definition.algorithm.kind, Token);
    fields.flag(
        "needs_sha1",
        hash(Hash::Sha1) || form == KeyForm::Sha1OfText,
    );
    fields.flag("needs_sha256", hash(Hash::Sha256) || body_hash);
    fields.flag("needs_sha512", hash(Hash::Sha512));
    fields.flag(
        "needs_hex",
        encoding == Encoding::Hex || key && form == KeyForm::Hex || body_hash,
    );
    let base64 = matches!(encoding, Encoding::Base64 | Encoding::Base64url);
    fields.flag(
        "needs_base64",
        base64 || key && matches!(form, KeyForm::Base64 | KeyForm::Spki),
    );
}
