//! Why a request does not verify, found by search.
//!
//! A cause is named only when it gives the very digest that came: the search
//! goes over {secret × body × encoding × signed bytes × timestamp × URL ×
//! algorithm × scheme}, one change at a time, then two. It stops at the first
//! number of changes that explains the signature; of several explanations
//! with the same bytes the most specific one is told.
//!
//! A received text is decoded once in every spelling, so that encodings cost
//! nothing; bodies that come out alike are tried once. Pure: no clock, no I/O;
//! how long the search may take is the caller's to say. A secret's value never
//! appears in what is told.

mod algorithm;
mod arrangement;
mod body;
mod causes;
mod compare;
mod elsewhere;
mod hash;
mod hints;
mod json;
mod keyed;
mod pairs;
mod proof;
mod question;
mod remains;
mod secret;
mod setting;
mod signature;
mod singles;
mod step;
mod sweep;
mod tally;
mod time;
mod trial;
mod url;
pub(crate) mod variants;
mod whole;
mod words;

use std::ops::ControlFlow;

use model::{Diagnosis, Verdict, Verification};

use crate::coded::{self, Rule};
use crate::{Request, find, verify};
use elsewhere::is_right;
use hints::Explained;
pub use question::{OtherSecret, Question};
pub use secret::mended_secret;
use setting::{Scene, Setting, Site};
use singles::Owners;
use tally::Tally;

/// Looks for the smallest change that makes the signature match.
///
/// A request that verifies gets neither causes nor hints; one whose signature
/// is right and whose time is not gets hints alone.
#[must_use]
pub fn diagnose(request: &Request<'_>, question: &Question<'_>) -> Diagnosis {
    let verification = verify(request, &question.check());
    let mut tally = Tally::new(question.budget);
    if !is_right(&verification) {
        // Breaking off is how a search ends early: what it found is kept.
        let _ = search(request, question, &mut tally);
    }
    told(request, question, verification, &tally)
}

fn search(
    request: &Request<'_>,
    question: &Question<'_>,
    tally: &mut Tally<'_>,
) -> ControlFlow<()> {
    if let Some(Rule::Whole { .. } | Rule::Token(_)) = coded::rule(question.scheme.definition()) {
        whole::ask(request, question, tally)?;
        elsewhere(request, question, tally);
        return ControlFlow::Continue(());
    }
    let setting = Setting::new(request, question);
    let found = find::signatures(setting.definition, request);
    let candidates = signature::candidates(setting.definition, &found);
    let sites: Vec<Site<'_>> = candidates
        .into_iter()
        .filter_map(|candidate| Site::new(&setting, candidate))
        .collect();
    let mut owners = Owners::new();
    for site in &sites {
        owners.clear();
        singles::singles(
            Scene {
                setting: &setting,
                site,
            },
            tally,
            &mut owners,
        )?;
    }
    elsewhere(request, question, tally);
    for site in &sites {
        tally.unless_explained()?;
        pairs::pairs(
            Scene {
                setting: &setting,
                site,
            },
            tally,
            &owners,
        )?;
    }
    ControlFlow::Continue(())
}

/// The other schemes, unless one change within this one explains it.
fn elsewhere(request: &Request<'_>, question: &Question<'_>, tally: &mut Tally<'_>) {
    if question.other_schemes && !tally.right && !tally.explains_within(1) {
        elsewhere::schemes(request, question, tally);
    }
}

fn told(
    request: &Request<'_>,
    question: &Question<'_>,
    verification: Verification,
    tally: &Tally<'_>,
) -> Diagnosis {
    let causes = causes::causes(question.scheme.definition(), &tally.found);
    let explained = if causes.is_empty() {
        Explained::No
    } else {
        Explained::Yes
    };
    let hints = hints::hints(request, question, &verification, explained);
    let remains = match verification.verdict {
        Verdict::NotChecked if causes.is_empty() => {
            vec!["There is no secret to check with: add one, or paste one.".to_owned()]
        }
        Verdict::Rejected if causes.is_empty() && !is_right(&verification) => {
            remains::sentences(request, question, tally)
        }
        Verdict::NotChecked | Verdict::Rejected | Verdict::Unsigned | Verdict::Verified => {
            Vec::new()
        }
    };
    Diagnosis {
        verification,
        causes,
        hints,
        tried: tally.tried,
        finished: tally.finished,
        remains,
    }
}
