//! Who is let in, and for what: stands before every call.

use axum::extract::{FromRequestParts, Path, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use http::request::Parts;
use http::{HeaderMap, Method, StatusCode, header};

use super::facts::{ADMIN, READ, WRITE};
use super::refusal::{Faults, Refusal};
use crate::stage::ids::is_uuid;
use crate::stage::{Caller, Stage, bearer_token};

/// Lets a caller through whose key is known and may be used for this.
pub async fn gate(State(stage): State<Stage>, mut request: Request, next: Next) -> Response {
    let scope = scope(request.method(), request.uri().path());
    match caller(&stage, request.headers(), scope).await {
        Ok(caller) => {
            request.extensions_mut().insert(caller);
            next.run(request).await
        }
        Err(refusal) => refusal.into_response(),
    }
}

/// What a key must be for.
fn scope(method: &Method, path: &str) -> &'static str {
    match *method {
        Method::GET | Method::HEAD => READ,
        _ if path.contains("/webhook-secret/") => ADMIN,
        _ => WRITE,
    }
}

async fn caller(stage: &Stage, headers: &HeaderMap, scope: &str) -> Result<Caller, Refusal> {
    let unknown = || Refusal::of(StatusCode::UNAUTHORIZED);
    let authorization = headers.get(header::AUTHORIZATION).ok_or_else(unknown)?;
    let token = bearer_token(authorization.as_bytes()).ok_or_else(unknown)?;
    let caller = stage.caller(token).await?.ok_or_else(unknown)?;
    match caller.may(scope) {
        true => Ok(caller),
        false => Err(Refusal::of(StatusCode::FORBIDDEN)),
    }
}

/// The id in a path, a UUID in small letters.
pub struct Id(pub String);

impl<S: Send + Sync> FromRequestParts<S> for Id {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        let no_uuid = || Refusal::invalid(Faults::one("id", "must be a UUID"));
        let read = Path::<String>::from_request_parts(parts, state).await;
        let Path(id) = read.map_err(|_| no_uuid())?;
        match is_uuid(&id) {
            true => Ok(Self(id.to_ascii_lowercase())),
            false => Err(no_uuid()),
        }
    }
}
