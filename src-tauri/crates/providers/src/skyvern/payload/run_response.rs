//! What Skyvern's newer API tells of any run: the same fields in the same order, whatever it is.

use super::fields::{Field, empty_list, maybe_text, maybe_time, number, time};
use crate::python::Json;
use crate::skyvern::run::Run;

/// The fields in Skyvern's order.
pub fn fields(run: &Run, output: Json, app_url: String) -> Vec<Field> {
    vec![
        ("run_id", Json::text(&run.run_id)),
        ("status", Json::text(run.status.as_str())),
        ("output", output),
        ("downloaded_files", empty_list()),
        ("recording_url", Json::Null),
        ("recording_archived", Json::Bool(false)),
        ("screenshot_urls", Json::Null),
        ("failure_reason", maybe_text(run.failure_reason.as_ref())),
        ("created_at", time(run.created_at)),
        ("modified_at", time(run.modified_at)),
        ("queued_at", maybe_time(run.queued_at)),
        ("started_at", maybe_time(run.started_at)),
        ("finished_at", maybe_time(run.finished_at)),
        ("app_url", Json::text(app_url)),
        ("browser_session_id", Json::Null),
        ("browser_profile_id", Json::Null),
        ("max_screenshot_scrolls", Json::Null),
        ("script_run", Json::Null),
        ("errors", empty_list()),
        ("step_count", number(Some(run.step_count))),
        ("run_type", Json::text(run.run_type.as_str())),
    ]
}
