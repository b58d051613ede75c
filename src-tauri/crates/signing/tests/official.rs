//! Signatures that official SDKs made, and what those SDKs say of changed ones.
//!
//! The rows of `golden/official-sdks.jsonl` were signed by braintree 3.40,
//! @adyen/api-library 32.1 and @contentful/node-apps-toolkit 3.16 (npm), plivo
//! and twilio 9.13 (PyPI); the rows of hook0 are tests of its own client. What
//! the SDKs do not tell apart (a reason, a verdict of its own for what is
//! unsigned) is told as this crate tells it.

use serde::Deserialize;
use signing::batch;

#[derive(Deserialize)]
struct Row {
    id: String,
    expect: String,
    reason: Option<String>,
}

fn lines() -> std::str::Lines<'static> {
    include_str!("golden/official-sdks.jsonl").lines()
}

fn row(line: &str) -> Row {
    serde_json::from_str(line).expect("a row has an id and what is expected")
}

#[test]
fn what_official_sdks_sign_is_judged_as_they_judge_it() {
    for line in lines() {
        let row = row(line);
        let answer = batch::verify_line(line).expect("a row can be answered");
        let reason = answer.reason.map(model::Reason::as_str);
        let found = (answer.verdict.as_str(), reason);
        let expected = (row.expect.as_str(), row.reason.as_deref());
        assert_eq!(found, expected, "{}", row.id);
    }
}

#[test]
fn what_official_sdks_sign_can_be_signed_again() {
    for line in lines().filter(|line| row(line).expect == "verified") {
        let mut again: serde_json::Value = serde_json::from_str(line).expect("a row is JSON");
        let signed = batch::sign_line(line, [7; 16]).expect("a row can be signed");
        let headers = serde_json::from_value(again["headers"].clone());
        let mut headers: model::Headers = headers.expect("a row has headers");
        for header in &signed.headers {
            headers.set(&header.name, header.value.clone());
        }
        again["headers"] = serde_json::to_value(headers).expect("headers are JSON");
        if let Some(body) = signed.body_b64 {
            again["body_b64"] = body.into();
        }
        let answer = batch::verify_line(&again.to_string()).expect("a row can be answered");
        assert_eq!(answer.verdict, model::Verdict::Verified, "{again}");
    }
}
