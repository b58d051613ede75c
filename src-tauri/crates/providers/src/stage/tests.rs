//! What stands around every emulation, over loopback: of a provider that only answers.

mod calls;
mod engine;
mod troubles;

use axum::Router;
use axum::response::{IntoResponse as _, Response};
use axum::routing::post;
use http::StatusCode;

use super::trial::Trial;
use super::{Made, Operation, Pending, Play, Stage, Wanted};
use crate::Provider;
use crate::emulated::{EmulatedDetail, EmulatedRow};

/// A provider with one call, which gives back what came with it.
struct Echo;

impl Play for Echo {
    fn provider(&self) -> Provider {
        Provider::B3os
    }

    fn router(&self, _: Stage) -> Router {
        Router::new().route("/v1/echo/{id}", post(|body: String| async { body }))
    }

    fn operations(&self) -> &'static [Operation] {
        const { &[Operation::new("echo", "POST", "/v1/echo/{id}")] }
    }

    fn refusal(&self, status: StatusCode, _: &str) -> Response {
        (status, "refused in its own words").into_response()
    }

    fn openapi(&self) -> &'static str {
        r#"{"openapi":"3.1.0","info":{"title":"Echo"},"paths":{"/v1/echo/{id}":{"post":{"summary":"Say it again"}}}}"#
    }

    fn create<'a>(&'a self, _: &'a Stage, _: Wanted) -> Pending<'a, Made> {
        Box::pin(async { unreachable!("nothing is made here") })
    }

    fn list<'a>(&'a self, _: &'a Stage, _: u32) -> Pending<'a, Vec<EmulatedRow>> {
        Box::pin(async { Ok(Vec::new()) })
    }

    fn detail<'a>(&'a self, _: &'a Stage, _: &'a str) -> Pending<'a, EmulatedDetail> {
        Box::pin(async { unreachable!("nothing is kept here") })
    }
}

async fn trial() -> Trial {
    Trial::new(Echo).await
}
