//! Schemes that are code as a whole: asked again with something changed.

use std::borrow::Cow;
use std::ops::ControlFlow;

use model::{Mend, Proof, ProofBytes};

use super::body::{self, Body, Changes};
use super::elsewhere::{compared, is_right};
use super::proof::{both, hidden};
use super::question::Question;
use super::secret::{Text, texts};
use super::step::Step;
use super::tally::{Found, MOST_STEPS, Tally};
use super::url;
use crate::{Check, KnownSecret, Request, verify};

/// Tries every changed secret, URL and body, one at a time, then two.
pub fn ask(
    request: &Request<'_>,
    question: &Question<'_>,
    tally: &mut Tally<'_>,
) -> ControlFlow<()> {
    let held = Asked {
        request: *request,
        held: request,
        question,
        secrets: question.secrets,
        steps: &[],
    };
    let texts = texts(question);
    texts.iter().try_for_each(|text| held.secret(text, tally))?;
    held.urls(tally)?;
    held.bodies(tally)?;
    for text in &texts {
        let changed = Asked {
            secrets: std::slice::from_ref(&text.known),
            steps: &text.steps,
            ..held
        };
        changed.urls(tally)?;
        changed.bodies(tally)?;
    }
    for (url, steps) in url::urls(request, question) {
        let request = Request {
            url: &url,
            ..*request
        };
        let changed = Asked {
            request,
            steps: &steps,
            ..held
        };
        changed.bodies(tally)?;
    }
    ControlFlow::Continue(())
}

/// A request as it is asked about, and what was changed to get there.
#[derive(Clone, Copy)]
struct Asked<'a> {
    request: Request<'a>,
    held: &'a Request<'a>,
    question: &'a Question<'a>,
    secrets: &'a [KnownSecret],
    steps: &'a [Step],
}

impl Asked<'_> {
    fn secret(&self, text: &Text, tally: &mut Tally<'_>) -> ControlFlow<()> {
        let changed = Asked {
            secrets: std::slice::from_ref(&text.known),
            steps: &text.steps,
            ..*self
        };
        changed.tried(tally, text.mend.clone(), hidden)
    }

    fn urls(&self, tally: &mut Tally<'_>) -> ControlFlow<()> {
        for (url, steps) in url::urls(self.held, self.question) {
            let steps = [self.steps, &steps].concat();
            let request = Request {
                url: &url,
                ..self.request
            };
            let changed = Asked {
                request,
                steps: &steps,
                ..*self
            };
            let mend = self
                .steps
                .is_empty()
                .then(|| Mend::PublicUrl { url: url.clone() });
            let sides = || both("URL", self.held.url.as_bytes(), url.as_bytes());
            changed.tried(tally, mend, sides)?;
        }
        ControlFlow::Continue(())
    }

    fn bodies(&self, tally: &mut Tally<'_>) -> ControlFlow<()> {
        let held = Body::new(self.held.body);
        body::each(
            &held,
            Changes::ByLikelihood,
            &mut |step, bytes: Cow<'_, [u8]>| {
                if *bytes == *self.held.body {
                    return tally.goes_on();
                }
                let steps = [self.steps, &[step]].concat();
                let request = Request {
                    body: &bytes,
                    ..self.request
                };
                let changed = Asked {
                    request,
                    steps: &steps,
                    ..*self
                };
                changed.tried(tally, None, || both("body", self.held.body, &bytes))?;
                // What comes later with the same bytes explains less.
                tally.unless_explained()
            },
        )
    }

    /// Checks once more, and keeps what is right.
    fn tried(
        &self,
        tally: &mut Tally<'_>,
        mend: Option<Mend>,
        sides: impl FnOnce() -> (ProofBytes, ProofBytes),
    ) -> ControlFlow<()> {
        if self.steps.len() > MOST_STEPS {
            return ControlFlow::Continue(());
        }
        let check = Check {
            secrets: self.secrets,
            ..self.question.check()
        };
        tally.tries(self.request.body.len());
        let verification = verify(&self.request, &check);
        if is_right(&verification) {
            let (expected, received) = compared(&verification);
            let (checked, signed) = sides();
            tally.keep(Found {
                steps: self.steps.to_vec(),
                secret: self.secrets.first().map(|known| known.name.clone()),
                mend,
                proof: Proof {
                    expected,
                    received,
                    checked,
                    signed,
                },
            });
        }
        tally.goes_on()
    }
}
