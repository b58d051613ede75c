//! What an answer to a harmless question tells of a profile, and what helps. Pure.
//!
//! An address that leads elsewhere answers, too: only what is the provider's own is taken for it.

use model::AttemptAnswer;
use serde::Serialize;
use serde_json::Value;
use ts_rs::TS;

use crate::call::{refused, words_of};
use crate::client::Client;
use crate::provider::Provider;
use crate::redelivery::{RedeliveryOutcome, RefusalReason};

/// Whether a profile works.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CheckVerdict {
    /// The provider answered, and took the credential.
    Works,
    /// It does not take the credential.
    Refused,
    /// It answered something else: the address or a setting is wrong, or it is in trouble.
    Unclear,
    /// It did not answer.
    Unreached,
}

/// Whether the profile works, in words for people.
pub(crate) fn judged(client: Client, answer: &AttemptAnswer) -> (CheckVerdict, String) {
    let works = || {
        let words = "It answers, and takes the credential.";
        (CheckVerdict::Works, words.to_owned())
    };
    if (200..300).contains(&answer.status) {
        return match client.read_list(answer) {
            Err(message) if client.has_log() => (CheckVerdict::Unclear, message),
            _ => works(),
        };
    }
    let outcome = refused(answer, client.id());
    match reason(&outcome) {
        Some(RefusalReason::Credentials) => (CheckVerdict::Refused, words_of(&outcome)),
        Some(RefusalReason::NotFound) if is_about_the_id(client, answer) => works(),
        _ => (
            CheckVerdict::Unclear,
            said(client, answer, words_of(&outcome)),
        ),
    }
}

/// What a list that was not shown says: where nothing is at all, the address is wrong.
pub(crate) fn said(client: Client, answer: &AttemptAnswer, words: String) -> String {
    let outcome = refused(answer, client.id());
    let RedeliveryOutcome::Refused { refusal } = outcome else {
        return words;
    };
    if refusal.reason != RefusalReason::NotFound || is_about_the_id(client, answer) {
        return words;
    }
    let own = match refusal.words.trim() {
        "" => String::new(),
        own => format!(" ({own})"),
    };
    let settings = match client {
        Client::Declared(declared) if !declared.definition.settings.is_empty() => {
            " and the profile's settings"
        }
        Client::Declared(_) | Client::Coded(_) => "",
    };
    format!("It answered 404: nothing is there{own}. Check the base URL{settings}.")
}

const fn reason(outcome: &RedeliveryOutcome) -> Option<RefusalReason> {
    match outcome {
        RedeliveryOutcome::Refused { refusal } => Some(refusal.reason),
        _ => None,
    }
}

/// Whether it misses what was asked for, and not the call. Where there is no list, something is
/// asked for that nobody has.
fn is_about_the_id(client: Client, answer: &AttemptAnswer) -> bool {
    match client {
        Client::Coded(Provider::Runflow) => {
            code(answer).is_some_and(|code| code == "RUN_NOT_FOUND")
        }
        Client::Coded(_) => false,
        Client::Declared(declared) => declared.definition.list.is_none(),
    }
}

/// The word by which an error is told, in either form that Runflow has.
fn code(answer: &AttemptAnswer) -> Option<String> {
    let json: Value = serde_json::from_slice(&answer.body).ok()?;
    let code = json["code"].as_str().or(json["error"]["code"].as_str());
    code.map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use model::Headers;

    use super::*;

    fn verdict(provider: &str, status: u16, body: &str) -> (CheckVerdict, String) {
        let answer = AttemptAnswer {
            status,
            headers: Headers::default(),
            body: body.into(),
            truncated: false,
        };
        judged(Client::of(provider).unwrap(), &answer)
    }

    #[test]
    fn a_run_that_nobody_has_is_missed_by_runflow_alone() {
        let missed = r#"{"code":"RUN_NOT_FOUND","message":"Run 0 not found","errors":null}"#;
        assert_eq!(verdict("runflow", 404, missed).0, CheckVerdict::Works);
        for elsewhere in [
            r#"{"code":"NOT_FOUND","message":"Not found"}"#,
            "<html>",
            "",
        ] {
            let (verdict, words) = verdict("runflow", 404, elsewhere);
            assert_eq!(verdict, CheckVerdict::Unclear, "{elsewhere}");
            assert!(words.contains("Check the base URL"), "{words}");
        }
    }

    #[test]
    fn whoever_answers_something_else_is_not_the_provider() {
        for provider in ["skyvern", "b3os", "instavm", "runflow", "agentmessage"] {
            for (status, body) in [(200, "<html>"), (200, r#"{"status":"ok"}"#), (404, "")] {
                let (verdict, words) = verdict(provider, status, body);
                assert_eq!(verdict, CheckVerdict::Unclear, "{provider} {status} {body}");
                assert!(words.contains("Check the base URL"), "{words}");
            }
            let refused = verdict(provider, 401, r#"{"message":"no"}"#).0;
            assert_eq!(refused, CheckVerdict::Refused, "{provider}");
        }
    }

    #[test]
    fn where_settings_are_part_of_the_address_they_are_named() {
        let (_, words) = verdict("github", 404, r#"{"message":"Not Found"}"#);
        assert_eq!(
            words,
            "It answered 404: nothing is there (Not Found). Check the base URL and the profile's settings."
        );
    }
}
