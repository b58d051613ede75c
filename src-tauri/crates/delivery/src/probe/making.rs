//! Recipes made into requests.

use std::borrow::Cow;

use bytes::Bytes;
use model::{Headers, Secret, Timestamp};
use signing::Request;

use super::body;
use super::head::head;
use super::order::ProbeOrder;
use super::recipe::{Moment, Recipe, Ring, SignedBody};
use super::request::texts;
use crate::prepare::end_to_end;
use crate::{Outgoing, Signer, WireForm, afresh};

/// Fields that tell of the way a capture took to us.
const OF_THE_WAY: [&str; 7] = [
    "forwarded",
    "x-forwarded-for",
    "x-forwarded-host",
    "x-forwarded-port",
    "x-forwarded-proto",
    "x-original-host",
    "x-real-ip",
];

/// A request that was made.
#[derive(Debug, Clone)]
pub(crate) struct Made {
    /// What is sent.
    pub outgoing: Outgoing,
    /// The signature texts before they were changed.
    pub signatures: Vec<String>,
}

/// Makes the request of a recipe; `None` where the scheme or the secret does not allow it.
pub(crate) fn make(
    recipe: &Recipe,
    order: &ProbeOrder,
    ring: &Ring,
    moment: Moment,
) -> Option<Made> {
    let entropy = moment.entropy(recipe.id);
    let mut outgoing = Outgoing::new(&order.method, order.target.as_str());
    outgoing.headers = fields(&order.headers);
    let request = Request {
        method: &order.method,
        url: &order.target,
        headers: &outgoing.headers,
        body: &recipe.body,
    };
    outgoing.body = body::with_fresh_id(&recipe.scheme, &request, entropy);
    let mut outgoing = signed(recipe, outgoing, ring, (moment, entropy))?;
    let signatures = texts(&recipe.scheme, &outgoing);
    recipe.change.apply(&recipe.scheme, &mut outgoing)?;
    outgoing.wire = WireForm::Exact {
        recorded_head: head(&outgoing, recipe.spelling),
    };
    Some(Made {
        outgoing,
        signatures,
    })
}

/// A body in another form; `None` where it has no such form, or has it already.
pub(crate) fn form_of(body: &[u8], signs: &SignedBody) -> Option<Bytes> {
    let SignedBody::Form { code, detail, nth } = signs else {
        return None;
    };
    let forms = signing::body_forms(body).into_iter();
    let mut same = forms.filter(|form| form.code == *code && form.detail == *detail);
    same.nth(*nth).map(|form| form.bytes.into())
}

/// The order's fields without those of a connection and of the way they came.
fn fields(headers: &Headers) -> Headers {
    let mut kept = end_to_end(headers);
    for name in OF_THE_WAY {
        kept.remove(name);
    }
    if kept.get("user-agent").is_none() {
        kept.push(
            "User-Agent",
            concat!("Hookwright/", env!("CARGO_PKG_VERSION")),
        );
    }
    kept
}

fn signed(
    recipe: &Recipe,
    outgoing: Outgoing,
    ring: &Ring,
    (moment, entropy): (Moment, [u8; 16]),
) -> Option<Outgoing> {
    let secrets: Option<Vec<Secret>> = recipe.keys.iter().map(|key| ring.secret(key)).collect();
    let shift = recipe.shift.saturating_mul(1_000_000);
    let pen = Pen {
        signer: Signer {
            scheme: Cow::Owned(recipe.scheme.clone()),
            secrets: secrets?,
        },
        now: moment.now.plus_micros(shift),
        entropy,
    };
    let signed = match &recipe.url {
        None => pen.sign(outgoing),
        Some(url) => pen.sign_for(url, outgoing),
    };
    match recipe.signs {
        SignedBody::AsSent => signed,
        SignedBody::Form { .. } => pen.sign_over(&recipe.signs, signed?),
    }
}

/// Who signs, and when.
struct Pen {
    signer: Signer,
    now: Timestamp,
    entropy: [u8; 16],
}

impl Pen {
    fn sign(&self, outgoing: Outgoing) -> Option<Outgoing> {
        afresh::signed(outgoing, &self.signer, self.now, self.entropy).ok()
    }

    /// Signs for another URL than the one that is called.
    fn sign_for(&self, url: &str, outgoing: Outgoing) -> Option<Outgoing> {
        let called = outgoing.url.clone();
        let signed = self.sign(Outgoing {
            url: url.into(),
            ..outgoing
        })?;
        // A scheme that puts something into the URL cannot sign another one.
        let is_kept = &*signed.url == url;
        is_kept.then_some(Outgoing {
            url: called,
            ..signed
        })
    }

    /// Signs another form of the body than the one that is sent.
    fn sign_over(&self, signs: &SignedBody, outgoing: Outgoing) -> Option<Outgoing> {
        let form = form_of(&outgoing.body, signs)?;
        let sent = outgoing.body.clone();
        let signed = self.sign(Outgoing {
            body: form.clone(),
            ..outgoing
        })?;
        // A scheme that keeps something in the body cannot sign another one.
        let is_kept = signed.body == form;
        is_kept.then_some(Outgoing {
            body: sent,
            ..signed
        })
    }
}
