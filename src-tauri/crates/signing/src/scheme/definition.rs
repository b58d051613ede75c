//! The catalogue language: what one file of `catalog/` may say.
//!
//! Types only; their fields are the language's words and their docs its manual.
//! What single fields cannot tell (a field that needs another) is in
//! [`super::rules`]. A table or field that is not named here is refused.

use std::collections::BTreeMap;

use model::FuturePolicy;
use serde::Deserialize;

use super::clues::Clues;
use super::confidence::Confidence;
pub use super::digest::{Encoding, Hash};
use super::handshake::{HandshakeRule, one_or_many_tables};
use super::one_or_many::one_or_many;
use super::place::{Place, TimestampPlace};
use super::template::Template;

/// One scheme.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// The scheme's id; in the catalogue also the file's name.
    pub id: String,
    /// The provider's name.
    pub provider: String,
    /// The scheme's own name, where a provider has several.
    pub name: Option<String>,
    /// How far the facts can be trusted: S, D, C or M.
    #[serde(default)]
    pub confidence: Confidence,
    /// Where the facts come from.
    #[serde(default)]
    pub facts_from: String,
    /// What a user should know.
    pub notes: Option<String>,
    /// Where the signature stands and how it is written.
    pub signature: SignatureRule,
    /// How the secret becomes a key.
    #[serde(default)]
    pub key: KeyRule,
    /// What is computed.
    pub algorithm: Algorithm,
    /// Which bytes are signed; absent for plain tokens.
    pub message: Option<MessageRule>,
    /// When a request is fresh; absent where no timestamp is sent.
    pub timestamp: Option<TimestampRule>,
    /// Header fields that must have exactly this value.
    #[serde(default)]
    pub require: BTreeMap<String, String>,
    /// Other names under which a header is accepted: `svix-id = "webhook-id"`.
    #[serde(default)]
    pub other_names: BTreeMap<String, String>,
    /// Where event type and id stand.
    #[serde(default)]
    pub event: EventRule,
    /// What tells the provider from others whose signatures look alike.
    #[serde(default)]
    pub detect: Clues,
    /// How the provider asks whether we listen; one table or several.
    #[serde(default, deserialize_with = "one_or_many_tables")]
    pub handshake: Vec<HandshakeRule>,
    /// An event in the provider's shape, for test deliveries.
    pub sample: Option<SampleRule>,
    /// What code does that this language cannot say; only for schemes that
    /// come with the program.
    pub coded: Option<CodedRule>,
}

/// `[signature]`: from the request's text to the digests in it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignatureRule {
    /// One place or several; a signature in any of them may match.
    #[serde(deserialize_with = "one_or_many")]
    pub from: Vec<Place>,
    /// Fixed text in front (`sha256=`), cut off.
    #[serde(default)]
    pub prefix: String,
    /// Whether text without the prefix is read too.
    #[serde(default)]
    pub prefix_optional: bool,
    /// Whether the prefix's letters may have any case, as in `Basic`.
    #[serde(default)]
    pub prefix_any_case: bool,
    /// What separates groups, each with a timestamp of its own.
    pub group: Option<String>,
    /// What separates the items of a list.
    pub split: Option<String>,
    /// What separates an item's key from its value.
    pub pair: Option<String>,
    /// Keys whose value is a signature; items with other keys are skipped.
    #[serde(default)]
    pub accept: Vec<String>,
    /// Whether an item without a key is a signature too.
    #[serde(default)]
    pub bare: bool,
    /// Items known by their place: `["ts", "sig*"]`; `*` takes all that follow.
    #[serde(default)]
    pub positional: Vec<String>,
    /// Whether white space around items is cut off.
    #[serde(default)]
    pub trim: bool,
    /// What is written between items, when it is not `split`.
    pub join: Option<String>,
    /// Items in the order they are written: the timestamp's key, an accepted
    /// key, or a fixed `key=value`. Default: timestamp, then signature.
    #[serde(default)]
    pub write: Vec<String>,
    /// Whether the header is repeated when several secrets sign.
    #[serde(default)]
    pub repeat: bool,
    /// How a digest is written.
    #[serde(default)]
    pub encoding: Encoding,
    /// Whether upper-case hex is read.
    #[serde(default)]
    pub case: Case,
    /// Whether hex is written in upper case.
    #[serde(default)]
    pub upper: bool,
    /// Base64's `=` at the end.
    pub padding: Option<Padding>,
}

/// How strictly hex is compared; follows the provider's own SDK.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Case {
    /// As text: the other case is a mismatch.
    #[default]
    Exact,
    /// As bytes.
    Any,
}

/// Base64's padding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Padding {
    /// Written, and needed.
    Required,
    /// Not written, and a mismatch.
    None,
    /// Written, and not needed.
    Any,
}

/// `[key]`: from the secret as configured to the key's bytes.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyRule {
    /// How the text is read.
    #[serde(default)]
    pub form: KeyForm,
    /// Texts cut from the front first, in this order, where present; `*`
    /// stands for letters, digits and `_`.
    #[serde(default, deserialize_with = "one_or_many")]
    pub strip_prefix: Vec<String>,
    /// How a secret without any such prefix is read, when not like the others.
    pub without_prefix: Option<KeyForm>,
    /// Forms tried after `form` when verifying; never signed with.
    #[serde(default)]
    pub also: Vec<KeyForm>,
    /// Unicode normalisation of the text.
    pub normalise: Option<Normalise>,
    /// What new secrets begin with; absent: the last of `strip_prefix`.
    pub new_prefix: Option<String>,
    /// What private keys begin with, where keys come in pairs.
    #[serde(default)]
    pub private_prefix: String,
    /// Where the provider publishes its public keys.
    pub url: Option<String>,
}

/// How a secret's text is read as bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum KeyForm {
    /// Its UTF-8 bytes.
    #[default]
    Text,
    /// Base64 of the key, with or without padding.
    Base64,
    /// Hex of the key.
    Hex,
    /// The SHA-1 of its UTF-8 bytes.
    Sha1OfText,
    /// A public key as PEM or base64 DER (SubjectPublicKeyInfo).
    Spki,
    /// Public keys as a JWK or a set of them; any may match.
    Jwk,
}

/// Unicode normalisation of a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Normalise {
    /// Compatibility decomposition.
    Nfkd,
}

/// `[algorithm]`.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Algorithm {
    /// What kind.
    pub kind: AlgorithmKind,
    /// The hash in it.
    #[serde(default)]
    pub hash: Hash,
}

/// What is computed over the signed bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AlgorithmKind {
    /// HMAC with the key.
    Hmac,
    /// A plain hash; the secret is among the signed bytes.
    Hash,
    /// Nothing: the secret itself is sent.
    Token,
    /// Ed25519 with a public key of 32 bytes.
    Ed25519,
    /// ECDSA on P-256, signature in DER.
    EcdsaP256,
    /// RSA with PKCS#1 v1.5 padding.
    RsaPkcs1,
}

/// `[message]`: the signed bytes.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MessageRule {
    /// Templates, one after the other.
    #[serde(default, deserialize_with = "one_or_many")]
    pub parts: Vec<Template>,
    /// Whether a template whose value is absent is left out.
    #[serde(default)]
    pub omit_absent: bool,
    /// Forms of the body that are tried; the first is signed with.
    #[serde(default)]
    pub body_variants: Vec<BodyVariant>,
    /// Forms of the URL that are tried; the first is signed with.
    #[serde(default)]
    pub url_variants: Vec<UrlVariant>,
}

/// A form of the body.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BodyVariant {
    /// As it came.
    #[default]
    Raw,
    /// Characters beyond ASCII written as `\uXXXX`.
    AsciiEscaped,
}

/// A form of the URL.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum UrlVariant {
    /// As it was registered.
    #[default]
    AsRegistered,
    /// With the scheme's own port where there is none, without where there is one.
    PortToggle,
}

/// `[timestamp]`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TimestampRule {
    /// Where it stands.
    pub from: TimestampPlace,
    /// How it is written.
    pub unit: Unit,
    /// Allowed difference in seconds; absent: no window.
    pub tolerance: Option<u64>,
    /// What happens to times ahead of ours beyond the tolerance.
    #[serde(default = "reject")]
    pub future: FuturePolicy,
}

/// How a timestamp is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// Seconds since 1970.
    S,
    /// Milliseconds since 1970.
    Ms,
    /// `2026-01-31T12:00:00Z`.
    Rfc3339,
    /// `Sat, 31 Jan 2026 12:00:00 GMT`.
    HttpDate,
}

/// `[event]`: what a request is about.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventRule {
    /// Where the event type stands.
    #[serde(rename = "type")]
    pub kind: Option<Place>,
    /// Where the event's or delivery's id stands.
    pub id: Option<Place>,
    /// What ids made by us begin with; absent: they are UUIDs.
    pub id_prefix: Option<String>,
}

/// `[coded]`: what is told of a rule that is code.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodedRule {
    /// What is signed, in words.
    pub signs: String,
    /// The algorithm in words; absent: as `[algorithm]` says.
    pub algorithm: Option<String>,
    /// The secret's form in words; absent: as `[key]` says.
    pub secret: Option<String>,
    /// Whether a timestamp is signed, and must be there.
    #[serde(default)]
    pub timestamp: bool,
    /// Whether the URL is signed.
    #[serde(default)]
    pub url: bool,
    /// Whether the whole body is signed.
    #[serde(default)]
    pub body: bool,
    /// Values that are signed, and made where a request to be signed has none.
    #[serde(default, deserialize_with = "one_or_many")]
    pub makes: Vec<Place>,
    /// Header fields that are signed, and what they say where a request to be
    /// signed has none.
    #[serde(default)]
    pub puts: BTreeMap<String, String>,
    /// What stands between a key's id and the secret where one text is both.
    pub id_before: Option<String>,
}

/// `[sample]`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SampleRule {
    /// Its `Content-Type`; `application/json` when absent.
    pub content_type: Option<String>,
    /// Other header fields the provider sends.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// The body.
    pub body: String,
}

const fn reject() -> FuturePolicy {
    FuturePolicy::Reject
}
