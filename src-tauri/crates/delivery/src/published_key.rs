//! Public keys that providers publish at an address: fetched once, on the user's word.
//!
//! One GET without credentials over TLS, no redirects, a small answer. Which
//! addresses may be asked at all is decided before: a scheme names its own,
//! and certificates only of the provider's hosts. Nothing is cached here; the
//! caller keeps what it gets.

use std::time::Duration;

use reqwest::Url;

use crate::{Outgoing, Sender};

/// Longer than any key set or chain of certificates that is published.
const LONGEST: u64 = 256 * 1024;
const PATIENCE: Duration = Duration::from_secs(10);

/// Why there is no key to be had.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// The address is none that keys are taken from.
    #[error("{0} is no https address: a key from it could be anyone's. Paste the key instead")]
    NotHttps(String),
    /// No answer.
    #[error("the key was not fetched: {0}")]
    NoAnswer(String),
    /// Another answer than a key.
    #[error("{url} answered {status} instead of a key")]
    Status {
        /// The address.
        url: String,
        /// What it answered.
        status: u16,
    },
    /// Something else than a key.
    #[error("what {0} answers is neither a key set (JWKS) nor a key or certificate in PEM")]
    NoKey(String),
}

/// Fetches the key that is published at an address: the text of a JWK, a key set or PEM.
///
/// Addresses on this machine may speak plain HTTP: nobody stands between.
///
/// # Errors
/// When the address is not to be asked, does not answer, or answers something else.
pub async fn fetch_key(sender: &Sender, url: &str) -> Result<String, KeyError> {
    if !may_be_asked(url) {
        return Err(KeyError::NotHttps(url.to_owned()));
    }
    let outgoing = Outgoing {
        timeout: Some(PATIENCE),
        keep_body: Some(LONGEST),
        ..Outgoing::new("GET", url)
    };
    let answer = sender.send(outgoing).await.outcome;
    let answer = answer.map_err(|failure| KeyError::NoAnswer(failure.message))?;
    if answer.status != 200 {
        return Err(KeyError::Status {
            url: url.to_owned(),
            status: answer.status,
        });
    }
    let text = String::from_utf8(answer.body).ok();
    text.filter(|text| !answer.truncated && is_key(text))
        .ok_or_else(|| KeyError::NoKey(url.to_owned()))
}

fn may_be_asked(url: &str) -> bool {
    let Ok(url) = Url::parse(url) else {
        return false;
    };
    let local = ["localhost", "127.0.0.1", "[::1]"];
    url.scheme() == "https"
        || (url.scheme() == "http" && url.host_str().is_some_and(|host| local.contains(&host)))
}

fn is_key(text: &str) -> bool {
    let json = || serde_json::from_str::<serde_json::Value>(text).ok();
    let set = || json().is_some_and(|json| json["keys"].is_array() || json["kty"].is_string());
    text.contains("-----BEGIN ") || set()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{TestServer, sender};

    async fn fetched(answer: &'static str) -> Result<String, KeyError> {
        let server = TestServer::answering(answer).await;
        fetch_key(&sender(), &server.url("/keys")).await
    }

    #[tokio::test]
    async fn a_key_set_and_a_certificate_are_keys() {
        let set = "HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n{\"keys\":[]}";
        assert_eq!(fetched(set).await, Ok("{\"keys\":[]}".to_owned()));
        let pem = "HTTP/1.1 200 OK\r\nContent-Length: 29\r\n\r\n-----BEGIN CERTIFICATE-----\nAA";
        assert!(fetched(pem).await.is_ok());
    }

    #[tokio::test]
    async fn nothing_else_is_taken_for_a_key() {
        let page = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html>";
        assert!(matches!(fetched(page).await, Err(KeyError::NoKey(_))));
        let elsewhere = "HTTP/1.1 302 Found\r\nLocation: /else\r\nContent-Length: 0\r\n\r\n";
        let error = fetched(elsewhere).await.unwrap_err();
        assert!(
            matches!(error, KeyError::Status { status: 302, .. }),
            "{error}"
        );
    }

    #[tokio::test]
    async fn only_tls_and_this_machine_are_asked() {
        for url in [
            "http://example.com/keys",
            "file:///etc/passwd",
            "keys",
            "http://localhost.example.com/",
        ] {
            let error = fetch_key(&sender(), url).await.unwrap_err();
            assert!(matches!(error, KeyError::NotHttps(_)), "{url}: {error}");
        }
    }
}
