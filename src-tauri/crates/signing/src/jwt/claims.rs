//! What a token claims, against what is so.

use model::{ClaimCheck, Evidence, FuturePolicy, Reason, Timestamp, TimestampCheck};
use subtle::ConstantTimeEq as _;

use super::Rules;
use super::token::Token;
use crate::verify::outcome::Stop;
use crate::{Check, Request};

/// Something that a token claims of its request.
#[derive(Debug)]
pub struct Claimed {
    /// The claim's name.
    pub claim: &'static str,
    /// What it should be, in words.
    pub what: &'static str,
    /// What it should be.
    pub value: fn(&Request<'_>) -> String,
    /// How a claimed text is written before it is compared: hex of either
    /// case, base64 with padding or without.
    pub normal: fn(&str) -> String,
    /// When it must be there.
    pub needed: Needed,
    /// The reason when it is something else.
    pub otherwise: Reason,
}

/// When a claim must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needed {
    /// Always.
    Always,
    /// Only when the request has a body.
    WithBody,
}

impl Needed {
    /// Whether it must be in this request's token.
    pub const fn by(self, request: &Request<'_>) -> bool {
        match self {
            Self::Always => true,
            Self::WithBody => !request.body.is_empty(),
        }
    }
}

/// The issuer and the claims that must be there.
pub fn issuer(rules: &Rules, token: &Token<'_>) -> Result<(), Stop> {
    if let Some(wanted) = rules.issuer {
        let found = token.claim("iss");
        if found.as_deref() != Some(wanted) {
            let found = found.map_or_else(|| "nobody".to_owned(), |found| format!("\"{found}\""));
            let detail = format!("the token was issued by {found} instead of \"{wanted}\"");
            return Err(Stop::new(Reason::WrongIssuer, detail));
        }
    }
    match rules
        .required
        .iter()
        .find(|name| token.claim(name).is_none())
    {
        None => Ok(()),
        Some(name) => Err(Stop::new(
            Reason::UnsupportedOrMalformedSignature,
            format!("the token has no claim {name}"),
        )),
    }
}

/// What is claimed of the request; all of it is told, the first difference counts.
pub fn of_the_request(
    rules: &Rules,
    token: &Token<'_>,
    request: &Request<'_>,
    evidence: &mut Evidence,
) -> Result<(), Stop> {
    let mut first = Ok(());
    for claimed in rules.claimed {
        let Some(check) = claimed.check(token, request) else {
            continue;
        };
        if !check.matches && first.is_ok() {
            first = Err(different(claimed, &check));
        }
        evidence.claims.push(check);
    }
    first
}

fn different(claimed: &Claimed, check: &ClaimCheck) -> Stop {
    let detail = match &check.received {
        None => format!("the token has no claim {}", claimed.claim),
        Some(_) => format!("the claim {} is not the {}", claimed.claim, claimed.what),
    };
    Stop::new(claimed.otherwise, detail)
}

impl Claimed {
    /// The check of a claim; `None` when it is absent and may be.
    fn check(&self, token: &Token<'_>, request: &Request<'_>) -> Option<ClaimCheck> {
        let received = token.claim(self.claim);
        if received.is_none() && !self.needed.by(request) {
            return None;
        }
        let expected = (self.value)(request);
        let same = |received: &str| {
            let (expected, received) = ((self.normal)(&expected), (self.normal)(received));
            bool::from(expected.as_bytes().ct_eq(received.as_bytes()))
        };
        Some(ClaimCheck {
            place: format!("claim {}", self.claim),
            what: self.what.to_owned(),
            matches: received.as_deref().is_some_and(same),
            expected,
            received,
        })
    }
}

/// Whether the token is valid now. The end is not part of its time: at `exp`
/// it is over (RFC 7519, 4.1.4).
pub fn times(
    rules: &Rules,
    token: &Token<'_>,
    check: &Check<'_>,
    evidence: &mut Evidence,
) -> Result<(), Stop> {
    let leeway = check.tolerance_seconds.unwrap_or(rules.leeway);
    let allowed = i64::try_from(leeway)
        .unwrap_or(i64::MAX)
        .saturating_mul(1_000_000);
    for (name, early) in [("nbf", true), ("exp", false)] {
        let Some(at) = token.time(name) else { continue };
        let told = told(token, name, at, check.now, leeway);
        let age = told.age_micros;
        evidence.timestamp = Some(told);
        let Some(age) = age else {
            let detail = format!("the claim {name} is no time");
            return Err(Stop::new(Reason::UnsupportedOrMalformedSignature, detail));
        };
        if early && age < -allowed {
            return Err(Stop::plain(Reason::TokenNotYetValid));
        }
        if !early && age >= allowed {
            return Err(Stop::plain(Reason::TokenExpired));
        }
    }
    Ok(())
}

fn told(
    token: &Token<'_>,
    name: &str,
    at: Option<Timestamp>,
    now: Timestamp,
    leeway: u64,
) -> TimestampCheck {
    // Tokens count in seconds; a finer clock would end them early.
    let now = Timestamp::from_unix_seconds(now.unix_seconds());
    TimestampCheck {
        place: format!("claim {name}"),
        text: token.claim(name).unwrap_or_default(),
        at,
        age_micros: at.map(|at| now.micros_since(at)),
        tolerance_seconds: Some(leeway),
        future: match name {
            "exp" => FuturePolicy::Accept,
            _ => FuturePolicy::Reject,
        },
    }
}
