//! The body of a webhook that only tests its receiver, as Skyvern writes it.

use model::Timestamp;

use super::fields::naive;
use crate::python::{Json, Numbers, write};
use crate::skyvern::hosting::Hosting;

/// What a test pretends to be about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sample {
    /// A task.
    Task,
    /// A run of a workflow.
    WorkflowRun,
}

impl Sample {
    /// Reads Skyvern's word for it.
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "task" => Some(Self::Task),
            "workflow_run" => Some(Self::WorkflowRun),
            _ => None,
        }
    }

    /// The body, about a run of this id or of a made-up one.
    pub fn body(self, run_id: Option<&str>, now: Timestamp, hosting: Hosting) -> String {
        let (template, usual) = match self {
            Self::Task => (include_str!("sample_task.json"), "tsk_sample_123456789"),
            Self::WorkflowRun => (
                include_str!("sample_workflow_run.json"),
                "wr_sample_123456789",
            ),
        };
        let run_id = run_id.filter(|id| !id.is_empty()).unwrap_or(usual);
        // The id last: whatever stands in it is no place to fill.
        template
            .trim_end()
            .replace("{now}", &format!("{}Z", naive(now)))
            .replace("{app}", hosting.app_url())
            .replace("{run_id}", &inside(run_id))
    }
}

/// A text as it stands between quotes.
fn inside(text: &str) -> String {
    let quoted = write(&Json::text(text), Numbers::AsSpelled);
    quoted[1..quoted.len() - 1].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python;

    const NOW: Timestamp = Timestamp(1_800_000_000_017_578);

    #[test]
    fn a_sample_is_compact_json_about_the_run_that_was_named() {
        for sample in [Sample::Task, Sample::WorkflowRun] {
            for id in ["wr_9", "{now}a\"b\\\""] {
                let body = sample.body(Some(id), NOW, Hosting::SelfHosted);
                let read = python::read(&body).unwrap();
                assert_eq!(read.get("run_id"), Some(&Json::text(id)));
                assert_eq!(write(&read, Numbers::Normalised), body);
                assert!(
                    body.contains(r#""created_at":"2027-01-15T08:00:00.017578Z""#),
                    "{body}"
                );
            }
        }
    }

    #[test]
    fn a_sample_of_no_run_has_an_id_all_the_same() {
        for id in [None, Some("")] {
            let body = Sample::WorkflowRun.body(id, NOW, Hosting::Cloud);
            let page = r#""app_url":"https://app.skyvern.com/runs/wr_sample_123456789""#;
            assert!(body.contains(page), "{body}");
        }
        assert_eq!(Sample::from_word("task"), Some(Sample::Task));
        assert_eq!(Sample::from_word("task_v1"), None);
    }
}
