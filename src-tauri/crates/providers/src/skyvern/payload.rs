//! The body of a run's webhook, byte for byte as Skyvern writes it.
//!
//! Each family of runs has its own keys in its own order; the order is part
//! of what is signed.

mod fields;
mod run_response;
mod sample;
mod task;
mod task_v2;
mod told;
mod workflow;

use super::hosting::Hosting;
use super::run::{Run, RunType};
use crate::python::{self, Json, Numbers, ReadError};

pub use fields::naive;
pub use sample::Sample;
pub use told::told;

/// The body; `None` for runs whose webhooks cannot be sent again.
///
/// # Errors
/// When the run's output is no JSON.
pub fn body(run: &Run, hosting: Hosting) -> Option<Result<String, ReadError>> {
    let family = match run.run_type {
        RunType::TaskV1
        | RunType::TaskV3
        | RunType::OpenaiCua
        | RunType::AnthropicCua
        | RunType::UiTars => task::fields,
        RunType::TaskV2 => task_v2::fields,
        RunType::WorkflowRun => workflow::fields,
        RunType::YutoriNavigator => return None,
    };
    let whole = output(run).map(|output| fields::object(family(run, output, hosting)));
    Some(whole.map(|whole| python::write(&whole, Numbers::Normalised)))
}

fn output(run: &Run) -> Result<Json, ReadError> {
    match &run.output {
        Some(output) => python::read(output),
        None => Ok(Json::Null),
    }
}

#[cfg(test)]
mod tests {
    use model::Timestamp;

    use super::*;
    use crate::skyvern::run::Status;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    /// The run whose webhook a real server sent; its output as it was stored there.
    fn golden(run_type: RunType, run_id: &str) -> Run {
        Run {
            run_id: run_id.into(),
            run_type,
            status: Status::Completed,
            output: None,
            webhook_url: None,
            failure_reason: None,
            workflow_id: None,
            workflow_run_id: None,
            max_steps: None,
            step_count: 0,
            retry_pending: false,
            webhook_delivery_status: None,
            webhook_failure_reason: None,
            created_at: at("2026-11-21T20:00:00.123456Z"),
            modified_at: at("2026-11-21T20:00:00.123456Z"),
            queued_at: None,
            started_at: None,
            finished_at: None,
        }
    }

    fn written(run: &Run) -> String {
        body(run, Hosting::SelfHosted).unwrap().unwrap()
    }

    #[test]
    fn a_task_is_written_as_a_real_server_wrote_it() {
        let moment = Some(at("2026-11-21T20:00:00.123456Z"));
        let run = Run {
            output: Some(
                r#"{"price": 3.0, "ratio": 0.1, "small": 1e-7, "title": "Caf\u00e9\u2028x",
                "nested": [1.0, {"k": 2.5}], "big": 1e22}"#
                    .into(),
            ),
            max_steps: Some(5),
            modified_at: at("2026-11-21T20:00:00Z"),
            started_at: moment,
            finished_at: moment,
            ..golden(RunType::TaskV1, "tsk_1")
        };
        let sent = include_str!("../../../../../tests/vectors/skyvern/tsk_1.json");
        assert_eq!(written(&run), sent);
    }

    #[test]
    fn a_task_of_the_second_engine_is_written_as_a_real_server_wrote_it() {
        let run = Run {
            output: Some(r#"{"a": 1}"#.into()),
            workflow_run_id: Some("wr_1".into()),
            ..golden(RunType::TaskV2, "tsk_v2_1")
        };
        let sent = include_str!("../../../../../tests/vectors/skyvern/tsk_v2_1.json");
        assert_eq!(written(&run), sent);
    }

    #[test]
    fn a_workflow_has_the_documented_keys_in_their_order() {
        let run = Run {
            output: Some(r#"{"a": 1.0}"#.into()),
            workflow_id: Some("wpid_1".into()),
            ..golden(RunType::WorkflowRun, "wr_1")
        };
        let body = written(&run);
        let Ok(Json::Object(fields)) = python::read(&body) else {
            panic!("{body}")
        };
        let keys: Vec<_> = fields.iter().map(|(name, _)| name.as_str()).collect();
        let documented = include_str!("../../../../../tests/vectors/skyvern/workflow_run.keys");
        assert_eq!(keys, documented.split_whitespace().collect::<Vec<_>>());
        assert!(body.contains(r#""outputs":{"a":1},"#), "{body}");
        assert!(body.contains(r#""output":{"a":1},"app_url":"http://localhost:8080/runs/wr_1""#));
    }

    #[test]
    fn all_engines_of_tasks_share_one_shape() {
        let keys = |run_type: RunType| {
            let body = written(&golden(run_type, "tsk_1"));
            body.replace(run_type.as_str(), "")
        };
        for run_type in [RunType::TaskV3, RunType::OpenaiCua, RunType::UiTars] {
            assert_eq!(keys(run_type), keys(RunType::TaskV1));
        }
        let unsupported = golden(RunType::YutoriNavigator, "tsk_1");
        assert!(body(&unsupported, Hosting::SelfHosted).is_none());
    }
}
