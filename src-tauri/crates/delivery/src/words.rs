//! The words for exchanges that ended without an answer: what happened, then what helps.
//!
//! Which words are due is decided by `failure` and by the sender.

use std::time::Duration;

use model::{AttemptFailure, FailureKind};
use reqwest::Url;

use crate::address::Forbidden;
use crate::marks::Stage;

/// What the words have to name.
#[derive(Debug, Clone)]
pub(crate) struct Circumstances {
    /// Host and port as the user wrote them.
    pub place: String,
    /// Whether TLS was to be spoken.
    pub tls: bool,
    /// How far the exchange had come.
    pub stage: Stage,
}

impl Circumstances {
    /// What is known of an exchange with the host of `url`.
    pub(crate) fn of(url: &Url, stage: Stage) -> Self {
        let host = url.host_str().unwrap_or_default();
        let place = url
            .port()
            .map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"));
        Self {
            place,
            tls: url.scheme() == "https",
            stage,
        }
    }

    /// The failure of an exchange that took too long.
    pub(crate) fn timed_out(&self, after: Duration) -> AttemptFailure {
        let after = format!("{after:?}");
        let message = match self.stage {
            Stage::Connecting if self.tls => format!(
                "{{}} did not come to speak TLS within {after}. Check host and port; if it is a plain server, write http:// instead."
            ),
            Stage::Connecting => format!(
                "{{}} did not accept a connection within {after}. Check host and port, and whether a firewall drops what comes in."
            ),
            Stage::Waiting => format!(
                "{{}} took the request and did not answer within {after}. Answer first and work later, or allow more time."
            ),
            Stage::Answering { status } => format!(
                "{{}} answered {status}, but the answer was not whole within {after}. Check what keeps its body open, or allow more time."
            ),
        };
        self.say(FailureKind::Timeout, &message)
    }

    /// The failure of an exchange that the user ended.
    pub(crate) fn cancelled(&self) -> AttemptFailure {
        let message = match self.stage {
            Stage::Connecting => "You stopped this before {} was reached.",
            Stage::Waiting | Stage::Answering { .. } => {
                "You stopped this before {} had answered. It may have acted on the request all the same."
            }
        };
        self.say(FailureKind::Cancelled, message)
    }

    /// The failure of a request that HTTP does not allow.
    pub(crate) fn unsendable(&self, what: &str) -> AttemptFailure {
        self.say(
            FailureKind::Other,
            &format!("Nothing was sent to {{}}: {what}. Edit the request."),
        )
    }

    /// The failure of a target that is never called.
    pub(crate) fn forbidden(&self, forbidden: Forbidden) -> AttemptFailure {
        let why = if self.place.contains(&forbidden.0.to_string()) {
            "Nothing was sent to {}: it is the metadata service of a cloud, which hands out credentials.".to_owned()
        } else {
            format!(
                "Nothing was sent to {{}}: it leads to {}, the metadata service of a cloud, which hands out credentials.",
                forbidden.0
            )
        };
        self.say(
            FailureKind::Forbidden,
            &format!("{why} Choose another target."),
        )
    }

    /// The failure of a connection that ended too early.
    pub(crate) fn closed(&self) -> AttemptFailure {
        let (kind, message) = match self.stage {
            Stage::Connecting if self.tls => (
                FailureKind::Tls,
                "{} closed the connection instead of speaking TLS. If it is a plain server, write http:// instead.".to_owned(),
            ),
            Stage::Connecting | Stage::Waiting => (
                FailureKind::Closed,
                "{} closed the connection without an answer. Look at your server's log: its handler may have crashed.".to_owned(),
            ),
            Stage::Answering { status } => (
                FailureKind::Closed,
                format!("{{}} answered {status} and closed the connection before the answer was whole. Look at your server's log."),
            ),
        };
        self.say(kind, &message)
    }

    /// Puts the place where the message has `{}`.
    pub(crate) fn say(&self, kind: FailureKind, message: &str) -> AttemptFailure {
        AttemptFailure {
            kind,
            message: message.replace("{}", &self.place),
        }
    }
}
