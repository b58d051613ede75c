//! Plays B3OS's API: its routes, who may call them, and what is made for a user.

mod asked;
mod deliveries;
mod endpoints;
mod sample;

use axum::Router;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use http::{HeaderValue, StatusCode, header};

use super::records::Delivery;
use super::refusal::Refusal;
use crate::emulated::{EmulatedDetail, EmulatedRow};
use crate::listed;
use crate::provider::Provider;
use crate::stage::{Made, Operation, Pending, Play, Stage, Wanted};

/// An emulated B3OS.
#[derive(Debug, Clone, Copy)]
pub struct Emulation;

const fn call(name: &'static str, method: &'static str, path: &'static str) -> Operation {
    Operation { name, method, path }
}

const OPERATIONS: &[Operation] = &[
    call("list", "GET", "/v1/execution-webhooks"),
    call("create", "POST", "/v1/execution-webhooks"),
    call(
        "list_deliveries",
        "GET",
        "/v1/execution-webhooks/deliveries",
    ),
    call(
        "get_delivery",
        "GET",
        "/v1/execution-webhooks/deliveries/{id}",
    ),
    call(
        "retry",
        "POST",
        "/v1/execution-webhooks/deliveries/{id}/retry",
    ),
    call(
        "replay",
        "POST",
        "/v1/execution-webhooks/deliveries/{id}/replay",
    ),
    call("get", "GET", "/v1/execution-webhooks/{id}"),
    call("enable", "POST", "/v1/execution-webhooks/{id}/enable"),
    call("disable", "POST", "/v1/execution-webhooks/{id}/disable"),
    call(
        "regenerate_secret",
        "POST",
        "/v1/execution-webhooks/{id}/regenerate-secret",
    ),
];

impl Play for Emulation {
    fn provider(&self) -> Provider {
        Provider::B3os
    }

    fn scopes(&self) -> &'static [&'static str] {
        &[asked::READ, asked::WRITE]
    }

    fn router(&self, stage: Stage) -> Router {
        Router::new()
            .route(
                OPERATIONS[0].path,
                get(endpoints::list).post(endpoints::create),
            )
            .route("/v1/execution-webhooks/deliveries", get(deliveries::list))
            .route(
                "/v1/execution-webhooks/deliveries/{id}",
                get(deliveries::get),
            )
            .route(
                "/v1/execution-webhooks/deliveries/{id}/retry",
                post(deliveries::retry),
            )
            .route(
                "/v1/execution-webhooks/deliveries/{id}/replay",
                post(deliveries::replay),
            )
            .route("/v1/execution-webhooks/{id}", get(endpoints::get))
            .route(
                "/v1/execution-webhooks/{id}/enable",
                post(endpoints::enable),
            )
            .route(
                "/v1/execution-webhooks/{id}/disable",
                post(endpoints::disable),
            )
            .route(
                "/v1/execution-webhooks/{id}/regenerate-secret",
                post(endpoints::regenerate_secret),
            )
            .fallback(unknown_path)
            .method_not_allowed_fallback(other_method)
            .with_state(stage)
    }

    fn operations(&self) -> &'static [Operation] {
        OPERATIONS
    }

    fn refusal(&self, status: StatusCode, _: &str) -> Response {
        let words = status.canonical_reason().unwrap_or("Error");
        let refusal = Refusal::new(status, words);
        let refusal = match status {
            StatusCode::TOO_MANY_REQUESTS => {
                refusal.with(header::RETRY_AFTER, HeaderValue::from_static("1"))
            }
            StatusCode::UNAUTHORIZED => Refusal::unauthorized(),
            _ => refusal,
        };
        refusal.into_response()
    }

    fn openapi(&self) -> &'static str {
        include_str!("openapi.json")
    }

    fn create<'a>(&'a self, stage: &'a Stage, wanted: Wanted) -> Pending<'a, Made> {
        Box::pin(sample::create(stage, wanted))
    }

    fn list<'a>(&'a self, stage: &'a Stage, limit: u32) -> Pending<'a, Vec<EmulatedRow>> {
        Box::pin(listed::list::<Delivery>(stage, limit))
    }

    fn detail<'a>(&'a self, stage: &'a Stage, id: &'a str) -> Pending<'a, EmulatedDetail> {
        Box::pin(listed::detail::<Delivery>(stage, id))
    }
}

async fn unknown_path() -> Response {
    Refusal::not_found("Route").into_response()
}

async fn other_method() -> Response {
    Refusal::new(StatusCode::METHOD_NOT_ALLOWED, "Method Not Allowed").into_response()
}
