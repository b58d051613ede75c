//! A test delivery: a realistic event, signed as the provider signs, sent to our own receiver.

use bytes::Bytes;
use delivery::{Order, Outgoing, Signer};
use model::{AttemptAnswer, CaptureId, Headers, SendMode, Trigger};
use receiver::{CAPTURE_HEADER, TEST_HEADER};
use signing::{Draft, Request, Sample, Signed};
use store::LiveSource;

use crate::App;
use crate::contract::CallError;
use crate::contract::replay::{SendTest, SentTest};

/// Sends a test delivery to a source.
///
/// # Errors
/// When the source does not exist, nothing listens, or it cannot be signed.
pub async fn send(app: &App, argument: SendTest) -> Result<SentTest, CallError> {
    let sources = app.store().sources().snapshot();
    let missing = || {
        CallError::with_code(
            "not_found",
            format!("there is no source {}", argument.source),
        )
    };
    let source = sources.by_path(&argument.source).ok_or_else(missing)?;
    let order = Order {
        capture: None,
        trigger: Trigger::Test,
        mode: SendMode::Resigned,
        outgoing: outgoing(app, source).await?,
    };
    let attempt = order.send(app.sender()).await;
    let capture = attempt.answer.as_ref().and_then(arrived_as);
    let attempt = delivery::keep(attempt, app.store()).await?;
    Ok(SentTest { attempt, capture })
}

async fn outgoing(app: &App, source: &LiveSource) -> Result<Outgoing, CallError> {
    let url = app.listening_url().ok_or_else(|| {
        CallError::with_code(
            "not_listening",
            "nothing listens: free the port, or choose another one",
        )
    })?;
    let scheme = app.scheme_of(&source.source).await;
    let sample = scheme
        .as_ref()
        .map_or_else(unsigned_sample, signing::sample);
    let mut outgoing = Outgoing::new("POST", format!("{url}/{}/", source.source.name));
    outgoing
        .headers
        .push("Content-Type", sample.content_type.as_bytes());
    for header in &sample.headers {
        outgoing
            .headers
            .push(header.name.clone(), header.value.clone());
    }
    if let Some(scheme) = &scheme {
        let signed = sign(app, source, scheme, &outgoing, &sample)?;
        signed.put_into(&mut outgoing.headers);
        outgoing.url = signed.url.map_or(outgoing.url, Into::into);
        outgoing.body = Bytes::from(signed.body.unwrap_or(sample.body));
    } else {
        outgoing.body = Bytes::from(sample.body);
    }
    outgoing.headers.push(TEST_HEADER, "1");
    Ok(outgoing)
}

pub(crate) fn unsigned_sample() -> Sample {
    Sample {
        event_type: Some("ping".to_owned()),
        content_type: "application/json".to_owned(),
        headers: Headers::default(),
        body: b"{\"type\":\"ping\",\"message\":\"A test delivery from Hookwright\"}".to_vec(),
    }
}

fn sign(
    app: &App,
    source: &LiveSource,
    scheme: &signing::Scheme,
    outgoing: &Outgoing,
    sample: &Sample,
) -> Result<Signed, CallError> {
    let signer = Signer::of_source(&app.store().sources().snapshot(), &source.source.name)
        .map_err(|error| {
            CallError::with_code("cannot_sign", error.to_string()).at_field("secrets")
        })?;
    let public = source.source.public_url.as_deref();
    let target = format!("/{}/", source.source.name);
    let request = Request {
        method: &outgoing.method,
        url: &receiver::signed_url(public, &target, &host_of(&outgoing.url), None).text,
        headers: &outgoing.headers,
        body: &sample.body,
    };
    let draft = Draft {
        scheme,
        secrets: &signer.secrets,
        request,
        now: app.clock().now(),
        entropy: rand::random(),
    };
    Ok(signing::sign(&draft)?)
}

/// The `Host` that a client sends for a URL of our receiver.
fn host_of(url: &str) -> Headers {
    let host = url
        .split("//")
        .nth(1)
        .and_then(|rest| rest.split('/').next());
    [("Host", host.unwrap_or_default())].into_iter().collect()
}

/// The capture that our receiver says it became.
fn arrived_as(answer: &AttemptAnswer) -> Option<CaptureId> {
    answer.headers.text(CAPTURE_HEADER.as_str())?.parse().ok()
}

#[cfg(test)]
mod tests {
    use model::Verdict;

    use super::*;
    use crate::Options;
    use crate::contract::sources::{NewSource, SourceSettings};

    /// The verdict on a test delivery to a source of this scheme, whose secret is made up.
    async fn verdict(app: &App, scheme: &str) -> Verdict {
        let source = NewSource {
            name: scheme.to_owned(),
            settings: SourceSettings {
                scheme: Some(scheme.to_owned()),
                ..SourceSettings::default()
            },
            secrets: Vec::new(),
        };
        crate::sources::add(app, source).await.unwrap();
        let test = SendTest {
            source: scheme.to_owned(),
        };
        let sent = send(app, test).await.unwrap();
        let captures = app.store().captures();
        let record = captures.get(sent.capture.unwrap()).await.unwrap().unwrap();
        record.capture.verdict
    }

    #[tokio::test]
    async fn a_test_delivery_is_verified_whatever_signs_it() {
        let folder = tempfile::tempdir().unwrap();
        let app = App::open(&Options {
            folder: folder.path().to_owned(),
            keeper: store::Keeper::KeyFile,
            receiver: None,
            port_fallback: false,
            emulations: Default::default(),
            unsorted_forward_to: Vec::new(),
        });
        let app = app.unwrap();
        let limit = wire::Limits::default().body_bytes;
        app.listening().listen("127.0.0.1:0", false, limit).await;
        for scheme in ["github-sha256", "discord", "mollie-next", "hubspot-v3"] {
            assert_eq!(verdict(&app, scheme).await, Verdict::Verified, "{scheme}");
        }
        app.stop().await;
    }
}
