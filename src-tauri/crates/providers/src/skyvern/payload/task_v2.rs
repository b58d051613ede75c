//! The webhook of a task that plans itself: what is told of any run, and no more.

use super::fields::Field;
use super::run_response;
use crate::python::Json;
use crate::skyvern::hosting::Hosting;
use crate::skyvern::run::Run;

/// The fields in Skyvern's order.
pub fn fields(run: &Run, output: Json, hosting: Hosting) -> Vec<Field> {
    run_response::fields(run, output, app_url(run, hosting))
}

/// Its page is that of the run of a workflow that it is made of.
pub fn app_url(run: &Run, hosting: Hosting) -> String {
    let shown = run.workflow_run_id.as_ref().unwrap_or(&run.run_id);
    format!("{}/runs/{shown}", hosting.app_url())
}
