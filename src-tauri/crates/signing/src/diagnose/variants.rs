//! The families of changes that a search tries, for those who make them on purpose.

use std::borrow::Cow;
use std::ops::ControlFlow;

use model::Timestamp;

use super::body::{self, Body, Changes};
use super::question::Question;
use super::url;
use crate::{Request, Scheme};

/// Takes a body with the code and the detail of what changed it.
pub type VisitBody<'v> = &'v mut dyn FnMut(&'static str, &str, Cow<'_, [u8]>) -> ControlFlow<()>;

/// Hands every other form of a body to the visitor, the likeliest first.
pub fn bodies(bytes: &[u8], visit: VisitBody<'_>) -> ControlFlow<()> {
    body::each(
        &Body::new(bytes),
        Changes::ByLikelihood,
        &mut |step, bytes: Cow<'_, [u8]>| visit(step.code, &step.detail, bytes),
    )
}

/// Every URL that differs from the request's in one step, with the step's code and detail.
pub fn url_steps(scheme: &Scheme, request: &Request<'_>) -> Vec<(String, &'static str, String)> {
    let question = Question {
        scheme,
        secrets: &[],
        others: &[],
        now: Timestamp(0),
        tolerance_seconds: None,
        future: None,
        urls: &[],
        other_schemes: false,
        budget: &|| true,
    };
    let all = url::urls(request, &question).into_iter();
    let told = all.filter_map(|(url, steps)| match steps.as_slice() {
        [only] => Some((url, only.code, only.detail.clone().into_owned())),
        _ => None,
    });
    told.collect()
}
