//! How one request of a probe is made: everything that may differ, as data.
//!
//! A recipe is made into a request at the moment it is sent, so that its timestamp is fresh however
//! long the probe takes.

use std::borrow::Cow;

use bytes::Bytes;
use model::{Headers, Secret, Timestamp};
use signing::{Request, Scheme};

use super::body;
use super::change::Change;
use super::order::ProbeOrder;
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

/// How one request is made.
#[derive(Debug, Clone)]
pub(crate) struct Recipe {
    /// The scheme it is signed by; one with a mistake in it where that is what is asked.
    pub scheme: Scheme,
    /// What signs.
    pub keys: Vec<Key>,
    /// The body that is sent, before signing puts something into it.
    pub body: Bytes,
    /// The body that is signed.
    pub signs: SignedBody,
    /// Seconds between now and the time that is signed; negative is the past.
    pub shift: i64,
    /// The URL that is signed, where it is not the one that is called.
    pub url: Option<String>,
    /// The event's id.
    pub id: EventId,
    /// How the names of header fields are written.
    pub spelling: Spelling,
    /// What is changed once it is signed.
    pub change: Change,
}

/// What signs.
#[derive(Debug, Clone)]
pub(crate) enum Key {
    /// A secret of the order, counted from 0.
    Own(usize),
    /// One that the handler cannot know.
    Wrong,
    /// This text.
    Text(Secret),
}

/// The body that is signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum SignedBody {
    /// The one that is sent.
    AsSent,
    /// Another form of it, see [`signing::body_forms`].
    Form {
        /// The form's code.
        code: &'static str,
        /// Its detail.
        detail: String,
        /// Which one of those, from 0.
        nth: usize,
    },
}

/// The event's id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum EventId {
    /// One of its own.
    Fresh,
    /// The one that this number gives, again and again.
    Fixed(u64),
}

/// How the names of header fields are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spelling {
    /// As the scheme writes them.
    Own,
    /// `stripe-signature`.
    Lower,
    /// `Stripe-Signature`.
    Title,
    /// `sTrIpE-sIgNaTuRe`.
    Odd,
}

impl Recipe {
    /// A right request of an order.
    pub(crate) fn right(order: &ProbeOrder) -> Self {
        Self {
            scheme: order.scheme.clone(),
            keys: vec![Key::Own(0)],
            body: order.body.clone(),
            signs: SignedBody::AsSent,
            shift: 0,
            url: None,
            id: EventId::Fresh,
            spelling: Spelling::Own,
            change: Change::None,
        }
    }

    /// The same with another body.
    pub(crate) fn with_body(&self, body: impl Into<Bytes>) -> Self {
        Self {
            body: body.into(),
            ..self.clone()
        }
    }

    /// The same, changed once it is signed.
    pub(crate) fn changed(&self, change: Change) -> Self {
        Self {
            change,
            ..self.clone()
        }
    }

    /// The same, signed at another time.
    pub(crate) fn shifted(&self, shift: i64) -> Self {
        Self {
            shift,
            ..self.clone()
        }
    }

    /// The same, signed by others.
    pub(crate) fn signed_by(&self, keys: Vec<Key>) -> Self {
        Self {
            keys,
            ..self.clone()
        }
    }
}

/// The secrets that keys stand for.
#[derive(Debug, Clone)]
pub(crate) struct Ring {
    /// Those of the order.
    pub own: Vec<Secret>,
    /// One that the handler cannot know.
    pub wrong: Option<Secret>,
}

impl Ring {
    /// The secret of a key, where there is one.
    pub(crate) fn secret(&self, key: &Key) -> Option<Secret> {
        match key {
            // Where nothing of the order signs, a stranger's signature is at least well formed.
            Key::Own(_) if self.own.is_empty() => self.wrong.clone(),
            Key::Own(index) => self.own.get(*index).cloned(),
            Key::Wrong => self.wrong.clone(),
            Key::Text(secret) => Some(secret.clone()),
        }
    }
}

/// When a request is made, and what its id is made of.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Moment {
    /// The time.
    pub now: Timestamp,
    /// Random bytes of this probe.
    pub seed: u128,
    /// Number of the request.
    pub number: u64,
}

impl Moment {
    fn entropy(&self, id: EventId) -> [u8; 16] {
        let number = match id {
            EventId::Fresh => self.number,
            // Far from every number that a request has.
            EventId::Fixed(number) => u64::MAX - number,
        };
        // Multiplied, so that neighbours have nothing in common.
        let spread = u128::from(number).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835);
        self.seed.wrapping_add(spread).to_be_bytes()
    }
}

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
    let mut outgoing = Outgoing::new(&order.method, &order.target);
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
    let signer = Signer {
        scheme: Cow::Owned(recipe.scheme.clone()),
        secrets: secrets?,
    };
    let now = moment
        .now
        .plus_micros(recipe.shift.saturating_mul(1_000_000));
    let sign = |outgoing: Outgoing| afresh::signed(outgoing, &signer, now, entropy).ok();
    let called = outgoing.url.clone();
    let mut signed = match &recipe.url {
        None => sign(outgoing)?,
        Some(url) => {
            let other = sign(Outgoing {
                url: url.clone(),
                ..outgoing
            })?;
            let is_kept = other.url == *url;
            is_kept.then_some(Outgoing {
                url: called,
                ..other
            })?
        }
    };
    if let SignedBody::Form { code, detail, nth } = &recipe.signs {
        let forms = signing::body_forms(&signed.body).into_iter();
        let mut same = forms.filter(|form| form.code == *code && form.detail == *detail);
        let form = Bytes::from(same.nth(*nth)?.bytes);
        let sent = signed.body.clone();
        let again = sign(Outgoing {
            body: form.clone(),
            ..signed
        })?;
        // A scheme that keeps something in the body cannot sign another one.
        signed = (again.body == form).then_some(Outgoing {
            body: sent,
            ..again
        })?;
    }
    Some(signed)
}

/// The head as it goes out; who sends it puts in the target and `Host`.
fn head(outgoing: &Outgoing, spelling: Spelling) -> Bytes {
    let mut head = format!("{} / HTTP/1.1\r\nHost: localhost\r\n", outgoing.method).into_bytes();
    for field in &outgoing.headers {
        head.extend_from_slice(spelled(&field.name, spelling).as_bytes());
        head.extend_from_slice(b": ");
        let value = field.value.iter().copied();
        head.extend(value.filter(|byte| !matches!(byte, b'\r' | b'\n' | 0)));
        head.extend_from_slice(b"\r\n");
    }
    head.extend_from_slice(format!("Content-Length: {}\r\n\r\n", outgoing.body.len()).as_bytes());
    head.into()
}

fn spelled(name: &str, spelling: Spelling) -> String {
    match spelling {
        Spelling::Own => name.to_owned(),
        Spelling::Lower => name.to_ascii_lowercase(),
        Spelling::Title => titled(name),
        Spelling::Odd => odd(name),
    }
}

fn titled(name: &str) -> String {
    let word = |word: &str| {
        let (first, rest) = word.split_at(word.len().min(1));
        first.to_ascii_uppercase() + &rest.to_ascii_lowercase()
    };
    let words: Vec<String> = name.split('-').map(word).collect();
    words.join("-")
}

fn odd(name: &str) -> String {
    let letter = |(index, letter): (usize, char)| match index % 2 {
        0 => letter.to_ascii_lowercase(),
        _ => letter.to_ascii_uppercase(),
    };
    name.chars().enumerate().map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_spelled_as_asked() {
        let name = "X-Hub-Signature-256";
        assert_eq!(spelled(name, Spelling::Lower), "x-hub-signature-256");
        assert_eq!(
            spelled("x-hub-signature", Spelling::Title),
            "X-Hub-Signature"
        );
        assert_eq!(spelled("abc", Spelling::Odd), "aBc");
    }

    #[test]
    fn every_request_has_an_id_of_its_own_and_a_fixed_one_stays() {
        let moment = |number| Moment {
            now: Timestamp(0),
            seed: 7,
            number,
        };
        assert_ne!(
            moment(1).entropy(EventId::Fresh),
            moment(2).entropy(EventId::Fresh)
        );
        assert_eq!(
            moment(1).entropy(EventId::Fixed(1)),
            moment(2).entropy(EventId::Fixed(1))
        );
    }
}
