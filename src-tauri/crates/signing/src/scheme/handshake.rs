//! `[handshake]`: a request by which a provider asks whether we listen, and
//! what it wants to hear.
//!
//! Types only, as in [`super::definition`]: the fields are the language's
//! words, their docs its manual. A scheme may have several; the first that a
//! request fits answers it. What single fields cannot tell is in [`rules`].

pub(crate) mod rules;

use std::collections::BTreeMap;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::digest::{Encoding, Hash};
use super::one_or_many::one_or_many;
use super::place::Place;
use super::reply::ReplyTemplate;

/// One handshake.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HandshakeRule {
    /// What it is called, in snake_case; captures carry it.
    pub kind: String,
    /// The request's method; absent: any.
    pub method: Option<String>,
    /// Places and the text that must stand there: one text, a list of which
    /// any will do, or `*` for any text but none.
    #[serde(default, deserialize_with = "by_place")]
    pub when: Vec<(Place, Texts)>,
    /// Places where nothing may stand.
    #[serde(default)]
    pub absent: Vec<Place>,
    /// What the request's signature must be. Without a secret to check with it
    /// is answered all the same.
    #[serde(default)]
    pub signature: SignatureDemand,
    /// Values that the user and the provider have agreed on, by name.
    #[serde(default)]
    pub values: BTreeMap<String, ValueRule>,
    /// Places whose text must be the value of this name: else it is refused.
    #[serde(default, deserialize_with = "by_place")]
    pub check: Vec<(Place, String)>,
    /// Status of a refusal.
    #[serde(default = "forbidden")]
    pub refusal: u16,
    /// What is computed for the answer's `{digest}`.
    pub digest: Option<DigestRule>,
    /// The answer; absent: 200 without a body.
    #[serde(default)]
    pub reply: ReplyRule,
    /// Where the secret stands that the provider signs with from now on.
    pub learn: Option<Place>,
    /// A URL that a person may visit to agree. It is never visited by itself.
    pub visit: Option<VisitRule>,
}

/// What is demanded of a handshake's signature.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SignatureDemand {
    /// Nothing: who asks may not know the secret yet.
    #[default]
    Any,
    /// It may be absent, but not wrong.
    NotWrong,
    /// It is there and right.
    Right,
}

/// Texts of which any will do.
#[derive(Debug, Clone, Deserialize)]
pub struct Texts(#[serde(deserialize_with = "one_or_many")] pub Vec<String>);

/// `[handshake.values.NAME]`: a value that the user and the provider have agreed on.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ValueRule {
    /// What the provider's own screens call it.
    pub label: String,
    /// Where it is found, or what it is for.
    #[serde(default)]
    pub hint: String,
    /// Whether it is kept like a secret.
    #[serde(default)]
    pub secret: bool,
    /// Whether the handshake does without it: then nothing is compared with it.
    #[serde(default)]
    pub optional: bool,
    /// What it is when it is not given.
    pub default: Option<ValueDefault>,
}

/// What a value is when it is not given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ValueDefault {
    /// The URL as the provider knows it, without its query.
    Endpoint,
    /// The id in front of the newest secret, where secrets have one.
    SecretId,
}

/// `[handshake.digest]`: what is computed for the answer.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DigestRule {
    /// With the secret, or plain.
    pub kind: DigestKind,
    /// The hash in it.
    #[serde(default)]
    pub hash: Hash,
    /// How it is written: hex or base64.
    #[serde(default)]
    pub encoding: Encoding,
    /// What it is computed of.
    pub of: ReplyTemplate,
    /// The name of a value that is the key where it is given; else it is the newest secret.
    pub key: Option<String>,
}

/// How a handshake's digest is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DigestKind {
    /// HMAC with the secret, read as the scheme's `[key]` says.
    Hmac,
    /// A plain hash.
    Hash,
}

/// `[handshake.reply]`: the answer. Values go out as plain text or inside JSON, never as HTML.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReplyRule {
    /// Its status.
    #[serde(default = "ok")]
    pub status: u16,
    /// Header fields; one whose value the request lacks is left out.
    #[serde(default)]
    pub headers: BTreeMap<String, ReplyTemplate>,
    /// The body as plain text.
    pub text: Option<ReplyTemplate>,
    /// The body as a JSON object.
    pub json: Option<BTreeMap<String, JsonRule>>,
}

impl Default for ReplyRule {
    fn default() -> Self {
        Self {
            status: ok(),
            headers: BTreeMap::new(),
            text: None,
            json: None,
        }
    }
}

/// A field of a JSON answer.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged, expecting = "expected a number, or a text with placeholders")]
pub enum JsonRule {
    /// A number as it is.
    Number(i64),
    /// A text.
    Text(ReplyTemplate),
}

/// `[handshake.visit]`: a URL that the request brings.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VisitRule {
    /// Where it stands.
    pub from: Place,
    /// Hosts that it may have; `*` stands for one label. Only https is taken.
    #[serde(deserialize_with = "one_or_many")]
    pub hosts: Vec<String>,
}

const fn forbidden() -> u16 {
    403
}

const fn ok() -> u16 {
    200
}

/// Reads a table whose keys are places.
fn by_place<'de, D, T>(deserializer: D) -> Result<Vec<(Place, T)>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    let table = BTreeMap::<String, T>::deserialize(deserializer)?;
    let entry = |(place, value): (String, T)| {
        let place = place.parse().map_err(serde::de::Error::custom)?;
        Ok((place, value))
    };
    table.into_iter().map(entry).collect()
}

/// Takes one table for a list of one.
pub(super) fn one_or_many_tables<'de, D>(deserializer: D) -> Result<Vec<HandshakeRule>, D::Error>
where
    D: Deserializer<'de>,
{
    deserializer.deserialize_any(Tables)
}

struct Tables;

impl<'de> Visitor<'de> for Tables {
    type Value = Vec<HandshakeRule>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a table [handshake], or several [[handshake]]")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        HandshakeRule::deserialize(MapAccessDeserializer::new(map)).map(|one| vec![one])
    }

    fn visit_seq<A: SeqAccess<'de>>(self, tables: A) -> Result<Self::Value, A::Error> {
        Vec::deserialize(SeqAccessDeserializer::new(tables))
    }
}
