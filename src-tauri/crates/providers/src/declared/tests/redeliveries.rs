//! What each provider is asked for a redelivery, and how its documented answer is read.

use serde_json::json;

use crate::standin::StandIn;
use crate::{Ask, Error, RedeliveryOutcome, RefusalReason, redeliver};

#[tokio::test]
async fn nothing_that_is_kept_shows_the_credential_that_a_provider_gives_back() {
    // As text, escaped as in JSON, and within base64 of `u:key_0123456789`.
    let body = r#"{"id":"evt_1","a":"key_0123456789","b":"key\u005f0123456789","c":"dTprZXlfMDEyMzQ1Njc4OQ=="}"#;
    let said = [(200, "X-Token: key%5F0123456789\r\n", body)];
    let stand_in = StandIn::answering(&said).await;
    stand_in.profile("stripe", &[]).await;
    let ask = Ask {
        profile: "p".into(),
        id: "evt_1".into(),
        ..Ask::default()
    };
    let redelivery = redeliver(&stand_in.means, ask).await.unwrap();
    let attempts = stand_in.means.store.attempts();
    let record = attempts.get(redelivery.attempt.id).await.unwrap();
    let answer = record.unwrap().answer.unwrap();
    let kept = r#"{"id":"evt_1","a":"[redacted]","b":"[redacted]","c":"[redacted]"}"#;
    assert_eq!(String::from_utf8_lossy(&answer.body), kept);
    assert_eq!(answer.headers.text("x-token"), Some("[redacted]"));
    let stored = stand_in.means.store.redeliveries();
    let stored = stored.get(redelivery.redelivery).await.unwrap().unwrap();
    let outcome = stored.outcome.unwrap();
    assert!(outcome.contains("[redacted]"), "{outcome}");
    assert!(!outcome.contains("0123456789"), "{outcome}");
}

struct Case {
    provider: &'static str,
    settings: &'static [(&'static str, &'static str)],
    id: &'static str,
    /// The request line that is sent, and what stands in the request.
    line: &'static str,
    holds: &'static [&'static str],
    answer: (u16, &'static str),
    /// Delivery, event and state that are read of it.
    read: (
        Option<&'static str>,
        Option<&'static str>,
        Option<&'static str>,
    ),
}

const CASES: [Case; 16] = [
    Case {
        provider: "github",
        settings: &[("owner", "octo"), ("repo", "hello"), ("hook", "12")],
        id: "42",
        line: "POST /repos/octo/hello/hooks/12/deliveries/42/attempts",
        holds: &[
            "authorization: bearer key_0123456789",
            "x-github-api-version: 2022-11-28",
        ],
        answer: (202, "{}"),
        read: (None, None, None),
    },
    Case {
        provider: "github",
        settings: &[("organization", "octo"), ("hook", "12")],
        id: "42",
        line: "POST /orgs/octo/hooks/12/deliveries/42/attempts",
        holds: &[],
        answer: (202, ""),
        read: (None, None, None),
    },
    Case {
        provider: "github",
        settings: &[],
        id: "42",
        line: "POST /app/hook/deliveries/42/attempts",
        holds: &[],
        answer: (202, "{}"),
        read: (None, None, None),
    },
    Case {
        provider: "gitlab",
        settings: &[("project", "group/app"), ("hook", "1")],
        id: "7",
        line: "POST /projects/group%2Fapp/hooks/1/events/7/resend",
        holds: &["private-token: key_0123456789"],
        answer: (200, r#"{"response_status":200}"#),
        read: (None, None, Some("200")),
    },
    Case {
        provider: "stripe",
        settings: &[("webhook_endpoint", "we_1")],
        id: "evt_1",
        line: "POST /v1/events/evt_1/retry",
        holds: &[
            "content-type: application/x-www-form-urlencoded",
            "\r\n\r\nwebhook_endpoint=we_1",
        ],
        answer: (
            200,
            r#"{"id":"evt_1","object":"event","created":1800000000}"#,
        ),
        read: (None, Some("evt_1"), None),
    },
    Case {
        provider: "svix",
        settings: &[("application", "app_1"), ("endpoint", "ep_1")],
        id: "msg_1",
        line: "POST /api/v1/app/app_1/msg/msg_1/endpoint/ep_1/resend",
        holds: &[],
        answer: (202, "{}"),
        read: (None, None, None),
    },
    Case {
        provider: "hookdeck",
        settings: &[],
        id: "evt_1",
        line: "POST /events/evt_1/retry",
        holds: &[],
        answer: (
            200,
            r#"{"event":{"id":"evt_1","status":"QUEUED"},"attempt":{"id":"atm_1"}}"#,
        ),
        read: (Some("atm_1"), Some("evt_1"), Some("QUEUED")),
    },
    Case {
        provider: "outpost",
        settings: &[("destination", "des_1")],
        id: "evt_1",
        line: "POST /retry",
        holds: &[r#"{"destination_id":"des_1","event_id":"evt_1"}"#],
        answer: (202, r#"{"success":true}"#),
        read: (None, None, None),
    },
    Case {
        provider: "convoy",
        settings: &[("project", "01H")],
        id: "01D",
        line: "PUT /v1/projects/01H/eventdeliveries/01D/resend",
        holds: &[],
        answer: (
            200,
            r#"{"status":true,"data":{"uid":"01D","event_id":"01E","status":"Scheduled"}}"#,
        ),
        read: (Some("01D"), Some("01E"), Some("Scheduled")),
    },
    Case {
        provider: "hook0",
        settings: &[("application", "a-1")],
        id: "e-1",
        line: "POST /api/v1/events/e-1/replay",
        holds: &[r#"{"application_id":"a-1"}"#],
        answer: (204, ""),
        read: (None, None, None),
    },
    Case {
        provider: "paddle",
        settings: &[],
        id: "ntf_1",
        line: "POST /notifications/ntf_1/replay",
        holds: &[],
        answer: (
            202,
            r#"{"data":{"notification_id":"ntf_2"},"meta":{"request_id":"r"}}"#,
        ),
        read: (Some("ntf_2"), None, None),
    },
    Case {
        provider: "paypal",
        settings: &[("webhook", "W-1")],
        id: "WH-1",
        line: "POST /v1/notifications/webhooks-events/WH-1/resend",
        holds: &[r#"{"webhook_ids":["W-1"]}"#],
        answer: (
            202,
            r#"{"id":"WH-1","event_type":"PAYMENT.SALE.COMPLETED"}"#,
        ),
        read: (None, Some("WH-1"), None),
    },
    Case {
        provider: "paypal",
        settings: &[],
        id: "WH-1",
        line: "POST /v1/notifications/webhooks-events/WH-1/resend",
        holds: &["\r\n\r\n{}"],
        answer: (202, r#"{"id":"WH-1"}"#),
        read: (None, Some("WH-1"), None),
    },
    Case {
        provider: "checkout-com",
        settings: &[],
        id: "evt_1",
        line: "POST /workflows/events/evt_1/reflow",
        holds: &[],
        answer: (202, ""),
        read: (None, None, None),
    },
    Case {
        provider: "resend",
        settings: &[("webhook", "4dd3")],
        id: "msg_1",
        line: "POST /webhooks/4dd3/events/msg_1/replay",
        holds: &[],
        answer: (200, r#"{"object":"webhook_event","id":"msg_1"}"#),
        read: (None, Some("msg_1"), None),
    },
    Case {
        provider: "whop",
        settings: &[("webhook", "hook_1")],
        id: "whdel_1",
        line: "POST /webhooks/hook_1/deliveries/whdel_1/replay",
        holds: &[],
        answer: (200, r#"{"body":"OK","status":0,"success":false}"#),
        read: (None, None, Some("0")),
    },
];

fn ask(id: &str) -> Ask {
    Ask {
        profile: "p".into(),
        id: id.into(),
        ..Ask::default()
    }
}

#[tokio::test]
async fn each_is_asked_and_read_as_its_provider_documents() {
    for case in CASES {
        let (status, body) = case.answer;
        let stand_in = StandIn::answering(&[(status, "", body)]).await;
        stand_in.profile(case.provider, case.settings).await;
        let redelivery = redeliver(&stand_in.means, ask(case.id)).await.unwrap();
        let asked = stand_in.asked();
        let asked = asked.iter().find(|asked| !asked.starts_with("GET "));
        let asked = asked
            .unwrap()
            .replace("Authorization: Bearer", "authorization: bearer");
        assert!(asked.starts_with(case.line), "{}: {asked}", case.provider);
        for held in case.holds {
            let holds = asked.contains(held) || asked.to_lowercase().contains(held);
            assert!(holds, "{}: {held} in {asked}", case.provider);
        }
        let RedeliveryOutcome::Accepted {
            delivery_id,
            event_id,
            state,
            ..
        } = redelivery.outcome
        else {
            panic!("{}: {:?}", case.provider, redelivery.outcome)
        };
        let read = (
            delivery_id.as_deref(),
            event_id.as_deref(),
            state.as_deref(),
        );
        assert_eq!(read, case.read, "{}", case.provider);
    }
}

#[tokio::test]
async fn a_refusal_keeps_the_words_of_each_providers_form() {
    for (provider, status, body, reason, words) in [
        (
            "github",
            422,
            r#"{"message":"Validation Failed","errors":[{"code":"custom"}]}"#,
            RefusalReason::Rejected,
            "Validation Failed; custom",
        ),
        (
            "stripe",
            404,
            r#"{"error":{"message":"No such event","type":"invalid_request_error"}}"#,
            RefusalReason::NotFound,
            "No such event",
        ),
        (
            "paddle",
            400,
            r#"{"error":{"type":"request_error","code":"notification_cannot_replay","detail":"not delivered"}}"#,
            RefusalReason::Rejected,
            "not delivered",
        ),
        ("checkout-com", 401, "", RefusalReason::Credentials, ""),
        (
            "hookdeck",
            429,
            r#"{"message":"slow down"}"#,
            RefusalReason::RateLimited,
            "slow down",
        ),
    ] {
        let stand_in = StandIn::answering(&[(status, "Retry-After: 7\r\n", body)]).await;
        stand_in.profile(provider, &[]).await;
        let redelivery = redeliver(&stand_in.means, ask("x")).await.unwrap();
        let RedeliveryOutcome::Refused { refusal } = redelivery.outcome else {
            panic!("{provider}: {:?}", redelivery.outcome)
        };
        assert_eq!(
            (refusal.reason, refusal.words.as_str()),
            (reason, words),
            "{provider}"
        );
        assert_eq!(refusal.retry_after_seconds, Some(7));
    }
}

#[tokio::test]
async fn what_cannot_be_asked_is_said_before_anything_is_sent() {
    let stand_in = StandIn::answering(&[(200, "", "{}")]).await;
    stand_in.profile("svix", &[("application", "app_1")]).await;
    let missing = redeliver(&stand_in.means, ask("msg_1")).await.unwrap_err();
    assert!(matches!(missing, Error::MissingSetting { .. }), "{missing}");
    assert!(missing.to_string().contains("endpoint"), "{missing}");
    let other = StandIn::answering(&[(200, "", "{}")]).await;
    other.profile("shopify", &[]).await;
    let none = redeliver(&other.means, ask("1")).await.unwrap_err();
    assert!(none.to_string().contains("no public call"), "{none}");
    assert!(stand_in.asked().is_empty() && other.asked().is_empty());
}

#[tokio::test]
async fn a_delivery_with_another_id_is_looked_at_first_so_that_it_is_recognized() {
    let detail = json!({"id": 42, "guid": "58474f00-b361-11eb-836d-0e4f3503ccbe", "url": "https://example.com/hook"});
    let stand_in = StandIn::answering(&[(200, "", &detail.to_string()), (202, "", "{}")]).await;
    stand_in.profile("github", &[]).await;
    let redelivery = redeliver(&stand_in.means, ask("42")).await.unwrap();
    let stored = stand_in
        .means
        .store
        .redeliveries()
        .get(redelivery.redelivery)
        .await;
    let stored = stored.unwrap().unwrap();
    assert_eq!(
        stored.target_url.as_deref(),
        Some("https://example.com/hook")
    );
    assert!(stored.awaited_until.is_some() && stored.arrival.is_none());
    assert!(stand_in.asked()[0].starts_with("GET /app/hook/deliveries/42 "));
}
