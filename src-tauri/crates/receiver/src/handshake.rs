//! Handshakes of a source's provider: answered by us, before the source's rule.
//!
//! Not for web pages, which can make a browser ask anything of localhost,
//! unless the source allows them. Nothing is visited: a URL that asks for it
//! stands with the capture, for a person.

use std::collections::BTreeMap;

use model::{Answer, CaptureFlag, CaptureHandshake, HandshakeOutcome, Secret, SecretRef, Verdict};
use signing::{Handshake, HandshakeContext, HandshakeReply, KnownSecret, Request, Scheme};
use store::LiveSource;

use crate::context::Context;
use crate::inbound::Inbound;

/// What a source answers handshakes with.
#[derive(Debug)]
pub(crate) struct Handshakes {
    values: BTreeMap<String, Secret>,
    /// Every key pair was made here: no provider can have signed with one.
    only_own_pairs: bool,
}

impl Handshakes {
    /// `None` where the source does not answer them.
    pub(crate) fn of(live: &LiveSource) -> Option<Self> {
        let pairs = live.signing.len();
        live.source.handshake.then(|| Self {
            values: live.handshake_values.clone(),
            only_own_pairs: pairs > 0 && pairs == live.secrets.len(),
        })
    }

    /// How a request is answered, when it is a handshake.
    pub(crate) fn find(
        &self,
        request: &Request<'_>,
        scheme: Option<&Scheme>,
        (secrets, verdict): (&[KnownSecret], Verdict),
    ) -> Option<Handshake> {
        let context = HandshakeContext {
            scheme,
            values: &self.values,
            secrets,
            verdict: match self.only_own_pairs {
                true => Verdict::NotChecked,
                false => verdict,
            },
        };
        signing::handshake(request, &context)
    }
}

/// What came of a request that may have been a handshake.
#[derive(Debug, Default)]
pub(crate) struct Shaken {
    /// What its capture keeps.
    pub record: Option<CaptureHandshake>,
    /// The answer; `None` leaves it to the source's rule.
    pub answer: Option<Answer>,
}

impl Shaken {
    /// The flag that lists show.
    pub(crate) fn flag(&self) -> Option<CaptureFlag> {
        self.record.as_ref().map(|_| CaptureFlag::Handshake)
    }
}

/// Answers a handshake. What it teaches is on disk when this returns.
pub(crate) async fn shake(
    context: &Context,
    live: &LiveSource,
    (exchange, mut handshake): (&Inbound, Handshake),
) -> Shaken {
    if !context.shakes(live, exchange) {
        return Shaken::default();
    }
    if exchange.from_browser() && !live.source.allow_browser {
        return withheld(handshake);
    }
    let learned = match handshake.learned.take() {
        Some(secret) => learn(context, live, secret).await,
        None => Ok(None),
    };
    match learned {
        Ok(learned) => answered(handshake, learned),
        Err(Untaught { status, why }) => {
            handshake.reply = HandshakeReply::empty(status);
            handshake.refused = Some(why);
            answered(handshake, None)
        }
    }
}

fn withheld(handshake: Handshake) -> Shaken {
    let why = "a web page asked: allow web pages for this source if that is meant to be";
    Shaken {
        record: Some(CaptureHandshake {
            kind: handshake.kind,
            provider: handshake.provider,
            outcome: HandshakeOutcome::Withheld,
            detail: Some(why.to_owned()),
            learned: None,
            visit: None,
        }),
        answer: None,
    }
}

fn answered(handshake: Handshake, learned: Option<SecretRef>) -> Shaken {
    let outcome = match handshake.refused {
        Some(_) => HandshakeOutcome::Refused,
        None => HandshakeOutcome::Answered,
    };
    Shaken {
        record: Some(CaptureHandshake {
            kind: handshake.kind,
            provider: handshake.provider,
            outcome,
            detail: handshake.refused.or(handshake.note),
            learned,
            visit: handshake.visit,
        }),
        answer: Some(answer(handshake.reply)),
    }
}

fn answer(reply: HandshakeReply) -> Answer {
    Answer {
        status: reply.status,
        headers: reply.headers,
        body: Some(reply.body),
    }
}

/// Why a secret was not learned.
struct Untaught {
    status: u16,
    why: String,
}

/// Keeps a secret that a handshake brought.
async fn learn(
    context: &Context,
    live: &LiveSource,
    secret: Secret,
) -> Result<Option<SecretRef>, Untaught> {
    let name = secret.hint();
    let sources = context.options.store.sources();
    match sources.learn_secret(live.source.id, secret).await {
        Ok(Some(id)) => Ok(Some(SecretRef { id: Some(id), name })),
        Ok(None) => Err(Untaught {
            status: 403,
            why: "the source has learned too many secrets: forget some first".to_owned(),
        }),
        // The provider asks again later, when the secret can be kept.
        Err(error) => Err(Untaught {
            status: 503,
            why: format!("its secret could not be kept: {error}"),
        }),
    }
}
