//! What Skyvern tells of a run to whoever asks for it, with what was asked for to begin it.

use super::fields::{Field, maybe_text, number, object};
use super::{run_response, task, task_v2, workflow};
use crate::python::{Json, Numbers, ReadError, write};
use crate::skyvern::hosting::Hosting;
use crate::skyvern::run::{Run, RunType};

/// Where runs that are made here begin.
const START: &str = "https://example.com/";

/// The JSON of a run.
///
/// # Errors
/// When the run's output is no JSON.
pub fn told(run: &Run, hosting: Hosting) -> Result<String, ReadError> {
    let output = super::output(run)?;
    let mut fields = run_response::fields(run, output, app_url(run, hosting));
    if run.run_type == RunType::WorkflowRun {
        fields.extend(workflow::progress(run));
    }
    fields.push(("run_request", request(run)));
    Ok(write(&object(fields), Numbers::Dumped))
}

fn app_url(run: &Run, hosting: Hosting) -> String {
    match run.run_type {
        RunType::TaskV2 => task_v2::app_url(run, hosting),
        RunType::WorkflowRun => workflow::app_url(run, hosting),
        RunType::TaskV1
        | RunType::TaskV3
        | RunType::OpenaiCua
        | RunType::AnthropicCua
        | RunType::UiTars
        | RunType::YutoriNavigator => task::app_url(run, hosting),
    }
}

fn request(run: &Run) -> Json {
    match engine(run.run_type) {
        Some(engine) => object(of_task(run, engine)),
        None => object(of_workflow(run)),
    }
}

/// What drives a task; none for the run of a workflow.
const fn engine(run_type: RunType) -> Option<&'static str> {
    match run_type {
        RunType::TaskV1 => Some("skyvern-1.0"),
        RunType::TaskV2 => Some("skyvern-2.0"),
        RunType::TaskV3 => Some("skyvern-3.0"),
        RunType::OpenaiCua => Some("openai-cua"),
        RunType::AnthropicCua => Some("anthropic-cua"),
        RunType::UiTars => Some("ui-tars"),
        RunType::YutoriNavigator => Some("yutori-navigator"),
        RunType::WorkflowRun => None,
    }
}

/// What a task is begun with, in Skyvern's order.
const OF_TASK: [&str; 23] = [
    "prompt",
    "url",
    "engine",
    "title",
    "proxy_location",
    "data_extraction_schema",
    "error_code_mapping",
    "max_steps",
    "webhook_url",
    "totp_identifier",
    "totp_url",
    "browser_session_id",
    "browser_profile_id",
    "start_fresh_browser",
    "model",
    "extra_http_headers",
    "cdp_connect_headers",
    "publish_workflow",
    "include_action_history_in_verification",
    "max_screenshot_scrolls",
    "browser_address",
    "run_with",
    "file_ids",
];

fn of_task(run: &Run, engine: &'static str) -> Vec<Field> {
    let value = |name| match name {
        "prompt" => Json::text(""),
        "url" => Json::text(START),
        "engine" => Json::text(engine),
        "max_steps" => number(run.max_steps),
        "webhook_url" => maybe_text(run.webhook_url.as_ref()),
        "start_fresh_browser" | "publish_workflow" | "include_action_history_in_verification" => {
            Json::Bool(false)
        }
        _ => Json::Null,
    };
    OF_TASK.map(|name| (name, value(name))).to_vec()
}

/// What a run of a workflow is begun with, in Skyvern's order.
const OF_WORKFLOW: [&str; 21] = [
    "workflow_id",
    "parameters",
    "title",
    "proxy_location",
    "webhook_url",
    "totp_url",
    "totp_identifier",
    "browser_session_id",
    "reuse_browser_session",
    "browser_profile_id",
    "start_fresh_browser",
    "max_screenshot_scrolls",
    "max_elapsed_time_minutes",
    "extra_http_headers",
    "cdp_connect_headers",
    "browser_address",
    "ai_fallback",
    "run_with",
    "browser_type",
    "run_metadata",
    "file_ids",
];

fn of_workflow(run: &Run) -> Vec<Field> {
    let value = |name| match name {
        "workflow_id" => maybe_text(run.workflow_id.as_ref()),
        "parameters" => object(Vec::new()),
        "title" => Json::text(workflow::TITLE),
        "webhook_url" => maybe_text(run.webhook_url.as_ref()),
        "start_fresh_browser" => Json::Bool(false),
        _ => Json::Null,
    };
    OF_WORKFLOW.map(|name| (name, value(name))).to_vec()
}
