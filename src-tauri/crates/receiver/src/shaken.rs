//! Handshakes of a source's provider: answered by us, before the source's rule.
//!
//! Not for web pages, which can make a browser ask anything of localhost,
//! unless the source allows them. Nothing is visited: a URL that asks for it
//! stands with the capture, for a person.

use model::{Answer, CaptureFlag, CaptureHandshake, HandshakeOutcome, Secret, SecretRef};
use signing::{Handshake, HandshakeReply};
use store::LiveSource;

use crate::context::Context;
use crate::inbound::Inbound;

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
