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
mod keys;
mod rules;
mod sign;
pub(crate) mod token;
pub mod values;

use model::{Evidence, FoundSignature, Reason, Verification};

pub use algorithm::{ES256, HS, HS256, RS256};
pub use rules::{Claimed, Issuer, Needed, Rules};
pub use sign::{kept, made_id, sign};

use crate::find::{self, Found};
use crate::scheme::definition::Definition;
use crate::verify::outcome::{self, Stop};
use crate::{Check, Request, cut};
use algorithm::Algorithm;
use keys::Keys;
use token::Token;

/// Checks the tokens of a request; any may verify.
pub fn verify(rules: &Rules, request: &Request<'_>, check: &Check<'_>) -> Verification {
    let definition = check.scheme.definition();
    let found = find::signatures(definition, request);
    if check.secrets.is_empty() {
        return without_secret(definition, &found);
    }
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

/// Nothing can be checked; the key that the first token names would have to be fetched.
fn without_secret(definition: &Definition, found: &[Found<'_>]) -> Verification {
    let Some(found) = found.first() else {
        return outcome::without_secret(definition, None);
    };
    let text = token_text(definition, &found.text).ok();
    let token = text.and_then(|text| Token::read(text).ok());
    let kid = token.as_ref().and_then(Token::key_id);
    let mut told = outcome::without_secret(definition, kid);
    if let Some(evidence) = &mut told.evidence {
        evidence.signature = Some(signature(found));
        // Nothing of it was read but the key's id.
        evidence.parts = token
            .map(|token| token.parts(|_| false))
            .unwrap_or_default();
    }
    told
}

fn signature(found: &Found<'_>) -> FoundSignature {
    FoundSignature {
        place: found.place.clone(),
        text: found.text.clone().into_owned(),
    }
}

/// The token without the text in front of it.
fn token_text<'t>(definition: &Definition, text: &'t str) -> Result<&'t str, Stop> {
    let rule = &definition.signature;
    let groups = cut::groups(rule, text).unwrap_or_default();
    let token = groups.first().and_then(|group| group.signatures().next());
    token.ok_or_else(|| {
        let detail = format!("the text does not begin with \"{}\"", rule.prefix);
        Stop::new(Reason::UnsupportedOrMalformedSignature, detail)
    })
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
            signature: Some(signature(found)),
            ..Evidence::default()
        };
        let steps = self.steps(&found.text, &mut evidence);
        outcome::finished(steps, evidence)
    }

    fn definition(&self) -> &Definition {
        self.check.scheme.definition()
    }

    fn steps(&self, text: &str, evidence: &mut Evidence) -> Result<(), Stop> {
        let token = Token::read(token_text(self.definition(), text)?).map_err(malformed)?;
        evidence.parts = token.parts(|name| self.rules.reads(name));
        evidence.signed = Some(token.content());
        let algorithm = self.algorithm(&token)?;
        let issuer = Keys::new(self.rules, &token, self.check).signature(algorithm, evidence)?;
        claims::issuer(self.rules, issuer.as_deref(), &token)?;
        claims::of_the_request(self.rules, &token, self.request, evidence)?;
        claims::times(self.rules, &token, self.check, evidence)
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
}

fn malformed(problem: &str) -> Stop {
    Stop::new(Reason::UnsupportedOrMalformedSignature, problem)
}
