//! Why a capture or a request does not verify, and what a capture looks like.

use std::time::Duration;

use model::Diagnosis;
use signing::{Detected, OtherSecret, Question};

use crate::App;
use crate::apart::{apart, search};
use crate::contract::CallError;
use crate::contract::captures::OneCapture;
use crate::contract::signatures::{DiagnoseCapture, DiagnoseRequest};
use crate::schemes::chosen;
use crate::signatures::Recheck;
use crate::subject::{Terms, Whole};
use crate::{bench, secrets, signatures};

/// How long a diagnosis may search: two seconds are promised, and the try that
/// is under way when the time is up has to fit in.
const SEARCHING: Duration = Duration::from_millis(1_700);

/// Why a capture does not verify.
///
/// # Errors
/// When the capture does not exist, or there is no scheme to check with (code `no_scheme`).
pub async fn capture(app: &App, argument: DiagnoseCapture) -> Result<Diagnosis, CallError> {
    let whole = Whole::of_capture(app, argument.id, None).await?;
    let live = whole.source.as_deref();
    let (scheme, usual) = match &argument.scheme {
        Some(choice) => (chosen(app, choice).await?, Default::default()),
        None => signatures::of_source(app, live.map(|live| &live.source)).await?,
    };
    let known = match &argument.secrets {
        Some(choice) => secrets::checking(app, choice)?,
        None => live.map(receiver::known_secrets).unwrap_or_default(),
    };
    let terms = Terms {
        scheme,
        secrets: known,
        now: whole.received_at.unwrap_or_else(|| app.clock().now()),
        tolerance_seconds: usual.tolerance_seconds,
        future: usual.future,
    };
    let others = match argument.all_secrets {
        true => secrets::others(app, &terms.secrets, live),
        false => Vec::new(),
    };
    Ok(diagnose(whole, terms, others).await)
}

/// Why a request does not verify.
///
/// # Errors
/// As for checking it.
pub async fn request(app: &App, argument: DiagnoseRequest) -> Result<Diagnosis, CallError> {
    let (mut whole, terms) = bench::asked(app, argument.check).await?;
    whole.other_urls.extend(argument.urls);
    let others = match argument.all_secrets {
        true => secrets::others(app, &terms.secrets, None),
        false => Vec::new(),
    };
    Ok(diagnose(whole, terms, others).await)
}

/// Why a capture does not verify, under the terms of a check that is not saved;
/// every stored secret is tried.
///
/// # Errors
/// As for checking it.
pub async fn again(app: &App, again: Recheck) -> Result<Diagnosis, CallError> {
    let (whole, terms) = signatures::asked(app, again).await?;
    let others = secrets::others(app, &terms.secrets, whole.source.as_deref());
    Ok(diagnose(whole, terms, others).await)
}

async fn diagnose(whole: Whole, terms: Terms, others: Vec<OtherSecret>) -> Diagnosis {
    let searched = search(SEARCHING, move |goes_on| {
        let question = Question {
            scheme: &terms.scheme,
            secrets: &terms.secrets,
            others: &others,
            now: terms.now,
            tolerance_seconds: terms.tolerance_seconds,
            future: terms.future,
            urls: &whole.other_urls,
            other_schemes: true,
            budget: goes_on,
        };
        signing::diagnose(&whole.as_request(), &question)
    });
    searched.await
}

/// Which schemes a capture looks like, the likeliest first.
///
/// # Errors
/// When it does not exist.
pub async fn detect(app: &App, argument: OneCapture) -> Result<Vec<Detected>, CallError> {
    let whole = Whole::of_capture(app, argument.id, None).await?;
    Ok(apart(move || signing::detect(&whole.as_request())).await)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::testing::Running;

    /// A body signed with a secret as GitHub signs, sent to a source.
    async fn signed(running: &Running, secret: &str, path: &str) -> String {
        let argument = json!({
            "request": { "method": "POST", "url": "https://x.test/", "headers": [], "body": { "text": "{}" } },
            "scheme": { "id": "github-sha256" },
            "secrets": { "typed": [secret] },
            "now": null,
        });
        let signed = running.call("signature.sign", argument).await.unwrap();
        let signature = signed["headers"][0][1].as_str().unwrap().to_owned();
        format!("POST {path} HTTP/1.1\r\nHost: x.test\r\nX-Hub-Signature-256: {signature}\r\n\r\n")
    }

    #[tokio::test]
    async fn a_secret_of_another_source_is_named_by_that_source_and_only_when_asked() {
        let running = Running::new();
        let shop = running
            .source("shop", Some("github-sha256"), &["its own secret"])
            .await;
        running
            .source("blog", Some("github-sha256"), &["the blog's secret"])
            .await;
        let head = signed(&running, "the blog's secret", "/shop/").await;
        let id = running.capture(shop.source.id, &head, "{}").await;
        let own = json!({ "id": id, "all_secrets": false });
        let own = running.call("captures.diagnose", own).await.unwrap();
        assert_eq!(own["verification"]["reason"], "signature_mismatch");
        assert_eq!(own["causes"], json!([]), "{own}");
        let all = json!({ "id": id, "all_secrets": true });
        let all = running.call("captures.diagnose", all).await.unwrap();
        let mend = &all["causes"][0]["mend"];
        assert_eq!(
            (&mend["kind"], &mend["source"]),
            (&json!("use_secret"), &json!("blog")),
            "{all}"
        );
        assert!(!all.to_string().contains("the blog's secret"));
    }

    #[tokio::test]
    async fn a_verified_request_has_no_cause_and_a_changed_body_has() {
        let running = Running::new();
        let check = |body: &str, head: &str| {
            let read = crate::pasted::read(&format!("{head}{body}")).unwrap();
            json!({
                "request": read.request,
                "scheme": { "id": "github-sha256" },
                "secrets": { "typed": ["k3y"] },
                "tolerance_seconds": null,
                "future": null,
                "now": null,
                "all_secrets": false,
                "urls": [],
            })
        };
        let head = signed(&running, "k3y", "/").await;
        let right = running
            .call("signature.diagnose", check("{}", &head))
            .await
            .unwrap();
        assert_eq!(
            (&right["verification"]["verdict"], &right["causes"]),
            (&json!("verified"), &json!([]))
        );
        let spaced = running
            .call("signature.diagnose", check("{ }", &head))
            .await
            .unwrap();
        assert_eq!(spaced["verification"]["verdict"], "rejected");
        assert_ne!(spaced["causes"], json!([]), "{spaced}");
    }

    #[tokio::test]
    async fn a_source_without_a_scheme_is_told_what_its_capture_looks_like() {
        let running = Running::new();
        let bare = running.source("bare", None, &[]).await;
        let id = running.gitlab(&bare, "x").await;
        let refused = running
            .call(
                "captures.diagnose",
                json!({ "id": id, "all_secrets": true }),
            )
            .await;
        assert_eq!(refused.unwrap_err().code, "no_scheme");
        let detected = running
            .call("captures.detect", json!({ "id": id }))
            .await
            .unwrap();
        assert_eq!(detected[0]["provider"], "GitLab", "{detected}");
        let argument = json!({
            "id": id, "all_secrets": false,
            "scheme": { "id": "gitlab-token" }, "secrets": { "typed": ["x"] },
        });
        let diagnosed = running.call("captures.diagnose", argument).await.unwrap();
        assert_eq!(diagnosed["verification"]["verdict"], "verified");
    }

    #[tokio::test]
    async fn an_address_that_a_proxy_tells_is_proved_and_offered_as_the_public_url() {
        let running = Running::new();
        let shop = running.source("shop", Some("square"), &["k3y"]).await;
        let argument = json!({
            "request": {
                "method": "POST", "url": "https://shop.test/shop/", "headers": [],
                "body": { "text": "{}" },
            },
            "scheme": { "id": "square" },
            "secrets": { "typed": ["k3y"] },
            "now": null,
        });
        let signed = running.call("signature.sign", argument).await.unwrap();
        let (name, value) = (&signed["headers"][0][0], &signed["headers"][0][1]);
        let head = format!(
            "POST /shop/ HTTP/1.1\r\nHost: 127.0.0.1:4400\r\nX-Original-Host: shop.test\r\n{}: {}\r\n\r\n",
            name.as_str().unwrap(),
            value.as_str().unwrap(),
        );
        let id = running.capture(shop.source.id, &head, "{}").await;
        let argument = json!({ "id": id, "all_secrets": false });
        let diagnosed = running.call("captures.diagnose", argument).await.unwrap();
        let mend = json!({ "kind": "public_url", "url": "https://shop.test/shop/" });
        assert_eq!(diagnosed["causes"][0]["mend"], mend, "{diagnosed}");
    }
}
