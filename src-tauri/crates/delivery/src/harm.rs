//! What faults do to one request: pure, with the words for it.
//!
//! How it is done to a connection is `harmed`'s matter.

use std::time::Duration;

use bytes::Bytes;
use model::{AttemptFailure, FailureKind, Fault, Timestamp, Timing};
use reqwest::Url;

use crate::marks::Stage;
use crate::words::Circumstances;
use crate::{Exchange, Outgoing};

/// What is done to one request on purpose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Harm {
    breaking: Option<Fault>,
    late: Option<Duration>,
    slow: Option<Duration>,
}

/// How much of a body is announced and sent, and what comes then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shape {
    /// What `Content-Length` says.
    pub declared: usize,
    /// Bytes of the body that go out.
    pub sent: usize,
    /// What becomes of the connection behind them.
    pub then: Then,
}

/// What becomes of a connection once a request is out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Then {
    /// It waits for the answer, as usual.
    Wait,
    /// Our side of it is closed, and an answer still read.
    End,
    /// It is torn down.
    Reset,
}

/// A connection that we tore down on purpose: what is told of it.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct OnPurpose(pub String);

impl Harm {
    /// What these faults do; sending twice and holding back do nothing to a request itself.
    pub(crate) fn of(faults: &[Fault], delay: Duration) -> Self {
        let befell = |fault| faults.contains(&fault).then_some(delay);
        Self {
            breaking: faults.iter().copied().find(|fault| fault.is_breaking()),
            late: befell(Fault::Delay),
            slow: befell(Fault::SlowBody),
        }
    }

    /// Whether nothing is sent at all.
    pub(crate) fn is_drop(&self) -> bool {
        self.breaking == Some(Fault::Drop)
    }

    /// How late it is sent.
    pub(crate) const fn late(&self) -> Option<Duration> {
        self.late
    }

    /// How long its body takes.
    pub(crate) const fn slow(&self) -> Option<Duration> {
        self.slow
    }

    /// What becomes of a body of so many bytes.
    ///
    /// Where there is none, one byte is announced that does not come; less than none cannot be
    /// announced, so such a request stays whole.
    pub(crate) fn shape(&self, body: usize) -> Shape {
        let cut = |then| Shape {
            declared: body.max(1),
            sent: body / 2,
            then,
        };
        match self.breaking {
            Some(Fault::Reset) => cut(Then::Reset),
            Some(Fault::Truncate) => cut(Then::End),
            Some(Fault::WrongLength) => Shape {
                declared: body / 2,
                sent: body,
                then: Then::Wait,
            },
            _ => Shape {
                declared: body,
                sent: body,
                then: Then::Wait,
            },
        }
    }

    /// What was done to a request with a body of so many bytes, in plain words.
    pub(crate) fn words(&self, body: usize) -> Vec<String> {
        let late = self
            .late
            .map(|late| format!("it was sent {late:?} late, on purpose"));
        let slow = self.slow.map(|_| self.slow_words(body));
        let broken = self.breaking_words(body);
        late.into_iter().chain(slow).chain(broken).collect()
    }

    fn slow_words(&self, body: usize) -> String {
        match (body, self.slow.unwrap_or_default()) {
            (0, _) => "a slow body was meant, but the body is empty".to_owned(),
            (_, over) => format!("the body was sent over {over:?}, on purpose"),
        }
    }

    fn breaking_words(&self, body: usize) -> Option<String> {
        let Shape { declared, sent, .. } = self.shape(body);
        Some(match self.breaking? {
            Fault::Reset => {
                format!(
                    "the connection was reset after {sent} of {declared} bytes of the body, on purpose"
                )
            }
            Fault::Truncate => {
                format!("the body ended after {sent} of {declared} announced bytes, on purpose")
            }
            Fault::WrongLength if body == 0 => {
                "a wrong length was meant, but the body is empty".to_owned()
            }
            Fault::WrongLength => {
                format!("Content-Length was {declared} for {sent} bytes of body, on purpose")
            }
            _ => return None,
        })
    }

    /// The failure of a request that this was done to, so that nobody looks for the fault elsewhere.
    pub(crate) fn told(
        &self,
        failure: AttemptFailure,
        (stage, body): (Stage, usize),
    ) -> AttemptFailure {
        let is_ours = self.breaking == Some(Fault::Reset) && failure.kind == FailureKind::Closed;
        let words = self.words(body);
        if is_ours || words.is_empty() || stage == Stage::Connecting {
            return failure;
        }
        AttemptFailure {
            message: format!("{}. {}", sentence(&words), failure.message),
            ..failure
        }
    }
}

/// `it was late; the body ended` with a capital at its beginning.
fn sentence(words: &[String]) -> String {
    let joined = words.join("; ");
    let mut letters = joined.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

/// The exchange that did not come about, on purpose.
pub(crate) fn dropped(outgoing: &Outgoing, started_at: Timestamp) -> Exchange {
    let place = Url::parse(&outgoing.url)
        .map(|url| Circumstances::of(&url, Stage::Connecting).place)
        .unwrap_or_else(|_| outgoing.url.to_string());
    let message =
        format!("Dropped on purpose: it was never sent to {place}, as if it were lost on the way.");
    Exchange {
        started_at,
        timing: Timing::default(),
        request_head: Bytes::new(),
        outcome: Err(AttemptFailure {
            kind: FailureKind::Other,
            message,
        }),
        exact: None,
        exceptions: vec!["it was dropped on purpose and never sent".to_owned()],
        request_sha256: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DELAY: Duration = Duration::from_millis(500);

    fn harm(faults: &[Fault]) -> Harm {
        Harm::of(faults, DELAY)
    }

    #[test]
    fn a_broken_body_is_announced_whole_and_sent_in_half() {
        let shape = harm(&[Fault::Truncate]).shape(25);
        assert_eq!(
            (shape.declared, shape.sent, shape.then),
            (25, 12, Then::End)
        );
        let shape = harm(&[Fault::Reset]).shape(0);
        assert_eq!(
            (shape.declared, shape.sent, shape.then),
            (1, 0, Then::Reset)
        );
    }

    #[test]
    fn a_wrong_length_is_less_than_the_body_which_goes_out_whole() {
        for body in [1, 2, 25] {
            let shape = harm(&[Fault::WrongLength]).shape(body);
            assert!(shape.declared < body && shape.sent == body, "{shape:?}");
        }
        let empty = harm(&[Fault::WrongLength]);
        assert_eq!(empty.shape(0).declared, 0);
        assert!(empty.words(0)[0].contains("the body is empty"));
    }

    #[test]
    fn faults_of_more_than_one_exchange_do_nothing_to_a_request() {
        let harm = harm(&[Fault::Duplicate, Fault::Reorder]);
        assert_eq!(harm.words(9), [""; 0]);
        assert_eq!(harm.shape(9).sent, 9);
    }

    #[test]
    fn a_failure_says_first_what_was_done_on_purpose() {
        let failure = AttemptFailure {
            kind: FailureKind::Timeout,
            message: "h took the request.".to_owned(),
        };
        let harm = harm(&[Fault::Truncate, Fault::Delay]);
        let told = harm.told(failure.clone(), (Stage::Waiting, 4)).message;
        assert_eq!(
            told,
            "It was sent 500ms late, on purpose; the body ended after 2 of 4 announced bytes, on purpose. h took the request."
        );
        assert_eq!(harm.told(failure.clone(), (Stage::Connecting, 4)), failure);
    }
}
