//! A call of somebody who may make it, and the form of every answer to one.

use axum::extract::{FromRequestParts, Path};
use axum::response::{IntoResponse as _, Response};
use http::request::Parts;
use http::{Method, StatusCode, header};
use serde::Serialize;

use super::super::refusal::{Detail, Refusal};
use super::super::wire::{Envelope, Page};
use crate::query::Query;
use crate::stage::{Caller, Stage, bearer_token, ids};

/// What a key needs for looking.
pub const READ: &str = "execution-webhooks:read";
/// What a key needs for anything else.
pub const WRITE: &str = "execution-webhooks:write";

/// Rows of a page where nothing is asked for.
const USUAL_LIMIT: u32 = 20;
/// Most rows of a page.
const MOST: u32 = 100;

/// A call.
#[derive(Debug)]
pub struct Asked {
    pub stage: Stage,
    pub caller: Caller,
    /// What the path names; empty where it names nothing.
    pub id: String,
    pub query: Query,
}

/// Which part of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    pub limit: u32,
    pub offset: u32,
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

async fn caller(parts: &Parts, stage: &Stage) -> Result<Caller, Refusal> {
    let authorization = parts.headers.get(header::AUTHORIZATION);
    let token = authorization.and_then(|field| bearer_token(field.as_bytes()));
    let token = token.ok_or_else(Refusal::unauthorized)?;
    let found = stage.caller(token).await?;
    let caller = found.ok_or_else(Refusal::unauthorized)?;
    let scope = match parts.method {
        Method::GET | Method::HEAD => READ,
        _ => WRITE,
    };
    match caller.may(scope) {
        true => Ok(caller),
        false => {
            let message = format!("Forbidden: the API key lacks {scope}");
            Err(Refusal::new(StatusCode::FORBIDDEN, message))
        }
    }
}

impl Asked {
    /// Which part of a list is asked for; more than a hundred rows are cut to a hundred.
    pub fn part(&self) -> Result<Part, Refusal> {
        let limit = self.number("limit", 1)?.unwrap_or(USUAL_LIMIT);
        Ok(Part {
            limit: limit.min(MOST),
            offset: self.number("offset", 0)?.unwrap_or(0),
        })
    }

    /// A number, or what is wrong with it; one beyond all lists is the greatest.
    fn number(&self, field: &'static str, least: u32) -> Result<Option<u32>, Refusal> {
        let Some(text) = self.query.first(field).filter(|text| !text.is_empty()) else {
            return Ok(None);
        };
        let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
        let number = is_number.then(|| text.parse().unwrap_or(u32::MAX));
        match number.filter(|number| *number >= least) {
            Some(number) => Ok(Some(number)),
            None => {
                let message = format!("must be an integer from {least}");
                Err(Refusal::invalid(vec![Detail { field, message }]))
            }
        }
    }
}

impl Part {
    /// Records that have to be read for it: one more tells whether there is more.
    pub const fn reach(self) -> u32 {
        self.offset.saturating_add(self.limit).saturating_add(1)
    }

    /// Cuts it out of records that were read from the newest on.
    pub fn of<T>(self, all: Vec<T>) -> (bool, Vec<T>) {
        let has_more = all.len() >= self.reach() as usize;
        let part = all.into_iter().skip(self.offset as usize);
        (has_more, part.take(self.limit as usize).collect())
    }

    /// The answer for it.
    pub const fn page<T>(self, has_more: bool, items: Vec<T>) -> Page<T> {
        Page {
            has_more,
            items,
            limit: self.limit,
            offset: self.offset,
        }
    }
}

/// A success.
pub fn success(data: impl Serialize) -> Response {
    let envelope = Envelope::of(data, ids::prefixed("req_", 24));
    let text = serde_json::to_string(&envelope).expect("texts, numbers and times");
    let content_type = [(header::CONTENT_TYPE, "application/json")];
    (StatusCode::OK, content_type, text).into_response()
}
