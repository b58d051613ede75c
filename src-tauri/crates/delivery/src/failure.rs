//! Why no answer came, in words: what happened, then what helps.
//!
//! Libraries wrap the cause of a failure several times over; the kind is read
//! from the innermost cause that says something, never from a text.

use std::error::Error;
use std::io::{self, ErrorKind};
use std::time::Duration;

use model::{AttemptFailure, FailureKind};
use reqwest::Url;

use crate::address::Forbidden;
use crate::connect::LookupError;
use crate::marks::Stage;
use crate::tls_words;

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

    /// The failure behind an error of any of the libraries.
    pub(crate) fn failure(&self, error: &(dyn Error + 'static)) -> AttemptFailure {
        let mut causes = chain(error);
        let known = causes.find_map(|cause| self.recognized(cause));
        known.unwrap_or_else(|| {
            let last = chain(error).last().map(ToString::to_string);
            self.say(
                FailureKind::Other,
                &format!(
                    "The exchange with {{}} failed: {}.",
                    last.unwrap_or_default()
                ),
            )
        })
    }

    /// The failure of an exchange that took too long.
    pub(crate) fn timed_out(&self, after: Duration) -> AttemptFailure {
        let after = format!("{after:?}");
        let message = match self.stage {
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

    fn recognized(&self, cause: &(dyn Error + 'static)) -> Option<AttemptFailure> {
        if let Some(forbidden) = cause.downcast_ref::<Forbidden>() {
            return Some(self.forbidden(*forbidden));
        }
        if cause.is::<LookupError>() {
            let message = "{} cannot be found: its name does not resolve. Check the spelling, or whether you are online.";
            return Some(self.say(FailureKind::UnknownHost, message));
        }
        if let Some(tls) = cause.downcast_ref::<rustls::Error>() {
            return Some(self.say(FailureKind::Tls, &tls_words::message(tls)));
        }
        if let Some(http) = cause.downcast_ref::<hyper::Error>() {
            return self.http(http);
        }
        self.io(cause.downcast_ref::<io::Error>()?.kind())
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

    fn http(&self, error: &hyper::Error) -> Option<AttemptFailure> {
        // What lies below such an error says more than the error itself.
        if chain(error).skip(1).any(|cause| cause.is::<io::Error>()) {
            return None;
        }
        if error.is_parse() {
            let message = "What {} answered is not HTTP. Check the port; if TLS is spoken there, write https://.";
            return Some(self.say(FailureKind::BadAnswer, message));
        }
        let ended = error.is_incomplete_message() || error.is_canceled() || error.is_closed();
        (ended || error.is_body_write_aborted()).then(|| self.closed())
    }

    fn io(&self, kind: ErrorKind) -> Option<AttemptFailure> {
        match kind {
            ErrorKind::ConnectionRefused => Some(self.say(
                FailureKind::Refused,
                "Nothing listens on {}. Start your server, or change the target.",
            )),
            ErrorKind::HostUnreachable
            | ErrorKind::NetworkUnreachable
            | ErrorKind::AddrNotAvailable => {
                let message = "There is no way to {} from here. Check the network, or the address.";
                Some(self.say(FailureKind::Other, message))
            }
            ErrorKind::TimedOut => {
                let message = "{} did not accept a connection. Check host and port, and whether a firewall drops what comes in.";
                Some(self.say(FailureKind::Timeout, message))
            }
            ErrorKind::ConnectionReset
            | ErrorKind::ConnectionAborted
            | ErrorKind::BrokenPipe
            | ErrorKind::NotConnected
            | ErrorKind::UnexpectedEof => Some(self.closed()),
            _ => None,
        }
    }

    fn closed(&self) -> AttemptFailure {
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
    fn say(&self, kind: FailureKind, message: &str) -> AttemptFailure {
        AttemptFailure {
            kind,
            message: message.replace("{}", &self.place),
        }
    }
}

/// An error and everything that caused it, outermost first.
fn chain<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(error), |&error| {
        // An io::Error hides the error it was made of and shows only that one's cause.
        let wrapped = error
            .downcast_ref::<io::Error>()
            .and_then(io::Error::get_ref);
        wrapped.map_or_else(
            || error.source(),
            |inner| Some(inner as &(dyn Error + 'static)),
        )
    })
}
