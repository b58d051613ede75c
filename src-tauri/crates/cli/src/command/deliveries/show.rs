//! `deliveries show`: one delivery with all its attempts, and those to come.

use app::App;
use app::contract::deliveries::{DeliveryDetail, OneDelivery, PlannedAttempt};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use model::{CaptureId, DeliveryId, Timestamp};
use serde::Serialize;

use super::row::{AttemptRow, DeliveryRow, Urls, attempt_cells};
use crate::call::Call;
use crate::outcome::{Ended, Failure, Outcome};
use crate::output::columns::{Cell, fact_rows};
use crate::output::text::{Colour, safe};
use crate::output::{Output, words};
use crate::session::with_app;

/// How much of a body is shown.
const SHOWN: usize = 4096;

/// Everything about a delivery.
#[derive(Serialize)]
struct Shown {
    #[serde(flatten)]
    row: DeliveryRow,
    capture: Option<CaptureId>,
    ordering_key: Option<String>,
    content_type: String,
    speed: u32,
    attempt_rows: Vec<AttemptRow>,
    planned: Vec<PlannedRow>,
    body_b64: String,
}

/// An attempt to come.
#[derive(Serialize)]
struct PlannedRow {
    number: u32,
    due_at: Timestamp,
    wait_s: f64,
}

/// Shows; with `--json` it is one line with every byte of the body.
pub async fn run(id: DeliveryId, call: Call<'_>) -> Ended {
    let show = async |app: &App| {
        let detail = app::deliveries::detail(app, OneDelivery { id }).await?;
        let urls = Urls::read(app).await?;
        match call.output.is_json() {
            true => call.output.row(&shown(app, &detail, &urls).await)?,
            false => print(call.output, &detail)?,
        }
        Ok(Outcome::Done)
    };
    with_app(call.globals, show).await
}

async fn shown(app: &App, detail: &DeliveryDetail, urls: &Urls) -> Shown {
    let path = format!("/bytes/events/{}/body", detail.event.id);
    let response = app::bytes::serve(app, &path, None).await;
    let body = match response.status().is_success() {
        true => response.into_body(),
        false => Vec::new(),
    };
    let delivery = &detail.delivery;
    let attempts = detail.attempts.iter();
    Shown {
        row: DeliveryRow::new(delivery, urls),
        capture: delivery.capture,
        ordering_key: detail.event.ordering_key.clone(),
        content_type: detail.event.content_type.clone(),
        speed: detail.speed,
        attempt_rows: attempts
            .map(|made| AttemptRow::new(delivery.id, made))
            .collect(),
        planned: detail.planned.iter().map(planned_row).collect(),
        body_b64: BASE64_STANDARD.encode(body),
    }
}

fn planned_row(planned: &PlannedAttempt) -> PlannedRow {
    PlannedRow {
        number: planned.number,
        due_at: planned.due_at,
        wait_s: planned.wait_ms / 1e3,
    }
}

fn print(output: &mut Output, detail: &DeliveryDetail) -> Result<(), Failure> {
    let mut head = vec![
        Cell::new(detail.delivery.id.to_string()),
        words::delivery_state(detail.delivery.state),
    ];
    head.push(Cell::new(&detail.delivery.event_type));
    output.table(&[head])?;
    output.table(&fact_rows(facts(detail)))?;
    output.line("")?;
    let mut timeline: Vec<Vec<Cell>> = detail.attempts.iter().map(attempt_cells).collect();
    timeline.extend(
        detail
            .planned
            .iter()
            .map(|planned| planned_cells(planned, detail.speed)),
    );
    output.table(&timeline)?;
    print_body(output, detail)
}

fn facts(detail: &DeliveryDetail) -> Vec<(&'static str, String)> {
    let (delivery, event) = (&detail.delivery, &detail.event);
    let url = detail.url.as_deref().unwrap_or("removed");
    let mut facts = vec![
        ("endpoint", format!("{} ({url})", delivery.endpoint_name)),
        ("event id", event.message_id.clone()),
        ("made", words::date_and_time(event.created_at)),
        (
            "body",
            format!("{} {}", words::size(event.size), event.content_type),
        ),
    ];
    let capture = event.capture.map(|id| ("capture", id.to_string()));
    facts.extend(capture);
    facts.extend(event.ordering_key.clone().map(|key| ("ordering key", key)));
    let schedule = detail.schedule.as_ref();
    facts.extend(schedule.map(|schedule| {
        let speed = match detail.speed {
            1 => String::new(),
            speed => format!(", waits go by ×{speed} as fast as real time"),
        };
        ("schedule", format!("{}{speed}", schedule.name))
    }));
    facts
}

fn planned_cells(planned: &PlannedAttempt, speed: u32) -> Vec<Cell> {
    let wait = planned.wait_ms / 1e3;
    let scaled = match speed {
        1 => String::new(),
        speed => format!(" (×{speed}: {})", words::wait(wait / f64::from(speed))),
    };
    vec![
        Cell::new(planned.number.to_string()),
        Cell::new(words::date_and_time(planned.due_at)).colour(Colour::Quiet),
        Cell::new(format!("planned, after {}{scaled}", words::wait(wait))).colour(Colour::Quiet),
    ]
}

fn print_body(output: &mut Output, detail: &DeliveryDetail) -> Result<(), Failure> {
    output.line("")?;
    let Some(text) = &detail.body_text else {
        let size = words::size(detail.event.size);
        let told = format!("({size} that are no text; --json gives them)");
        return output.line(&output.paint(Colour::Quiet, &told));
    };
    let whole = |end: &usize| text.is_char_boundary(*end);
    let end = (0..=text.len().min(SHOWN)).rev().find(whole).unwrap_or(0);
    for line in text[..end].lines() {
        output.line(&safe(line))?;
    }
    match detail.event.size > end as u64 {
        true => output.line(&output.paint(Colour::Quiet, "(the beginning; --json gives all)")),
        false => Ok(()),
    }
}
