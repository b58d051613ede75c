//! A call of somebody who may make it, and the form of every answer to one.

use axum::body::Bytes;
use axum::extract::{FromRequestParts, Path};
use axum::response::{IntoResponse as _, Response};
use http::request::Parts;
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use serde::Serialize;

use crate::fastapi::{self, Refusal};
use crate::python::Json;
use crate::query::Query;
use crate::stage::{Caller, Stage, bearer_token};

/// What a key needs for looking.
pub const READ: &str = "webhooks:read";
/// What a key needs for anything else.
pub const WRITE: &str = "webhooks:write";

const API_KEY: &str = "x-api-key";

/// A call.
#[derive(Debug)]
pub struct Asked {
    pub stage: Stage,
    pub caller: Caller,
    /// What the path names; empty where it names nothing.
    pub id: String,
    pub query: Query,
}

impl FromRequestParts<Stage> for Asked {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, stage: &Stage) -> Result<Self, Refusal> {
        let caller = caller(parts, stage).await?;
        let id = Path::<String>::from_request_parts(parts, stage).await;
        Ok(Self {
            stage: stage.clone(),
            caller,
            // One that cannot be read is nobody's.
            id: id.map_or_else(|_| String::new(), |Path(id)| id),
            query: Query::read(parts.uri.query().unwrap_or_default()),
        })
    }
}

/// A call with a body. What is no JSON is refused before anybody asks who calls.
#[derive(Debug)]
pub struct AskedWithBody {
    pub asked: Asked,
    pub body: Option<Json>,
}

impl axum::extract::FromRequest<Stage> for AskedWithBody {
    type Rejection = Refusal;

    async fn from_request(request: axum::extract::Request, stage: &Stage) -> Result<Self, Refusal> {
        let (mut parts, body) = request.into_parts();
        let body = json(&parts.headers, body).await?;
        let asked = Asked::from_request_parts(&mut parts, stage).await?;
        Ok(Self { asked, body })
    }
}

/// The JSON of a body that stands whole in memory already.
pub async fn json(headers: &HeaderMap, body: axum::body::Body) -> Result<Option<Json>, Refusal> {
    let read = axum::body::to_bytes(body, usize::MAX).await;
    let bytes: Bytes = read.map_err(|error| Refusal::broken(&error))?;
    fastapi::json(headers, &bytes)
}

async fn caller(parts: &Parts, stage: &Stage) -> Result<Caller, Refusal> {
    let field = |name: &str| parts.headers.get(name).map(HeaderValue::as_bytes);
    let key = field(API_KEY).filter(|key| !key.is_empty());
    let token = || field(header::AUTHORIZATION.as_str()).and_then(bearer_token);
    let given = key.or_else(token).ok_or_else(not_authenticated)?;
    let found = stage.caller(given).await?;
    let caller = found.ok_or_else(not_authenticated)?;
    let scope = match parts.method {
        Method::GET | Method::HEAD => READ,
        _ => WRITE,
    };
    match caller.may(scope) {
        true => Ok(caller),
        false => {
            let detail = format!("The API key lacks {scope}");
            Err(Refusal::detail(StatusCode::FORBIDDEN, detail))
        }
    }
}

/// Whoever has no key that is known.
pub fn not_authenticated() -> Refusal {
    let bearer = HeaderValue::from_static("Bearer");
    let refusal = Refusal::detail(StatusCode::UNAUTHORIZED, "Not authenticated");
    refusal.with(header::WWW_AUTHENTICATE, bearer)
}

/// What a disabled endpoint cannot be asked for.
pub fn disabled() -> Refusal {
    Refusal::detail(StatusCode::CONFLICT, "Webhook endpoint is disabled")
}

impl Asked {
    /// The id of whoever calls. InstaVM's are numbers; an organization that the user gave another
    /// name has that of its row.
    pub fn user_id(&self) -> i64 {
        let name = &self.caller.organization_name;
        name.parse().unwrap_or(self.caller.organization.0)
    }
}

/// A success.
pub fn success(data: &impl Serialize) -> Response {
    let text = serde_json::to_string(data).expect("texts and numbers");
    let content_type = [(header::CONTENT_TYPE, "application/json")];
    (StatusCode::OK, content_type, text).into_response()
}
