//! A definition as fields for the templates: what the code must find, cut,
//! compute and compare.
//!
//! Knows no language: how a literal and a name are written comes with [`Style`].

mod message;
mod names;
mod text;

use crate::scheme::definition::{
    AlgorithmKind, Case, Definition, Encoding, Hash, KeyForm, Padding, SignatureRule,
    TimestampRule, Unit,
};
use crate::scheme::place::{JsonPath, Place, TimestampPlace};
use crate::scheme::template::Value;
use crate::snippet::template::Fields;
use model::FuturePolicy;

/// How a language writes literals and names.
#[derive(Clone, Copy)]
pub struct Style {
    /// A text as a literal.
    pub quoted: fn(&str) -> String,
    /// Whether names are written `likeThis` instead of `like_this`.
    pub camel: bool,
}

/// The fields of a definition.
pub fn fields(definition: &Definition, style: Style) -> Fields {
    let mut fields = Fields::default();
    fields.text("provider", &definition.provider);
    fields.text("slug", names::slug(&definition.provider));
    fields.text("Module", names::module(&definition.provider));
    fields.text("env", names::variable(definition));
    fields.flag("pair_of_keys", definition.has_key_pair());
    algorithm(definition, &mut fields);
    key(definition, &mut fields);
    encoding(&definition.signature, &mut fields);
    text::fields(definition, style, &mut fields);
    timestamp(definition, style, &mut fields);
    required(definition, &mut fields);
    message::fields(definition, style, &mut fields);
    uses(definition, &mut fields);
    fields
}

fn algorithm(definition: &Definition, fields: &mut Fields) {
    use AlgorithmKind::{EcdsaP256, Ed25519, Hmac, RsaPkcs1, Token};
    let kind = definition.algorithm.kind;
    fields.text("algorithm", definition_algorithm(definition));
    fields.flag("hmac", kind == Hmac);
    fields.flag("plain_hash", kind == AlgorithmKind::Hash);
    fields.flag("digest", matches!(kind, Hmac | AlgorithmKind::Hash));
    fields.flag("token", kind == Token);
    fields.flag("ed25519", kind == Ed25519);
    fields.flag("ecdsa", kind == EcdsaP256);
    fields.flag("rsa", kind == RsaPkcs1);
    let (lower, name) = match definition.algorithm.hash {
        Hash::Sha1 => ("sha1", "Sha1"),
        Hash::Sha256 => ("sha256", "Sha256"),
        Hash::Sha512 => ("sha512", "Sha512"),
    };
    fields.text("hash", lower);
    fields.text("Hash", name);
    fields.text("HASH", lower.to_uppercase());
    fields.flag(lower, true);
}

fn definition_algorithm(definition: &Definition) -> String {
    crate::summary::summary(definition).algorithm
}

fn key(definition: &Definition, fields: &mut Fields) {
    let rule = &definition.key;
    fields.flag("key_text", rule.form == KeyForm::Text);
    fields.flag("key_base64", rule.form == KeyForm::Base64);
    fields.flag("key_hex", rule.form == KeyForm::Hex);
    fields.flag("key_sha1", rule.form == KeyForm::Sha1OfText);
    fields.flag("key_spki", rule.form == KeyForm::Spki);
    fields.flag("nfkd", rule.normalise.is_some());
    let (starred, plain): (Vec<_>, Vec<_>) = rule
        .strip_prefix
        .iter()
        .partition(|prefix| prefix.contains('*'));
    let strip = plain.iter().map(|prefix| {
        let mut fields = Fields::default();
        fields.text("prefix", prefix.as_str());
        fields.text("length", prefix.len().to_string());
        fields
    });
    fields.list("strip", strip.collect());
    let pattern =
        |prefix: &&String| format!("^{}", prefix.replace('-', "\\-").replace('*', "\\w+"));
    fields.text(
        "strip_pattern",
        starred.first().map(pattern).unwrap_or_default(),
    );
    let prefix = plain.last().map_or("", |prefix| prefix.as_str());
    fields.text(
        "else_text",
        if rule.without_prefix == Some(KeyForm::Text) {
            prefix
        } else {
            ""
        },
    );
    let as_it_is =
        rule.form == KeyForm::Text && rule.strip_prefix.is_empty() && rule.normalise.is_none();
    fields.flag("key_as_it_is", as_it_is);
}

fn encoding(rule: &SignatureRule, fields: &mut Fields) {
    let padding = rule.padding;
    let unpadded = match rule.encoding {
        Encoding::Hex | Encoding::Text => false,
        Encoding::Base64 => padding.is_some_and(|padding| padding != Padding::Required),
        Encoding::Base64url => padding != Some(Padding::Required),
    };
    fields.flag("hex", rule.encoding == Encoding::Hex);
    fields.flag("base64", rule.encoding == Encoding::Base64);
    fields.flag("base64url", rule.encoding == Encoding::Base64url);
    fields.flag("text", rule.encoding == Encoding::Text);
    fields.flag("unpadded", unpadded);
    fields.flag("padding_any", padding == Some(Padding::Any));
    fields.flag(
        "any_case",
        rule.encoding == Encoding::Hex && rule.case == Case::Any,
    );
    fields.flag(
        "upper",
        rule.encoding == Encoding::Hex && rule.upper && rule.case == Case::Exact,
    );
}

fn timestamp(definition: &Definition, style: Style, fields: &mut Fields) {
    let Some(rule) = definition
        .timestamp
        .as_ref()
        .filter(|rule| is_needed(definition, rule))
    else {
        return;
    };
    fields.flag("ts", true);
    fields.flag("seconds", rule.unit == Unit::S);
    fields.flag("milliseconds", rule.unit == Unit::Ms);
    fields.flag("rfc3339", rule.unit == Unit::Rfc3339);
    fields.flag("http_date", rule.unit == Unit::HttpDate);
    fields.flag("digits", matches!(rule.unit, Unit::S | Unit::Ms));
    fields.text(
        "tolerance",
        rule.tolerance
            .map(|seconds| seconds.to_string())
            .unwrap_or_default(),
    );
    fields.flag("future_counts", rule.future == FuturePolicy::Reject);
    match &rule.from {
        TimestampPlace::Field(key) => fields.text("ts_field", key),
        TimestampPlace::Elsewhere(place) => {
            let mut inner = Fields::default();
            self::place(place, style, &mut inner);
            fields.list("ts_place", vec![inner]);
        }
    }
}

/// A timestamp that is neither signed nor judged is of no use to a handler.
fn is_needed(definition: &Definition, rule: &TimestampRule) -> bool {
    rule.tolerance.is_some() || definition.signs(|value| *value == Value::Timestamp)
}

/// Whether the code needs a timestamp.
pub fn has_timestamp(definition: &Definition) -> bool {
    definition
        .timestamp
        .as_ref()
        .is_some_and(|rule| is_needed(definition, rule))
}

fn required(definition: &Definition, fields: &mut Fields) {
    let required = definition.require.iter().map(|(name, value)| {
        let mut fields = Fields::default();
        fields.text("name", name);
        fields.text("lower", name.to_ascii_lowercase());
        fields.text("value", value);
        fields
    });
    fields.list("required", required.collect());
}

/// A place as fields: which kind it is, its name.
fn place(place: &Place, style: Style, fields: &mut Fields) {
    let mut named = |kind: &'static str, name: &str| {
        fields.flag(kind, true);
        fields.text("name", name);
        fields.text("lower", name.to_ascii_lowercase());
        fields.text("lower_length", name.len().to_string());
    };
    match place {
        Place::Header(name) => named("header", name),
        Place::NumberedHeader(prefix) => named("numbered", prefix),
        Place::Form(name) => named("form", name),
        Place::Query(name) => named("query", name),
        Place::Json(path) => {
            named("json", &path.to_string());
            fields.text("keys", keys(path, style));
        }
    }
}

fn keys(path: &JsonPath, style: Style) -> String {
    let keys: Vec<String> = path.keys().iter().map(|key| (style.quoted)(key)).collect();
    keys.join(", ")
}

/// What the code touches, so that it takes and imports no more than that.
fn uses(definition: &Definition, fields: &mut Fields) {
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
