//! Makes a request out of a capture: exact, edited, or signed afresh.
//!
//! Pure: the caller brings time and entropy. Nothing is sent here.

use bytes::Bytes;
use model::{Headers, SendMode, Timestamp};
use signing::SignError;

use crate::signer::Signer;
use crate::{Outgoing, WireForm, afresh};

/// Fields that speak of one connection, or of how one message was framed on it.
const OF_THE_CONNECTION: [&str; 11] = [
    "connection",
    "content-length",
    "expect",
    "host",
    "http2-settings",
    "keep-alive",
    "proxy-authorization",
    "proxy-connection",
    "te",
    "transfer-encoding",
    "upgrade",
];

/// What a capture holds, as far as sending it needs.
#[derive(Debug, Clone)]
pub struct CapturedRequest<'a> {
    /// Method as it came.
    pub method: &'a str,
    /// The head byte for byte.
    pub head: &'a [u8],
    /// The head's fields.
    pub headers: &'a Headers,
    /// The body byte for byte.
    pub body: Bytes,
}

/// Changes made by hand; what is `None` stays as it came. Another URL is another target.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edit {
    /// Another method.
    pub method: Option<String>,
    /// All header fields.
    pub headers: Option<Headers>,
    /// Another body.
    pub body: Option<Bytes>,
}

impl Edit {
    /// Whether nothing is changed.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.method.is_none() && self.headers.is_none() && self.body.is_none()
    }
}

/// What becomes of the signature.
#[derive(Debug, Clone, Copy)]
pub enum Signing<'a> {
    /// It stays as it came.
    Keep,
    /// It is made anew, with a new timestamp and id where the scheme has them.
    Afresh {
        /// Scheme and secrets.
        signer: &'a Signer,
        /// The time that is signed.
        now: Timestamp,
        /// Random bytes for an id.
        entropy: [u8; 16],
    },
}

/// Why no request could be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PrepareError {
    /// Nothing says how to sign.
    #[error(
        "{source_name} has no signature scheme, so nothing can be signed: choose a scheme, or send the bytes as they came"
    )]
    NoScheme {
        /// Name of the source or endpoint.
        source_name: String,
    },
    /// The source's scheme is in no catalogue.
    #[error("{source_name} uses the scheme {scheme}, which cannot be read: choose another scheme")]
    UnknownScheme {
        /// Name of the source or endpoint.
        source_name: String,
        /// Id of the scheme.
        scheme: String,
    },
    /// There is nothing to sign with.
    #[error("{source_name} has no secret to sign with: add one, or send the bytes as they came")]
    NoSecret {
        /// Name of the source or endpoint.
        source_name: String,
    },
    /// The secrets are there, the key that opens them is not.
    #[error("the secret of {source_name} is locked: {remedy}")]
    Locked {
        /// Name of the source or endpoint.
        source_name: String,
        /// What unlocks it.
        remedy: String,
    },
    /// Only the provider has the other half of the key.
    #[error(
        "{scheme} signs with a private key that only the provider has: send the bytes as they came"
    )]
    PublicKeyOnly {
        /// Id of the scheme.
        scheme: String,
    },
    /// The scheme cannot sign this request.
    #[error(transparent)]
    Sign(#[from] SignError),
}

/// Makes the request that sends `captured` to `url` (see [`crate::Target`]).
///
/// # Errors
/// When it is to be signed and cannot be.
pub fn prepare(
    captured: &CapturedRequest<'_>,
    url: &str,
    edit: &Edit,
    signing: &Signing<'_>,
) -> Result<Outgoing, PrepareError> {
    match signing {
        Signing::Keep if edit.is_empty() => Ok(exact(captured, url)),
        Signing::Keep => Ok(edited(captured, url, edit)),
        Signing::Afresh {
            signer,
            now,
            entropy,
        } => afresh::signed(edited(captured, url, edit), signer, *now, *entropy),
    }
}

/// How a request comes about from a capture.
#[must_use]
pub const fn send_mode(edit: &Edit, signing: &Signing<'_>) -> SendMode {
    match (edit.is_empty(), signing) {
        (true, Signing::Keep) => SendMode::Exact,
        (true, Signing::Afresh { .. }) => SendMode::Resigned,
        (false, Signing::Keep) => SendMode::Edited,
        (false, Signing::Afresh { .. }) => SendMode::EditedResigned,
    }
}

/// The request that sends a capture as it came.
pub(crate) fn exact(captured: &CapturedRequest<'_>, url: &str) -> Outgoing {
    let mut outgoing = Outgoing::new(captured.method, url);
    outgoing.headers = captured.headers.clone();
    outgoing.body = captured.body.clone();
    outgoing.wire = WireForm::Exact {
        recorded_head: Bytes::copy_from_slice(captured.head),
    };
    outgoing
}

fn edited(captured: &CapturedRequest<'_>, url: &str, edit: &Edit) -> Outgoing {
    let method = edit.method.as_deref().unwrap_or(captured.method);
    let mut outgoing = Outgoing::new(method, url);
    outgoing.headers = end_to_end(edit.headers.as_ref().unwrap_or(captured.headers));
    outgoing.body = edit.body.as_ref().unwrap_or(&captured.body).clone();
    outgoing
}

/// Whether a field is each connection's own, so that nobody else can set it.
pub(crate) fn is_of_the_connection(name: &str) -> bool {
    let mut own = OF_THE_CONNECTION.iter();
    own.any(|own| own.eq_ignore_ascii_case(name))
}

/// The fields that mean the same on every connection.
pub(crate) fn end_to_end(headers: &Headers) -> Headers {
    let named: Vec<_> = headers
        .all("connection")
        .map(String::from_utf8_lossy)
        .collect();
    let named = named.iter().flat_map(|value| value.split(','));
    let mut kept = headers.clone();
    for name in named.map(str::trim).chain(OF_THE_CONNECTION) {
        kept.remove(name);
    }
    kept
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use model::Secret;

    use super::*;

    const HEAD: &[u8] = b"POST /in HTTP/1.1\r\nHost: example.com\r\nsvix-Id: msg_1\r\nX-A: 1\r\nsvix-timestamp: 1\r\nx-a: 2\r\nsvix-signature: v1,old\r\nConnection: X-Hop, close\r\nX-Hop: 1\r\nContent-Length: 2\r\n\r\n";

    fn prepared(url: &str, edit: &Edit, signing: &Signing<'_>) -> Result<Outgoing, PrepareError> {
        let parsed = wire::head::parse(HEAD).unwrap();
        let captured = CapturedRequest {
            method: "POST",
            head: HEAD,
            headers: &parsed.headers,
            body: Bytes::from_static(b"{}"),
        };
        prepare(&captured, url, edit, signing)
    }

    fn names(headers: &Headers) -> Vec<&str> {
        headers.iter().map(|header| header.name.as_str()).collect()
    }

    fn github() -> Signer {
        let scheme = signing::catalogue().get("github-sha256").unwrap();
        Signer {
            scheme: Cow::Borrowed(scheme),
            secrets: vec![Secret::new("It's a Secret to Everybody")],
        }
    }

    fn afresh(signer: &Signer) -> Signing<'_> {
        Signing::Afresh {
            signer,
            now: Timestamp::from_unix_seconds(1_760_000_000),
            entropy: [7; 16],
        }
    }

    #[test]
    fn a_capture_that_is_not_touched_goes_out_with_its_own_head() {
        let outgoing = prepared("http://h/x", &Edit::default(), &Signing::Keep).unwrap();
        let recorded_head = Bytes::from_static(HEAD);
        assert_eq!(outgoing.wire, WireForm::Exact { recorded_head });
        assert_eq!(
            (outgoing.method.as_str(), &outgoing.body[..]),
            ("POST", &b"{}"[..])
        );
    }

    #[test]
    fn an_edit_changes_what_it_names_and_leaves_the_rest() {
        let edit = Edit {
            body: Some(Bytes::from_static(b"[]")),
            ..Edit::default()
        };
        let outgoing = prepared("http://h/x", &edit, &Signing::Keep).unwrap();
        assert_eq!(outgoing.wire, WireForm::Normal);
        assert_eq!(&outgoing.body[..], b"[]");
        let kept = ["svix-Id", "X-A", "svix-timestamp", "x-a", "svix-signature"];
        assert_eq!(names(&outgoing.headers), kept);
        assert_eq!(outgoing.headers.text("svix-signature"), Some("v1,old"));
    }

    #[test]
    fn an_edit_that_is_signed_is_signed_as_edited() {
        let signer = github();
        let edit = Edit {
            body: Some(Bytes::from_static(b"Hello, World!")),
            ..Edit::default()
        };
        let outgoing = prepared("http://h/x", &edit, &afresh(&signer)).unwrap();
        // The documented example of GitHub.
        let expected = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
        assert_eq!(outgoing.headers.text("x-hub-signature-256"), Some(expected));
    }

    #[test]
    fn the_mode_tells_edits_and_signing_apart() {
        let edit = Edit {
            method: Some("PUT".to_owned()),
            ..Edit::default()
        };
        let signer = github();
        assert_eq!(send_mode(&Edit::default(), &Signing::Keep), SendMode::Exact);
        assert_eq!(
            send_mode(&Edit::default(), &afresh(&signer)),
            SendMode::Resigned
        );
        assert_eq!(send_mode(&edit, &Signing::Keep), SendMode::Edited);
        assert_eq!(send_mode(&edit, &afresh(&signer)), SendMode::EditedResigned);
    }
}
