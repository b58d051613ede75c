//! How the secret becomes a key, and a digest becomes text.

use crate::scheme::definition::{Case, Definition, Encoding, KeyForm, Padding, SignatureRule};
use crate::snippet::template::Fields;

/// The fields about the key.
pub fn fields(definition: &Definition, fields: &mut Fields) {
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

/// The fields about how a digest is written.
pub fn encoding(rule: &SignatureRule, fields: &mut Fields) {
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
