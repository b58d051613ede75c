//! Makes a run out of what a user says of it; all else is made up, and plausible.

use model::Timestamp;

use super::run::{Run, RunType, Status};
use crate::python;

/// The output of a run whose user says nothing of one. Its float shows how numbers are sent.
const SAMPLE_OUTPUT: &str = r#"{"title":"Café Example","price":3.0,"ratio":0.1}"#;
const SAMPLE_FAILURE: &str = "Reached the maximum number of steps.";
/// How long a made-up run took.
const TOOK_MICROS: i64 = 90_530_531;

/// What a user says of a run to be made.
#[derive(Debug, Clone, Default)]
pub struct NewRun {
    /// Where its webhook goes.
    pub webhook_url: Option<String>,
    /// Its type, in Skyvern's word; a task of the first engine when absent.
    pub run_type: Option<String>,
    /// Its status, in Skyvern's word; completed when absent.
    pub status: Option<String>,
    /// Its output, JSON.
    pub output: Option<String>,
}

/// Why no run can be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NewRunError {
    /// Skyvern has no such type.
    #[error(
        "Skyvern has no run type \"{given}\": choose one of {}",
        words(RunType::ALL, RunType::as_str)
    )]
    RunType {
        /// What was given.
        given: String,
    },
    /// Skyvern has no such status.
    #[error(
        "Skyvern has no status \"{given}\": choose one of {}",
        words(Status::ALL, Status::as_str)
    )]
    Status {
        /// What was given.
        given: String,
    },
    /// The output is no JSON.
    #[error("the payload of a Skyvern run is its output, as JSON, and this is none: {0}")]
    Output(#[from] python::ReadError),
    /// The URL is too odd to be kept.
    #[error("\"{0}\" is no http or https URL: write it like http://localhost:4400/skyvern/")]
    WebhookUrl(String),
}

fn words<T: Copy>(all: &[T], word: fn(T) -> &'static str) -> String {
    let words: Vec<_> = all.iter().map(|&one| word(one)).collect();
    words.join(", ")
}

impl NewRun {
    /// The run, made at `now`; `number` makes its ids unlike all others.
    ///
    /// # Errors
    /// When Skyvern has no such type or status, or the output is no JSON.
    pub fn into_run(self, now: Timestamp, number: u64) -> Result<Run, NewRunError> {
        let run_type = run_type(self.run_type)?;
        let status = status(self.status)?;
        if let Some(output) = &self.output {
            python::read(output)?;
        }
        let sample = (status == Status::Completed).then(|| SAMPLE_OUTPUT.to_owned());
        let started_at = now.plus_micros(-TOOK_MICROS);
        // Eighteen digits, as Skyvern's own.
        let number = number % 900_000_000_000_000_000 + 100_000_000_000_000_000;
        let is_workflow = run_type == RunType::WorkflowRun;
        Ok(Run {
            run_id: format!("{}{number}", prefix(run_type)),
            run_type,
            status,
            output: self.output.or(sample),
            webhook_url: webhook_url(self.webhook_url)?,
            failure_reason: failed(status).then(|| SAMPLE_FAILURE.to_owned()),
            workflow_id: is_workflow.then(|| format!("wpid_{number}")),
            workflow_run_id: (run_type == RunType::TaskV2).then(|| format!("wr_{number}")),
            max_steps: None,
            step_count: 4,
            retry_pending: false,
            webhook_delivery_status: None,
            webhook_failure_reason: None,
            created_at: started_at,
            modified_at: now,
            queued_at: None,
            started_at: (status != Status::Created).then_some(started_at),
            finished_at: status.is_final().then_some(now),
        })
    }
}

fn run_type(word: Option<String>) -> Result<RunType, NewRunError> {
    let Some(given) = word else {
        return Ok(RunType::TaskV1);
    };
    RunType::from_word(&given).ok_or(NewRunError::RunType { given })
}

fn status(word: Option<String>) -> Result<Status, NewRunError> {
    let Some(given) = word else {
        return Ok(Status::Completed);
    };
    Status::from_word(&given).ok_or(NewRunError::Status { given })
}

fn webhook_url(url: Option<String>) -> Result<Option<String>, NewRunError> {
    match url {
        Some(url) if delivery::Target::parse(&url).is_err() => Err(NewRunError::WebhookUrl(url)),
        url => Ok(url),
    }
}

const fn failed(status: Status) -> bool {
    matches!(
        status,
        Status::Failed | Status::Terminated | Status::TimedOut
    )
}

const fn prefix(run_type: RunType) -> &'static str {
    match run_type {
        RunType::TaskV2 => "tsk_v2_",
        RunType::WorkflowRun => "wr_",
        RunType::TaskV1
        | RunType::TaskV3
        | RunType::OpenaiCua
        | RunType::AnthropicCua
        | RunType::UiTars
        | RunType::YutoriNavigator => "tsk_",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(1_800_000_000_000_000);

    #[test]
    fn a_run_that_nothing_is_said_of_is_a_completed_task() {
        let run = NewRun::default().into_run(NOW, 7).unwrap();
        assert_eq!(run.run_id, "tsk_100000000000000007");
        assert_eq!(
            (run.run_type, run.status),
            (RunType::TaskV1, Status::Completed)
        );
        assert_eq!(run.finished_at, Some(NOW));
        assert_eq!(run.output.as_deref(), Some(SAMPLE_OUTPUT));
        assert_eq!(run.failure_reason, None);
    }

    #[test]
    fn what_skyvern_does_not_know_is_refused_with_what_it_knows() {
        let run = |word: &str, status: &str| {
            let new = NewRun {
                run_type: Some(word.into()),
                status: Some(status.into()),
                ..NewRun::default()
            };
            new.into_run(NOW, 1)
        };
        let error = run("task_v9", "completed").unwrap_err();
        assert!(error.to_string().contains("workflow_run"), "{error}");
        let error = run("task_v2", "done").unwrap_err();
        assert!(error.to_string().contains("timed_out"), "{error}");
        assert!(
            run("workflow_run", "running")
                .unwrap()
                .finished_at
                .is_none()
        );
    }

    #[test]
    fn an_output_that_is_no_json_is_refused_with_the_place() {
        let new = NewRun {
            output: Some("{\"a\":}".into()),
            ..NewRun::default()
        };
        let error = new.into_run(NOW, 1).unwrap_err().to_string();
        assert!(error.ends_with("Expecting value at character 5"), "{error}");
    }
}
