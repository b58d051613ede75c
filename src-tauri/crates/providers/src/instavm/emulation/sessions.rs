//! Sessions, as far as the official client needs one to be made at all: no machine is started.

use axum::extract::{Request, State};
use axum::response::Response;

use super::super::wire::SessionAnswer;
use super::asked::{json, not_authenticated, success};
use crate::fastapi::{Fields, Refusal};
use crate::stage::{Stage, ids};

/// The key stands in the body here.
pub async fn create(State(stage): State<Stage>, request: Request) -> Result<Response, Refusal> {
    let (head, body) = request.into_parts();
    let body = json(&head.headers, body).await?;
    let mut fields = Fields::of(body.as_ref())?;
    let key = fields.required_text("api_key");
    fields.integer("vm_lifetime_seconds", 1..=86_400);
    fields.checked()?;
    let caller = stage.caller(key.unwrap_or_default().as_bytes()).await?;
    caller.ok_or_else(not_authenticated)?;
    let session_id = ids::uuid_v4();
    Ok(success(&SessionAnswer { session_id }))
}
