//! What is kept of calls, and what is not.

use model::ProviderOperation;
use store::{ProviderCallFilter, StoredProviderCall};

use crate::standin::StandIn;
use crate::{
    Ask, EditProfile, EndpointDeed, LogPage, change_endpoint, check_profile, deliveries,
    edit_profile, redeliver,
};

async fn calls(stand_in: &StandIn) -> Vec<StoredProviderCall> {
    let filter = ProviderCallFilter {
        limit: 100,
        ..ProviderCallFilter::default()
    };
    let calls = stand_in.means.store.provider_calls().page(filter).await;
    let mut calls = calls.unwrap();
    calls.reverse();
    calls
}

/// The bodies of a call: what was asked, and what was answered.
async fn bodies(stand_in: &StandIn, call: &StoredProviderCall) -> (String, String) {
    let attempts = stand_in.means.store.attempts();
    let id = call.attempt.as_ref().unwrap().id;
    let asked = attempts.request_body(id).await.unwrap();
    let told = attempts.response_body(id).await.unwrap();
    let text = |body: Option<Vec<u8>>| String::from_utf8(body.unwrap_or_default()).unwrap();
    (text(asked), text(told))
}

#[tokio::test]
async fn a_secret_that_is_told_or_typed_is_kept_nowhere() {
    let told = [
        ("agentmessage", r#"{"secret":"s\/1","id":"e"}"#),
        ("b3os", r#"{"data":{"signingSecret":"s\/1"}}"#),
        ("instavm", r#"{"secret":"s\/1"}"#),
        ("paddle", r#"{"data":{"endpoint_secret_key":"s\/1"}}"#),
        ("stripe", r#"{"secret":"s\/1"}"#),
    ];
    for (provider, answer) in told {
        let stand_in = StandIn::answering(&[(200, "", answer)]).await;
        stand_in.profile(provider, &[]).await;
        let deed = create(None);
        let made = change_endpoint(&stand_in.means, "p", &deed).await.unwrap();
        assert_eq!(made.secret.as_deref(), Some("s/1"), "{provider}");
        let call = calls(&stand_in).await.remove(0);
        assert_eq!(call.operation, ProviderOperation::CreateEndpoint);
        assert_eq!(call.subject.as_deref(), Some("https://h.example/x"));
        let (_, kept) = bodies(&stand_in, &call).await;
        assert_eq!(kept, answer.replace(r"s\/1", "[redacted]"), "{provider}");
    }
    let typed: [(&str, &[(&str, &str)]); 3] = [
        ("github", &[("owner", "o"), ("repo", "r")]),
        ("gitlab", &[("project", "7")]),
        ("svix", &[("application", "a")]),
    ];
    for (provider, settings) in typed {
        let stand_in = StandIn::answering(&[(201, "", "{}")]).await;
        stand_in.profile(provider, settings).await;
        let deed = create(Some("s\"1"));
        change_endpoint(&stand_in.means, "p", &deed).await.unwrap();
        let (kept, _) = bodies(&stand_in, &calls(&stand_in).await[0]).await;
        let sent = stand_in.asked()[0].clone();
        let sent = sent.split_once("\r\n\r\n").unwrap().1;
        assert_eq!(kept, sent.replace(r#"s\"1"#, "[redacted]"), "{provider}");
        assert_ne!(kept, sent, "{provider}");
    }
}

fn create(secret: Option<&str>) -> EndpointDeed {
    EndpointDeed::Create {
        url: "https://h.example/x".into(),
        name: Some("shop".into()),
        description: None,
        events: vec!["push".into()],
        secret: secret.map(str::to_owned),
    }
}

/// A provider that gives a token for a client's id and secret.
async fn with_tokens(answers: &[(u16, &str, &str)]) -> StandIn {
    let stand_in = StandIn::answering(answers).await;
    stand_in.profile("paypal", &[]).await;
    let key = Some("client_0123456789:secret_0123456789".into());
    let edit = EditProfile {
        name: "p".into(),
        key,
        ..EditProfile::default()
    };
    edit_profile(&stand_in.means.store, edit).await.unwrap();
    stand_in
}

#[tokio::test]
async fn a_refusal_of_a_token_and_the_next_one_are_calls_of_their_own() {
    let token = |text: &str| format!(r#"{{"access_token":"{text}","expires_in":9000}}"#);
    let (first, second) = (token("A21.first"), token("A21.second"));
    let answers = [
        (200, "", first.as_str()),
        (401, "", r#"{"was":"A21.first"}"#),
        (200, "", second.as_str()),
        (202, "", r#"{"id":"A21.second"}"#),
    ];
    let stand_in = with_tokens(&answers).await;
    let ask = Ask {
        profile: "p".into(),
        id: "WH-1".into(),
        ..Ask::default()
    };
    let told = redeliver(&stand_in.means, ask).await.unwrap();
    let shown = serde_json::to_string(&told.outcome).unwrap();
    assert!(!shown.contains("A21.second"), "{shown}");
    let calls = calls(&stand_in).await;
    let operations: Vec<_> = calls.iter().map(|call| call.operation).collect();
    let (redelivery, token) = (
        ProviderOperation::Redeliver,
        ProviderOperation::ExchangeToken,
    );
    assert_eq!(operations, [token, redelivery, token, redelivery]);
    for call in &calls {
        let (_, told) = bodies(&stand_in, call).await;
        assert!(
            told.contains("[redacted]") && !told.contains("A21"),
            "{told}"
        );
    }
    let kept: Vec<_> = calls.iter().map(|call| call.redelivery.is_some()).collect();
    assert_eq!(kept, [false, true, false, false]);
}

#[tokio::test]
async fn a_list_and_a_check_are_kept_as_they_were_said() {
    let page = r#"{"success": true,  "data":[ ]}"#;
    let stand_in = StandIn::answering(&[(200, "X-Was: key_0123456789\r\n", page)]).await;
    stand_in.profile("agentmessage", &[]).await;
    let wanted = LogPage {
        profile: "p".into(),
        cursor: Some("c 1".into()),
        of: None,
    };
    deliveries(&stand_in.means, wanted).await.unwrap();
    check_profile(&stand_in.means, "p").await.unwrap();
    let kept = calls(&stand_in).await;
    let operations: Vec<_> = kept.iter().map(|call| call.operation).collect();
    assert_eq!(
        operations,
        [ProviderOperation::ListDeliveries, ProviderOperation::Check]
    );
    for (call, sent) in kept.iter().zip(stand_in.asked()) {
        let attempts = stand_in.means.store.attempts();
        let record = attempts.get(call.attempt.as_ref().unwrap().id).await;
        let record = record.unwrap().unwrap();
        let head = String::from_utf8(record.request_head).unwrap();
        assert_eq!(head, sent.replace("Bearer key_0123456789", "[redacted]"));
        let answer = record.answer.unwrap();
        assert_eq!(answer.body, page.as_bytes());
        assert_eq!(answer.headers.text("x-was"), Some("[redacted]"));
    }
}

#[tokio::test]
async fn a_token_in_an_answer_that_nobody_can_read_is_not_kept() {
    let stand_in = with_tokens(&[(200, "", "access_token=A21.first&x=1")]).await;
    check_profile(&stand_in.means, "p").await.unwrap();
    let kept = calls(&stand_in).await;
    assert_eq!(kept[0].operation, ProviderOperation::ExchangeToken);
    assert_eq!(bodies(&stand_in, &kept[0]).await.1, "[redacted]");
}
