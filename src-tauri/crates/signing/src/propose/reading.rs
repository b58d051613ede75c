//! Ways to read a text as a signature: bare, after a prefix, as one item of a list.

use super::texts::Text;
use crate::encode::{from_base64, from_hex};

/// A text read as a signature.
#[derive(Debug, Clone)]
pub struct Reading<'t> {
    /// Where the text stands.
    pub source: &'t Text,
    /// How it is cut.
    pub grammar: Grammar,
    /// The digest as it is written.
    pub digest: String,
    /// How it is written.
    pub encoding: &'static str,
    /// The bytes it stands for.
    pub bytes: Vec<u8>,
    /// The other items of the list, by key.
    pub fields: Vec<(String, String)>,
}

/// How a text is cut.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Grammar {
    /// Fixed text in front.
    pub prefix: String,
    /// What separates items.
    pub split: Option<&'static str>,
    /// What separates key and value.
    pub pair: Option<&'static str>,
    /// The key of the signature.
    pub accept: String,
    /// Items by their place.
    pub positional: Vec<&'static str>,
    /// Whether white space around items is cut off.
    pub trim: bool,
}

const SPLITS: &[&str] = &[",", ";", "&", " ", "|"];
const PAIRS: &[&str] = &["=", ",", ":"];

/// More items than a header of signatures has.
const MOST_ITEMS: usize = 12;

/// Every way to read the texts, the simplest first.
pub fn readings(texts: &[Text]) -> Vec<Reading<'_>> {
    let ways: &[fn(&Text) -> Vec<Cut>] = &[bare, prefixed, keyed, by_place];
    let cut = ways
        .iter()
        .flat_map(|way| texts.iter().map(move |text| (text, way(text))));
    let read =
        |(text, cuts): (_, Vec<Cut>)| cuts.into_iter().flat_map(move |cut| cut.readings(text));
    cut.flat_map(read).collect()
}

/// A text, cut.
struct Cut {
    grammar: Grammar,
    digest: String,
    fields: Vec<(String, String)>,
}

impl Cut {
    /// The encodings in which the digest has the length of one.
    fn readings(self, source: &Text) -> Vec<Reading<'_>> {
        let encodings = [
            ("hex", from_hex(self.digest.as_bytes())),
            (
                base64_kind(&self.digest),
                from_base64(self.digest.as_bytes()),
            ),
        ];
        let read = |(encoding, bytes): (_, Option<Vec<u8>>)| {
            Some(Reading {
                source,
                grammar: self.grammar.clone(),
                digest: self.digest.clone(),
                encoding,
                bytes: bytes.filter(|bytes| has_length(bytes))?,
                fields: self.fields.clone(),
            })
        };
        encodings.into_iter().filter_map(read).collect()
    }
}

fn base64_kind(text: &str) -> &'static str {
    if text.contains(['-', '_']) {
        "base64url"
    } else {
        "base64"
    }
}

/// SHA-1, SHA-256, SHA-512 and Ed25519; ECDSA in DER; RSA.
fn has_length(bytes: &[u8]) -> bool {
    let der = bytes.first() == Some(&0x30) && (60..=72).contains(&bytes.len());
    der || matches!(bytes.len(), 20 | 32 | 64 | 128 | 256 | 384 | 512)
}

fn bare(text: &Text) -> Vec<Cut> {
    vec![Cut {
        grammar: Grammar::default(),
        digest: text.text.clone(),
        fields: Vec::new(),
    }]
}

/// `sha256=…`, `HMAC …`.
fn prefixed(text: &Text) -> Vec<Cut> {
    let ends = ["=", " ", ":"].iter().filter_map(|end| text.text.find(end));
    let cut = ends.map(|at| {
        let (prefix, digest) = text.text.split_at(at + 1);
        let grammar = Grammar {
            prefix: prefix.to_owned(),
            ..Grammar::default()
        };
        Cut {
            grammar,
            digest: digest.to_owned(),
            fields: Vec::new(),
        }
    });
    cut.collect()
}

/// `t=…,v1=…`, `v1,… v1,…`.
fn keyed(text: &Text) -> Vec<Cut> {
    let pairs = |split: &'static str| {
        PAIRS
            .iter()
            .filter(move |pair| **pair != split)
            .map(move |pair| (split, *pair))
    };
    let ways = SPLITS.iter().flat_map(|split| pairs(split));
    ways.flat_map(|(split, pair)| keyed_by(&text.text, split, pair))
        .collect()
}

fn keyed_by(text: &str, split: &'static str, pair: &'static str) -> Vec<Cut> {
    let raw: Vec<&str> = text
        .split(split)
        .filter(|item| !item.is_empty())
        .take(MOST_ITEMS)
        .collect();
    let trim = split != " " && raw.iter().any(|item| item.trim() != *item);
    let items: Vec<(&str, &str)> = raw
        .iter()
        .filter_map(|item| item.trim().split_once(pair))
        .collect();
    // One pair alone is a prefix, unless it is written as lists of them are.
    if items.len() != raw.len() || (items.len() < 2 && pair != ",") {
        return Vec::new();
    }
    let owned = |(key, value): &(&str, &str)| ((*key).to_owned(), (*value).to_owned());
    let cut = |item: &(&str, &str)| Cut {
        grammar: Grammar {
            split: Some(split),
            pair: Some(pair),
            accept: item.0.to_owned(),
            trim,
            ..Grammar::default()
        },
        digest: item.1.to_owned(),
        fields: items
            .iter()
            .filter(|other| other.0 != item.0)
            .map(owned)
            .collect(),
    };
    items
        .iter()
        .filter(|item| !item.0.is_empty())
        .map(cut)
        .collect()
}

/// `17…,digest,digest`.
fn by_place(text: &Text) -> Vec<Cut> {
    let cut = |split: &&'static str| {
        let raw: Vec<&str> = text.text.split(*split).take(MOST_ITEMS).collect();
        let trim = *split != " " && raw.iter().any(|item| item.trim() != *item);
        let items: Vec<&str> = raw.iter().map(|item| item.trim()).collect();
        let signatures = items.iter().filter(|item| looks_signed(item));
        let digest = signatures.clone().next().filter(|_| items.len() > 1)?;
        let all = signatures.count() == items.len();
        let positional = if all { Vec::new() } else { roles(&items) };
        let time = items.iter().find(|item| is_number(item));
        let fields = time.map(|time| ("ts".to_owned(), (*time).to_owned()));
        Some(Cut {
            grammar: Grammar {
                split: Some(split),
                positional,
                trim,
                ..Grammar::default()
            },
            digest: (*digest).to_owned(),
            fields: fields.into_iter().collect(),
        })
    };
    SPLITS.iter().filter_map(cut).collect()
}

/// What each item is; signatures at the end may be as many as they like.
fn roles(items: &[&str]) -> Vec<&'static str> {
    let role = |item: &&str| match () {
        () if looks_signed(item) => "sig",
        () if is_number(item) => "ts",
        () => "-",
    };
    let mut roles: Vec<&'static str> = items.iter().map(role).collect();
    let last = roles
        .iter()
        .rev()
        .take_while(|role| **role == "sig")
        .count();
    if last > 0 {
        roles.truncate(roles.len() - last);
        roles.push("sig*");
    }
    roles
}

fn looks_signed(text: &str) -> bool {
    let decoded = [from_hex(text.as_bytes()), from_base64(text.as_bytes())];
    decoded.iter().flatten().any(|bytes| has_length(bytes))
}

fn is_number(text: &str) -> bool {
    (10..=13).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grammars(text: &str) -> Vec<(String, String)> {
        let text = Text {
            kind: "header",
            name: "S".to_owned(),
            text: text.to_owned(),
        };
        let told = |reading: &Reading<'_>| {
            let grammar = &reading.grammar;
            (
                format!(
                    "{}{}{}",
                    grammar.prefix,
                    grammar.accept,
                    grammar.positional.join("+")
                ),
                reading.encoding.to_owned(),
            )
        };
        readings(std::slice::from_ref(&text))
            .iter()
            .map(told)
            .collect()
    }

    #[test]
    fn the_usual_ways_to_write_a_signature_are_read() {
        let hex = "ab".repeat(32);
        let told = |way: &str| vec![(way.to_owned(), "hex".to_owned())];
        assert_eq!(grammars(&hex), told(""));
        assert_eq!(grammars(&format!("sha256={hex}")), told("sha256="));
        assert_eq!(grammars(&format!("t=1,v1={hex}")), told("v1"));
        assert_eq!(
            grammars(&format!("1760000000,{hex},{hex}")),
            told("ts+sig*")
        );
        assert_eq!(grammars("hello"), []);
    }

    #[test]
    fn a_version_and_a_comma_is_a_list_of_one() {
        let digest = "A".repeat(43) + "=";
        let base64 = "base64".to_owned();
        assert!(grammars(&format!("v1,{digest}")).contains(&("v1".to_owned(), base64)));
    }
}
