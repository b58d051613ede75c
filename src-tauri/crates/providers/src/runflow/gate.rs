//! Who is let in, and how often: stands before every call.

use axum::extract::{FromRequestParts, Path, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use http::request::Parts;
use http::{HeaderMap, HeaderValue, StatusCode, header};

use super::facts::CALLS;
use super::fields::Fault;
use super::refusal::Refusal;
use crate::stage::ids::is_uuid;
use crate::stage::{Caller, Limited, Stage, bearer_token};

/// Lets a caller through whose key is known and who has not called too often, and tells them
/// how often they still may.
pub async fn gate(State(stage): State<Stage>, mut request: Request, next: Next) -> Response {
    let (caller, limited) = match counted(&stage, request.headers()).await {
        Ok(counted) => counted,
        Err(refusal) => return refusal.into_response(),
    };
    let mut response = match limited.allowed {
        true => {
            request.extensions_mut().insert(caller);
            next.run(request).await
        }
        false => Refusal::of(StatusCode::TOO_MANY_REQUESTS)
            .retry_in(limited.retry_after)
            .into_response(),
    };
    tell(response.headers_mut(), &limited);
    response
}

async fn counted(stage: &Stage, headers: &HeaderMap) -> Result<(Caller, Limited), Refusal> {
    let caller = caller(stage, headers).await?;
    let limited = stage.limit(caller.organization, CALLS).await?;
    Ok((caller, limited))
}

async fn caller(stage: &Stage, headers: &HeaderMap) -> Result<Caller, Refusal> {
    let unknown = || Refusal::of(StatusCode::UNAUTHORIZED);
    let authorization = headers.get(header::AUTHORIZATION).ok_or_else(unknown)?;
    let token = bearer_token(authorization.as_bytes()).ok_or_else(unknown)?;
    let caller = stage.caller(token).await?.ok_or_else(unknown)?;
    // A key is one organization's: it may name that, and no other.
    let named = headers.get("x-organization-id").map(HeaderValue::as_bytes);
    match named.map(<[u8]>::trim_ascii) {
        None | Some(b"") => Ok(caller),
        Some(name) if name.eq_ignore_ascii_case(caller.organization_name.as_bytes()) => Ok(caller),
        Some(_) => Err(Refusal::of(StatusCode::FORBIDDEN)),
    }
}

fn tell(headers: &mut HeaderMap, limited: &Limited) {
    headers.insert("x-ratelimit-limit", limited.limit.into());
    headers.insert("x-ratelimit-remaining", limited.remaining.into());
    headers.insert("x-ratelimit-reset", limited.reset.unix_seconds().into());
}

/// The id in a path, a UUID in small letters.
pub struct Id(pub String);

impl<S: Send + Sync> FromRequestParts<S> for Id {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        let no_uuid = || Refusal::invalid(Fault::new("id", "should be a UUID"));
        let read = Path::<String>::from_request_parts(parts, state).await;
        let Path(id) = read.map_err(|_| no_uuid())?;
        match is_uuid(&id) {
            true => Ok(Self(id.to_ascii_lowercase())),
            false => Err(no_uuid()),
        }
    }
}
