//! `captures delete`.

use app::App;
use app::contract::captures::SomeCaptures;
use model::CaptureId;
use serde::Serialize;

use crate::call::Call;
use crate::outcome::{Ended, Outcome};
use crate::output::text::note;
use crate::session::with_app;

#[derive(Serialize)]
struct Deleted {
    deleted: u64,
}

/// Deletes; captures that do not exist are said and make the answer no.
pub async fn run(ids: Vec<CaptureId>, call: Call<'_>) -> Ended {
    let asked = ids.len() as u64;
    let delete = async |app: &App| {
        let deleted = app::captures::delete(app, SomeCaptures { ids })
            .await?
            .count;
        match call.output.is_json() {
            true => call.output.row(&Deleted { deleted })?,
            false => call
                .output
                .line(&format!("Deleted {deleted} of {asked}."))?,
        }
        if deleted < asked {
            note("The others do not exist (any more).");
        }
        Ok(Outcome::from_answer(deleted == asked))
    };
    with_app(call.globals, delete).await
}
