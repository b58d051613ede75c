//! What lets calls in where that is not the credential itself.

use base64::Engine as _;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD};
use serde_json::Value;

use crate::declared::definition::Auth;
use crate::standin::StandIn;
use crate::{
    Ask, CheckVerdict, EditProfile, Error, LogPage, RedeliveryOutcome, check_profile, deliveries,
    edit_profile, redeliver,
};

const KEY: &str = include_str!("../../client/app_token/test_key.pem");
const PAIR: &str = "client_0123456789:secret_0123456789";
const PAGE: &str = r#"{"events":[]}"#;

fn token(text: &str) -> String {
    format!(r#"{{"scope":"s","access_token":"{text}","token_type":"Bearer","expires_in":32400}}"#)
}

async fn with(stand_in: &StandIn, provider: &str, (settings, key): (&[(&str, &str)], &str)) {
    stand_in.profile(provider, settings).await;
    let edit = EditProfile {
        name: "p".into(),
        key: Some(key.into()),
        ..EditProfile::default()
    };
    edit_profile(&stand_in.means.store, edit).await.unwrap();
}

async fn paypal(answers: &[(u16, &str, &str)]) -> StandIn {
    let stand_in = StandIn::answering(answers).await;
    with(&stand_in, "paypal", (&[], PAIR)).await;
    stand_in
}

async fn list(stand_in: &StandIn) -> Result<usize, Error> {
    let page = LogPage {
        profile: "p".into(),
        ..LogPage::default()
    };
    let page = deliveries(&stand_in.means, page).await?;
    Ok(page.rows.len())
}

/// What each question was let in with.
fn let_in(stand_in: &StandIn) -> Vec<String> {
    let field = |asked: &String| {
        let mut lines = asked.lines();
        let line = lines.find_map(|line| {
            line.to_ascii_lowercase()
                .starts_with("authorization: ")
                .then(|| line[15..].to_owned())
        });
        line.unwrap_or_default()
    };
    stand_in.asked().iter().map(field).collect()
}

#[test]
fn an_app_is_named_by_a_setting_that_there_is() {
    for declared in crate::declared::all() {
        let definition = &declared.definition;
        match &definition.auth {
            Some(Auth::App { issuer }) => {
                assert!(definition.settings.iter().any(|known| known.id == *issuer));
            }
            Some(Auth::ClientCredentials { token }) => {
                let path = token.strip_prefix("access:").unwrap_or(token);
                assert!(path.starts_with('/'));
            }
            _ => {}
        }
    }
}

#[tokio::test]
async fn a_github_app_is_let_in_by_a_token_that_its_key_signed() {
    let stand_in = StandIn::answering(&[(202, "", "{}")]).await;
    with(&stand_in, "github", (&[("app", "12345")], KEY)).await;
    let ask = Ask {
        profile: "p".into(),
        id: "42".into(),
        ..Ask::default()
    };
    let redelivery = redeliver(&stand_in.means, ask).await.unwrap();
    assert!(matches!(
        redelivery.outcome,
        RedeliveryOutcome::Accepted { .. }
    ));
    let asked = stand_in.asked();
    let line = "POST /app/hook/deliveries/42/attempts";
    assert!(asked.last().unwrap().starts_with(line), "{asked:?}");
    let given = let_in(&stand_in).pop().unwrap();
    let [header, claims, signature] = given
        .strip_prefix("Bearer ")
        .unwrap()
        .split('.')
        .collect::<Vec<_>>()[..]
    else {
        panic!("{given}")
    };
    let claims: Value =
        serde_json::from_slice(&BASE64_URL_SAFE_NO_PAD.decode(claims).unwrap()).unwrap();
    assert_eq!(claims["iss"], "12345");
    assert!(!header.is_empty() && signature.len() > 300);
    let attempts = stand_in.means.store.attempts();
    let record = attempts.get(redelivery.attempt.id).await.unwrap().unwrap();
    let head = String::from_utf8(record.request_head).unwrap();
    assert!(
        head.contains("[redacted]") && !head.contains(signature),
        "{head}"
    );
}

#[tokio::test]
async fn a_key_that_cannot_sign_is_told_before_anybody_is_asked() {
    let stand_in = StandIn::answering(&[(202, "", "{}")]).await;
    with(&stand_in, "github", (&[("app", "1")], "ghp_0123456789")).await;
    let refused = list(&stand_in).await.unwrap_err();
    assert!(matches!(refused, Error::PrivateKey(_)), "{refused}");
    assert_eq!(stand_in.asked(), Vec::<String>::new());
}

#[tokio::test]
async fn a_pair_is_exchanged_once_for_a_token_that_is_used_again() {
    let answers = [(200, "", token("tok_1")), (200, "", PAGE.into())];
    let answers = answers
        .each_ref()
        .map(|(status, fields, body)| (*status, *fields, body.as_str()));
    let stand_in = paypal(&answers).await;
    for _ in 0..2 {
        assert_eq!(list(&stand_in).await.unwrap(), 0);
    }
    let basic = format!("Basic {}", BASE64_STANDARD.encode(PAIR));
    assert_eq!(
        let_in(&stand_in),
        [basic.as_str(), "Bearer tok_1", "Bearer tok_1"]
    );
    let question = &stand_in.asked()[0];
    assert!(
        question.starts_with("POST /v1/oauth2/token HTTP/1.1"),
        "{question}"
    );
    assert!(
        question.ends_with("\r\n\r\ngrant_type=client_credentials"),
        "{question}"
    );
}

#[tokio::test]
async fn a_token_that_is_taken_no_more_is_renewed_once_and_none_is_kept() {
    let (first, second) = (token("tok_0123456789"), token("tok_9876543210"));
    let said = r#"{"id":"WH-1","status":"PENDING","echo":"tok_9876543210"}"#;
    let stand_in = paypal(&[
        (200, "", &first),
        (200, "", PAGE),
        (401, "", r#"{"error":"invalid_token"}"#),
        (200, "", &second),
        (202, "", said),
        (401, "", r#"{"error":"invalid_token"}"#),
    ])
    .await;
    assert_eq!(list(&stand_in).await.unwrap(), 0);
    let ask = Ask {
        profile: "p".into(),
        id: "WH-1".into(),
        ..Ask::default()
    };
    let redelivery = redeliver(&stand_in.means, ask).await.unwrap();
    assert!(matches!(
        redelivery.outcome,
        RedeliveryOutcome::Accepted { .. }
    ));
    let given = let_in(&stand_in);
    assert_eq!(given[2], "Bearer tok_0123456789");
    assert_eq!(given[4], "Bearer tok_9876543210");
    let attempts = stand_in.means.store.attempts();
    let record = attempts.get(redelivery.attempt.id).await.unwrap().unwrap();
    let answer = String::from_utf8(record.answer.unwrap().body).unwrap();
    assert_eq!(
        answer,
        r#"{"id":"WH-1","status":"PENDING","echo":"[redacted]"}"#
    );
    let head = String::from_utf8(record.request_head).unwrap();
    assert!(!head.contains("tok_"), "{head}");
}

#[tokio::test]
async fn a_pair_that_is_refused_is_told_in_the_providers_words() {
    let stand_in = paypal(&[(
        401,
        "",
        r#"{"error":"invalid_client","error_description":"Client Authentication failed"}"#,
    )])
    .await;
    let refused = list(&stand_in).await.unwrap_err();
    assert!(matches!(refused, Error::Answered(_)), "{refused}");
    assert!(
        refused.to_string().contains("Client Authentication failed"),
        "{refused}"
    );
    let check = check_profile(&stand_in.means, "p").await.unwrap();
    assert_eq!(check.verdict, CheckVerdict::Refused);
}
