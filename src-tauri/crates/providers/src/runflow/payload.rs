//! The body of a callback: what a run is at this moment. Pure.
//!
//! Its bytes are signed, so they are made once and then only copied. Compact JSON in UTF-8;
//! what a user gave (output, metadata) keeps the spelling of its numbers.

use super::run::{Run, Status};
use crate::python::{self, Json, Numbers};
use crate::stage::time::python as isoformat;

/// The output of a failed run that has none of its own.
const FAILED: &str = r#"{"error":{"code":"RUN_FAILED","message":"The run failed."}}"#;

/// The payload of a run as it is; none while it has not ended.
pub fn payload(run: &Run) -> Option<String> {
    let event = run.status.event()?;
    let number = |number: u64| Json::Number(number.to_string());
    let fields = [
        ("event", Json::text(event)),
        ("run_id", Json::text(&run.id)),
        ("status", Json::text(run.status.as_str())),
        ("output", json(output(run))),
        ("duration_ms", run.duration_ms.map_or(Json::Null, number)),
        ("created_at", Json::text(isoformat(run.created_at))),
        (
            "completed_at",
            run.completed_at
                .map_or(Json::Null, |at| Json::text(isoformat(at))),
        ),
        ("metadata", json(run.metadata.as_deref())),
    ];
    let fields = fields.map(|(name, value)| (name.to_owned(), value));
    Some(python::write(
        &Json::Object(fields.into()),
        Numbers::AsSpelled,
    ))
}

/// An error envelope on failure, nothing when cancelled.
fn output(run: &Run) -> Option<&str> {
    match run.status {
        Status::Canceled => None,
        Status::Failed => Some(run.output.as_deref().unwrap_or(FAILED)),
        Status::Queued | Status::Running | Status::Succeeded | Status::PartialSucceeded => {
            run.output.as_deref()
        }
    }
}

/// What is stored was compact JSON once.
fn json(text: Option<&str>) -> Json {
    text.and_then(|text| python::read(text).ok())
        .unwrap_or(Json::Null)
}

/// JSON without spaces, its numbers as they were spelled; none for `null`.
///
/// # Errors
/// Says what is wrong with the text. `NaN` and its kin are no JSON.
pub fn compact(text: &str) -> Result<Option<String>, String> {
    let _: serde::de::IgnoredAny = serde_json::from_str(text).map_err(|error| error.to_string())?;
    match python::read(text).map_err(|error| error.to_string())? {
        Json::Null => Ok(None),
        json => Ok(Some(python::write(&json, Numbers::AsSpelled))),
    }
}

#[cfg(test)]
mod tests {
    use model::{Headers, Secret, Timestamp};
    use signing::{Draft, Request};

    use super::*;
    use crate::Provider;
    use crate::runflow::run::Kind;

    fn run(status: Status) -> Run {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        Run {
            id: "01970000-0000-7000-8000-000000000001".into(),
            kind: Kind::Run,
            status,
            callback_url: None,
            output: Some(r#"{"image_urls":["https://cdn.example.com/a.png"]}"#.into()),
            metadata: None,
            duration_ms: Some(102_345),
            created_at: at("2026-05-06T10:00:00Z"),
            completed_at: Some(at("2026-05-06T10:01:42.123Z")),
        }
    }

    fn signature(body: &str) -> String {
        let secrets = [Secret::new("whsec_runflow_test_0001")];
        let draft = Draft {
            scheme: signing::catalogue()
                .get(Provider::Runflow.scheme())
                .unwrap(),
            secrets: &secrets,
            request: Request {
                method: "POST",
                url: "",
                headers: &Headers::default(),
                body: body.as_bytes(),
            },
            now: Timestamp(0),
            entropy: [0; 16],
        };
        let signed = signing::sign(&draft).unwrap();
        signed.headers.text("Runflow-Signature").unwrap().to_owned()
    }

    #[test]
    fn the_documented_payload_and_its_signature_come_out_to_the_byte() {
        let body = payload(&run(Status::Succeeded)).unwrap();
        assert_eq!(
            body,
            r#"{"event":"run.completed","run_id":"01970000-0000-7000-8000-000000000001","status":"succeeded","output":{"image_urls":["https://cdn.example.com/a.png"]},"duration_ms":102345,"created_at":"2026-05-06T10:00:00+00:00","completed_at":"2026-05-06T10:01:42.123000+00:00","metadata":null}"#
        );
        assert_eq!(body.len(), 280);
        assert_eq!(
            signature(&body),
            "e0e3d51da945187752fa39ffc82824d21e376bfa462072cbe73ef7a5a14f0732"
        );
    }

    #[test]
    fn other_separators_are_other_bytes_and_sign_otherwise() {
        let body = payload(&run(Status::Succeeded)).unwrap();
        let spaced = body.replace("\":", "\": ").replace(",\"", ", \"");
        assert_eq!(spaced.len(), 296);
        assert_eq!(
            signature(&spaced),
            "8914e66a78848d7d03693b2e585920543e8df839d24252487785b4997edc05f6"
        );
    }

    #[test]
    fn a_failed_run_has_an_error_and_a_cancelled_one_no_output() {
        let mut failed = run(Status::Failed);
        failed.output = None;
        let body = payload(&failed).unwrap();
        assert!(
            body.contains(r#""event":"run.failed""#) && body.contains(FAILED),
            "{body}"
        );
        let body = payload(&run(Status::Canceled)).unwrap();
        let told = r#""event":"run.cancelled","run_id":"01970000-0000-7000-8000-000000000001","status":"canceled","output":null,"#;
        assert!(body.contains(told), "{body}");
        assert_eq!(payload(&run(Status::Running)), None);
    }

    #[test]
    fn what_a_user_gave_is_kept_to_the_digit() {
        let kept = compact("{ \"n\" : 1.0, \"e\": 1e400, \"é\": [ 12345678901234567890123 ] }");
        let text = r#"{"n":1.0,"e":1e400,"é":[12345678901234567890123]}"#;
        assert_eq!(kept, Ok(Some(text.to_owned())));
        assert_eq!(compact("null"), Ok(None));
        for bad in ["", "{", "NaN", "[Infinity]"] {
            assert!(compact(bad).is_err(), "{bad}");
        }
    }
}
