//! A call as it came: the run it is about, its query, its fields and its body.

use axum::extract::{FromRequest, Request};
use bytes::Bytes;
use http::HeaderMap;
use reqwest::Url;

use super::auth;
use crate::fastapi::{self, Refusal};
use crate::python::Json;
use crate::skyvern::hosting::Hosting;
use crate::stage::{Caller, Stage};

/// A call.
#[derive(Debug)]
pub struct Call {
    /// The id that its path names; empty where it names none.
    pub run_id: String,
    /// What is asked for besides, in its order.
    pub query: Vec<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
}

/// Who calls whom.
#[derive(Debug)]
pub struct Line {
    /// The Skyvern that is called.
    pub hosting: Hosting,
    /// Who calls.
    pub caller: Caller,
    /// The body's JSON; none for no body at all.
    pub given: Option<Json>,
}

impl Call {
    /// Takes the call as the real server does: malformed JSON is told to anybody, all else only
    /// to those with a key.
    ///
    /// # Errors
    /// When the body is no JSON, or the caller is nobody.
    pub async fn taken(&self, stage: &Stage) -> Result<Line, Refusal> {
        let hosting = Hosting::played(stage.store()).await?;
        let given = fastapi::json(&self.headers, &self.body)?;
        let caller = auth::caller(stage, &self.headers, hosting).await?;
        Ok(Line {
            hosting,
            caller,
            given,
        })
    }
}

impl<S: Send + Sync> FromRequest<S> for Call {
    type Rejection = Refusal;

    async fn from_request(request: Request, state: &S) -> Result<Self, Refusal> {
        let (run_id, query) = (run_id(request.uri().path()), query(request.uri().query()));
        let headers = request.headers().clone();
        // Whatever stands before the emulation has read the body and found it short enough.
        let body = Bytes::from_request(request, state)
            .await
            .unwrap_or_default();
        Ok(Self {
            run_id,
            query,
            headers,
            body,
        })
    }
}

/// What follows `runs` in a path, decoded.
pub fn run_id(path: &str) -> String {
    let mut parts = path.split('/').skip_while(|part| *part != "runs").skip(1);
    fastapi::decoded(parts.next().unwrap_or_default())
}

fn query(text: Option<&str>) -> Vec<(String, String)> {
    let mut url = Url::parse("http://localhost/").expect("it is a URL");
    url.set_query(text);
    let pairs = url.query_pairs();
    pairs
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_read_wherever_the_path_has_it() {
        for (path, id) in [
            ("/v1/runs/tsk_1/retry_webhook", "tsk_1"),
            ("/api/v1/runs/a%20b/retry_webhook/", "a b"),
            ("/v1/internal/runs/%C3%BC/test-webhook", "ü"),
            ("/v1/internal/test-webhook", ""),
            ("/v1/runs", ""),
        ] {
            assert_eq!(run_id(path), id, "{path}");
        }
    }

    #[test]
    fn a_query_keeps_its_order_and_its_repetitions() {
        let pairs = query(Some("status=failed&page=2&status=a+b%FF"));
        let told: Vec<String> = pairs.iter().map(|(n, v)| format!("{n}={v}")).collect();
        assert_eq!(told, ["status=failed", "page=2", "status=a b\u{fffd}"]);
        assert_eq!(query(None), []);
    }
}
