//! Schemes that are code as a whole: asked again with one thing changed.

use std::borrow::Cow;
use std::ops::ControlFlow;

use model::Proof;

use super::body::{self, Body, Changes};
use super::elsewhere::{compared, is_right};
use super::proof::{both, hidden};
use super::question::Question;
use super::secret::texts;
use super::step::Step;
use super::tally::{Found, Tally};
use super::url;
use crate::{Check, KnownSecret, Request, verify};

/// Tries every changed secret, URL and body, one at a time.
pub fn ask(
    request: &Request<'_>,
    question: &Question<'_>,
    tally: &mut Tally<'_>,
) -> ControlFlow<()> {
    secrets(request, question, tally)?;
    urls(request, question, tally)?;
    bodies(request, question, tally)
}

fn secrets(
    request: &Request<'_>,
    question: &Question<'_>,
    tally: &mut Tally<'_>,
) -> ControlFlow<()> {
    for text in texts(question) {
        let known = [text.known];
        let check = Check {
            secrets: &known,
            ..question.check()
        };
        tally.tries(request.body.len());
        if let Some((expected, received)) = right(request, &check) {
            let (checked, signed) = hidden();
            tally.keep(Found {
                secret: Some(known[0].name.clone()),
                steps: text.steps,
                mend: text.mend,
                proof: Proof {
                    expected,
                    received,
                    checked,
                    signed,
                },
            });
        }
        tally.goes_on()?;
    }
    ControlFlow::Continue(())
}

fn urls(request: &Request<'_>, question: &Question<'_>, tally: &mut Tally<'_>) -> ControlFlow<()> {
    for (url, steps) in url::urls(request, question) {
        let changed = Request {
            url: &url,
            ..*request
        };
        tally.tries(request.body.len());
        if let Some(compared) = right(&changed, &question.check()) {
            let sides = ("URL", request.url.as_bytes(), url.as_bytes());
            let mut found = found(question.secrets, steps, compared, sides);
            found.mend = Some(model::Mend::PublicUrl { url: url.clone() });
            tally.keep(found);
        }
        tally.goes_on()?;
    }
    ControlFlow::Continue(())
}

fn bodies(
    request: &Request<'_>,
    question: &Question<'_>,
    tally: &mut Tally<'_>,
) -> ControlFlow<()> {
    let held = Body::new(request.body);
    body::each(
        &held,
        Changes::ByLikelihood,
        &mut |step, bytes: Cow<'_, [u8]>| {
            if *bytes == *request.body {
                return tally.goes_on();
            }
            let changed = Request {
                body: &bytes,
                ..*request
            };
            tally.tries(bytes.len());
            if let Some(compared) = right(&changed, &question.check()) {
                let sides = ("body", request.body, &bytes[..]);
                tally.keep(found(question.secrets, vec![step], compared, sides));
                return ControlFlow::Break(());
            }
            tally.goes_on()
        },
    )
}

/// What was compared, when the signature is right.
fn right(request: &Request<'_>, check: &Check<'_>) -> Option<(String, String)> {
    let verification = verify(request, check);
    is_right(&verification).then(|| compared(&verification))
}

fn found(
    secrets: &[KnownSecret],
    steps: Vec<Step>,
    (expected, received): (String, String),
    (part, held, changed): (&str, &[u8], &[u8]),
) -> Found {
    let (checked, signed) = both(part, held, changed);
    Found {
        steps,
        secret: secrets.first().map(|known| known.name.clone()),
        mend: None,
        proof: Proof {
            expected,
            received,
            checked,
            signed,
        },
    }
}
