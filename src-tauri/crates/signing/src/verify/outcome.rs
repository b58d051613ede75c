//! What a check that was made comes to.

use model::{Evidence, KeyUrl, Reason, Verdict, Verification};

use crate::Check;
use crate::message::Missing;
use crate::scheme::definition::Definition;

/// The signature does not hold.
pub fn rejected(reason: Reason, evidence: Evidence) -> Verification {
    Verification {
        verdict: Verdict::Rejected,
        reason: Some(reason),
        evidence: Some(evidence),
    }
}

/// The signature holds.
pub fn verified(evidence: Evidence) -> Verification {
    Verification {
        verdict: Verdict::Verified,
        reason: None,
        evidence: Some(evidence),
    }
}

/// Why a check ends early.
#[derive(Debug)]
pub struct Stop {
    /// The code.
    pub reason: Reason,
    /// What the reason does not say.
    pub detail: Option<String>,
}

impl Stop {
    /// The reason says it all.
    pub const fn plain(reason: Reason) -> Self {
        Self {
            reason,
            detail: None,
        }
    }

    /// A reason and what it does not say.
    pub fn new(reason: Reason, detail: impl Into<String>) -> Self {
        Self {
            reason,
            detail: Some(detail.into()),
        }
    }

    /// A header that is signed or required is absent.
    pub fn missing_header(name: &str) -> Self {
        Self::new(Reason::MissingHeader, format!("header {name} is missing"))
    }
}

impl From<Missing> for Stop {
    fn from(missing: Missing) -> Self {
        match missing {
            Missing::Timestamp => Self::plain(Reason::MissingTimestamp),
            Missing::Header(name) => Self::missing_header(&name),
            Missing::Other(what) => Self::new(
                Reason::UnsupportedOrMalformedSignature,
                format!("{what} is missing"),
            ),
        }
    }
}

/// The verdict on steps that were all taken, or were not.
pub fn finished(steps: Result<(), Stop>, mut evidence: Evidence) -> Verification {
    match steps {
        Ok(()) => verified(evidence),
        Err(stop) => {
            evidence.detail = stop.detail.or(evidence.detail);
            rejected(stop.reason, evidence)
        }
    }
}

/// The attempt that verifies, else the one that came furthest.
pub fn furthest(attempts: impl Iterator<Item = Verification>) -> Option<Verification> {
    let mut best: Option<Verification> = None;
    for attempt in attempts {
        let further = |best: &Verification| progress(attempt.reason) > progress(best.reason);
        if best.as_ref().is_none_or(further) {
            best = Some(attempt);
        }
        if best.as_ref().is_some_and(|best| best.reason.is_none()) {
            break;
        }
    }
    best
}

const fn progress(reason: Option<Reason>) -> u8 {
    match reason {
        None => 5,
        Some(
            Reason::TimestampTooOld
            | Reason::TimestampInFuture
            | Reason::TokenExpired
            | Reason::TokenNotYetValid,
        ) => 4,
        Some(Reason::BodyHashMismatch | Reason::UrlHashMismatch | Reason::WrongIssuer) => 3,
        Some(Reason::SignatureMismatch | Reason::TokenMismatch) => 2,
        Some(_) => 1,
    }
}

/// Nothing was checked: there is no secret. Tells the key's address where the
/// provider publishes its keys.
pub fn without_secret(definition: &Definition, kid: Option<&str>) -> Verification {
    let Some(url) = &definition.key.url else {
        return Verification::not_checked();
    };
    let evidence = Evidence {
        scheme: definition.id.clone(),
        ..Evidence::default()
    };
    without_key(Some(key_url(url, kid)), evidence)
}

/// Nothing was checked: the key is not here, and this is where it would be.
pub fn without_key(key_url: Option<KeyUrl>, evidence: Evidence) -> Verification {
    let evidence = Evidence {
        key_url,
        ..evidence
    };
    not_checked("key not here yet", evidence)
}

/// A mismatch also tells where the provider's present key is: those at hand may
/// be older ones.
pub fn or_newer_key(mut verification: Verification, key_url: Option<KeyUrl>) -> Verification {
    if let (Some(Reason::SignatureMismatch), Some(evidence)) =
        (verification.reason, &mut verification.evidence)
    {
        evidence.key_url = key_url;
    }
    verification
}

/// Nothing was checked, and this is what is missing.
pub fn not_checked(detail: &str, evidence: Evidence) -> Verification {
    Verification {
        evidence: Some(Evidence {
            detail: Some(detail.to_owned()),
            ..evidence
        }),
        ..Verification::not_checked()
    }
}

/// The address of a key.
pub fn key_url(url: &str, kid: Option<&str>) -> KeyUrl {
    KeyUrl {
        url: url.to_owned(),
        kid: kid.map(str::to_owned),
    }
}

/// No signature stands at any of the scheme's places; without a secret that is not known to be wrong.
pub fn without_signature(check: &Check<'_>) -> Verification {
    match check.secrets {
        [] => Verification::not_checked(),
        _ => unsigned(check.scheme.definition()),
    }
}

/// No signature stands at any of the scheme's places.
pub fn unsigned(definition: &Definition) -> Verification {
    let places: Vec<String> = definition
        .signature
        .from
        .iter()
        .map(ToString::to_string)
        .collect();
    Verification {
        verdict: Verdict::Unsigned,
        reason: Some(Reason::MissingSignature),
        evidence: Some(Evidence {
            scheme: definition.id.clone(),
            detail: Some(format!("no signature in {}", places.join(" or "))),
            ..Evidence::default()
        }),
    }
}
