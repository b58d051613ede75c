//! Messages to endpoints of every scheme, and of captures.

use model::{CaptureId, Headers, Secret, SecretRef, Verdict};

use super::*;
use crate::engine::trial::{NOW, due, recipient as made};
use crate::{Signer, WireForm};

const URL: &str = "http://h/x";

fn recipient(scheme: Option<&str>, signing: Vec<Secret>, headers: &[(&str, &str)]) -> Recipient {
    made(
        scheme,
        signing,
        headers.iter().copied().collect::<Headers>(),
    )
}

/// The request, where nothing is known of what a capture was verified with.
fn message(due: &DueDelivery, to: &Recipient, now: Timestamp) -> Result<Message, Unsendable> {
    super::message(due, to, None, now)
}

fn captured(head: &str) -> DueDelivery {
    DueDelivery {
        capture: Some(CaptureId(1)),
        head: Some(Bytes::copy_from_slice(head.as_bytes())),
        ..due(b"{}")
    }
}

const HEAD: &str = "PUT /in HTTP/1.1\r\nHost: a\r\nX-oDD: 1\r\nwebhook-id: msg_old\r\nConnection: x-hop\r\nX-Hop: 1\r\nContent-Length: 2\r\n\r\n";

fn standard() -> Recipient {
    let secret = Secret::new("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    recipient(Some("standard-webhooks-v1"), vec![secret], &[])
}

#[test]
fn standard_webhooks_are_signed_as_in_the_published_example() {
    let message = message(&due(br#"{"test": 2432232314}"#), &standard(), NOW).unwrap();
    let headers = &message.outgoing.headers;
    let text = |name| headers.text(name).unwrap();
    assert_eq!(text("webhook-id"), "msg_p5jXN8AQM9LWM0D4loKWxJek");
    assert_eq!(text("webhook-timestamp"), "1614265330");
    let expected = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    assert_eq!(text("webhook-signature"), expected);
    assert_eq!(text("content-type"), "application/json");
    assert_eq!(message.outgoing.method, "POST");
}

#[test]
fn during_a_rotation_all_secrets_sign() {
    let secrets = [
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD",
    ];
    let secrets = secrets.map(Secret::new).to_vec();
    let to = recipient(Some("standard-webhooks-v1"), secrets, &[]);
    let message = message(&due(b"{}"), &to, NOW).unwrap();
    let signatures = message.outgoing.headers.text("webhook-signature").unwrap();
    assert_eq!(signatures.split(' ').count(), 2, "{signatures}");
}

/// Whether the receiver, who has the other half of the secret, takes the message for real.
fn verdict(outgoing: &Outgoing, signer: &Signer, verifying: Secret, now: Timestamp) -> Verdict {
    let secret = signing::KnownSecret {
        secret: verifying,
        name: SecretRef {
            id: None,
            name: "test".to_owned(),
        },
    };
    let check = signing::Check {
        scheme: &signer.scheme,
        secrets: &[secret],
        now,
        tolerance_seconds: None,
        future: None,
    };
    let request = signing::Request {
        method: &outgoing.method,
        url: &outgoing.url,
        headers: &outgoing.headers,
        body: &outgoing.body,
    };
    signing::verify(&request, &check).verdict
}

fn event_id(outgoing: &Outgoing, signer: &Signer) -> Option<String> {
    let request = signing::Request {
        method: &outgoing.method,
        url: &outgoing.url,
        headers: &outgoing.headers,
        body: &outgoing.body,
    };
    signing::describe(Some(&signer.scheme), &request).event_id
}

#[test]
fn every_scheme_signs_each_try_anew_with_the_same_event_id() {
    for scheme in signing::catalogue().iter() {
        let Some(secret) = signing::new_secret(scheme, &[7; 32]) else {
            continue;
        };
        let sample = signing::sample(scheme);
        let due = DueDelivery {
            content_type: sample.content_type.as_str().into(),
            event_type: sample.event_type.as_deref().unwrap_or_default().into(),
            ..due(&sample.body)
        };
        let fields = sample.headers.iter();
        let fields = fields.map(|field| (&*field.name, std::str::from_utf8(&field.value).unwrap()));
        let fields: Vec<_> = fields.collect();
        let to = recipient(Some(scheme.id()), vec![secret.signing], &fields);
        let signer = to.signer.as_ref().unwrap().as_ref().unwrap();
        let ids = [NOW, NOW.plus_micros(7_200_000_000)].map(|now| {
            let outgoing = match message(&due, &to, now) {
                Ok(message) => message.outgoing,
                Err(error) => panic!("{}: {error}", scheme.id()),
            };
            let verdict = verdict(&outgoing, signer, secret.verifying.clone(), now);
            assert_eq!(verdict, Verdict::Verified, "{}", scheme.id());
            event_id(&outgoing, signer)
        });
        assert_eq!(ids[0], ids[1], "{}", scheme.id());
    }
}

#[test]
fn a_scheme_with_fields_for_id_and_type_gets_them() {
    let to = recipient(Some("github-sha256"), vec![Secret::new("s")], &[]);
    let headers = message(&due(b"{}"), &to, NOW).unwrap().outgoing.headers;
    assert_eq!(headers.text("X-GitHub-Event"), Some("invoice.paid"));
    assert_eq!(
        headers.text("X-GitHub-Delivery"),
        Some("msg_p5jXN8AQM9LWM0D4loKWxJek")
    );
}

#[test]
fn an_endpoint_without_a_scheme_gets_the_event_unsigned_and_named() {
    let to = recipient(None, Vec::new(), &[("Authorization", "Bearer x")]);
    let headers = message(&due(b"{}"), &to, NOW).unwrap().outgoing.headers;
    let names: Vec<_> = headers.iter().map(|header| &*header.name).collect();
    assert_eq!(names, ["Content-Type", "Authorization", "webhook-id"]);
}

#[test]
fn a_capture_that_is_not_signed_afresh_goes_out_as_it_came() {
    let due = DueDelivery {
        resign: false,
        ..captured(HEAD)
    };
    let message = message(&due, &standard(), NOW).unwrap();
    let recorded_head = Bytes::from_static(HEAD.as_bytes());
    assert_eq!(message.outgoing.wire, WireForm::Exact { recorded_head });
    assert_eq!(message.mode, SendMode::Exact);
    assert_eq!(
        (&*message.outgoing.method, &*message.outgoing.url),
        ("PUT", URL)
    );
}

#[test]
fn a_capture_that_is_signed_afresh_keeps_its_fields_and_has_the_events_id() {
    let message = message(&captured(HEAD), &standard(), NOW).unwrap();
    let names = message.outgoing.headers.iter();
    let names: Vec<_> = names.map(|header| &*header.name).collect();
    let expected = [
        "X-oDD",
        "webhook-id",
        "webhook-timestamp",
        "webhook-signature",
    ];
    assert_eq!(names, expected);
    let id = message.outgoing.headers.text("webhook-id");
    assert_eq!(id, Some("msg_p5jXN8AQM9LWM0D4loKWxJek"));
    assert_eq!(message.mode, SendMode::Resigned);
}

#[test]
fn a_capture_that_is_signed_afresh_loses_what_its_provider_signed_with() {
    let head = "POST /in HTTP/1.1\r\nHost: a\r\nX-GitHub-Event: push\r\nX-HUB-Signature-256: sha256=old\r\nx-oDD: 1\r\n\r\n";
    let github = signing::catalogue().get("github-sha256");
    let names = |due: &DueDelivery| {
        let message = super::message(due, &standard(), github, NOW).unwrap();
        let names = message.outgoing.headers.iter();
        names.map(|header| header.name.clone()).collect::<Vec<_>>()
    };
    let kept = ["X-GitHub-Event", "x-oDD"];
    let signed = ["webhook-id", "webhook-timestamp", "webhook-signature"];
    assert_eq!(names(&captured(head)), [&kept[..], &signed[..]].concat());
    let exact = DueDelivery {
        resign: false,
        ..captured(head)
    };
    assert!(names(&exact).contains(&"X-HUB-Signature-256".into()));
}

#[test]
fn a_field_that_both_schemes_have_is_signed_in_its_place() {
    let head = "POST /in HTTP/1.1\r\nHost: a\r\nwebhook-signature: v1,old\r\nwebhook-timestamp: 1\r\nwebhook-id: msg_old\r\nX-A: 1\r\n\r\n";
    let svix = signing::catalogue().get("svix-v1");
    let message = super::message(&captured(head), &standard(), svix, NOW).unwrap();
    let names = message.outgoing.headers.iter();
    let names: Vec<_> = names.map(|header| &*header.name).collect();
    let expected = [
        "webhook-signature",
        "webhook-timestamp",
        "webhook-id",
        "X-A",
    ];
    assert_eq!(names, expected);
    assert_ne!(
        message.outgoing.headers.text("webhook-signature"),
        Some("v1,old")
    );
}

#[test]
fn what_cannot_be_signed_says_why() {
    let problem =
        |due: &DueDelivery, to: &Recipient| message(due, to, NOW).unwrap_err().to_string();
    let no_secret = recipient(Some("stripe-v1"), Vec::new(), &[]);
    let said = problem(&due(b"{}"), &no_secret);
    assert!(
        said.starts_with("Nothing was sent: shop has no secret to sign with"),
        "{said}"
    );
    let unknown = recipient(Some("no-such"), vec![Secret::new("s")], &[]);
    assert!(problem(&due(b"{}"), &unknown).contains("no-such"));
    let unsigned = recipient(None, Vec::new(), &[]);
    assert!(problem(&captured(HEAD), &unsigned).contains("no signature scheme"));
}

#[test]
fn a_capture_that_is_gone_is_not_sent_empty() {
    let due = DueDelivery {
        capture: Some(CaptureId(1)),
        ..due(b"")
    };
    assert_eq!(
        message(&due, &standard(), NOW).unwrap_err(),
        Unsendable::Lost
    );
    let part = DueDelivery {
        resign: false,
        ..captured("PUT ")
    };
    assert!(matches!(
        message(&part, &standard(), NOW).unwrap_err(),
        Unsendable::Head(_)
    ));
}

#[test]
fn an_emulated_provider_sends_no_id_where_its_scheme_has_none() {
    let sent = |emulation: Option<&str>| {
        let mut live = crate::engine::trial::live(model::Manner::default());
        live.endpoint.emulation = emulation.map(str::to_owned);
        live.endpoint.scheme = Some("b3os".to_owned());
        live.signing = vec![Secret::new("b3os_test_secret")];
        let to = Recipient::new(&store::EndpointSet::default(), &Arc::new(live));
        let message = message(&due(b"{}"), &to, NOW).unwrap();
        message
            .outgoing
            .headers
            .text("webhook-id")
            .map(str::to_owned)
    };
    assert_eq!(sent(Some("b3os")), None);
    assert!(sent(None).is_some());
}
