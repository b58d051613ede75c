//! Rows in, rows out: `verify --batch`, `sign --batch` and `diagnose --batch`.
//!
//! A row is one line of JSON. What cannot be answered is an error that names
//! the row; it never ends the batch.

mod diagnose;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use model::{Headers, Reason, Secret, SecretRef, Timestamp, Verdict};
use serde::{Deserialize, Deserializer, Serialize};

use crate::scheme::definition::KeyForm;
use crate::{Check, Draft, KnownSecret, Request, Scheme, catalogue, jwk};
pub use diagnose::{CauseAnswer, DiagnoseAnswer, HintAnswer, diagnose_line};

/// The answer to one row of `verify --batch`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VerifyAnswer {
    /// The row's id.
    pub id: String,
    /// The outcome.
    pub verdict: Verdict,
    /// Why; `null` when verified or not checked.
    pub reason: Option<Reason>,
}

/// The answer to one row of `sign --batch`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SignAnswer {
    /// The row's id.
    pub id: String,
    /// Fields to set.
    pub headers: Headers,
    /// The URL to call instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The body to send instead, base64.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body_b64: Option<String>,
}

/// A row that cannot be answered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("row {}: {problem}", id.as_deref().unwrap_or("without id"))]
pub struct RowError {
    /// The row's id, when it could be read.
    pub id: Option<String>,
    /// What is wrong with it and what helps.
    pub problem: String,
}

/// A row: a request, how to check it, and when. Other fields are ignored.
#[derive(Deserialize)]
struct Row {
    id: String,
    scheme: String,
    secret: Option<String>,
    #[serde(default)]
    secrets: Vec<String>,
    #[serde(default, deserialize_with = "text_or_json")]
    public_key: Option<String>,
    public_id: Option<String>,
    #[serde(default = "post")]
    method: String,
    #[serde(default)]
    url: String,
    #[serde(default)]
    headers: Headers,
    #[serde(default)]
    body_b64: String,
    now_unix: i64,
    tolerance: Option<u64>,
}

/// A JWK may stand in a row as the object that it is.
fn text_or_json<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let value = Option::<serde_json::Value>::deserialize(deserializer)?;
    Ok(value.map(|value| match value {
        serde_json::Value::String(text) => text,
        other => other.to_string(),
    }))
}

fn post() -> String {
    "POST".to_owned()
}

/// A row whose scheme and body are at hand.
struct Ready {
    row: Row,
    scheme: &'static Scheme,
    body: Vec<u8>,
}

/// Answers one row of `verify --batch`.
///
/// # Errors
/// When the row is no JSON object of the known form, or its scheme is unknown.
pub fn verify_line(line: &str) -> Result<VerifyAnswer, RowError> {
    let ready = Ready::read(line)?;
    let secrets = ready.known_secrets();
    let check = Check {
        scheme: ready.scheme,
        secrets: &secrets,
        now: Timestamp::from_unix_seconds(ready.row.now_unix),
        tolerance_seconds: ready.row.tolerance,
        future: None,
    };
    let found = crate::verify(&ready.request(), &check);
    Ok(VerifyAnswer {
        id: ready.row.id,
        verdict: found.verdict,
        reason: found.reason,
    })
}

/// Answers one row of `sign --batch`; `entropy` makes the id where one is needed.
///
/// # Errors
/// As [`verify_line`], and when the row cannot be signed.
pub fn sign_line(line: &str, entropy: [u8; 16]) -> Result<SignAnswer, RowError> {
    let ready = Ready::read(line)?;
    let secrets = ready.signing_secrets();
    let draft = Draft {
        scheme: ready.scheme,
        secrets: &secrets,
        request: ready.request(),
        now: Timestamp::from_unix_seconds(ready.row.now_unix),
        entropy,
    };
    let signed = crate::sign(&draft).map_err(|error| ready.row.error(&error))?;
    Ok(SignAnswer {
        headers: signed.headers,
        url: signed.url,
        body_b64: signed.body.map(|body| BASE64_STANDARD.encode(body)),
        id: ready.row.id,
    })
}

impl Ready {
    fn read(line: &str) -> Result<Self, RowError> {
        let row: Row = serde_json::from_str(line).map_err(|error| unreadable(line, &error))?;
        let scheme = catalogue().get(&row.scheme).ok_or_else(|| {
            row.error(&format!(
                "no scheme is called \"{}\": see hookwright schemes",
                row.scheme
            ))
        })?;
        let body = BASE64_STANDARD.decode(&row.body_b64);
        let body = body.map_err(|error| row.error(&format!("body_b64 is not base64: {error}")))?;
        Ok(Self { row, scheme, body })
    }

    fn request(&self) -> Request<'_> {
        Request {
            method: &self.row.method,
            url: &self.row.url,
            headers: &self.row.headers,
            body: &self.body,
        }
    }

    /// For public-key schemes the public key counts first.
    fn known_secrets(&self) -> Vec<KnownSecret> {
        let public = if self.scheme.summary().public_key {
            self.public()
        } else {
            Vec::new()
        };
        let known = |(index, text): (usize, String)| KnownSecret {
            secret: Secret::new(text),
            name: SecretRef {
                id: None,
                name: format!("secret {}", index + 1),
            },
        };
        let texts = public.into_iter().chain(self.secrets());
        texts.enumerate().map(known).collect()
    }

    /// The public key with its id: in it where keys have ids, else beside it.
    fn public(&self) -> Vec<String> {
        let row = &self.row;
        let keys_have_ids = self.scheme.definition().key.form == KeyForm::Jwk;
        match (&row.public_key, &row.public_id) {
            (Some(key), Some(id)) if keys_have_ids => {
                vec![jwk::with_key_id(key, id).unwrap_or_else(|| key.clone())]
            }
            (key, id) => key.iter().chain(id).cloned().collect(),
        }
    }

    fn signing_secrets(&self) -> Vec<Secret> {
        self.secrets().map(Secret::new).collect()
    }

    /// The secrets, with the key's id in front where the scheme has both in one text.
    fn secrets(&self) -> impl Iterator<Item = String> {
        let row = &self.row;
        let coded = self.scheme.definition().coded.as_ref();
        let separator = coded.and_then(|coded| coded.id_before.as_deref());
        let id = row.public_id.as_ref().or(row.public_key.as_ref());
        let id = id.zip(separator);
        let whole = move |secret: &String| match id {
            Some((id, separator)) => format!("{id}{separator}{secret}"),
            None => secret.clone(),
        };
        row.secret.iter().chain(&row.secrets).map(whole)
    }
}

impl Row {
    fn error(&self, problem: &dyn std::fmt::Display) -> RowError {
        RowError {
            id: Some(self.id.clone()),
            problem: problem.to_string(),
        }
    }
}

fn unreadable(line: &str, error: &serde_json::Error) -> RowError {
    let row: Option<serde_json::Value> = serde_json::from_str(line).ok();
    let id = row
        .as_ref()
        .and_then(|row| row.get("id"))
        .and_then(|id| id.as_str());
    RowError {
        id: id.map(str::to_owned),
        problem: format!("not a row: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROW: &str = r#"{"id":"r1","scheme":"github-sha256","secret":"It's a Secret to Everybody","url":"https://example.com/","headers":[],"body_b64":"SGVsbG8sIFdvcmxkIQ==","now_unix":1760000000}"#;

    // GitHub's documentation, "Testing the webhook payload validation".
    #[test]
    fn a_row_is_signed_as_the_provider_documents_it() {
        let signed = sign_line(ROW, [0; 16]).unwrap();
        let json = serde_json::to_string(&signed).unwrap();
        let expected = r#"{"id":"r1","headers":[["X-Hub-Signature-256","sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"]]}"#;
        assert_eq!(json, expected);
    }

    #[test]
    fn an_unsigned_row_carries_its_reason() {
        let answer = serde_json::to_string(&verify_line(ROW).unwrap()).unwrap();
        assert_eq!(
            answer,
            r#"{"id":"r1","verdict":"unsigned","reason":"missing_signature"}"#
        );
    }

    #[test]
    fn without_a_secret_a_row_is_not_checked() {
        let row = ROW.replace("\"secret\"", "\"other\"");
        let answer = serde_json::to_string(&verify_line(&row).unwrap()).unwrap();
        assert_eq!(
            answer,
            r#"{"id":"r1","verdict":"not_checked","reason":null}"#
        );
    }

    #[test]
    fn what_is_no_row_is_an_error_that_names_it() {
        let unknown = verify_line(&ROW.replace("github-sha256", "gibhub")).unwrap_err();
        assert!(
            unknown
                .to_string()
                .starts_with("row r1: no scheme is called \"gibhub\"")
        );
        let cut = verify_line(&ROW.replace("now_unix", "now")).unwrap_err();
        assert_eq!(cut.id.as_deref(), Some("r1"));
        assert_eq!(verify_line("no json").unwrap_err().id, None);
    }
}
