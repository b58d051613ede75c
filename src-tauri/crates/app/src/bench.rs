//! The bench: requests that are not stored are checked, signed, read and copied.

use std::time::Duration;

use model::{Secret, Verification};
use signing::{Detected, Draft, Proposals};

use crate::App;
use crate::apart::{apart, search};
use crate::contract::CallError;
use crate::contract::captures::CopiedText;
use crate::contract::signatures::{
    CopyRequest, DetectRequest, MadeSecret, MakeSecret, ProposeScheme, ReadAnswer, ReadRequest,
    RequestFormat, SignRequest, SignedRequest, VerifyRequest,
};
use crate::copy::{self, Copied};
use crate::schemes::chosen;
use crate::subject::{Terms, Whole, body_of};
use crate::{pasted, secrets};

/// How long a scheme is searched for.
const PROPOSING: Duration = Duration::from_secs(5);

/// Checks a request.
///
/// # Errors
/// When the scheme, the source or the body cannot be read.
pub async fn verify(app: &App, argument: VerifyRequest) -> Result<Verification, CallError> {
    let (whole, terms) = asked(app, argument).await?;
    Ok(whole.verify(terms).await)
}

/// A request and what it is checked against.
pub(crate) async fn asked(app: &App, argument: VerifyRequest) -> Result<(Whole, Terms), CallError> {
    let terms = Terms {
        scheme: chosen(app, &argument.scheme).await?,
        secrets: secrets::checking(app, &argument.secrets)?,
        now: argument.now.unwrap_or_else(|| app.clock().now()),
        tolerance_seconds: argument.tolerance_seconds,
        future: argument.future,
    };
    Ok((Whole::of_fields(argument.request)?, terms))
}

/// Signs a request as its provider would.
///
/// # Errors
/// When the scheme, the source or the body cannot be read, or it cannot be signed (code `cannot_sign`).
pub async fn sign(app: &App, argument: SignRequest) -> Result<SignedRequest, CallError> {
    let scheme = chosen(app, &argument.scheme).await?;
    let secrets = secrets::signing(app, &argument.secrets, &scheme)?;
    let whole = Whole::of_fields(argument.request)?;
    let now = argument.now.unwrap_or_else(|| app.clock().now());
    apart(move || {
        let draft = Draft {
            scheme: &scheme,
            secrets: &secrets,
            request: whole.as_request(),
            now,
            entropy: rand::random(),
        };
        let signed = signing::sign(&draft).map_err(cannot_sign)?;
        Ok(whole.signed(signed, now))
    })
    .await
}

fn cannot_sign(error: signing::SignError) -> CallError {
    CallError::with_code("cannot_sign", error.to_string())
}

impl Whole {
    fn signed(self, signed: signing::Signed, now: model::Timestamp) -> SignedRequest {
        let mut headers = self.headers;
        signed.put_into(&mut headers);
        SignedRequest {
            changes_url: signed.url.is_some(),
            changes_body: signed.body.is_some(),
            headers: signed.headers,
            request: crate::contract::signatures::RequestFields {
                method: self.method,
                url: signed.url.unwrap_or(self.url),
                headers,
                body: body_of(signed.body.unwrap_or(self.body)),
            },
            now,
        }
    }
}

/// Makes a secret in the form a scheme wants.
///
/// # Errors
/// When the scheme cannot be read, or we cannot make its keys.
pub async fn new_secret(app: &App, argument: MakeSecret) -> Result<MadeSecret, CallError> {
    let scheme = chosen(app, &argument.scheme).await?;
    let none = || {
        let message = format!(
            "no key can be made for {} here: bring a pair of your own",
            scheme.id()
        );
        CallError::new(message)
    };
    let made = signing::new_secret(&scheme, &rand::random()).ok_or_else(none)?;
    Ok(MadeSecret {
        signing: shown(&made.signing),
        verifying: shown(&made.verifying),
    })
}

fn shown(secret: &Secret) -> String {
    String::from_utf8_lossy(secret.expose()).into_owned()
}

/// Which schemes a request looks like, the likeliest first.
///
/// # Errors
/// When the body is no base64.
pub async fn detect(_: &App, argument: DetectRequest) -> Result<Vec<Detected>, CallError> {
    let whole = Whole::of_fields(argument.request)?;
    Ok(apart(move || signing::detect(&whole.as_request())).await)
}

/// Searches for a scheme that a request was signed with.
///
/// # Errors
/// When the capture or source does not exist, or no secret is given.
pub async fn propose(app: &App, argument: ProposeScheme) -> Result<Proposals, CallError> {
    let secrets = secrets::checking(app, &argument.secrets)?;
    if secrets.is_empty() {
        let message = "a scheme can only be found with the secret: give the one that signed";
        return Err(CallError::new(message).at_field("secrets"));
    }
    let whole = Whole::of(app, argument.subject).await?;
    let proposed = search(PROPOSING, move |goes_on| {
        let mut all = Proposals {
            found: Vec::new(),
            tried: 0,
            remains: Vec::new(),
        };
        for known in &secrets {
            let proposals = signing::propose(&whole.as_request(), &known.secret, goes_on);
            all.tried += proposals.tried;
            all.found = proposals.found;
            all.remains = proposals.remains;
            if !all.found.is_empty() {
                break;
            }
        }
        all
    });
    Ok(proposed.await)
}

/// Reads a pasted text as a request.
///
/// # Errors
/// When it is neither a request, nor a `curl` command, nor header lines; the error names the line
/// or word.
pub async fn read(_: &App, argument: ReadRequest) -> Result<ReadAnswer, CallError> {
    Ok(pasted::read(&argument.text)?)
}

/// A request as text to paste elsewhere.
///
/// # Errors
/// When the body is no base64.
pub async fn copy(_: &App, argument: CopyRequest) -> Result<CopiedText, CallError> {
    let whole = Whole::of_fields(argument.request)?;
    let copied = Copied {
        method: &whole.method,
        url: &whole.url,
        headers: &whole.headers,
        body: &whole.body,
    };
    let text = match argument.format {
        RequestFormat::Curl => copy::curl(&copied),
        RequestFormat::Http => copy::message(&copied),
        RequestFormat::Headers => copy::header_lines(&whole.headers),
    };
    Ok(CopiedText {
        text,
        redacted: Vec::new(),
    })
}
