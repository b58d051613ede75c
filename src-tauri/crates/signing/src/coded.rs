//! Schemes whose rule the catalogue language cannot say: one file each in `coded/`.
//!
//! What the language can say of them it does say, as TOML in the file; code is
//! for the rest. The build lists the folder, so adding a scheme is adding a
//! file. Nothing here knows a scheme by name, and a user's own definition
//! cannot reach this code: it asks by the id of a definition that came with
//! the program.

use model::Verification;

use crate::jwt;
use crate::message::{self, Missing, Piece, Source, Variant};
use crate::scheme::definition::{Definition, MessageRule};
use crate::{Check, Draft, NewSecret, Request, SignError, Signed};

/// A scheme that needs code.
#[derive(Debug)]
pub(crate) struct Coded {
    /// What the catalogue language can say of it, with a `[coded]` table.
    pub definition: &'static str,
    /// What it cannot.
    pub rule: Rule,
}

/// Which bytes are signed, in code.
pub(crate) type MessageCode = for<'s, 'a> fn(&Source<'s, 'a>) -> Result<Vec<Piece<'s>>, Missing>;

/// A secret from random bytes, in code.
pub(crate) type SecretCode = fn(&[u8; 32]) -> Option<NewSecret>;

/// How much of a scheme is code.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Rule {
    /// Only the signed bytes: finding, cutting, key, digest, comparison,
    /// window, evidence and signing are the usual way.
    Message(MessageCode),
    /// A signed token of these rules stands in place of a signature.
    Token(&'static jwt::Rules),
    /// All of it.
    Whole {
        /// Checks a request, also when there is no secret: it may then tell
        /// which key would have to be fetched.
        verify: fn(&Request<'_>, &Check<'_>) -> Verification,
        /// Signs a request.
        sign: fn(&Draft<'_>) -> Result<Signed, SignError>,
        /// Makes a secret; absent: as `[key]` and `[algorithm]` say.
        new_secret: Option<SecretCode>,
    },
}

include!(concat!(env!("OUT_DIR"), "/coded.rs"));

/// Every coded scheme with its id, in order.
pub(crate) const fn all() -> &'static [(&'static str, &'static Coded)] {
    ALL
}

/// The code of a scheme; `None` where its definition says everything.
pub(crate) fn rule(definition: &Definition) -> Option<Rule> {
    definition.coded.as_ref()?;
    let id = definition.id.as_str();
    let at = ALL.binary_search_by(|(other, _)| (*other).cmp(id)).ok()?;
    Some(ALL[at].1.rule)
}

/// The forms of the message that are tried, the one that is signed with first.
pub(crate) fn variants(definition: &Definition) -> Vec<Variant> {
    let rule = definition.message.as_ref();
    rule.map_or_else(|| vec![Variant::default()], MessageRule::variants)
}

/// The form of the message that is signed with.
pub(crate) fn first_variant(definition: &Definition) -> Variant {
    let rule = definition.message.as_ref();
    rule.map_or_else(Variant::default, MessageRule::first_variant)
}

/// The pieces of the signed bytes, by code or by templates; none for a plain token.
///
/// # Errors
/// Names the first value that the request lacks.
pub(crate) fn pieces<'s>(source: &Source<'s, '_>) -> Result<Vec<Piece<'s>>, Missing> {
    match (rule(source.definition), &source.definition.message) {
        (Some(Rule::Message(code)), _) => code(source),
        (_, Some(rule)) => message::pieces(rule, source),
        (_, None) => Ok(Vec::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Scheme;

    #[test]
    fn every_coded_scheme_can_be_read_and_is_named_after_its_file() {
        for (id, coded) in all() {
            let scheme = Scheme::from_coded(coded.definition);
            let scheme = scheme.unwrap_or_else(|error| panic!("{id}: {error}"));
            assert_eq!(scheme.id(), *id);
            assert!(rule(scheme.definition()).is_some(), "{id}");
        }
    }

    #[test]
    fn the_code_cannot_be_reached_from_a_definition_of_ones_own() {
        for (id, coded) in all() {
            let error = Scheme::from_toml(coded.definition).unwrap_err();
            assert_eq!(error.field, "coded", "{id}");
        }
    }
}
