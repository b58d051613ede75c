//! Signs a webhook's body with the API key of whoever asked.

use model::{Headers, Secret, Timestamp};
use serde::Serialize;
use signing::{Draft, Request, SignError};

use super::facts::SCHEME;

/// The fields that Skyvern sets, in the order its answer tells them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SignedHeaders {
    /// Unix seconds; told, and not signed.
    #[serde(rename = "x-skyvern-timestamp")]
    pub timestamp: String,
    /// Lower-case hex.
    #[serde(rename = "x-skyvern-signature")]
    pub signature: String,
    /// `application/json`.
    #[serde(rename = "Content-Type")]
    pub content_type: &'static str,
}

impl SignedHeaders {
    /// The same as header fields.
    #[must_use]
    pub fn fields(&self) -> Headers {
        let fields = [
            ("x-skyvern-timestamp", self.timestamp.as_str()),
            ("x-skyvern-signature", self.signature.as_str()),
            ("Content-Type", self.content_type),
        ];
        fields.into_iter().collect()
    }
}

/// Signs a body.
///
/// # Errors
/// When the key is no key at all.
pub fn sign(body: &str, key: &Secret, now: Timestamp) -> Result<SignedHeaders, SignError> {
    let scheme = signing::catalogue()
        .get(SCHEME)
        .expect("the catalogue has Skyvern's scheme");
    let draft = Draft {
        scheme,
        secrets: std::slice::from_ref(key),
        request: Request {
            method: "POST",
            url: "",
            headers: &Headers::default(),
            body: body.as_bytes(),
        },
        now,
        entropy: [0; 16],
    };
    let signed = signing::sign(&draft)?;
    let signature = signed.headers.text("x-skyvern-signature");
    Ok(SignedHeaders {
        timestamp: now.unix_seconds().to_string(),
        signature: signature.unwrap_or_default().to_owned(),
        content_type: "application/json",
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::{self, Numbers};

    const NOW: Timestamp = Timestamp(1_800_000_000_000_000);

    fn signature(body: &str, key: &str) -> String {
        sign(body, &Secret::new(key), NOW).unwrap().signature
    }

    #[test]
    fn what_a_real_server_signed_is_signed_alike() {
        let key = "sk_test_replay_console";
        let task = include_str!("../../../../../tests/vectors/skyvern/tsk_1.json");
        assert_eq!(
            signature(task, key),
            "d6e6fcecdb5e6be578bbab099979464f4a95d2e3dbd7bf3fca67b5bb094e1805"
        );
        let task = include_str!("../../../../../tests/vectors/skyvern/tsk_v2_1.json");
        assert_eq!(
            signature(task, key),
            "268f3040056d680bf054b2bd273e86412680886be5eb0459f364777391d5e54d"
        );
    }

    #[test]
    fn the_published_vectors_hold_from_the_payload_on() {
        let vectors = [
            (
                r#"{"run_id": "tsk_123", "run_type": "task_v1", "status": "completed",
                    "output": {"price": 3.0, "ratio": 0.1, "small": 1e-7, "title": "Café"},
                    "errors": [], "failure_reason": null, "step_count": 4}"#,
                "sk_test_replay_console",
                "dcd002aa2e1b4d38fd8511565999b61504bdd03bd2996e6f554a295c635f86ec",
            ),
            (
                r#"{"task_id": "t_12345", "float": 1.0}"#,
                "sk_docs_snippet_test_key",
                "32b749a977da5dcb1861fb89895c0164e13864081e987dc574b586fd67e4939b",
            ),
        ];
        for (payload, key, expected) in vectors {
            let payload = python::read(payload).unwrap();
            let body = python::write(&payload, Numbers::Normalised);
            assert_eq!(signature(&body, key), expected, "{body}");
        }
    }

    #[test]
    fn fields_are_told_and_sent_in_one_order() {
        let signed = sign("{}", &Secret::new("k"), NOW).unwrap();
        let told = serde_json::to_string(&signed).unwrap();
        let names: Vec<_> = signed.fields().iter().map(|h| h.name.clone()).collect();
        assert_eq!(
            names,
            ["x-skyvern-timestamp", "x-skyvern-signature", "Content-Type"]
        );
        assert!(told.starts_with(r#"{"x-skyvern-timestamp":"1800000000","x-skyvern-signature":""#));
    }
}
