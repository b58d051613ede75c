//! What an answer says, and nothing more.

use std::time::Duration;

use model::{AttemptFailure, FailureKind};

use crate::Exchange;

/// What a handler did with a request, as far as its answer tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answer {
    /// 2xx.
    Accepted,
    /// Any other status: 400, 401, 403, 422, 500 and their like mean the same here. So does 2xx
    /// with the body that this handler answers forgeries with.
    Refused,
    /// 429: it would have answered something else at another time.
    PutOff,
    /// No answer came.
    Silent,
}

/// An answer as it is judged.
#[derive(Debug, Clone)]
pub(crate) struct Reply {
    /// Its status, if one came.
    pub status: Option<u16>,
    /// Why none came.
    pub failure: Option<AttemptFailure>,
    /// Everything it says: header fields and body.
    pub text: Vec<u8>,
    /// The body alone.
    pub body: Vec<u8>,
    /// Time until it was whole.
    pub took: Duration,
    /// Whether its body is the one that this handler answers forgeries with, whatever its status.
    pub says_no: bool,
}

impl Reply {
    /// What an exchange came to.
    pub(crate) fn of(exchange: &Exchange) -> Self {
        let took = Duration::from_micros(exchange.timing.total_micros);
        match &exchange.outcome {
            Ok(answer) => {
                let fields = answer.headers.iter();
                let fields: Vec<&[u8]> = fields.map(|field| field.value.as_slice()).collect();
                Self {
                    status: Some(answer.status),
                    failure: None,
                    text: [fields.join(&b'\n'), answer.body.clone()].join(&b'\n'),
                    body: answer.body.clone(),
                    took,
                    says_no: false,
                }
            }
            Err(failure) => Self {
                status: None,
                failure: Some(failure.clone()),
                text: Vec::new(),
                body: Vec::new(),
                took,
                says_no: false,
            },
        }
    }

    /// What it says of the request.
    pub(crate) fn answer(&self) -> Answer {
        match self.status {
            None => Answer::Silent,
            Some(200..=299) if !self.says_no => Answer::Accepted,
            Some(429) => Answer::PutOff,
            Some(_) => Answer::Refused,
        }
    }

    /// Its status, or why there is none.
    pub(crate) fn in_words(&self) -> String {
        match (self.status, &self.failure) {
            (Some(status), _) => status.to_string(),
            (None, Some(failure)) => match failure.kind {
                FailureKind::Timeout => "no answer in time".to_owned(),
                FailureKind::Refused => "connection refused".to_owned(),
                FailureKind::Closed => "connection closed".to_owned(),
                _ => failure.message.clone(),
            },
            (None, None) => "no answer".to_owned(),
        }
    }

    /// Whether the connection broke off, as it may when one is used that the server just closed.
    pub(crate) fn broke_off(&self) -> bool {
        let kind = self.failure.as_ref().map(|failure| failure.kind);
        kind == Some(FailureKind::Closed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: Option<u16>) -> Answer {
        let reply = Reply {
            status,
            failure: None,
            text: Vec::new(),
            body: Vec::new(),
            took: Duration::ZERO,
            says_no: false,
        };
        reply.answer()
    }

    #[test]
    fn every_refusal_means_the_same_whatever_its_status() {
        for status in [301, 400, 401, 403, 404, 409, 413, 422, 500, 503] {
            assert_eq!(answer(Some(status)), Answer::Refused, "{status}");
        }
        for status in [200, 202, 204] {
            assert_eq!(answer(Some(status)), Answer::Accepted, "{status}");
        }
        assert_eq!(answer(Some(429)), Answer::PutOff);
        assert_eq!(answer(None), Answer::Silent);
    }
}
