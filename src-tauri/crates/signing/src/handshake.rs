//! Handshakes: a provider asks whether we listen, and hears what it wants to.
//!
//! Which requests are handshakes and what answers them is data, as all of a
//! scheme is: `[handshake]` in a definition, and one file each in
//! `handshakes/` for senders that need no scheme. Nothing is visited, stored
//! or sent here. What came in the request goes back only as plain text, inside
//! JSON, or in a header field it fits in, never as HTML.

mod answer;
mod asked;
mod asker;
mod context;
mod generic;
mod outcome;
mod summary;
mod visit;

use crate::scheme::definition::Definition;
use crate::scheme::handshake::HandshakeRule;
use crate::{Request, Scheme};
use answer::{Exchange, Refusal};
use asker::Asker;
pub use context::HandshakeContext;
pub use outcome::{Handshake, HandshakeReply};
pub use summary::{HandshakeSummary, HandshakeValue};

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
