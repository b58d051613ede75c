//! What stays the same during a search, and one signature text it is about.

use std::borrow::Cow;

use model::Headers;

use super::algorithm::{self, Computation};
use super::arrangement::{self, Arrangement};
use super::question::Question;
use super::secret::{self, Key};
use super::signature::Candidate;
use super::step::Step;
use crate::message::{Missing, Piece, Source, Variant};
use crate::scheme::definition::{AlgorithmKind, Definition, TimestampRule};
use crate::scheme::place::{Place, TimestampPlace};
use crate::scheme::template::Value;
use crate::{Request, coded, find};

/// How many values a request may lack and still be searched.
const MOST_MISSING: usize = 4;

/// Stands for a header that did not come; only messages without it can match.
const PLACEHOLDER: &str = "?";

/// The question and the keys it gives.
pub struct Setting<'q> {
    /// The request as we hold it.
    pub request: &'q Request<'q>,
    /// What may be used.
    pub question: &'q Question<'q>,
    /// The scheme.
    pub definition: &'q Definition,
    /// Every key, those that need fewer steps first.
    pub keys: Vec<Key>,
    /// Whether the signed bytes depend on the body.
    pub signs_body: bool,
    /// Whether they depend on the URL.
    pub signs_url: bool,
}

impl<'q> Setting<'q> {
    /// Prepares a search.
    pub fn new(request: &'q Request<'q>, question: &'q Question<'q>) -> Self {
        let definition = question.scheme.definition();
        let query = |value: &Value| matches!(value, Value::At(Place::Query(_)));
        Self {
            request,
            question,
            definition,
            keys: secret::keys(definition, question),
            signs_body: definition.coded.is_some() || definition.signs(is_of_body),
            signs_url: definition.signs_url() || definition.signs(query),
        }
    }
}

const fn is_of_body(value: &Value) -> bool {
    matches!(
        value,
        Value::Body
            | Value::BodySha256
            | Value::SortedForm
            | Value::At(Place::Json(_) | Place::Form(_))
    )
}

/// One text that holds the signature, and what may be arranged around it.
pub struct Site<'q> {
    /// The digests, and the text's other items.
    pub candidate: Candidate<'q>,
    /// The timestamp that goes with it.
    pub timestamp: Option<Cow<'q, str>>,
    /// The headers, with a placeholder for each that is signed and missing.
    headers: Headers,
    /// The forms of the message that the scheme itself tries.
    pub variants: Vec<Variant>,
    /// The scheme's own arrangement.
    pub own: Arrangement,
    /// The others.
    pub arrangements: Vec<Arrangement>,
    /// What the scheme computes.
    pub computation: Computed,
    /// What else may have been computed, as far as a digest of that length came.
    pub computations: Vec<Computed>,
}

/// A search over one text.
#[derive(Clone, Copy)]
pub struct Scene<'s, 'q> {
    /// What stays the same.
    pub setting: &'s Setting<'q>,
    /// The text.
    pub site: &'s Site<'q>,
}

impl<'s> Scene<'s, '_> {
    /// The request as we hold it.
    pub fn held(&self) -> Frame<'s> {
        let request = self.setting.request;
        Frame {
            body: request.body,
            url: request.url,
            timestamp: self.site.timestamp.as_deref(),
            steps: &[],
        }
    }
}

/// A computation and, unless it is the scheme's own, what differs.
pub type Computed = (Computation, Option<Step>);

/// What is signed in a try, but for the arrangement and the key.
#[derive(Clone, Copy)]
pub struct Frame<'f> {
    /// The body.
    pub body: &'f [u8],
    /// The URL.
    pub url: &'f str,
    /// The timestamp.
    pub timestamp: Option<&'f str>,
    /// What differs from what we hold.
    pub steps: &'f [Step],
}

impl<'q> Site<'q> {
    /// Prepares one text; `None` when the request lacks too much to build the
    /// signed bytes even in part.
    pub fn new(setting: &Setting<'q>, candidate: Candidate<'q>) -> Option<Self> {
        let definition = setting.definition;
        let own = algorithm::own(definition);
        let lengths: Vec<usize> = candidate
            .readings
            .iter()
            .map(|reading| reading.digest.len())
            .collect();
        let fits = |computation: Computation| {
            computation
                .length()
                .is_none_or(|length| lengths.contains(&length))
        };
        let others = algorithm::others(definition)
            .into_iter()
            .filter(|(computation, _)| fits(*computation));
        let mut site = Self {
            timestamp: timestamp(setting, &candidate),
            headers: setting.request.headers.clone(),
            variants: coded::variants(definition),
            own: arrangement::own(&[]),
            arrangements: Vec::new(),
            computation: (own, None),
            computations: others
                .map(|(computation, step)| (computation, Some(step)))
                .collect(),
            candidate,
        };
        site.arrange(setting)?;
        Some(site)
    }

    /// The first form of the message.
    pub fn variant(&self) -> Variant {
        self.variants.first().copied().unwrap_or_default()
    }

    /// Hands over the pieces of a frame, where they can be had.
    pub fn with_pieces<R>(
        &self,
        setting: &Setting<'_>,
        frame: Frame<'_>,
        variant: Variant,
        then: impl FnOnce(&[Piece<'_>]) -> R,
    ) -> Result<R, Missing> {
        let request = Request {
            method: setting.request.method,
            url: frame.url,
            headers: &self.headers,
            body: frame.body,
        };
        let pieces = coded::pieces(&Source {
            definition: setting.definition,
            request: &request,
            timestamp: frame.timestamp,
            group: &self.candidate.group,
            variant,
        })?;
        Ok(then(&pieces))
    }

    /// Finds the arrangements, with placeholders for what is missing.
    fn arrange(&mut self, setting: &Setting<'q>) -> Option<()> {
        for _ in 0..=MOST_MISSING {
            let arranged = self.with_pieces(
                setting,
                Scene {
                    setting,
                    site: self,
                }
                .held(),
                self.variant(),
                |pieces| (arrangement::own(pieces), arrangement::others(pieces)),
            );
            match arranged {
                Ok((own, others)) => {
                    (self.own, self.arrangements) = (own, others);
                    return Some(());
                }
                Err(Missing::Timestamp) if self.timestamp.is_none() => {
                    self.timestamp = Some(Cow::Borrowed(PLACEHOLDER))
                }
                Err(Missing::Header(name)) => self.headers.push(name, PLACEHOLDER),
                Err(Missing::Timestamp | Missing::Other(_)) => return None,
            }
        }
        None
    }

    /// Whether digests are checked with a public key, which costs a hundred
    /// times as much as computing them.
    pub fn is_costly(&self) -> bool {
        self.computation.0 == Computation::PublicKey
    }
}

fn timestamp<'q>(setting: &Setting<'q>, candidate: &Candidate<'q>) -> Option<Cow<'q, str>> {
    match &rule(setting.definition)?.from {
        TimestampPlace::Field(key) => candidate.group.field(key).map(Cow::Borrowed),
        TimestampPlace::Elsewhere(place) => find::one(setting.definition, place, setting.request),
    }
}

/// The timestamp's rule, where a timestamp is signed.
pub fn rule(definition: &Definition) -> Option<&TimestampRule> {
    definition
        .timestamp
        .as_ref()
        .filter(|_| definition.algorithm.kind != AlgorithmKind::Token)
}
