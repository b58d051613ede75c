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
use crate::subject::{Terms, Whole};
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
        let signed = signing::sign(&draft).map_err(|error| cannot_sign(&error))?;
        Ok(whole.signed(signed, now))
    })
    .await
}

fn cannot_sign(error: &signing::SignError) -> CallError {
    CallError::with_code("cannot_sign", error.to_string()).at_field("secrets")
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
                body: signed.body.unwrap_or(self.body).into(),
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

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::testing::Running;

    /// A scheme that is not saved.
    const OWN: &str = "id = \"mine\"\nprovider = \"Mine\"\n[signature]\nfrom = \"header:X-Sig\"\n[algorithm]\nkind = \"hmac\"\n[message]\nparts = \"{body}\"\n";

    fn request(body: &str) -> Value {
        json!({
            "method": "POST",
            "url": "https://shop.test/hooks?a=b",
            "headers": [["Content-Type", "application/json"]],
            "body": { "text": body },
        })
    }

    /// A command's argument that checks or signs a request.
    fn asked(request: &Value, scheme: &Value, secrets: &Value) -> Value {
        json!({
            "request": request,
            "scheme": scheme,
            "secrets": secrets,
            "tolerance_seconds": null,
            "future": null,
            "now": null,
        })
    }

    #[tokio::test]
    async fn what_is_signed_here_verifies_here() {
        let running = Running::new();
        for id in [
            "stripe-v1",
            "github-sha256",
            "discord",
            "hubspot-v3",
            "mollie-next",
        ] {
            let scheme = json!({ "id": id });
            let made = running
                .call("signature.new_secret", json!({ "scheme": scheme }))
                .await
                .unwrap();
            let signing = json!({ "typed": [made["signing"]] });
            let signed = running.call(
                "signature.sign",
                asked(&request("{\"a\":1}"), &scheme, &signing),
            );
            let signed = signed.await.unwrap();
            assert_ne!(signed["headers"], json!([]), "{id}");
            let verifying = json!({ "typed": ["another", made["verifying"]] });
            let check = running.call(
                "signature.verify",
                asked(&signed["request"], &scheme, &verifying),
            );
            let check = check.await.unwrap();
            assert_eq!(check["verdict"], "verified", "{id}: {check}");
        }
    }

    #[tokio::test]
    async fn a_source_signs_and_verifies_with_what_it_keeps() {
        let running = Running::new();
        let shop = running.source("shop", Some("discord"), &[]).await;
        let (scheme, secrets) = (
            json!({ "id": "discord" }),
            json!({ "source": shop.source.id }),
        );
        let signed = running
            .call("signature.sign", asked(&request("{}"), &scheme, &secrets))
            .await;
        let signed = signed.unwrap();
        let check = running
            .call(
                "signature.verify",
                asked(&signed["request"], &scheme, &secrets),
            )
            .await;
        assert_eq!(check.unwrap()["verdict"], "verified");
        let missing = json!({ "source": "src_99" });
        let refused = running
            .call("signature.verify", asked(&request("{}"), &scheme, &missing))
            .await;
        assert_eq!(refused.unwrap_err().code, "not_found");
    }

    #[tokio::test]
    async fn a_definition_that_is_not_saved_checks_and_a_wrong_one_is_refused_at_its_field() {
        let running = Running::new();
        let definition = OWN;
        let (scheme, secrets) = (
            json!({ "definition": definition }),
            json!({ "typed": ["k"] }),
        );
        let signed = running
            .call("signature.sign", asked(&request("x"), &scheme, &secrets))
            .await;
        assert_eq!(signed.unwrap()["headers"][0][0], "X-Sig");
        let wrong = json!({ "definition": definition.replace("hmac", "hmak") });
        let refused = running
            .call("signature.verify", asked(&request("x"), &wrong, &secrets))
            .await;
        assert_eq!(
            refused.unwrap_err().field.as_deref(),
            Some("algorithm.kind")
        );
        let unknown = json!({ "id": "no-such" });
        let refused = running
            .call("signature.verify", asked(&request("x"), &unknown, &secrets))
            .await;
        assert_eq!(refused.unwrap_err().code, "unknown_scheme");
    }

    #[tokio::test]
    async fn what_cannot_sign_says_so_and_a_body_that_is_no_base64_too() {
        let running = Running::new();
        let scheme = json!({ "id": "stripe-v1" });
        let none = json!({ "typed": [] });
        let refused = running
            .call("signature.sign", asked(&request("x"), &scheme, &none))
            .await;
        assert_eq!(refused.unwrap_err().code, "cannot_sign");
        let mut request = request("x");
        request["body"] = json!({ "b64": "%" });
        let refused = running
            .call("signature.sign", asked(&request, &scheme, &none))
            .await;
        assert_eq!(refused.unwrap_err().field.as_deref(), Some("request.body"));
    }

    #[tokio::test]
    async fn a_request_is_copied_in_every_form_and_reads_back() {
        let running = Running::new();
        for (format, form) in [("curl", "curl"), ("http", "http")] {
            let argument = json!({ "request": request("it's\n"), "format": format });
            let copied = running.call("signature.copy", argument).await.unwrap();
            let read = running
                .call("signature.read", json!({ "text": copied["text"] }))
                .await
                .unwrap();
            assert_eq!((&read["form"], &read["notes"]), (&json!(form), &json!([])));
            assert_eq!(read["request"]["url"], "https://shop.test/hooks?a=b");
            assert_eq!(read["request"]["body"], json!({ "text": "it's\n" }));
        }
        let argument = json!({ "request": request(""), "format": "headers" });
        let copied = running.call("signature.copy", argument).await.unwrap();
        assert_eq!(copied["text"], "Content-Type: application/json\n");
    }

    #[tokio::test]
    async fn a_request_is_detected() {
        let running = Running::new();
        let (scheme, secrets) = (
            json!({ "id": "github-sha256" }),
            json!({ "typed": ["k3y"] }),
        );
        let signed = running.call("signature.sign", asked(&request("{}"), &scheme, &secrets));
        let request = signed.await.unwrap()["request"].clone();
        let detected = running.call("signature.detect", json!({ "request": request }));
        let detected = detected.await.unwrap();
        assert_eq!(detected[0]["provider"], "GitHub", "{detected}");
    }

    #[tokio::test]
    async fn a_scheme_is_proposed_that_verifies_what_it_was_found_by() {
        let running = Running::new();
        let (scheme, secrets) = (
            json!({ "definition": OWN }),
            json!({ "typed": ["another", "k3y"] }),
        );
        let signing = json!({ "typed": ["k3y"] });
        let signed = running.call("signature.sign", asked(&request("{}"), &scheme, &signing));
        let request = signed.await.unwrap()["request"].clone();
        let argument = json!({ "subject": { "request": request }, "secrets": secrets });
        let proposed = running.call("signature.propose", argument).await.unwrap();
        let found = &proposed["found"][0];
        assert_eq!(found["verification"]["verdict"], "verified", "{proposed}");
        let definition = json!({ "definition": found["definition"] });
        let check = running.call("signature.verify", asked(&request, &definition, &secrets));
        assert_eq!(check.await.unwrap()["verdict"], "verified");
        let argument = json!({ "subject": { "request": request }, "secrets": { "typed": [] } });
        let refused = running.call("signature.propose", argument).await;
        assert_eq!(refused.unwrap_err().field.as_deref(), Some("secrets"));
    }
}
