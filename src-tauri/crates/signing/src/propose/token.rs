//! Texts that are the secret itself: plain tokens.

use model::Secret;

use super::reading::{Grammar, Reading};
use super::texts::Text;
use crate::encode::from_base64;

/// The ways in which a text is the secret: bare, after a word, in base64.
pub fn readings<'t>(texts: &'t [Text], secret: &Secret) -> Vec<Reading<'t>> {
    texts
        .iter()
        .filter_map(|text| reading(text, secret.expose()))
        .collect()
}

fn reading<'t>(source: &'t Text, secret: &[u8]) -> Option<Reading<'t>> {
    let text = &source.text;
    let after = text.find([' ', '=']).map(|at| text.split_at(at + 1));
    let cuts = std::iter::once(("", text.as_str())).chain(after);
    let is_secret = |(prefix, rest): (&str, &str)| {
        let encoding = match () {
            () if rest.as_bytes() == secret => "text",
            () if from_base64(rest.as_bytes()).is_some_and(|bytes| bytes == secret) => "base64",
            () => return None,
        };
        Some(Reading {
            source,
            grammar: Grammar {
                prefix: prefix.to_owned(),
                ..Grammar::default()
            },
            digest: rest.to_owned(),
            encoding,
            bytes: secret.to_vec(),
            fields: Vec::new(),
        })
    };
    cuts.into_iter()
        .filter(|_| !secret.is_empty())
        .find_map(is_secret)
}
