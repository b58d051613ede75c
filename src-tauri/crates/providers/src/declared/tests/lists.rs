//! What each provider is asked for its log, and how the documented page is read.

use crate::standin::StandIn;
use crate::{CheckVerdict, LogPage, ProviderOutcome, check_profile, deliveries, delivery};

struct Case {
    provider: &'static str,
    settings: &'static [(&'static str, &'static str)],
    line: &'static str,
    fields: &'static str,
    body: &'static str,
    /// Id, type, event, outcome and status of each row.
    rows: &'static [(&'static str, &'static str, &'static str, &'static str, u16)],
    /// The query that asks for the next page.
    next: Option<&'static str>,
}

const CASES: [Case; 10] = [
    Case {
        provider: "github",
        settings: &[("owner", "octo"), ("repo", "hello"), ("hook", "1")],
        line: "GET /repos/octo/hello/hooks/1/deliveries?per_page=100",
        fields: "Link: <https://api.github.com/x?per_page=100&cursor=v1_12>; rel=\"next\"\r\n",
        body: r#"[{"id":12345678,"guid":"0b989ba4","delivered_at":"2019-06-03T00:57:16Z","redelivery":false,"duration":0.27,"status":"OK","status_code":200,"event":"issues","action":"opened","installation_id":123,"repository_id":456},
            {"id":9,"guid":"g2","status":"failed to connect","status_code":0,"event":"push","action":null}]"#,
        rows: &[
            ("12345678", "issues", "0b989ba4", "Succeeded", 200),
            ("9", "push", "g2", "Failed", 0),
        ],
        next: Some("cursor=v1_12"),
    },
    Case {
        provider: "gitlab",
        settings: &[("group", "g"), ("hook", "1")],
        line: "GET /groups/g/hooks/1/events?per_page=100",
        fields: "X-Next-Page: 2\r\n",
        body: r#"[{"id":1,"url":"https://example.com/","trigger":"push_hooks","request_headers":{"X-Gitlab-Event-UUID":"u-1"},"request_data":{},"response_headers":{},"response_body":"","execution_duration":1.0,"response_status":"500"}]"#,
        rows: &[("1", "push_hooks", "u-1", "Failed", 500)],
        next: Some("page=2"),
    },
    Case {
        provider: "stripe",
        settings: &[("delivery_success", "false")],
        line: "GET /v1/events?delivery_success=false&limit=100",
        fields: "",
        body: r#"{"object":"list","data":[{"id":"evt_2","type":"invoice.paid","created":1800000000,"pending_webhooks":0},{"id":"evt_1","type":"a","pending_webhooks":2}],"has_more":true}"#,
        rows: &[
            ("evt_2", "invoice.paid", "evt_2", "Succeeded", 0),
            ("evt_1", "a", "evt_1", "2", 0),
        ],
        next: Some("starting_after=evt_1"),
    },
    Case {
        provider: "svix",
        settings: &[("application", "app_1"), ("endpoint", "ep_1")],
        line: "GET /api/v1/app/app_1/attempt/endpoint/ep_1?limit=100&with_msg=true",
        fields: "",
        body: r#"{"data":[{"id":"atmpt_1","msgId":"msg_1","endpointId":"ep_1","url":"https://example.com/","response":"","responseStatusCode":500,"status":2,"timestamp":"2026-01-01T00:00:00Z","triggerType":0,"msg":{"eventType":"a.b","payload":{}}},
            {"id":"atmpt_2","msgId":"msg_2","status":3,"responseStatusCode":0}],"iterator":"it_1","done":false}"#,
        rows: &[
            ("msg_1", "a.b", "msg_1", "Failed", 500),
            ("msg_2", "", "msg_2", "Pending", 0),
        ],
        next: Some("iterator=it_1"),
    },
    Case {
        provider: "hookdeck",
        settings: &[],
        line: "GET /events?limit=100 ",
        fields: "",
        body: r#"{"models":[{"id":"evt_1","status":"FAILED","response_status":502,"attempts":3,"created_at":"2026-01-01T00:00:00.000Z"},{"id":"evt_2","status":"HOLD"}],"pagination":{"next":"evt_9","limit":100},"count":2}"#,
        rows: &[
            ("evt_1", "", "evt_1", "Failed", 502),
            ("evt_2", "", "evt_2", "HOLD", 0),
        ],
        next: Some("next=evt_9"),
    },
    Case {
        provider: "outpost",
        settings: &[("destination", "des_1")],
        line: "GET /attempts?destination_id=des_1&include=event&limit=100",
        fields: "",
        body: r#"{"models":[{"id":"atm_1","status":"success","code":"200","event_id":"evt_1","event":{"topic":"user.created"},"time":"2024-01-01T00:00:05Z"}],"pagination":{"next":null}}"#,
        rows: &[("evt_1", "user.created", "evt_1", "Succeeded", 200)],
        next: None,
    },
    Case {
        provider: "convoy",
        settings: &[("project", "01H")],
        line: "GET /v1/projects/01H/eventdeliveries?direction=next&perPage=100",
        fields: "",
        body: r#"{"status":true,"data":{"content":[{"uid":"01D","event_id":"01E","event_type":"t","status":"Retry"}],"pagination":{"has_next_page":false,"next_page_cursor":"01D"}}}"#,
        rows: &[("01D", "t", "01E", "Retrying", 0)],
        next: None,
    },
    Case {
        provider: "hook0",
        settings: &[("application", "a-1")],
        line: "GET /api/v1/request_attempts/?application_id=a-1",
        fields: "Link: <https://app.hook0.com/api/v1/request_attempts?application_id=a-1&pagination_cursor=c_1>; rel=\"next\"\r\n",
        body: r#"[{"request_attempt_id":"r","event_id":"e-1","event":{"event_type_name":"a.b.c"},"status":{"type":"waiting"},"http_response_status":503,"created_at":"2026-01-01T00:00:00Z"}]"#,
        rows: &[("e-1", "a.b.c", "e-1", "Retrying", 503)],
        next: Some("pagination_cursor=c_1"),
    },
    Case {
        provider: "paddle",
        settings: &[],
        line: "GET /notifications?per_page=200",
        fields: "",
        body: r#"{"data":[{"id":"ntf_1","type":"transaction.billed","status":"needs_retry","payload":{"event_id":"evt_1"},"occurred_at":"2023-01-01T00:00:00Z"}],"meta":{"pagination":{"per_page":200,"next":"https://api.paddle.com/notifications?after=ntf_1","has_more":true}}}"#,
        rows: &[("ntf_1", "transaction.billed", "evt_1", "Retrying", 0)],
        next: Some("after=ntf_1"),
    },
    Case {
        provider: "resend",
        settings: &[("webhook", "w")],
        line: "GET /webhooks/w/events?limit=100",
        fields: "",
        body: r#"{"object":"list","has_more":false,"data":[{"id":"msg_1","type":"email.sent","created_at":"2026-01-01T00:00:00.000Z","status":"success"}]}"#,
        rows: &[("msg_1", "email.sent", "msg_1", "Succeeded", 0)],
        next: None,
    },
];

fn page(cursor: Option<String>) -> LogPage {
    LogPage {
        profile: "p".into(),
        cursor,
        of: None,
    }
}

fn word(outcome: &ProviderOutcome) -> String {
    match outcome {
        ProviderOutcome::Other { words } => words.clone(),
        known => format!("{known:?}"),
    }
}

#[tokio::test]
async fn each_log_is_asked_and_read_as_its_provider_documents() {
    for case in CASES {
        let stand_in = StandIn::answering(&[(200, case.fields, case.body)]).await;
        stand_in.profile(case.provider, case.settings).await;
        let first = deliveries(&stand_in.means, page(None)).await.unwrap();
        let asked = stand_in.asked()[0].clone();
        assert!(asked.starts_with(case.line), "{}: {asked}", case.provider);
        let read: Vec<_> = first
            .rows
            .iter()
            .map(|row| {
                (
                    row.id.clone(),
                    row.event_type.clone().unwrap_or_default(),
                    row.event_id.clone().unwrap_or_default(),
                    word(&row.outcome),
                    row.status.unwrap_or_default(),
                )
            })
            .collect();
        let expected = case.rows.iter().map(|(id, kind, event, outcome, status)| {
            (
                (*id).into(),
                (*kind).into(),
                (*event).into(),
                (*outcome).into(),
                *status,
            )
        });
        assert_eq!(read, expected.collect::<Vec<_>>(), "{}", case.provider);
        assert_eq!(
            first.next.is_some(),
            case.next.is_some(),
            "{}",
            case.provider
        );
        if let Some(next) = case.next {
            deliveries(&stand_in.means, page(first.next)).await.unwrap();
            let asked = stand_in.asked()[1].clone();
            let line = asked.lines().next().unwrap();
            assert!(line.contains(next), "{}: {line}", case.provider);
        }
    }
}

#[tokio::test]
async fn one_delivery_is_read_with_what_its_row_lacks() {
    let body = r#"{"id":42,"guid":"g","event":"push","status_code":200,"url":"https://example.com/","request":{"headers":{},"payload":{}}}"#;
    let stand_in = StandIn::answering(&[(200, "", body)]).await;
    stand_in.profile("github", &[]).await;
    let found = delivery(&stand_in.means, "p", "42").await.unwrap();
    assert_eq!(found.url.as_deref(), Some("https://example.com/"));
    assert!(found.more["request"]["payload"].is_object());
}

#[tokio::test]
async fn a_check_tells_a_wrong_key_from_a_wrong_address() {
    for (status, body, verdict) in [
        (200, "[]", CheckVerdict::Works),
        (
            401,
            r#"{"message":"Bad credentials"}"#,
            CheckVerdict::Refused,
        ),
        (404, r#"{"message":"Not Found"}"#, CheckVerdict::Unclear),
        (200, "<html>", CheckVerdict::Unclear),
        (503, "", CheckVerdict::Unclear),
    ] {
        let stand_in = StandIn::answering(&[(status, "", body)]).await;
        stand_in.profile("github", &[]).await;
        let check = check_profile(&stand_in.means, "p").await.unwrap();
        assert_eq!(
            (check.verdict, check.status),
            (verdict, Some(status)),
            "{body}"
        );
        assert!(stand_in.asked()[0].starts_with("GET "));
    }
}
