//! Schemes that send a signed token (JWT) whose claims tell about the request.
//!
//! A scheme says which algorithms it allows and what must be claimed; the
//! algorithm that a token names is only compared with those, never obeyed, so
//! `none` and a public key used as a secret have no way in. When several things
//! are wrong the first of these tells the reason: the token's form, its
//! algorithm, its key, its signature, its issuer, what it claims of the
//! request, its time.

mod algorithm;
mod claims;
mod sign;
mod token;

use model::{Evidence, FoundSignature, Reason, SecretRef, Verification};
use subtle::ConstantTimeEq as _;

pub use algorithm::Algorithm;
pub use claims::{Claimed, Needed};
pub use sign::sign;
pub use token::{Object, written};

use crate::encode::hex;
use crate::find::{self, Found};
use crate::scheme::definition::{Definition, Hash};
use crate::verify::outcome::{self, Stop};
use crate::{Check, Draft, Request, cut, digest, key};
use token::Token;

/// What a scheme demands of its tokens.
#[derive(Debug)]
pub struct Rules {
    /// The algorithms that are accepted; the first signs.
    pub algorithms: &'static [Algorithm],
    /// Who must have issued the token.
    pub issuer: Option<&'static str>,
    /// What must be claimed of the request, in the order that reasons are told.
    pub claimed: &'static [Claimed],
    /// Claims that must be there whatever they say.
    pub required: &'static [&'static str],
    /// How many seconds `exp` and `nbf` may be off.
    pub leeway: u64,
    /// What else a token that we sign claims.
    pub others: fn(&Draft<'_>) -> Object,
}

/// Checks the tokens of a request; any may verify.
pub fn verify(rules: &Rules, request: &Request<'_>, check: &Check<'_>) -> Verification {
    let definition = check.scheme.definition();
    if check.secrets.is_empty() {
        return outcome::without_secret(definition, None);
    }
    let found = find::signatures(definition, request);
    let attempts = found.iter().map(|found| {
        let attempt = Attempt {
            rules,
            request,
            check,
        };
        attempt.run(found)
    });
    outcome::furthest(attempts).unwrap_or_else(|| outcome::unsigned(definition))
}

/// One token and what it is checked against.
struct Attempt<'c, 'a> {
    rules: &'c Rules,
    request: &'c Request<'a>,
    check: &'c Check<'c>,
}

impl Attempt<'_, '_> {
    fn run(&self, found: &Found<'_>) -> Verification {
        let mut evidence = Evidence {
            scheme: self.definition().id.clone(),
            signature: Some(FoundSignature {
                place: found.place.clone(),
                text: found.text.clone().into_owned(),
            }),
            ..Evidence::default()
        };
        let steps = self.steps(&found.text, &mut evidence);
        outcome::finished(steps, evidence)
    }

    fn definition(&self) -> &Definition {
        self.check.scheme.definition()
    }

    fn steps(&self, text: &str, evidence: &mut Evidence) -> Result<(), Stop> {
        let token = Token::read(self.without_prefix(text)?).map_err(malformed)?;
        evidence.parts = token.parts(|name| self.rules.reads(name));
        evidence.signed = Some(token.content());
        let algorithm = self.algorithm(&token)?;
        self.signature(&token, algorithm, evidence)?;
        claims::issuer(self.rules, &token)?;
        claims::of_the_request(self.rules, &token, self.request, evidence)?;
        claims::times(self.rules, &token, self.check, evidence)
    }

    fn without_prefix<'t>(&self, text: &'t str) -> Result<&'t str, Stop> {
        let rule = &self.definition().signature;
        let groups = cut::groups(rule, text).unwrap_or_default();
        let token = groups.first().and_then(|group| group.signatures().next());
        token.ok_or_else(|| {
            let detail = format!("the text does not begin with \"{}\"", rule.prefix);
            Stop::new(Reason::UnsupportedOrMalformedSignature, detail)
        })
    }

    fn algorithm(&self, token: &Token<'_>) -> Result<Algorithm, Stop> {
        let named = token.algorithm().unwrap_or_default();
        let mut allowed = self.rules.algorithms.iter();
        let known = allowed.find(|algorithm| algorithm.name() == named);
        known.copied().ok_or_else(|| {
            let names: Vec<_> = self.rules.algorithms.iter().map(|one| one.name()).collect();
            let detail = format!(
                "the token names the algorithm \"{named}\"; this scheme allows {}",
                names.join(", ")
            );
            Stop::new(Reason::AlgNotAllowed, detail)
        })
    }

    /// Tries every secret until one matches.
    fn signature(
        &self,
        token: &Token<'_>,
        algorithm: Algorithm,
        evidence: &mut Evidence,
    ) -> Result<(), Stop> {
        for known in &self.check.secrets[..] {
            for key in key::keys(self.definition(), &known.secret) {
                let Some(bytes) = &key.bytes else { continue };
                let expected = written(&algorithm.mac(bytes, token.signed));
                if compare(token, expected, &known.name, evidence) {
                    evidence.matched_secret = Some(known.name.clone());
                    return Ok(());
                }
            }
        }
        Err(Stop::plain(Reason::SignatureMismatch))
    }
}

/// Compares in constant time and tells it.
fn compare(
    token: &Token<'_>,
    expected: String,
    secret: &SecretRef,
    evidence: &mut Evidence,
) -> bool {
    let matches = bool::from(expected.as_bytes().ct_eq(token.signature.as_bytes()));
    evidence.comparisons.push(model::Comparison {
        secret: secret.clone(),
        expected: Some(expected),
        received: token.signature.to_owned(),
        matches,
    });
    matches
}

fn malformed(problem: &str) -> Stop {
    Stop::new(Reason::UnsupportedOrMalformedSignature, problem)
}

impl Rules {
    fn reads(&self, name: &str) -> bool {
        matches!(name, "exp" | "nbf")
            || (name == "iss" && self.issuer.is_some())
            || self.required.contains(&name)
            || self.claimed.iter().any(|claimed| claimed.claim == name)
    }
}

/// The SHA-256 of the body in hex, as most schemes claim it.
pub fn body_sha256_hex(request: &Request<'_>) -> String {
    let digest = digest::hash(Hash::Sha256, std::iter::once(request.body));
    hex(digest.as_slice())
}
