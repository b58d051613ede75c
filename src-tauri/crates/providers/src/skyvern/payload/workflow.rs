//! The webhook of a workflow's run: the longest, for it carries two responses in one.

use super::fields::{Field, empty_list, maybe_text, maybe_time, number, object, time};
use crate::python::Json;
use crate::skyvern::hosting::Hosting;
use crate::skyvern::run::Run;

/// What workflows that are made here are called.
pub const TITLE: &str = "Sample Workflow";

/// The fields in Skyvern's order.
pub fn fields(run: &Run, output: Json, hosting: Hosting) -> Vec<Field> {
    let parts = [
        state(run),
        times(run),
        results(&output),
        browser(),
        identity(run, output, hosting),
    ];
    parts.into_iter().flatten().collect()
}

fn state(run: &Run) -> Vec<Field> {
    vec![
        ("workflow_id", maybe_text(run.workflow_id.as_ref())),
        ("workflow_run_id", Json::text(&run.run_id)),
        ("status", Json::text(run.status.as_str())),
        ("attempt", number(Some(1))),
        ("retry_pending", Json::Bool(run.retry_pending)),
        ("next_attempt_at", Json::Null),
        ("attempts", attempts(run)),
        ("failure_reason", maybe_text(run.failure_reason.as_ref())),
        ("failure_category", Json::Null),
        ("retried_from_workflow_run_id", Json::Null),
        ("retried_by_workflow_run_id", Json::Null),
        ("proxy_location", Json::Null),
        (
            "webhook_failure_reason",
            maybe_text(run.webhook_failure_reason.as_ref()),
        ),
        ("cdp_connect_headers", Json::Null),
    ]
}

fn times(run: &Run) -> Vec<Field> {
    vec![
        ("queued_at", maybe_time(run.queued_at)),
        ("started_at", maybe_time(run.started_at)),
        ("finished_at", maybe_time(run.finished_at)),
        ("created_at", time(run.created_at)),
        ("modified_at", time(run.modified_at)),
    ]
}

fn results(output: &Json) -> Vec<Field> {
    vec![
        ("parameters", object(Vec::new())),
        ("screenshot_urls", Json::Null),
        ("recording_url", Json::Null),
        ("recording_urls", Json::Null),
        ("recording_archived", Json::Bool(false)),
        ("downloaded_files", Json::Null),
        ("downloaded_file_urls", Json::Null),
        ("outputs", output.clone()),
        ("total_steps", Json::Null),
        ("total_cost", Json::Null),
        ("credits_used", number(Some(0))),
        ("cached_credits_used", number(Some(0))),
        ("task_v2", Json::Null),
        ("workflow_title", Json::text(TITLE)),
    ]
}

fn browser() -> Vec<Field> {
    vec![
        ("browser_session_id", Json::Null),
        ("browser_profile_id", Json::Null),
        ("browser_seed_source", Json::Null),
        ("browser_sink_profile_id", Json::Null),
        ("max_screenshot_scrolls", Json::Null),
        ("browser_address", Json::Null),
        ("run_with", Json::text("agent")),
        ("browser_type", Json::Null),
        ("script_run", Json::Null),
        ("script_id", Json::Null),
        ("errors", empty_list()),
    ]
}

fn identity(run: &Run, output: Json, hosting: Hosting) -> Vec<Field> {
    vec![
        ("agent_id", maybe_text(run.workflow_id.as_ref())),
        ("agent_run_id", Json::text(&run.run_id)),
        ("run_id", Json::text(&run.run_id)),
        ("output", output),
        ("app_url", Json::text(app_url(run, hosting))),
        ("step_count", Json::Null),
        ("run_type", Json::text(run.run_type.as_str())),
        ("ai_fallback", Json::Null),
        ("browser_settings_receipt", Json::Null),
    ]
}

/// Its page.
pub fn app_url(run: &Run, hosting: Hosting) -> String {
    format!("{}/runs/{}", hosting.app_url(), run.run_id)
}

/// What is told of a run of a workflow beyond what is told of any run.
pub fn progress(run: &Run) -> Vec<Field> {
    vec![
        ("attempt", number(Some(1))),
        ("retry_pending", Json::Bool(run.retry_pending)),
        ("next_attempt_at", Json::Null),
        ("attempts", attempts(run)),
        ("run_with", Json::text("agent")),
        ("ai_fallback", Json::Null),
        ("script_id", Json::Null),
        ("browser_seed_source", Json::Null),
        ("browser_settings_receipt", Json::Null),
    ]
}

/// The only attempt that is played: the run itself.
fn attempts(run: &Run) -> Json {
    let attempt = vec![
        ("attempt_number", number(Some(1))),
        ("status", Json::text(run.status.as_str())),
        ("failure_reason", maybe_text(run.failure_reason.as_ref())),
        ("error_codes", empty_list()),
        ("started_at", maybe_time(run.started_at)),
        ("finished_at", maybe_time(run.finished_at)),
        ("retry_decision", Json::Null),
        ("decision_reason", Json::Null),
        ("next_attempt_at", Json::Null),
        ("webhook_sent_at", Json::Null),
    ];
    Json::List(vec![object(attempt)])
}
