//! Handlers with one mistake each, and what is named.

use model::{CheckResult, Secret, Verdict};

use super::sweep::verdict;
use super::{by_name, failed, means, order, pair, probed, probed_by, scheme};
use crate::Outgoing;

const STRIPE: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

fn answered(verdict: Verdict) -> (u16, String) {
    match verdict {
        Verdict::Verified => (200, "ok".to_owned()),
        _ => (400, "bad signature".to_owned()),
    }
}

/// A handler that verifies what `change` makes of a request.
fn verifying(
    id: &'static str,
    secret: &str,
    change: impl Fn(&mut Outgoing),
) -> impl FnMut(&Outgoing) -> (u16, String) {
    let secrets = [Secret::new(secret)];
    move |outgoing| {
        let mut seen = outgoing.clone();
        change(&mut seen);
        answered(verdict(scheme(id), &secrets, &seen))
    }
}

#[tokio::test]
async fn a_body_that_is_written_again_is_named_by_its_form() {
    let order = order(scheme("stripe-v1"), vec![Secret::new(STRIPE)]);
    let mut handler = verifying("stripe-v1", STRIPE, |outgoing| {
        if let Ok(read) = serde_json::from_slice::<serde_json::Value>(&outgoing.body) {
            outgoing.body = read.to_string().replace(".0", "").into();
        }
    });
    let report = probed(&order, &mut handler).await;
    let findings = by_name(&report);
    let raw = findings["verifies_raw_body"];
    assert_eq!(raw.result, CheckResult::Fail, "{}", raw.detail);
    assert!(raw.detail.starts_with("body.json_"), "{}", raw.detail);
    assert_eq!(findings["rejects_tampered_body"].result, CheckResult::Pass);
}

#[tokio::test]
async fn a_pretty_capture_that_is_refused_names_the_form_too() {
    let mut order = order(
        scheme("github-sha256"),
        vec![Secret::new("a secret of mine")],
    );
    order.body = "{\n  \"id\": \"evt_0001\",\n  \"n\": 1\n}".into();
    let mut handler = verifying("github-sha256", "a secret of mine", |outgoing| {
        if let Ok(read) = serde_json::from_slice::<serde_json::Value>(&outgoing.body) {
            outgoing.body = read.to_string().into();
        }
    });
    let report = probed(&order, &mut handler).await;
    let findings = by_name(&report);
    let valid = findings["accepts_valid"];
    assert_eq!(valid.result, CheckResult::Fail);
    assert!(
        valid.detail.starts_with("body.json_compact"),
        "{}",
        valid.detail
    );
    assert_eq!(findings["rejects_wrong_secret"].result, CheckResult::Pass);
}

#[tokio::test]
async fn a_missing_header_that_is_let_through_is_critical_and_nothing_else_is() {
    let order = order(scheme("stripe-v1"), vec![Secret::new(STRIPE)]);
    let mut right = verifying("stripe-v1", STRIPE, |_| ());
    let report = probed(
        &order,
        &mut |outgoing| match outgoing.headers.get("stripe-signature") {
            None => (200, String::new()),
            Some(_) => right(outgoing),
        },
    )
    .await;
    let failed = failed(&report);
    assert_eq!(failed.len(), 1, "{failed:?}");
    assert!(failed[0].starts_with("rejects_unsigned"), "{failed:?}");
}

#[tokio::test]
async fn a_secret_that_is_not_decoded_is_named_and_the_rest_is_asked_all_the_same() {
    let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    let order = order(scheme("standard-webhooks-v1"), vec![Secret::new(secret)]);
    // Polar's scheme is the same with the secret's text as its key.
    let mut handler = verifying("polar", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", |_| ());
    let report = probed(&order, &mut handler).await;
    let findings = by_name(&report);
    let form = findings["secret_form"];
    assert!(
        form.detail.starts_with("secret.should_be_base64_decoded"),
        "{}",
        form.detail
    );
    assert!(
        findings["accepts_valid"]
            .detail
            .contains("secret.should_be_base64_decoded")
    );
    assert_eq!(findings["rejects_expired"].result, CheckResult::Pass);
    assert_eq!(findings["rejects_tampered_body"].result, CheckResult::Pass);
    assert_eq!(findings["accepts_any_signature"].result, CheckResult::Pass);
}

#[tokio::test]
async fn milliseconds_in_the_place_of_seconds_are_named() {
    let order = order(scheme("slack-v0"), vec![Secret::new("a slack secret")]);
    let mut handler = verifying("slack-v0", "a slack secret", |_| ());
    let report = probed(&order, &mut |outgoing| {
        let time = outgoing
            .headers
            .text("x-slack-request-timestamp")
            .unwrap_or("");
        match time.len() {
            // Only a time in milliseconds is near the clock of this handler.
            13 => match outgoing.headers.text("x-slack-signature") {
                Some(_) if is_signed(outgoing) => (200, String::new()),
                _ => (401, String::new()),
            },
            _ => {
                let _ = handler(outgoing);
                (401, String::new())
            }
        }
    })
    .await;
    let valid = by_name(&report)["accepts_valid"];
    assert!(
        valid.detail.starts_with("ts.signed_in_milliseconds"),
        "{}",
        valid.detail
    );
}

/// Slack's digest is right, whatever the time.
fn is_signed(outgoing: &Outgoing) -> bool {
    let known = [Secret::new("a slack secret")].map(|secret| signing::KnownSecret {
        secret,
        name: model::SecretRef {
            id: None,
            name: "own".to_owned(),
        },
    });
    let check = signing::Check {
        scheme: scheme("slack-v0"),
        secrets: &known,
        now: model::Timestamp(0),
        tolerance_seconds: Some(u64::MAX),
        future: None,
    };
    let request = crate::probe::request::request_of(outgoing);
    signing::verify(&request, &check).verdict == Verdict::Verified
}

#[tokio::test]
async fn an_expected_digest_in_a_refusal_is_a_leak() {
    let order = order(
        scheme("github-sha256"),
        vec![Secret::new("a secret of mine")],
    );
    let mut right = verifying("github-sha256", "a secret of mine", |_| ());
    let report = probed(&order, &mut |outgoing| {
        let (status, _) = right(outgoing);
        let known = [signing::KnownSecret {
            secret: Secret::new("a secret of mine"),
            name: model::SecretRef {
                id: None,
                name: "own".to_owned(),
            },
        }];
        let check = signing::Check {
            scheme: scheme("github-sha256"),
            secrets: &known,
            now: model::Timestamp(0),
            tolerance_seconds: None,
            future: None,
        };
        let request = crate::probe::request::request_of(outgoing);
        let expected = signing::verify(&request, &check).evidence;
        let expected = expected.and_then(|evidence| evidence.comparisons.into_iter().next());
        let expected = expected.and_then(|comparison| comparison.expected);
        (status, format!("expected {}", expected.unwrap_or_default()))
    })
    .await;
    let failed = failed(&report);
    assert_eq!(failed.len(), 1, "{failed:?}");
    assert!(failed[0].starts_with("does_not_leak"), "{failed:?}");
}

#[tokio::test]
async fn a_url_without_a_handler_is_said_in_three_requests() {
    let order = order(scheme("stripe-v1"), vec![Secret::new(STRIPE)]);
    for status in [301, 404, 405, 429, 503] {
        let report = probed(&order, &mut |_| (status, String::new())).await;
        assert_eq!(report.exchanges.len(), 3, "{status}");
        assert!(
            report.headline.contains(&status.to_string()),
            "{}",
            report.headline
        );
        let all = &mut report.findings.iter();
        assert!(
            all.all(|finding| finding.result == CheckResult::Inconclusive),
            "{status}"
        );
    }
}

#[tokio::test]
async fn a_handler_that_fails_at_everything_is_accused_of_nothing() {
    let order = order(scheme("stripe-v1"), vec![Secret::new(STRIPE)]);
    let report = probed(&order, &mut |_| (500, String::new())).await;
    assert_eq!(failed(&report), [""; 0]);
    assert!(report.headline.contains("500"), "{}", report.headline);
}

#[tokio::test]
async fn refusals_of_a_handler_with_another_secret_show_nothing() {
    let order = order(scheme("stripe-v1"), vec![Secret::new(STRIPE)]);
    let mut other = verifying("stripe-v1", "whsec_another", |_| ());
    let report = probed(&order, &mut other).await;
    let findings = by_name(&report);
    assert_eq!(findings["accepts_valid"].result, CheckResult::Fail);
    for check in ["rejects_unsigned", "rejects_expired", "verifies_raw_body"] {
        assert_eq!(findings[check].result, CheckResult::Inconclusive, "{check}");
    }
}

#[tokio::test]
async fn without_a_private_key_only_what_nobody_signs_is_sent() {
    let order = order(scheme("discord"), Vec::new());
    let report = probed(&order, &mut |_| (200, String::new())).await;
    let findings = by_name(&report);
    assert_eq!(findings["rejects_unsigned"].result, CheckResult::Fail);
    assert_eq!(findings["accepts_valid"].result, CheckResult::Skipped);
    assert_eq!(findings["rejects_expired"].result, CheckResult::Skipped);
}

#[tokio::test]
async fn an_ended_probe_tells_what_it_knows() {
    let order = order(scheme("stripe-v1"), vec![Secret::new(STRIPE)]);
    let means = means();
    let mut left = 5;
    let report = probed_by(&order, &means, &mut |_| {
        left -= 1;
        if left == 0 {
            means.cancel.cancel();
        }
        (200, String::new())
    })
    .await;
    assert!(!report.finished);
    assert_eq!(report.exchanges.len(), 5);
    assert!(report.headline.contains("ended"), "{}", report.headline);
}

#[tokio::test]
async fn a_forgery_that_was_accepted_before_the_end_is_told() {
    let order = order(scheme("stripe-v1"), vec![Secret::new(STRIPE)]);
    let means = means();
    let mut right = verifying("stripe-v1", STRIPE, |_| ());
    let report = probed_by(&order, &means, &mut |outgoing| {
        match outgoing.headers.get("stripe-signature") {
            // The first of the two that are unsigned.
            None => {
                means.cancel.cancel();
                (200, String::new())
            }
            Some(_) => right(outgoing),
        }
    })
    .await;
    let unsigned = by_name(&report)["rejects_unsigned"];
    assert_eq!(unsigned.result, CheckResult::Fail, "{}", unsigned.detail);
    assert!(!report.finished);
}

#[tokio::test]
async fn an_answer_that_the_end_cut_off_accuses_nobody() {
    let order = order(scheme("stripe-v1"), vec![Secret::new(STRIPE)]);
    let means = means();
    let ask = |_: Outgoing| {
        means.cancel.cancel();
        let mut cut = super::exchange(0, String::new());
        cut.outcome = Err(model::AttemptFailure {
            kind: model::FailureKind::Cancelled,
            message: "ended".to_owned(),
        });
        std::future::ready(cut)
    };
    let session = super::Session::new(&order, &means, model::Clock::system());
    let report = session.run(ask).await;
    assert!(report.exchanges.is_empty(), "{:?}", report.exchanges);
    let headline = &report.headline;
    assert!(headline.contains("found nothing wrong"), "{headline}");
}

#[tokio::test]
async fn a_label_that_chooses_the_hash_is_told() {
    let github = scheme("github-sha256");
    let order = order(github, vec![Secret::new("a secret of mine")]);
    let mut right = verifying("github-sha256", "a secret of mine", |_| ());
    let mut by_sha1 = verifying("github-sha1", "a secret of mine", |outgoing| {
        if let Some(text) = outgoing.headers.text("x-hub-signature-256") {
            let text = text.to_owned();
            outgoing.headers.set("X-Hub-Signature", text);
        }
    });
    let report = probed(
        &order,
        &mut |outgoing| match outgoing.headers.text("x-hub-signature-256") {
            Some(text) if text.starts_with("sha1=") => by_sha1(outgoing),
            _ => right(outgoing),
        },
    )
    .await;
    let other = by_name(&report)["rejects_other_scheme"];
    assert_eq!(other.result, CheckResult::Fail, "{}", other.detail);
    assert!(other.detail.contains("HMAC-SHA1"), "{}", other.detail);
    assert_eq!(other.severity, model::Severity::Medium);
    assert_eq!(failed(&report).len(), 1, "{:?}", failed(&report));
}

#[tokio::test]
async fn a_scheme_that_the_provider_still_signs_by_accuses_nobody() {
    let order = order(
        scheme("github-sha256"),
        vec![Secret::new("a secret of mine")],
    );
    let mut right = verifying("github-sha256", "a secret of mine", |_| ());
    let mut older = verifying("github-sha1", "a secret of mine", |_| ());
    let report = probed(
        &order,
        &mut |outgoing| match outgoing.headers.get("x-hub-signature-256") {
            Some(_) => right(outgoing),
            None => older(outgoing),
        },
    )
    .await;
    let other = by_name(&report)["rejects_other_scheme"];
    assert_eq!(other.result, CheckResult::Inconclusive, "{}", other.detail);
    assert!(other.detail.contains("still signs so"), "{}", other.detail);
    assert_eq!(failed(&report), [""; 0]);
}

#[tokio::test]
async fn a_scheme_without_a_time_in_the_place_of_one_with_it_weighs_more() {
    let order = order(scheme("stripe-v1"), vec![Secret::new(STRIPE)]);
    let mut right = verifying("stripe-v1", STRIPE, |_| ());
    let mut other = verifying("github-sha256", STRIPE, |_| ());
    let report = probed(
        &order,
        &mut |outgoing| match outgoing.headers.get("stripe-signature") {
            Some(_) => right(outgoing),
            None => other(outgoing),
        },
    )
    .await;
    let other = by_name(&report)["rejects_other_scheme"];
    assert_eq!(other.result, CheckResult::Fail, "{}", other.detail);
    assert_eq!(other.severity, model::Severity::High);
}

#[tokio::test]
async fn what_is_let_through_without_its_signature_is_not_taken_for_another_scheme() {
    let order = order(scheme("stripe-v1"), vec![Secret::new(STRIPE)]);
    let mut right = verifying("stripe-v1", STRIPE, |_| ());
    let report = probed(
        &order,
        &mut |outgoing| match outgoing.headers.get("stripe-signature") {
            Some(_) => right(outgoing),
            None => (200, String::new()),
        },
    )
    .await;
    let other = by_name(&report)["rejects_other_scheme"];
    assert_eq!(other.result, CheckResult::Inconclusive, "{}", other.detail);
    assert!(other.detail.contains("whatever secret"), "{}", other.detail);
}

#[tokio::test]
async fn a_handler_of_the_providers_other_scheme_is_named_by_it() {
    let order = order(
        scheme("github-sha256"),
        vec![Secret::new("a secret of mine")],
    );
    let mut older = verifying("github-sha1", "a secret of mine", |_| ());
    let report = probed(&order, &mut older).await;
    let valid = by_name(&report)["accepts_valid"];
    assert!(
        valid.detail.starts_with("scheme.other (github-sha1)"),
        "{}",
        valid.detail
    );
}

#[tokio::test]
async fn a_report_holds_no_secret() {
    let token = scheme("gitlab-token");
    let secret = pair(token).signing;
    let order = order(token, vec![secret.clone()]);
    let report = probed(&order, &mut |_| (401, String::new())).await;
    let text = String::from_utf8(secret.expose().to_vec()).unwrap();
    let told = super::super::json(&report) + &super::super::markdown(&report);
    assert!(!told.contains(&text));
}
