//! A request that is answered here and never reaches the service.
//!
//! Says what is wrong and writes the answer; decides nothing.

use std::net::SocketAddr;

use bytes::Bytes;
use http::StatusCode;
use model::CaptureFlag;

/// A request that was answered here and never reached the service.
#[derive(Debug, Clone)]
pub struct Refused {
    /// What was wrong.
    pub flag: CaptureFlag,
    /// The status it was answered with.
    pub status: u16,
    /// What came of its head.
    pub head: Bytes,
    /// Who sent it.
    pub peer: SocketAddr,
    /// What was wrong, in words.
    pub detail: String,
}

/// Why a request goes no further.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) status: StatusCode,
    pub(crate) flag: CaptureFlag,
    pub(crate) detail: String,
    /// What came of the head.
    pub(crate) head: Bytes,
}

impl Refusal {
    pub(crate) fn new(status: StatusCode, flag: CaptureFlag, detail: impl Into<String>) -> Self {
        Self {
            status,
            flag,
            detail: detail.into(),
            head: Bytes::new(),
        }
    }

    pub(crate) fn malformed(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, CaptureFlag::Malformed, detail)
    }

    pub(crate) fn ambiguous_length(detail: impl Into<String>) -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            CaptureFlag::AmbiguousLength,
            detail,
        )
    }

    pub(crate) fn head_too_long(limit: usize) -> Self {
        Self::head_too_large(format!("the head is longer than {limit} bytes"))
    }

    pub(crate) fn too_many_fields(limit: usize) -> Self {
        Self::head_too_large(format!("the head has more than {limit} fields"))
    }

    fn head_too_large(detail: String) -> Self {
        let status = StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE;
        Self::new(status, CaptureFlag::HeadTooLarge, detail)
    }

    pub(crate) fn with_head(mut self, head: Bytes) -> Self {
        self.head = head;
        self
    }

    /// The whole answer, after which the connection closes.
    pub(crate) fn answer(&self) -> Vec<u8> {
        let retry = match self.status {
            StatusCode::SERVICE_UNAVAILABLE => "Retry-After: 1\r\n",
            _ => "",
        };
        let text = format!("{}\n", self.detail);
        format!(
            "HTTP/1.1 {}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: {}\r\n{retry}Connection: close\r\n\r\n{text}",
            self.status,
            text.len(),
        )
        .into_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_says_what_is_wrong_and_closes() {
        let answer = String::from_utf8(Refusal::malformed("no colon").answer()).unwrap();
        assert!(answer.starts_with("HTTP/1.1 400 Bad Request\r\n"));
        assert!(answer.ends_with("Content-Length: 9\r\nConnection: close\r\n\r\nno colon\n"));
    }
}
