//! Plays InstaVM's API: its routes, who may call them, and what is made for a user.

mod asked;
mod deliveries;
mod endpoints;
mod sample;
mod sessions;

use axum::Router;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use http::{HeaderValue, StatusCode, header};

use super::records::Delivery;
use crate::emulated::{EmulatedDetail, EmulatedRow};
use crate::fastapi::{Fault, Place, Refusal, guarded};
use crate::listed;
use crate::provider::Provider;
use crate::python::Json;
use crate::stage::{Made, Operation, Pending, Play, Stage, Wanted};

/// An emulated InstaVM.
#[derive(Debug, Clone, Copy)]
pub struct Emulation;

const fn call(name: &'static str, method: &'static str, path: &'static str) -> Operation {
    Operation { name, method, path }
}

const ENDPOINTS: &str = "/v1/webhooks/endpoints";
const ENDPOINT: &str = "/v1/webhooks/endpoints/{endpoint_id}";
const ROTATE: &str = "/v1/webhooks/endpoints/{endpoint_id}/rotate-secret";
const TEST: &str = "/v1/webhooks/endpoints/{endpoint_id}/test";
const VERIFY: &str = "/v1/webhooks/endpoints/{endpoint_id}/verify";
const DELIVERIES: &str = "/v1/webhooks/deliveries";
const REPLAY: &str = "/v1/webhooks/deliveries/{delivery_id}/replay";
const SESSION: &str = "/v1/sessions/session";

const OPERATIONS: &[Operation] = &[
    call("list", "GET", ENDPOINTS),
    call("create", "POST", ENDPOINTS),
    call("get", "GET", ENDPOINT),
    call("update", "PATCH", ENDPOINT),
    call("delete", "DELETE", ENDPOINT),
    call("rotate_secret", "POST", ROTATE),
    call("test", "POST", TEST),
    call("verify", "POST", VERIFY),
    call("list_deliveries", "GET", DELIVERIES),
    call("replay", "POST", REPLAY),
    call("create_session", "POST", SESSION),
];

impl Play for Emulation {
    fn provider(&self) -> Provider {
        Provider::InstaVm
    }

    /// Users are numbers, greater than 32 bits hold.
    fn scopes(&self) -> &'static [&'static str] {
        &[asked::READ, asked::WRITE]
    }

    fn router(&self, stage: Stage) -> Router {
        let router = Router::new()
            .route(ENDPOINTS, get(endpoints::list).post(endpoints::create))
            .route(
                ENDPOINT,
                get(endpoints::get)
                    .patch(endpoints::update)
                    .delete(endpoints::delete),
            )
            .route(ROTATE, post(endpoints::rotate_secret))
            .route(TEST, post(endpoints::test))
            .route(VERIFY, post(endpoints::verify))
            .route(DELIVERIES, get(deliveries::list))
            .route(REPLAY, post(deliveries::replay))
            .route(SESSION, post(sessions::create))
            .with_state(stage);
        let known = OPERATIONS.iter();
        guarded(
            router,
            known.map(|known| (known.method, known.path.to_owned())),
        )
    }

    fn operations(&self) -> &'static [Operation] {
        OPERATIONS
    }

    fn refusal(&self, status: StatusCode, _: &str) -> Response {
        let words = status.canonical_reason().unwrap_or("Error");
        let refusal = Refusal::detail(status, words);
        let refusal = match status {
            StatusCode::UNAUTHORIZED => asked::not_authenticated(),
            StatusCode::UNPROCESSABLE_ENTITY => Refusal::invalid(vec![fault()]),
            StatusCode::TOO_MANY_REQUESTS => {
                refusal.with(header::RETRY_AFTER, HeaderValue::from_static("1"))
            }
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

/// What is wrong with a call that is to be found faulty.
fn fault() -> Fault {
    let place = Place::path("delivery_id");
    Fault::new(
        "string_type",
        place,
        "Input should be a valid string",
        Json::Null,
    )
}
