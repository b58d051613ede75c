//! The signed bytes as a row of pieces that point into the request.
//!
//! Bodies are never copied: a piece borrows, and the digest takes the pieces
//! one after the other.

use std::borrow::Cow;
use std::fmt;

use model::{SegmentKind, SignedContent, SignedSegment};

use crate::cut::Group;
use crate::digest;
use crate::encode::hex;
use crate::scheme::definition::{BodyVariant, Definition, Hash, MessageRule, UrlVariant};
use crate::scheme::place::Place;
use crate::scheme::template::{Part, Template, Value};
use crate::{Request, find, form, json};

/// What the templates are filled from.
#[derive(Debug, Clone, Copy)]
pub struct Source<'s, 'a> {
    /// The scheme.
    pub definition: &'s Definition,
    /// The request.
    pub request: &'s Request<'a>,
    /// The timestamp as it came.
    pub timestamp: Option<&'s str>,
    /// Items of the signature's text.
    pub group: &'s Group<'s>,
    /// The form of body and URL.
    pub variant: Variant,
}

/// A form of the body and of the URL.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Variant {
    body: BodyVariant,
    url: UrlVariant,
}

/// One piece of the signed bytes.
#[derive(Debug)]
pub struct Piece<'s> {
    /// Where it comes from.
    pub kind: SegmentKind,
    /// What it is, or the fixed text itself.
    pub name: PieceName<'s>,
    /// The bytes.
    pub bytes: Cow<'s, [u8]>,
}

/// What a piece is called. Only evidence asks, so that a place is put into words only then.
#[derive(Debug, Clone)]
pub enum PieceName<'s> {
    /// A name, or fixed text.
    Text(Cow<'s, str>),
    /// Where it stood.
    At(&'s Place),
}

impl<'s, T: Into<Cow<'s, str>>> From<T> for PieceName<'s> {
    fn from(text: T) -> Self {
        Self::Text(text.into())
    }
}

impl fmt::Display for PieceName<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::At(place) => place.fmt(f),
        }
    }
}

impl<'s> Piece<'s> {
    /// A piece of the signed bytes.
    pub fn new(
        kind: SegmentKind,
        name: impl Into<PieceName<'s>>,
        bytes: impl Into<Cow<'s, [u8]>>,
    ) -> Self {
        Self {
            kind,
            name: name.into(),
            bytes: bytes.into(),
        }
    }

    /// Fixed text.
    pub fn literal(text: &'s str) -> Self {
        Self::new(SegmentKind::Literal, text, text.as_bytes())
    }
}

/// A value that the scheme signs and the request lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missing {
    /// The timestamp.
    Timestamp,
    /// A header.
    Header(String),
    /// Something else, in words.
    Other(String),
}

impl MessageRule {
    /// Every form of the message that is tried, the one that is signed with first.
    pub fn variants(&self) -> Vec<Variant> {
        let raw = [BodyVariant::Raw];
        let registered = [UrlVariant::AsRegistered];
        let bodies = if self.body_variants.is_empty() {
            &raw[..]
        } else {
            &self.body_variants
        };
        let urls = if self.url_variants.is_empty() {
            &registered[..]
        } else {
            &self.url_variants
        };
        let pair = |&url| bodies.iter().map(move |&body| Variant { body, url });
        urls.iter().flat_map(pair).collect()
    }

    /// The form that is signed with.
    pub fn first_variant(&self) -> Variant {
        Variant {
            body: self.body_variants.first().copied().unwrap_or_default(),
            url: self.url_variants.first().copied().unwrap_or_default(),
        }
    }
}

/// The pieces of the signed bytes.
///
/// The secret's piece is empty: [`bytes`] puts the key in its place.
///
/// # Errors
/// Names the first value that the request lacks.
pub fn pieces<'s>(
    rule: &'s MessageRule,
    source: &Source<'s, '_>,
) -> Result<Vec<Piece<'s>>, Missing> {
    let mut all = Vec::with_capacity(6);
    for template in &rule.parts {
        let before = all.len();
        match fill(template, source, &mut all) {
            Ok(()) => {}
            Err(_) if rule.omit_absent => all.truncate(before),
            Err(missing) => return Err(missing),
        }
    }
    Ok(all)
}

fn fill<'s>(
    template: &'s Template,
    source: &Source<'s, '_>,
    all: &mut Vec<Piece<'s>>,
) -> Result<(), Missing> {
    for part in &template.0 {
        all.push(piece(part, source)?);
    }
    Ok(())
}

fn piece<'s>(part: &'s Part, source: &Source<'s, '_>) -> Result<Piece<'s>, Missing> {
    match part {
        Part::Literal(text) => Ok(Piece::literal(text)),
        Part::Value(value) => self::value(value, source),
        Part::Lower(value) => Ok(lower(&self::value(value, source)?)),
        Part::JsonString(value) => Ok(json_string(&self::value(value, source)?)),
    }
}

fn lower(piece: &Piece<'_>) -> Piece<'static> {
    Piece {
        kind: SegmentKind::Derived,
        name: format!("{} in lower case", piece.name).into(),
        bytes: Cow::Owned(
            String::from_utf8_lossy(&piece.bytes)
                .to_lowercase()
                .into_bytes(),
        ),
    }
}

fn json_string(piece: &Piece<'_>) -> Piece<'static> {
    Piece {
        kind: SegmentKind::Derived,
        name: format!("{} as a JSON string", piece.name).into(),
        bytes: Cow::Owned(json::quoted(&String::from_utf8_lossy(&piece.bytes)).into_bytes()),
    }
}

fn value<'s>(value: &'s Value, source: &Source<'s, '_>) -> Result<Piece<'s>, Missing> {
    use SegmentKind as Kind;
    let request = source.request;
    let text = |text: &'s str| Cow::Borrowed(text.as_bytes());
    let (kind, name, bytes) = match value {
        Value::Body => (Kind::Body, "body", body(source)),
        Value::Timestamp => {
            let timestamp = source.timestamp.ok_or(Missing::Timestamp)?;
            (Kind::Timestamp, "timestamp", text(timestamp))
        }
        Value::Method => (Kind::Method, "method", text(request.method)),
        Value::Url => (Kind::Url, "URL", url(source)),
        Value::Path => (Kind::Url, "path and query", text(path(request.url))),
        Value::Secret => (Kind::Secret, "secret", text("")),
        Value::BodySha256 => (
            Kind::Derived,
            "SHA-256 of the body in hex",
            body_sha256(source),
        ),
        Value::SortedForm => {
            let sorted = Cow::Owned(form::joined(&form::sorted_pairs(request.body)));
            (Kind::Derived, "form fields, sorted", sorted)
        }
        Value::Field(key) => {
            let missing = || Missing::Other(format!("part {key} of the signature"));
            let field = source.group.field(key).ok_or_else(missing)?;
            (Kind::Derived, "part of the signature", text(field))
        }
        Value::At(place) => return found(place, PieceName::At(place), source),
    };
    Ok(Piece::new(kind, name, bytes))
}

fn body_sha256<'s>(source: &Source<'s, '_>) -> Cow<'s, [u8]> {
    let digest = digest::hash(Hash::Sha256, std::iter::once(&*body(source)));
    Cow::Owned(hex(digest.as_slice()).into_bytes())
}

/// The piece at a place.
///
/// # Errors
/// When nothing stands there.
pub fn at<'s>(place: &Place, source: &Source<'s, '_>) -> Result<Piece<'s>, Missing> {
    found(place, place.to_string().into(), source)
}

fn found<'s>(
    place: &Place,
    name: PieceName<'s>,
    source: &Source<'s, '_>,
) -> Result<Piece<'s>, Missing> {
    let bytes = find::bytes(source.definition, place, source.request);
    let kind = match place {
        Place::Header(_) => SegmentKind::Header,
        Place::Query(_) => SegmentKind::Url,
        Place::NumberedHeader(_) | Place::Json(_) | Place::Form(_) => SegmentKind::Derived,
    };
    let missing = || match place {
        Place::Header(name) => Missing::Header(name.clone()),
        other => Missing::Other(other.to_string()),
    };
    Ok(Piece::new(kind, name, bytes.ok_or_else(missing)?))
}

fn body<'s>(source: &Source<'s, '_>) -> Cow<'s, [u8]> {
    match source.variant.body {
        BodyVariant::Raw => Cow::Borrowed(source.request.body),
        BodyVariant::AsciiEscaped => Cow::Owned(ascii_escaped(source.request.body)),
    }
}

/// Characters beyond ASCII as `\uXXXX`, beyond the first plane as two of them.
fn ascii_escaped(body: &[u8]) -> Vec<u8> {
    use std::fmt::Write as _;
    let mut out = String::with_capacity(body.len());
    for character in String::from_utf8_lossy(body).chars() {
        if character.is_ascii() {
            out.push(character);
            continue;
        }
        for unit in character.encode_utf16(&mut [0; 2]) {
            write!(out, "\\u{unit:04x}").expect("a String takes all text");
        }
    }
    out.into_bytes()
}

/// The URL in the form that is tried.
pub fn url<'s>(source: &Source<'s, '_>) -> Cow<'s, [u8]> {
    let url = source.request.url;
    match source.variant.url {
        UrlVariant::AsRegistered => Cow::Borrowed(url.as_bytes()),
        UrlVariant::PortToggle => Cow::Owned(port_toggled(url).into_bytes()),
    }
}

fn port_toggled(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else {
        return url.to_owned();
    };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    let digits = |port: &str| !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit());
    match authority.rsplit_once(':').filter(|(_, port)| digits(port)) {
        Some((host, _)) => format!("{scheme}://{host}{path}"),
        None => {
            let port = if scheme == "http" { 80 } else { 443 };
            format!("{scheme}://{authority}:{port}{path}")
        }
    }
}

/// A URL's path and query.
pub fn path(url: &str) -> &str {
    let after = url.split_once("://").map_or(url, |(_, rest)| rest);
    after.find('/').map_or("/", |at| &after[at..])
}

/// The signed bytes, piece by piece, with the key in the secret's place.
pub fn bytes<'p>(pieces: &'p [Piece<'_>], key: &'p [u8]) -> impl Iterator<Item = &'p [u8]> {
    pieces.iter().map(move |piece| match piece.kind {
        SegmentKind::Secret => key,
        _ => piece.bytes.as_ref(),
    })
}

/// The pieces as evidence tells them: the body by its length only, the secret not at all.
pub fn content(pieces: &[Piece<'_>], variant: Variant) -> SignedContent {
    let segments: Vec<SignedSegment> = pieces.iter().map(segment).collect();
    SignedContent {
        length: segments.iter().map(|segment| segment.length).sum(),
        segments,
        variant: variant.words(),
    }
}

fn segment(piece: &Piece<'_>) -> SignedSegment {
    let shown = !matches!(piece.kind, SegmentKind::Body | SegmentKind::Secret);
    SignedSegment {
        kind: piece.kind,
        name: piece.name.to_string(),
        text: shown.then(|| String::from_utf8_lossy(&piece.bytes).into_owned()),
        length: piece.bytes.len() as u64,
    }
}

impl Variant {
    fn words(self) -> Option<String> {
        let body = (self.body == BodyVariant::AsciiEscaped).then_some("body escaped to ASCII");
        let url = (self.url == UrlVariant::PortToggle).then_some("URL with the port toggled");
        let words: Vec<&str> = body.into_iter().chain(url).collect();
        (!words.is_empty()).then(|| words.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escaping_uses_surrogates_beyond_the_first_plane() {
        assert_eq!(ascii_escaped("é🦀a".as_bytes()), br"\u00e9\ud83e\udd80a");
    }

    #[test]
    fn the_port_is_added_or_taken_away() {
        assert_eq!(port_toggled("https://h/p?a"), "https://h:443/p?a");
        assert_eq!(port_toggled("http://h:8080/p"), "http://h/p");
        assert_eq!(port_toggled("http://[::1]/p"), "http://[::1]:80/p");
    }

    #[test]
    fn a_path_keeps_its_query() {
        assert_eq!(path("https://h/p?a=1"), "/p?a=1");
        assert_eq!(path("https://h"), "/");
    }
}
