//! Handshakes: a provider asks whether we listen, and hears what it wants to.
//!
//! Which requests are handshakes and what answers them is data, as all of a
//! scheme is: `[handshake]` in a definition, and one file each in
//! `handshakes/` for senders that need no scheme. Nothing is visited, stored
//! or sent here. What came in the request goes back only as plain text, inside
//! JSON, or in a header field it fits in, never as HTML.

mod answer;
mod asked;
mod generic;
mod summary;
mod visit;

use std::collections::BTreeMap;

use model::{Headers, Secret, Verdict};

use crate::scheme::definition::Definition;
use crate::scheme::handshake::HandshakeRule;
use crate::{Confidence, KnownSecret, Request, Scheme};
use answer::{Exchange, Refusal};
pub use summary::{HandshakeSummary, HandshakeValue};

/// What a handshake is answered with.
#[derive(Debug, Clone, Copy)]
pub struct HandshakeContext<'a> {
    /// The source's scheme; without one only the handshakes that need none are known.
    pub scheme: Option<&'a Scheme>,
    /// What was agreed on with the provider, by name.
    pub values: &'a BTreeMap<String, Secret>,
    /// The source's secrets, oldest first; the newest answers.
    pub secrets: &'a [KnownSecret],
    /// What the check of the same request said.
    pub verdict: Verdict,
}

/// A request that is a handshake, and how it is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handshake {
    /// What it is called, such as `url_verification`.
    pub kind: String,
    /// Who asks.
    pub provider: String,
    /// The answer, a refusal included.
    pub reply: HandshakeReply,
    /// The secret that the provider signs with from now on.
    pub learned: Option<Secret>,
    /// Why it is refused, in words.
    pub refused: Option<String>,
    /// A URL that a person may visit to agree: https, and one of the provider's hosts.
    pub visit: Option<String>,
    /// What else one should know.
    pub note: Option<String>,
}

/// An answer; what it repeats has been made harmless.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandshakeReply {
    /// Status code.
    pub status: u16,
    /// Header fields.
    pub headers: Headers,
    /// The body.
    pub body: Vec<u8>,
}

impl HandshakeReply {
    /// A status and nothing else.
    #[must_use]
    pub fn empty(status: u16) -> Self {
        Self {
            status,
            headers: Headers::default(),
            body: Vec::new(),
        }
    }
}

/// How a request is to be answered, when it is a handshake.
///
/// The request's URL is the one the provider was given, with the query that
/// came: challenges stand in it, and some answers are computed of it.
#[must_use]
pub fn handshake(request: &Request<'_>, context: &HandshakeContext<'_>) -> Option<Handshake> {
    let (asker, rule) = rules(context.scheme).find(|(_, rule)| asked::asks(rule, request))?;
    let exchange = Exchange {
        rule,
        request,
        context,
    };
    Some(answered(&asker, &exchange))
}

fn answered(asker: &Asker<'_>, exchange: &Exchange<'_, '_>) -> Handshake {
    let outcome = exchange
        .learned()
        .and_then(|learned| Ok((exchange.reply()?, learned)));
    let (reply, learned, refused) = match outcome {
        Ok((reply, learned)) => (reply, learned, None),
        Err(Refusal { status, why }) => (HandshakeReply::empty(status), None, Some(why)),
    };
    let visit = exchange.rule.visit.as_ref();
    let visit = visit.map(|rule| visit::url(rule, exchange.request));
    let (visit, note) = match visit {
        Some(Ok(url)) if refused.is_none() => (Some(url), None),
        Some(Err(problem)) => (None, Some(problem)),
        Some(Ok(_)) | None => (None, None),
    };
    Handshake {
        kind: exchange.rule.kind.clone(),
        provider: asker.provider.to_owned(),
        reply,
        learned,
        refused,
        visit,
        note,
    }
}

/// Who asks, and how that is known.
struct Asker<'a> {
    provider: &'a str,
    confidence: Confidence,
    facts_from: &'a str,
}

/// The handshakes of a scheme; without one, those that need none.
fn rules<'a>(scheme: Option<&'a Scheme>) -> impl Iterator<Item = (Asker<'a>, &'a HandshakeRule)> {
    let own = scheme.map(Scheme::definition).into_iter();
    let own = own.flat_map(|own| own.handshake.iter().map(|rule| (asker(own), rule)));
    let generic = scheme.is_none().then(generic::all);
    own.chain(generic.into_iter().flatten())
}

fn asker(definition: &Definition) -> Asker<'_> {
    Asker {
        provider: &definition.provider,
        confidence: definition.confidence,
        facts_from: &definition.facts_from,
    }
}

/// What a source of this scheme answers by itself; without one, what needs none.
#[must_use]
pub fn handshakes(scheme: Option<&Scheme>) -> Vec<HandshakeSummary> {
    let all = rules(scheme);
    all.map(|(asker, rule)| summary::summary(&asker, rule))
        .collect()
}

/// Whether a value of this name may be given to a source of this scheme.
#[must_use]
pub fn takes_handshake_value(scheme: Option<&Scheme>, name: &str) -> bool {
    rules(scheme).any(|(_, rule)| takes(rule, name))
}

/// Beside the values that are asked for, one may take the secret's place as the key.
fn takes(rule: &HandshakeRule, name: &str) -> bool {
    let key = rule
        .digest
        .as_ref()
        .and_then(|digest| digest.key.as_deref());
    rule.values.contains_key(name) || key == Some(name)
}
