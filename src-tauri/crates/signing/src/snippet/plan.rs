//! A definition as fields for the templates: what the code must find, cut,
//! compute and compare.
//!
//! Knows no language: how a literal and a name are written comes with [`Style`].

mod key;
mod message;
mod names;
mod place;
mod style;
mod text;
mod timestamp;
mod uses;

use crate::scheme::definition::{AlgorithmKind, Definition, Hash};
use crate::snippet::template::Fields;
pub use style::Style;

/// The fields of a definition.
pub fn fields(definition: &Definition, style: Style) -> Fields {
    let mut fields = Fields::default();
    fields.text("provider", &definition.provider);
    fields.text("slug", names::slug(&definition.provider));
    fields.text("Module", names::module(&definition.provider));
    fields.text("env", names::variable(definition));
    fields.flag("pair_of_keys", definition.has_key_pair());
    algorithm(definition, &mut fields);
    key::fields(definition, &mut fields);
    key::encoding(&definition.signature, &mut fields);
    text::fields(definition, style, &mut fields);
    timestamp::fields(definition, style, &mut fields);
    required(definition, &mut fields);
    message::fields(definition, style, &mut fields);
    uses::fields(definition, &mut fields);
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
