//! Pieces of a message that may have been signed.

use std::borrow::Cow;

use super::texts::Text;
use super::times::Moment;
use crate::Request;
use crate::digest;
use crate::encode::hex;
use crate::form;
use crate::scheme::definition::Hash;

/// A piece of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Atom<'m> {
    /// The body.
    Body,
    /// Its SHA-256 in hex.
    BodyHash,
    /// The form's names and values, sorted.
    Form,
    /// The method.
    Method,
    /// The URL.
    Url,
    /// Its path and query.
    Path,
    /// The key, in plain hashes.
    Secret,
    /// The timestamp.
    Time(&'m Moment),
    /// Another text of the request.
    Value(&'m Text),
    /// Fixed text.
    Literal(&'m str),
}

/// What several messages share, computed once.
pub struct Computed {
    body_hash: String,
    form: Vec<u8>,
}

impl Computed {
    /// Of a request.
    pub fn new(request: &Request<'_>) -> Self {
        let hash = digest::hash(Hash::Sha256, std::iter::once(request.body));
        Self {
            body_hash: hex(hash.as_slice()),
            form: form::joined(&form::sorted_pairs(request.body)),
        }
    }
}

impl<'m> Atom<'m> {
    /// Its bytes.
    pub fn bytes<'b>(
        self,
        request: &Request<'b>,
        computed: &'b Computed,
        key: &'b [u8],
    ) -> Cow<'b, [u8]>
    where
        'm: 'b,
    {
        let text = |text: &'b str| Cow::Borrowed(text.as_bytes());
        match self {
            Self::Body => Cow::Borrowed(request.body),
            Self::BodyHash => text(&computed.body_hash),
            Self::Form => Cow::Borrowed(&computed.form),
            Self::Method => text(request.method),
            Self::Url => text(request.url),
            Self::Path => text(path(request.url)),
            Self::Secret => Cow::Borrowed(key),
            Self::Time(moment) => text(&moment.text),
            Self::Value(value) => text(&value.text),
            Self::Literal(literal) => text(literal),
        }
    }

    /// Its word in the catalogue's language.
    pub fn word(self) -> String {
        match self {
            Self::Body => "{body}".to_owned(),
            Self::BodyHash => "{sha256hex}".to_owned(),
            Self::Form => "{form}".to_owned(),
            Self::Method => "{method}".to_owned(),
            Self::Url => "{url}".to_owned(),
            Self::Path => "{path}".to_owned(),
            Self::Secret => "{secret}".to_owned(),
            Self::Time(_) => "{ts}".to_owned(),
            Self::Value(value) => format!("{{{}:{}}}", &value.kind[..1], value.name),
            Self::Literal(literal) => literal.replace('{', "{{").replace('}', "}}"),
        }
    }

    /// What it is, for a sentence.
    pub fn words(self) -> String {
        match self {
            Self::Body => "the body".to_owned(),
            Self::BodyHash => "the SHA-256 of the body in hex".to_owned(),
            Self::Form => "the form's fields, sorted".to_owned(),
            Self::Method => "the method".to_owned(),
            Self::Url => "the URL".to_owned(),
            Self::Path => "the URL's path and query".to_owned(),
            Self::Secret => "the secret".to_owned(),
            Self::Time(_) => "the timestamp".to_owned(),
            Self::Value(value) => format!("{} {}", kind(value), value.name),
            Self::Literal(literal) => format!("{literal:?}"),
        }
    }
}

/// The kind of a text's place in words.
pub fn kind(text: &Text) -> &'static str {
    match text.kind {
        "header" => "header",
        "query" => "query parameter",
        "form" => "form field",
        _ => "body field",
    }
}

fn path(url: &str) -> &str {
    let after = url.split_once("://").map_or(url, |(_, rest)| rest);
    after.find('/').map_or("/", |at| &after[at..])
}
