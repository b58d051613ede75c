//! The log of an emulation's calls. Credentials are taken out before anything is kept.

use std::time::Instant;

use axum::body::{Body, to_bytes};
use axum::response::Response;
use bytes::Bytes;
use http::request::Parts;
use http::{HeaderMap, StatusCode};
use model::{Timestamp, Trouble};
use store::NewCall;

use super::caller::credential;
use super::front::Front;
use crate::redact::{Secrets, credentials_in, redacted};

/// A call as it came.
pub(super) struct Asked {
    pub(super) operation: Option<&'static str>,
    pub(super) at: Timestamp,
    pub(super) began: Instant,
    pub(super) head: Parts,
    pub(super) body: Bytes,
}

impl Front {
    /// Keeps a call and its answer, which is given back as it was.
    pub(super) async fn log_answer(
        &self,
        asked: Asked,
        trouble: Option<Trouble>,
        response: Response,
    ) -> Response {
        let (head, body) = response.into_parts();
        // Answers of emulations are made in memory, whole.
        let body = to_bytes(body, usize::MAX).await.unwrap_or_default();
        let given = credential(&asked.head.headers).unwrap_or_default().to_vec();
        let secrets = secrets(&body, &given);
        let call = NewCall {
            status: Some(head.status.as_u16()),
            response_head: secrets.taken_out_of(&rendered(head.status, &head.headers)),
            response_body: secrets.taken_out_of(&body),
            ..self.call(asked, trouble).await
        };
        self.keep(call).await;
        Response::from_parts(head, Body::from(body))
    }

    /// Keeps a call that is not answered.
    pub(super) async fn log_silence(&self, asked: Asked, trouble: Option<Trouble>) {
        let call = self.call(asked, trouble).await;
        self.keep(call).await;
    }

    async fn call(&self, asked: Asked, trouble: Option<Trouble>) -> NewCall {
        let Asked { head, body, .. } = asked;
        let caller = self.stage.known_caller(&head.headers).await;
        let given = credential(&head.headers).unwrap_or_default();
        let secrets = secrets(&body, given);
        let target = head.uri.path_and_query().map(ToString::to_string);
        let target = secrets.taken_out_of(target.unwrap_or_default().as_bytes());
        NewCall {
            provider: self.stage.id(),
            organization: caller.map(|caller| caller.organization),
            operation: asked.operation.map(str::to_owned),
            method: head.method.to_string(),
            target: String::from_utf8_lossy(&target).into_owned(),
            status: None,
            trouble: trouble.map(|trouble| trouble.kind.to_string()),
            took_micros: u64::try_from(asked.began.elapsed().as_micros()).unwrap_or(u64::MAX),
            at: asked.at,
            request_head: secrets.taken_out_of(&redacted(&head_of(&head))),
            request_body: secrets.taken_out_of(&body),
            response_head: Vec::new(),
            response_body: Vec::new(),
        }
    }

    async fn keep(&self, call: NewCall) {
        if let Err(error) = self.stage.store().emulations().log_call(call).await {
            tracing::error!(%error, "a call of an emulation could not be logged");
        }
    }
}

/// The head as it came; rendered where nobody recorded it.
fn head_of(head: &Parts) -> Vec<u8> {
    match head.extensions.get::<wire::RecordedHead>() {
        Some(recorded) => recorded.0.to_vec(),
        None => wire::head::rendered_http2(head),
    }
}

fn rendered(status: StatusCode, headers: &HeaderMap) -> Vec<u8> {
    let reason = status.canonical_reason().unwrap_or_default();
    let mut head = format!("HTTP/1.1 {} {reason}\r\n", status.as_u16()).into_bytes();
    for (name, value) in headers {
        head.extend_from_slice(name.as_str().as_bytes());
        head.extend_from_slice(b": ");
        head.extend_from_slice(value.as_bytes());
        head.extend_from_slice(b"\r\n");
    }
    head.extend_from_slice(b"\r\n");
    redacted(&head)
}

/// The secrets of a call: what its caller came with, and what its body says is one.
fn secrets(body: &[u8], credential: &[u8]) -> Secrets {
    let told = credentials_in(body);
    let told = told.iter().map(Vec::as_slice);
    Secrets::of(told.chain([credential]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(body: &str, credential: &str) -> String {
        let secrets = secrets(body.as_bytes(), credential.as_bytes());
        String::from_utf8(secrets.taken_out_of(body.as_bytes())).unwrap()
    }

    #[test]
    fn secrets_are_taken_out_and_all_else_stays_to_the_letter() {
        let body = r#"{"data": {"signingSecret":"whsec_1", "n": 1.0}, "list":[{"api_key":"k1"}]}"#;
        assert_eq!(
            kept(body, ""),
            r#"{"data": {"signingSecret":"[redacted]", "n": 1.0}, "list":[{"api_key":"[redacted]"}]}"#
        );
        assert_eq!(kept(r#"{"a":"sk_1"}"#, "sk_1"), r#"{"a":"[redacted]"}"#);
        let escaped = r#"{"secret":"whsec_a\/b\u002b","again":"whsec_a/b+"}"#;
        assert_eq!(
            kept(escaped, ""),
            r#"{"secret":"[redacted]","again":"[redacted]"}"#
        );
    }

    #[test]
    fn a_body_without_secrets_is_kept_byte_for_byte() {
        for body in ["", "no json", r#"{"secret_hint":"…4f","secret":null}"#] {
            assert_eq!(kept(body, ""), body);
        }
    }
}
