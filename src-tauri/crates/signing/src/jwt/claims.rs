//! What a token claims, against what is so.

use model::{ClaimCheck, Evidence, FuturePolicy, Reason, Timestamp, TimestampCheck};
use subtle::ConstantTimeEq as _;

use super::rules::{Claimed, Rules};
use super::token::Token;
use crate::scheme::place::TimestampPlace;
use crate::timestamp;
use crate::verify::outcome::Stop;
use crate::{Check, Request};

/// The issuer and the claims that must be there.
pub fn issuer(rules: &Rules, wanted: Option<&str>, token: &Token<'_>) -> Result<(), Stop> {
    if let Some(wanted) = wanted {
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
        let Some(check) = checked(claimed, token, request) else {
            continue;
        };
        if !check.matches && first.is_ok() {
            first = Err(different(claimed, &check, request));
        }
        evidence.claims.push(check);
    }
    first
}

fn different(claimed: &Claimed, check: &ClaimCheck, request: &Request<'_>) -> Stop {
    let detail = match &check.received {
        None => format!("the token has no claim {}", claimed.claim),
        Some(received) => {
            let mended = claimed.mended_by.and_then(|tell| tell(request, received));
            let mended = mended.map(|words| format!("; {words}"));
            let (claim, what) = (claimed.claim, claimed.what);
            format!(
                "the claim {claim} is not the {what}{}",
                mended.unwrap_or_default()
            )
        }
    };
    Stop::new(claimed.otherwise, detail)
}

/// The check of a claim; `None` when it is absent and may be.
fn checked(claimed: &Claimed, token: &Token<'_>, request: &Request<'_>) -> Option<ClaimCheck> {
    let received = token.claim(claimed.claim);
    if received.is_none() && !claimed.needed.by(request) {
        return None;
    }
    let expected = (claimed.value)(request);
    let same = |received: &str| {
        let (expected, received) = ((claimed.normal)(&expected), (claimed.normal)(received));
        bool::from(expected.as_bytes().ct_eq(received.as_bytes()))
    };
    Some(ClaimCheck {
        place: format!("claim {}", claimed.claim),
        what: claimed.what.to_owned(),
        matches: received.as_deref().is_some_and(same),
        expected,
        received,
    })
}

/// Whether the token is valid now: not before `nbf`, not from `exp` on (RFC
/// 7519, 4.1), and not older than the scheme's window.
pub fn times(
    rules: &Rules,
    token: &Token<'_>,
    check: &Check<'_>,
    evidence: &mut Evidence,
) -> Result<(), Stop> {
    let leeway = check.tolerance_seconds.unwrap_or(rules.leeway);
    for bound in [Bound::Begin, Bound::End] {
        let Some(at) = token.time(bound.claim()) else {
            continue;
        };
        let told = bound.told(token, at, check, leeway);
        let kept = bound.kept(&told);
        evidence.timestamp = Some(told);
        kept?;
    }
    window(token, check, evidence)
}

/// The begin or the end of a token's time.
#[derive(Clone, Copy)]
enum Bound {
    Begin,
    End,
}

impl Bound {
    const fn claim(self) -> &'static str {
        match self {
            Self::Begin => "nbf",
            Self::End => "exp",
        }
    }

    fn told(
        self,
        token: &Token<'_>,
        at: Option<Timestamp>,
        check: &Check<'_>,
        leeway: u64,
    ) -> TimestampCheck {
        // Tokens count in seconds; a finer clock would end them early.
        let now = Timestamp::from_unix_seconds(check.now.unix_seconds());
        TimestampCheck {
            place: format!("claim {}", self.claim()),
            text: token.claim(self.claim()).unwrap_or_default(),
            at,
            age_micros: at.map(|at| now.micros_since(at)),
            tolerance_seconds: Some(leeway),
            future: match self {
                Self::Begin => check.future.unwrap_or(FuturePolicy::Reject),
                Self::End => FuturePolicy::Accept,
            },
        }
    }

    fn kept(self, told: &TimestampCheck) -> Result<(), Stop> {
        let leeway = told.tolerance_seconds.unwrap_or_default();
        let allowed = i64::try_from(leeway)
            .unwrap_or(i64::MAX)
            .saturating_mul(1_000_000);
        let Some(age) = told.age_micros else {
            let detail = format!("the {} is no time", told.place);
            return Err(Stop::new(Reason::UnsupportedOrMalformedSignature, detail));
        };
        match self {
            Self::Begin if age < -allowed && told.future == FuturePolicy::Reject => {
                Err(Stop::plain(Reason::TokenNotYetValid))
            }
            Self::End if age >= allowed => Err(Stop::plain(Reason::TokenExpired)),
            Self::Begin | Self::End => Ok(()),
        }
    }
}

/// The window of a scheme that counts from the time a token was made.
fn window(token: &Token<'_>, check: &Check<'_>, evidence: &mut Evidence) -> Result<(), Stop> {
    let definition = check.scheme.definition();
    let Some((rule, TimestampPlace::Field(claim))) =
        definition.timestamp.as_ref().map(|rule| (rule, &rule.from))
    else {
        return Ok(());
    };
    let Some(text) = token.claim(claim) else {
        let detail = format!("the token has no claim {claim}");
        return Err(Stop::new(Reason::MissingTimestamp, detail));
    };
    let told = timestamp::checked(rule, &text, check.now, check.allowance());
    let reason = timestamp::verdict(&told);
    evidence.timestamp = Some(TimestampCheck {
        place: format!("claim {claim}"),
        ..told
    });
    reason.map_or(Ok(()), |reason| Err(Stop::plain(reason)))
}
