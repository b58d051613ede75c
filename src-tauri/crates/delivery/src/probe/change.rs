//! What is done to a request once it is signed: forgeries, and damage that a handler must notice.

use std::ops::Range;

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use bytes::Bytes;
use signing::Scheme;

use super::request::{request_of, texts};
use crate::Outgoing;

/// What is done to a signed request.
#[derive(Debug, Clone)]
pub(crate) enum Change {
    /// Nothing.
    None,
    /// The signature is taken out.
    Unsigned,
    /// The signature is taken out, and all header fields that signing sets.
    Bare,
    /// The signature's text is this one.
    Text(&'static str),
    /// The digest in the signature's text is left out, what stands around it stays.
    NoDigest,
    /// One character of the digest is another one.
    WrongDigest,
    /// Only the beginning of the digest is left.
    CutDigest,
    /// The token says that it is not signed, and is not.
    NoAlgorithm,
    /// The signature's label (`v1=`, `v1,`) names another version.
    OtherVersion,
    /// The signature's label (`sha256=`) names this hash.
    HashLabel(String),
    /// One byte of the body is another one of its kind.
    Byte(usize),
    /// The body is another one; the signature stays.
    Body(Bytes),
    /// A header field's last character is another one.
    Header(String),
    /// The time that stands in the signature's text is a second later.
    Later {
        /// Where its digits begin.
        at: usize,
        /// How many there are.
        digits: usize,
    },
}

impl Change {
    /// Changes a request; `None` where there is nothing of the kind.
    pub(crate) fn apply(&self, scheme: &Scheme, outgoing: &mut Outgoing) -> Option<()> {
        match self {
            Self::None => {}
            Self::Unsigned => signature(scheme, outgoing, &|_| None),
            Self::Bare => bare(scheme, outgoing),
            Self::Text(text) => signature(scheme, outgoing, &|_| Some((*text).to_owned())),
            Self::NoDigest => digest(scheme, outgoing, |_| String::new())?,
            Self::WrongDigest => digest(scheme, outgoing, other_first)?,
            Self::CutDigest => digest(scheme, outgoing, |digest| digest[..8].to_owned())?,
            Self::NoAlgorithm => unsigned_token(scheme, outgoing)?,
            Self::OtherVersion => labelled(scheme, outgoing, &other_version)?,
            Self::HashLabel(hash) => labelled(scheme, outgoing, &|text| hash_label(text, hash))?,
            Self::Byte(at) => outgoing.body = with_byte(&outgoing.body, *at)?,
            Self::Body(body) => outgoing.body = body.clone(),
            Self::Header(name) => header(outgoing, name)?,
            Self::Later { at, digits } => {
                signature(scheme, outgoing, &|text| Some(later(text, (*at, *digits))));
            }
        }
        Some(())
    }
}

fn signature(scheme: &Scheme, outgoing: &mut Outgoing, change: &dyn Fn(&str) -> Option<String>) {
    let altered = signing::with_signature(scheme, &request_of(outgoing), change);
    if let Some(url) = altered.url {
        outgoing.url = url.into();
    }
    if let Some(body) = altered.body {
        outgoing.body = body.into();
    }
    outgoing.headers = altered.headers;
}

/// Without anything that the scheme's name stands in the beginning of, too.
fn bare(scheme: &Scheme, outgoing: &mut Outgoing) {
    let named: Vec<String> = outgoing
        .headers
        .iter()
        .map(|field| field.name.to_string())
        .collect();
    signature(scheme, outgoing, &|_| None);
    let gone: Vec<&String> = named
        .iter()
        .filter(|name| outgoing.headers.get(name).is_none())
        .collect();
    let front = gone.first().and_then(|name| name.rsplit_once('-'));
    if let Some((front, _)) = front.filter(|(front, _)| !front.eq_ignore_ascii_case("x")) {
        let front = front.to_ascii_lowercase();
        outgoing
            .headers
            .0
            .retain(|field| !field.name.to_ascii_lowercase().starts_with(&front));
    }
}

/// Changes the longest word of every signature text: that is its digest, or part of a token.
fn digest(scheme: &Scheme, outgoing: &mut Outgoing, change: impl Fn(&str) -> String) -> Option<()> {
    let texts = texts(scheme, outgoing);
    let is_there = texts.iter().any(|text| longest_word(text).len() > 8);
    let changed = |text: &str| {
        let word = longest_word(text);
        if word.len() <= 8 {
            return Some(text.to_owned());
        }
        let (before, after) = (&text[..word.start], &text[word.end..]);
        Some(format!("{before}{}{after}", change(&text[word])))
    };
    signature(scheme, outgoing, &changed);
    is_there.then_some(())
}

/// Where the longest run of hex or base64 stands, its padding not among it.
fn longest_word(text: &str) -> Range<usize> {
    let is_word =
        |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'-' | b'_');
    let mut best = 0..0;
    let mut start = 0;
    let bytes = text.as_bytes();
    for at in 0..=bytes.len() {
        if bytes.get(at).is_some_and(is_word) {
            continue;
        }
        if at - start > best.len() {
            best = start..at;
        }
        start = at + 1;
    }
    best
}

/// Changes the label in every signature text; `None` where no text has one.
fn labelled(
    scheme: &Scheme,
    outgoing: &mut Outgoing,
    change: &dyn Fn(&str) -> Option<String>,
) -> Option<()> {
    let is_there = texts(scheme, outgoing)
        .iter()
        .any(|text| change(text).is_some());
    let changed = |text: &str| change(text).or_else(|| Some(text.to_owned()));
    signature(scheme, outgoing, &changed);
    is_there.then_some(())
}

/// `t=1,v1=ab` with `v0` in the place of `v1`, and the other way round.
fn other_version(text: &str) -> Option<String> {
    [
        ("v1=", "v0="),
        ("v1,", "v0,"),
        ("v0=", "v1="),
        ("v0,", "v1,"),
    ]
    .into_iter()
    .find(|(own, _)| text.contains(own))
    .map(|(own, other)| text.replace(own, other))
}

/// `sha256=ab` with the name of another hash.
fn hash_label(text: &str, hash: &str) -> Option<String> {
    let names = ["sha1=", "sha256=", "sha512="].into_iter();
    let mut own = names.filter(|name| text.starts_with(name));
    own.next()
        .map(|name| text.replacen(name, &format!("{hash}="), 1))
}

fn other_first(digest: &str) -> String {
    let first = if digest.starts_with(['a', 'A']) {
        'b'
    } else {
        'a'
    };
    let rest: String = digest.chars().skip(1).collect();
    format!("{first}{rest}")
}

/// A compact token whose header says `none`, with its claims and without a signature.
fn unsigned_token(scheme: &Scheme, outgoing: &mut Outgoing) -> Option<()> {
    let texts = texts(scheme, outgoing);
    let is_token = |text: &String| text.split('.').count() == 3 && text.contains("eyJ");
    texts.iter().find(|text| is_token(text))?;
    let header = BASE64_URL_SAFE_NO_PAD.encode(r#"{"alg":"none","typ":"JWT"}"#);
    let changed = |text: &str| {
        let mut parts = text.split('.');
        let before = parts
            .next()?
            .rsplit_once(' ')
            .map_or("", |(front, _)| front);
        let space = if before.is_empty() { "" } else { " " };
        Some(format!("{before}{space}{header}.{}.", parts.next()?))
    };
    signature(scheme, outgoing, &changed);
    Some(())
}

/// Another digit for a digit, another letter for a letter.
fn with_byte(body: &Bytes, at: usize) -> Option<Bytes> {
    let other = other_byte(*body.get(at)?)?;
    let mut changed = body.to_vec();
    changed[at] = other;
    Some(changed.into())
}

pub(crate) const fn other_byte(byte: u8) -> Option<u8> {
    match byte {
        b'9' => Some(b'8'),
        b'0'..=b'8' | b'a'..=b'y' | b'A'..=b'Y' => Some(byte + 1),
        b'z' | b'Z' => Some(byte - 1),
        _ => None,
    }
}

/// A text whose time is a second later; seconds have ten digits.
fn later(text: &str, (at, digits): (usize, usize)) -> String {
    let time = text
        .get(at..at + digits)
        .and_then(|time| time.parse::<u64>().ok());
    let Some(time) = time else {
        return text.to_owned();
    };
    let step = if digits > 10 { 1000 } else { 1 };
    format!("{}{}{}", &text[..at], time + step, &text[at + digits..])
}

fn header(outgoing: &mut Outgoing, name: &str) -> Option<()> {
    let field = outgoing
        .headers
        .0
        .iter_mut()
        .find(|field| field.name.eq_ignore_ascii_case(name))?;
    // A digit first: a time stays a time.
    let digit = field.value.iter().rposition(u8::is_ascii_digit);
    let letter = || {
        field
            .value
            .iter()
            .rposition(|byte| other_byte(*byte).is_some())
    };
    let at = digit.or_else(letter)?;
    field.value[at] = other_byte(field.value[at])?;
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_word_of_a_signature_is_its_digest() {
        for (text, digest) in [
            ("t=1760000000,v1=0123456789abcdef", "0123456789abcdef"),
            ("v1,AbC/dEf+gHiJkL0=", "AbC/dEf+gHiJkL0"),
            ("sha256=00ff00ff00", "00ff00ff00"),
        ] {
            assert_eq!(&text[longest_word(text)], digest);
        }
    }

    #[test]
    fn a_time_in_a_text_is_moved_by_a_second() {
        assert_eq!(later("t=1760000000,v1=ab", (2, 10)), "t=1760000001,v1=ab");
        assert_eq!(
            later("t=1760000000999,v1=ab", (2, 13)),
            "t=1760000001999,v1=ab"
        );
        assert_eq!(later("v1=ab", (2, 10)), "v1=ab");
    }

    #[test]
    fn a_label_names_another_version_or_another_hash() {
        let version = |text| other_version(text).unwrap_or_default();
        assert_eq!(version("t=1,v1=ab"), "t=1,v0=ab");
        assert_eq!(version("v1,ab v1,cd"), "v0,ab v0,cd");
        assert_eq!(version("v0=ab"), "v1=ab");
        assert_eq!(other_version("ab"), None);
        assert_eq!(hash_label("sha256=ab", "sha1").unwrap(), "sha1=ab");
        assert_eq!(hash_label("ab", "sha1"), None);
    }

    #[test]
    fn a_byte_stays_of_its_kind() {
        let body = Bytes::from_static(b"{\"a\":9,\"z\":true}");
        assert_eq!(&with_byte(&body, 5).unwrap()[..], b"{\"a\":8,\"z\":true}");
        assert_eq!(with_byte(&body, 0), None);
        assert_eq!(with_byte(&body, 99), None);
    }
}
