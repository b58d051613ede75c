//! What kind of failure an error is.
//!
//! Libraries wrap the cause of a failure several times over; the kind is read
//! from the innermost cause that says something, never from a text.

use std::error::Error;
use std::io::{self, ErrorKind};

use model::{AttemptFailure, FailureKind};

use crate::address::Forbidden;
use crate::connect::LookupError;
use crate::harm::OnPurpose;
use crate::tls_words;
use crate::words::Circumstances;

impl Circumstances {
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

    fn recognized(&self, cause: &(dyn Error + 'static)) -> Option<AttemptFailure> {
        if let Some(forbidden) = cause.downcast_ref::<Forbidden>() {
            return Some(self.forbidden(*forbidden));
        }
        if let Some(OnPurpose(told)) = cause.downcast_ref() {
            let message = format!("With {{}} it went as it was meant to: {told}.");
            return Some(self.say(FailureKind::Closed, &message));
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

    fn http(&self, error: &hyper::Error) -> Option<AttemptFailure> {
        // What lies below such an error says more than the error itself.
        if chain(error)
            .skip(1)
            .any(<dyn Error + 'static>::is::<io::Error>)
        {
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

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use bytes::Bytes;
    use tokio::net::TcpListener;
    use tokio_util::sync::CancellationToken;

    use super::*;
    use crate::testing::{OK, TestServer, sender, silent_port};
    use crate::{Outgoing, WireForm};

    /// How all ways of sending fail: as reqwest sends, over lines of our own, and byte for byte.
    async fn failures(url: &str) -> [AttemptFailure; 3] {
        failures_of(Outgoing::new("GET", url)).await
    }

    async fn failures_of(plain: Outgoing) -> [AttemptFailure; 3] {
        let recorded_head = Bytes::from_static(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        let sender = sender();
        let failed = async |wire| {
            let outgoing = Outgoing {
                wire,
                ..plain.clone()
            };
            sender.send(outgoing).await.outcome.unwrap_err()
        };
        [
            failed(WireForm::Normal).await,
            failed(WireForm::Direct).await,
            failed(WireForm::Exact { recorded_head }).await,
        ]
    }

    fn all(kind: FailureKind, message: impl Into<String>) -> [AttemptFailure; 3] {
        let failure = AttemptFailure {
            kind,
            message: message.into(),
        };
        [failure.clone(), failure.clone(), failure]
    }

    #[tokio::test]
    async fn nobody_listens() {
        let port = silent_port().await;
        let message = format!(
            "Nothing listens on localhost:{port}. Start your server, or change the target."
        );
        let failed = failures(&format!("http://localhost:{port}/x")).await;
        assert_eq!(failed, all(FailureKind::Refused, message));
    }

    #[tokio::test]
    async fn the_name_is_unknown() {
        // Longer than a name may be, so that no name server is asked.
        let host = "x".repeat(70);
        let message = format!(
            "{host}.test cannot be found: its name does not resolve. Check the spelling, or whether you are online."
        );
        let failed = failures(&format!("http://{host}.test/")).await;
        assert_eq!(failed, all(FailureKind::UnknownHost, message));
    }

    #[tokio::test]
    async fn no_answer_comes_in_time() {
        // The system accepts connections for a listener that never looks.
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let mut outgoing = Outgoing::new("GET", format!("http://{address}/"));
        outgoing.timeout = Some(Duration::from_millis(80));
        let message = format!(
            "{address} took the request and did not answer within 80ms. Answer first and work later, or allow more time."
        );
        assert_eq!(
            failures_of(outgoing).await,
            all(FailureKind::Timeout, message)
        );
    }

    #[tokio::test]
    async fn the_answer_is_not_whole_in_time() {
        let server =
            TestServer::answering("HTTP/1.1 201 Created\r\nContent-Length: 9\r\n\r\nhalf").await;
        let mut outgoing = Outgoing::new("GET", server.url("/"));
        outgoing.timeout = Some(Duration::from_millis(200));
        let message = format!(
            "127.0.0.1:{} answered 201, but the answer was not whole within 200ms. Check what keeps its body open, or allow more time.",
            server.port
        );
        assert_eq!(
            failures_of(outgoing).await,
            all(FailureKind::Timeout, message)
        );
    }

    #[tokio::test]
    async fn the_connection_ends_without_an_answer() {
        let server = TestServer::answering("").await;
        let message = format!(
            "127.0.0.1:{} closed the connection without an answer. Look at your server's log: its handler may have crashed.",
            server.port
        );
        assert_eq!(
            failures(&server.url("/")).await,
            all(FailureKind::Closed, message)
        );
    }

    #[tokio::test]
    async fn the_connection_ends_in_the_middle_of_the_answer() {
        let answer = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 9\r\n\r\nhalf";
        let server = TestServer::answering(answer).await;
        let message = format!(
            "127.0.0.1:{} answered 200 and closed the connection before the answer was whole. Look at your server's log.",
            server.port
        );
        assert_eq!(
            failures(&server.url("/")).await,
            all(FailureKind::Closed, message)
        );
    }

    #[tokio::test]
    async fn what_comes_back_is_not_http() {
        let server = TestServer::answering("220 mail.test ESMTP\r\n").await;
        let message = format!(
            "What 127.0.0.1:{} answered is not HTTP. Check the port; if TLS is spoken there, write https://.",
            server.port
        );
        assert_eq!(
            failures(&server.url("/")).await,
            all(FailureKind::BadAnswer, message)
        );
    }

    #[tokio::test]
    async fn a_tls_server_is_spoken_to_without_tls() {
        let (server, _) = TestServer::with_tls(OK).await;
        let kinds = failures(&server.url("/")).await.map(|failure| failure.kind);
        assert_eq!(kinds, [FailureKind::BadAnswer; 3]);
    }

    #[tokio::test]
    async fn a_plain_server_is_spoken_to_with_tls() {
        let words = [
            ("HTTP/1.1 400 Bad Request\r\n\r\n", "does not speak TLS"),
            ("", "closed the connection instead of speaking TLS"),
        ];
        for (greeting, what) in words {
            let address = TestServer::greeting(greeting).await;
            let message =
                format!("{address} {what}. If it is a plain server, write http:// instead.");
            assert_eq!(
                failures(&format!("https://{address}/")).await,
                all(FailureKind::Tls, message)
            );
        }
    }

    #[tokio::test]
    async fn tls_does_not_come_about_in_time() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let mut outgoing = Outgoing::new("GET", format!("https://{address}/"));
        outgoing.timeout = Some(Duration::from_millis(80));
        let message = format!(
            "{address} did not come to speak TLS within 80ms. Check host and port; if it is a plain server, write http:// instead."
        );
        assert_eq!(
            failures_of(outgoing).await,
            all(FailureKind::Timeout, message)
        );
    }

    #[tokio::test]
    async fn a_certificate_of_nobody_is_not_accepted() {
        let (server, _) = TestServer::with_tls(OK).await;
        for failure in failures(&format!("https://localhost:{}/", server.port)).await {
            assert_eq!(failure.kind, FailureKind::Tls);
            let place = format!("The certificate of localhost:{}", server.port);
            assert!(failure.message.starts_with(&place), "{}", failure.message);
        }
    }

    #[tokio::test]
    async fn the_user_stops_it() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        let mut outgoing = Outgoing::new("GET", url);
        let cancel = CancellationToken::new();
        outgoing.cancel = Some(cancel.clone());
        let (failed, ()) = tokio::join!(failures_of(outgoing), async {
            listener.accept().await.unwrap();
            cancel.cancel();
        });
        assert_eq!(
            failed.map(|failure| failure.kind),
            [FailureKind::Cancelled; 3]
        );
    }

    #[tokio::test]
    async fn metadata_services_are_not_called() {
        let writings = [
            "169.254.169.254",
            "2852039166",
            "0xa9fea9fe",
            "[::ffff:a9fe:a9fe]",
            "[fd00:ec2::254]",
        ];
        for host in writings {
            for failure in failures(&format!("http://{host}/latest/meta-data")).await {
                assert_eq!(failure.kind, FailureKind::Forbidden, "{host}");
                assert!(
                    failure.message.starts_with("Nothing was sent to"),
                    "{}",
                    failure.message
                );
            }
        }
    }

    #[tokio::test]
    async fn what_http_does_not_allow_is_not_sent() {
        let unsendable = |change: fn(&mut Outgoing)| async move {
            let mut outgoing = Outgoing::new("GET", "http://localhost:1/");
            change(&mut outgoing);
            sender().send(outgoing).await.outcome.unwrap_err().message
        };
        assert_eq!(
            unsendable(|outgoing| outgoing.headers.push("X Y", "1")).await,
            "Nothing was sent to localhost:1: \"X Y\" is no name of a header field. Edit the request."
        );
        let value = unsendable(|outgoing| outgoing.headers.push("X-Y", "a\nb")).await;
        assert!(value.contains("X-Y holds a byte"), "{value}");
        let method = unsendable(|outgoing| outgoing.method = "B AD".into()).await;
        assert!(method.contains("\"B AD\" is no HTTP method"), "{method}");
        let url = unsendable(|outgoing| outgoing.url = "localhost:3000".into()).await;
        assert!(url.contains("is no URL to send to"), "{url}");
    }
}
