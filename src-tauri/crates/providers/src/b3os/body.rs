//! The body of a webhook. B3OS publishes none; this one is conventional.

use model::Timestamp;
use serde::Serialize;
use serde_json::value::RawValue;

/// What happened, and where.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Body<'a> {
    /// Id of the event, the same on every try.
    pub id: &'a str,
    /// What happened.
    pub event_type: &'a str,
    /// Whose workflow.
    pub organization_id: &'a str,
    /// The workflow.
    pub workflow_id: &'a str,
    /// Its run.
    pub run_id: &'a str,
    /// The execution within the run.
    pub execution_id: &'a str,
    /// When it happened.
    pub created_at: Timestamp,
    /// What belongs to it, to the letter.
    pub data: &'a RawValue,
}

impl Body<'_> {
    /// Its bytes, as they are signed and sent.
    pub fn text(&self) -> String {
        serde_json::to_string(self).expect("texts, a time and JSON")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fields_have_their_order_and_data_keeps_its_letters() {
        let data = RawValue::from_string(r#"{"ratio": 3.0, "b":1e-7}"#.to_owned()).unwrap();
        let body = Body {
            id: "evt_1",
            event_type: "run.completed",
            organization_id: "org_1",
            workflow_id: "wf_1",
            run_id: "run_1",
            execution_id: "exec_1",
            created_at: Timestamp(1_769_860_800_000_000),
            data: &data,
        };
        assert_eq!(
            body.text(),
            r#"{"id":"evt_1","eventType":"run.completed","organizationId":"org_1","workflowId":"wf_1","runId":"run_1","executionId":"exec_1","createdAt":"2026-01-31T12:00:00.000000Z","data":{"ratio": 3.0, "b":1e-7}}"#
        );
    }
}
