//! Makes a request out of a capture: exact, edited, or signed afresh.
//!
//! Pure: the caller brings time and entropy. Nothing is sent here.

use bytes::Bytes;
use model::{Headers, SendMode, Timestamp};
use signing::{Draft, Request, Scheme, SignError, Signed};

use crate::signer::Signer;
use crate::{Outgoing, WireForm};

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
        /// Name of the source.
        source_name: String,
    },
    /// The source's scheme is in no catalogue.
    #[error("{source_name} uses the scheme {scheme}, which cannot be read: choose another scheme")]
    UnknownScheme {
        /// Name of the source.
        source_name: String,
        /// Id of the scheme.
        scheme: String,
    },
    /// There is nothing to sign with.
    #[error("{source_name} has no secret to sign with: add one, or send the bytes as they came")]
    NoSecret {
        /// Name of the source.
        source_name: String,
    },
    /// The secrets are there, the key that opens them is not.
    #[error(
        "the secret of {source_name} is locked: open the keychain, or give the key file with --key-file"
    )]
    Locked {
        /// Name of the source.
        source_name: String,
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
    match send_mode(edit, signing) {
        SendMode::Exact => Ok(exact(captured, url)),
        SendMode::Edited => Ok(edited(captured, url, edit)),
        SendMode::Resigned | SendMode::EditedResigned => {
            sign_afresh(edited(captured, url, edit), signing)
        }
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

/// The fields that mean the same on every connection.
fn end_to_end(headers: &Headers) -> Headers {
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

fn sign_afresh(mut outgoing: Outgoing, signing: &Signing<'_>) -> Result<Outgoing, PrepareError> {
    if let Signing::Afresh {
        signer,
        now,
        entropy,
    } = signing
    {
        let signed = signed(&outgoing, signer, *now, *entropy)?;
        for header in &signed.headers {
            outgoing.headers.set(&header.name, header.value.clone());
        }
        outgoing.url = signed.url.unwrap_or(outgoing.url);
        outgoing.body = signed.body.map_or(outgoing.body, Bytes::from);
    }
    Ok(outgoing)
}

fn signed(
    outgoing: &Outgoing,
    signer: &Signer,
    now: Timestamp,
    entropy: [u8; 16],
) -> Result<Signed, PrepareError> {
    let request = Request {
        method: &outgoing.method,
        url: &outgoing.url,
        headers: &outgoing.headers,
        body: &outgoing.body,
    };
    let scheme: &Scheme = &signer.scheme;
    let draft = Draft {
        scheme,
        secrets: &signer.secrets,
        request,
        now,
        entropy,
    };
    signing::sign(&draft).map_err(|error| {
        // A source's "secret" for such a scheme is the public key, which signs nothing.
        if scheme.summary().public_key {
            return PrepareError::PublicKeyOnly {
                scheme: scheme.id().to_owned(),
            };
        }
        error.into()
    })
}
