//! Proposes a scheme of one's own from a signed request and its secret.
//!
//! A search: where the signature may stand and how it may be written
//! ([`reading`]), what the secret may stand for ([`keys`]), which bytes may be
//! signed ([`messages`]). A digest that occurs in the request is a proof, not a
//! guess; what is proposed has also been checked with the definition itself.
//! Body and secret are taken as they are: finding out what changed them on the
//! way is a diagnosis.

mod atom;
mod keys;
mod matching;
mod messages;
mod reading;
mod sentences;
mod texts;
mod times;
mod token;
mod writing;

use model::{Secret, SecretRef, Timestamp, Verdict, Verification};
use serde::Serialize;

use crate::{Check, KnownSecret, Request, Scheme, verify};
use matching::{Match, Search};

/// What the search found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct Proposals {
    /// Schemes that verify the request, the simplest first.
    pub found: Vec<Proposal>,
    /// How many combinations were tried.
    #[ts(type = "number")]
    pub tried: u64,
    /// When nothing was found: what was tried and what remains, in plain sentences.
    pub remains: Vec<String>,
}

/// A scheme that verifies the request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct Proposal {
    /// Its definition: TOML for [`Scheme::from_toml`].
    pub definition: String,
    /// What it says and what proves it, in plain sentences.
    pub sentences: Vec<String>,
    /// The check of the request with this definition.
    pub verification: Verification,
}

/// One is enough; a few more show where the same value stands twice.
const MOST: usize = 4;

/// Searches for the scheme that a request was signed with.
///
/// `budget` is asked now and then and says whether time is left: this crate
/// has no clock. For a public-key scheme the secret is the public key.
#[must_use]
pub fn propose(request: &Request<'_>, secret: &Secret, budget: &dyn Fn() -> bool) -> Proposals {
    let texts = texts::texts(request);
    let readings = reading::readings(&texts);
    let mut search = Search::new(request, secret, &readings, budget);
    let mut found = Vec::new();
    for reading in token::readings(&texts, secret) {
        take(&mut found, &Match::token(reading), request, secret);
    }
    let moments = times::moments(&texts, &readings);
    if found.is_empty() {
        search.run(&messages::messages(&texts, &moments), &mut |candidate| {
            take(&mut found, &candidate, request, secret);
            found.len() < MOST
        });
    }
    let remains = match found.is_empty() {
        true => sentences::remains(&readings, &search),
        false => Vec::new(),
    };
    Proposals {
        found,
        tried: search.tried,
        remains,
    }
}

/// Keeps a match if its definition verifies the request.
fn take(found: &mut Vec<Proposal>, candidate: &Match<'_>, request: &Request<'_>, secret: &Secret) {
    let definition = writing::definition(candidate);
    let known = |proposal: &Proposal| proposal.definition == definition;
    if found.len() >= MOST || found.iter().any(known) {
        return;
    }
    let Ok(scheme) = Scheme::from_toml(&definition) else {
        return;
    };
    let verification = checked(&scheme, request, secret);
    if verification.verdict == Verdict::Verified {
        found.push(Proposal {
            sentences: sentences::proof(candidate, &scheme, &verification),
            definition,
            verification,
        });
    }
}

fn checked(scheme: &Scheme, request: &Request<'_>, secret: &Secret) -> Verification {
    let secrets = [KnownSecret {
        secret: secret.clone(),
        name: SecretRef {
            id: None,
            name: "the secret".to_owned(),
        },
    }];
    let check = Check {
        scheme,
        secrets: &secrets,
        // No definition made here has a window.
        now: Timestamp(0),
        tolerance_seconds: None,
        future: None,
    };
    verify(request, &check)
}

#[cfg(test)]
#[path = "propose/tests.rs"]
mod tests;
