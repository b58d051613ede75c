//! The webhook of a task: its response of old, and after it what newer responses added.

use super::fields::{Field, empty_list, maybe_text, maybe_time, number, time};
use crate::python::Json;
use crate::skyvern::hosting::Hosting;
use crate::skyvern::run::Run;

/// The fields in Skyvern's order.
pub fn fields(run: &Run, output: Json, hosting: Hosting) -> Vec<Field> {
    vec![
        ("task_id", Json::text(&run.run_id)),
        ("status", Json::text(run.status.as_str())),
        ("created_at", time(run.created_at)),
        ("modified_at", time(run.modified_at)),
        ("extracted_information", output.clone()),
        ("action_screenshot_urls", Json::Null),
        ("screenshot_url", Json::Null),
        ("recording_url", Json::Null),
        ("recording_archived", Json::Bool(false)),
        ("browser_console_log_url", Json::Null),
        ("downloaded_files", Json::Null),
        ("downloaded_file_urls", Json::Null),
        ("failure_reason", maybe_text(run.failure_reason.as_ref())),
        ("failure_category", Json::Null),
        (
            "webhook_failure_reason",
            maybe_text(run.webhook_failure_reason.as_ref()),
        ),
        ("errors", empty_list()),
        ("max_steps_per_run", number(run.max_steps)),
        ("workflow_run_id", Json::Null),
        ("queued_at", maybe_time(run.queued_at)),
        ("started_at", maybe_time(run.started_at)),
        ("finished_at", maybe_time(run.finished_at)),
        ("max_screenshot_scrolls", Json::Null),
        ("step_count", number(Some(run.step_count))),
        ("browser_session_id", Json::Null),
        ("run_id", Json::text(&run.run_id)),
        ("output", output),
        ("screenshot_urls", Json::Null),
        ("app_url", Json::text(app_url(run, hosting))),
        ("browser_profile_id", Json::Null),
        ("script_run", Json::Null),
        ("run_type", Json::text(run.run_type.as_str())),
    ]
}

/// Its page.
pub fn app_url(run: &Run, hosting: Hosting) -> String {
    format!("{}/tasks/{}", hosting.app_url(), run.run_id)
}
