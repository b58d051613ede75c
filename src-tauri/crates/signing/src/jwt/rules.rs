//! What a scheme demands of its tokens.

use model::{Reason, Secret};
use serde_json::Value;

use super::algorithm::Algorithm;
use crate::{Draft, Request};

/// What a scheme demands of its tokens, and what it writes into them.
#[derive(Debug)]
pub struct Rules {
    /// The algorithms that are accepted; the first signs.
    pub algorithms: &'static [Algorithm],
    /// Who must have issued the token.
    pub issuer: Issuer,
    /// What must be claimed of the request, in the order that reasons are told.
    pub claimed: &'static [Claimed],
    /// Claims that must be there whatever they say.
    pub required: &'static [&'static str],
    /// How many seconds `exp` and `nbf` may be off.
    pub leeway: u64,
    /// What else a token that we sign claims.
    pub others: Others,
}

/// Who must have issued a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Issuer {
    /// Anyone who knows the secret.
    Anyone,
    /// Always the same.
    Named(&'static str),
    /// The name in front of the secret, `name:secret`; anyone where there is none.
    OfTheSecret,
}

/// What a token claims beside its issuer and its request: when it was made,
/// its id.
pub type Others = fn(&Draft<'_>) -> Vec<(&'static str, Value)>;

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
    /// What would make the claimed value right, in words, where that can be told.
    pub mended_by: Option<Mended>,
}

impl Claimed {
    /// A claim that every token must make, compared as it is written.
    pub const fn always(
        claim: &'static str,
        what: &'static str,
        value: fn(&Request<'_>) -> String,
        otherwise: Reason,
    ) -> Self {
        Self {
            claim,
            what,
            value,
            normal: str::to_owned,
            needed: Needed::Always,
            otherwise,
            mended_by: None,
        }
    }
}

/// What of a request would make a claimed value right.
pub type Mended = fn(&Request<'_>, &str) -> Option<String>;

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

impl Issuer {
    /// The issuer that a secret stands for, and the secret alone.
    pub fn cut(self, secret: &Secret) -> (Option<String>, Secret) {
        let text = secret.expose();
        match (self, text.iter().position(|&byte| byte == b':')) {
            (Self::Named(name), _) => (Some(name.to_owned()), secret.clone()),
            (Self::OfTheSecret, Some(at)) => {
                let name = String::from_utf8_lossy(&text[..at]).into_owned();
                (Some(name), Secret::new(&text[at + 1..]))
            }
            _ => (None, secret.clone()),
        }
    }
}

impl Rules {
    /// Whether a claim of this name is read.
    pub fn reads(&self, name: &str) -> bool {
        matches!(name, "exp" | "nbf" | "iat")
            || (name == "iss" && self.issuer != Issuer::Anyone)
            || self.required.contains(&name)
            || self.claimed.iter().any(|claimed| claimed.claim == name)
    }
}
