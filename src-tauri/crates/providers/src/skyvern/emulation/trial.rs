//! The webhook that only tests its receiver. Whatever comes of it is an answer: no URL is refused.

use serde::Serialize;

use super::call::Call;
use super::deliver::deliver;
use super::reach;
use super::server::Emulation;
use crate::fastapi::{Fields, Refusal};
use crate::python::Json;
use crate::skyvern::payload::Sample;
use crate::skyvern::signed::{self, SignedHeaders};
use crate::skyvern::target;

/// What came of a test, its fields in Skyvern's order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tested {
    status_code: Option<u16>,
    latency_ms: u64,
    response_body: String,
    headers_sent: Sent,
    error: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
enum Sent {
    Signed(SignedHeaders),
    Nothing {},
}

/// What a test asks for.
struct Asked {
    webhook_url: String,
    sample: Sample,
    run_id: Option<String>,
}

/// Sends a sample.
///
/// # Errors
/// When nobody calls, or the body is not what a test takes.
pub async fn test(emulation: &Emulation, call: &Call) -> Result<Tested, Refusal> {
    let stage = &emulation.stage;
    let line = call.taken(stage).await?;
    let asked = asked(line.given.as_ref())?;
    let url = match target::parse(&asked.webhook_url) {
        Ok(url) => url,
        Err(error) => return Ok(unsent(error.to_string())),
    };
    if let Err(error) = reach::check(&url, line.hosting).await {
        return Ok(unsent(error));
    }
    let body = asked
        .sample
        .body(asked.run_id.as_deref(), stage.now(), line.hosting);
    let signed = signed::sign(&body, &line.caller.key, stage.now());
    let signed = signed.map_err(|error| Refusal::broken(&error))?;
    let delivered = deliver(&stage.means, &url, (&body, &signed), emulation.patience).await?;
    Ok(Tested {
        status_code: delivered.status_code,
        latency_ms: delivered.latency_ms,
        response_body: delivered.response_body.unwrap_or_default(),
        headers_sent: Sent::Signed(signed),
        error: delivered.error,
    })
}

fn unsent(error: String) -> Tested {
    Tested {
        status_code: None,
        latency_ms: 0,
        response_body: String::new(),
        headers_sent: Sent::Nothing {},
        error: Some(error),
    }
}

fn asked(given: Option<&Json>) -> Result<Asked, Refusal> {
    let mut fields = Fields::of(given.filter(|given| **given != Json::Null))?;
    let webhook_url = fields.required_text("webhook_url");
    let run_type = fields.required_word("run_type", &["task", "workflow_run"]);
    let run_id = fields.text("run_id");
    fields.checked()?;
    Ok(Asked {
        webhook_url: webhook_url.unwrap_or_default(),
        sample: run_type.and_then(Sample::from_word).unwrap_or(Sample::Task),
        run_id,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::read;

    fn refused(body: &str) -> String {
        let given = read(body).unwrap();
        asked(Some(&given)).err().unwrap().body
    }

    #[test]
    fn a_test_names_a_url_and_what_it_pretends_to_be() {
        let missing =
            r#"{"detail":[{"type":"missing","loc":["body"],"msg":"Field required","input":null}]}"#;
        assert_eq!(refused("null"), missing);
        let told = refused(r#"{"webhook_url":1,"run_type":"x"}"#);
        let word = r#"{"type":"literal_error","loc":["body","run_type"],"msg":"Input should be 'task' or 'workflow_run'","input":"x","ctx":{"expected":"'task' or 'workflow_run'"}}"#;
        assert!(told.contains(word), "{told}");
        assert!(told.contains(r#""type":"string_type""#), "{told}");
    }

    #[test]
    fn what_was_not_sent_has_no_fields() {
        let told = serde_json::to_string(&unsent("why".into())).unwrap();
        let expected = r#"{"status_code":null,"latency_ms":0,"response_body":"","headers_sent":{},"error":"why"}"#;
        assert_eq!(told, expected);
    }
}
