//! Deliveries and their attempts as JSON rows and as lines.

use std::collections::HashMap;

use app::App;
use app::contract::Nothing;
use app::contract::deliveries::DeliveryAttempt;
use model::{
    AttemptId, Delivery, DeliveryId, DeliveryState, EndpointId, EventId, NextStep, Timestamp,
    Trigger,
};
use serde::Serialize;

use crate::outcome::Failure;
use crate::output::columns::Cell;
use crate::output::text::Colour;
use crate::output::{rows, words};

/// A row a delivery.
#[derive(Debug, Serialize)]
pub struct DeliveryRow {
    pub id: DeliveryId,
    event_id: EventId,
    message_id: String,
    event_type: Option<String>,
    endpoint: String,
    url: Option<String>,
    state: DeliveryState,
    attempts: u32,
    due_at: Option<Timestamp>,
    last_status: Option<u16>,
    last_error: Option<&'static str>,
    created_at: Timestamp,
}

/// The URLs of all endpoints: a delivery knows its endpoint only by name.
pub struct Urls(HashMap<EndpointId, String>);

impl Urls {
    /// As they are now; removed endpoints have none.
    pub async fn read(app: &App) -> Result<Self, Failure> {
        let endpoints = app::endpoints::list(app, Nothing {}).await?;
        let of = endpoints
            .into_iter()
            .map(|overview| (overview.endpoint.id, overview.endpoint.url));
        Ok(Self(of.collect()))
    }

    fn of(&self, endpoint: EndpointId) -> Option<String> {
        self.0.get(&endpoint).cloned()
    }
}

impl DeliveryRow {
    /// The row of a delivery.
    pub fn new(delivery: &Delivery, urls: &Urls) -> Self {
        Self {
            id: delivery.id,
            event_id: delivery.event,
            message_id: delivery.message_id.clone(),
            event_type: Some(delivery.event_type.clone()).filter(|text| !text.is_empty()),
            endpoint: delivery.endpoint_name.clone(),
            url: urls.of(delivery.endpoint),
            state: delivery.state,
            attempts: delivery.attempts,
            due_at: delivery.due_at,
            last_status: delivery.last_status,
            last_error: delivery.last_failure.map(rows::failure_word),
            created_at: delivery.created_at,
        }
    }
}

/// The cells of a delivery: id, time, state, endpoint, type, attempts, last answer, when due.
pub fn cells(delivery: &Delivery) -> Vec<Cell> {
    let due = delivery.due_at.map_or_else(String::new, |due| {
        format!("due {}", words::date_and_time(due))
    });
    vec![
        Cell::new(delivery.id.to_string()),
        Cell::new(words::date_and_time(delivery.created_at)).colour(Colour::Quiet),
        words::delivery_state(delivery.state),
        Cell::new(&delivery.endpoint_name),
        Cell::new(&delivery.event_type),
        Cell::new(format!(
            "{}/{}",
            delivery.attempts, delivery.attempts_planned
        )),
        last_answer(delivery),
        Cell::new(due).colour(Colour::Quiet),
    ]
}

fn last_answer(delivery: &Delivery) -> Cell {
    match (delivery.last_failure, delivery.last_status) {
        (Some(failure), _) => Cell::new(rows::failure_word(failure)).colour(Colour::Bad),
        (None, Some(status)) => words::status(Some(status)),
        (None, None) => Cell::new(""),
    }
}

/// A row an attempt of a delivery.
#[derive(Debug, Serialize)]
pub struct AttemptRow {
    id: AttemptId,
    delivery: DeliveryId,
    number: Option<u32>,
    trigger: Trigger,
    status: Option<u16>,
    error: Option<String>,
    latency_ms: f64,
    started_at: Timestamp,
    next: Option<NextRow>,
}

/// What follows an attempt.
#[derive(Debug, PartialEq, Serialize)]
struct NextRow {
    /// `delivered`, `retry`, `give_up`, `disable` or `nothing`.
    kind: &'static str,
    due_at: Option<Timestamp>,
    /// The wait as the schedule counts it, in seconds.
    wait_s: Option<f64>,
    because: Option<String>,
}

impl AttemptRow {
    /// The row of an attempt.
    #[expect(clippy::cast_precision_loss, reason = "no exchange takes 285 years")]
    pub fn new(delivery: DeliveryId, made: &DeliveryAttempt) -> Self {
        let DeliveryAttempt { attempt, decision } = made;
        let failure = attempt.failure.as_ref();
        Self {
            id: attempt.id,
            delivery,
            number: decision.as_ref().map(|decision| decision.number),
            trigger: attempt.trigger,
            status: attempt.status,
            error: failure.map(|failure| failure.message.clone()),
            latency_ms: attempt.timing.total_micros as f64 / 1e3,
            started_at: attempt.started_at,
            next: decision
                .as_ref()
                .map(|decision| NextRow::new(&decision.next)),
        }
    }
}

impl NextRow {
    fn new(next: &NextStep) -> Self {
        let plain = |kind, because: Option<&String>| Self {
            kind,
            due_at: None,
            wait_s: None,
            because: because.cloned(),
        };
        match next {
            NextStep::Delivered => plain("delivered", None),
            NextStep::GiveUp { because } => plain("give_up", Some(because)),
            NextStep::Disable { because } => plain("disable", Some(because)),
            NextStep::Nothing => plain("nothing", None),
            NextStep::Retry {
                due_at,
                wait_micros,
                because,
                ..
            } => Self {
                due_at: Some(*due_at),
                wait_s: Some(seconds(*wait_micros)),
                ..plain("retry", because.as_ref())
            },
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "no wait takes 285 years")]
fn seconds(micros: u64) -> f64 {
    micros as f64 / 1e6
}

/// The cells of an attempt: number, time, how it went, what follows.
pub fn attempt_cells(made: &DeliveryAttempt) -> Vec<Cell> {
    let DeliveryAttempt { attempt, decision } = made;
    let number = decision
        .as_ref()
        .map(|decision| decision.number.to_string());
    let next = decision.as_ref().map(|decision| next_words(&decision.next));
    vec![
        Cell::new(number.unwrap_or_default()),
        Cell::new(words::date_and_time(attempt.started_at)).colour(Colour::Quiet),
        rows::arrow(attempt),
        Cell::new(next.unwrap_or_default()),
    ]
}

/// What follows an attempt, in words; real and scaled time are told apart.
fn next_words(next: &NextStep) -> String {
    match next {
        NextStep::Delivered => "delivered".to_owned(),
        NextStep::GiveUp { because } => format!("gave up: {because}"),
        NextStep::Disable { because } => format!("endpoint disabled: {because}"),
        NextStep::Nothing => "the schedule stays as it is".to_owned(),
        NextStep::Retry {
            wait_micros,
            speed,
            because,
            ..
        } => {
            let wait = words::wait(seconds(*wait_micros));
            let scaled = match speed {
                1 => String::new(),
                speed => {
                    let real = seconds(*wait_micros) / f64::from(*speed);
                    format!(" (×{speed}: {})", words::wait(real))
                }
            };
            let because = because.as_ref().map(|why| format!(", {why}"));
            format!("again in {wait}{scaled}{}", because.unwrap_or_default())
        }
    }
}

#[cfg(test)]
mod tests {
    use model::AttemptDecision;

    use super::*;
    use crate::output::columns::Columns;
    use crate::output::rows::samples;

    fn delivery() -> Delivery {
        Delivery {
            id: DeliveryId(7),
            event: EventId(3),
            message_id: "msg_1".to_owned(),
            event_type: "invoice.paid".to_owned(),
            endpoint: EndpointId(1),
            endpoint_name: "shop".to_owned(),
            capture: None,
            state: DeliveryState::Retrying,
            attempts: 2,
            attempts_planned: 8,
            due_at: Some(Timestamp::from_unix_seconds(1_760_000_300)),
            last_status: Some(503),
            last_failure: None,
            last_attempt: None,
            created_at: Timestamp::from_unix_seconds(1_760_000_000),
            ended_at: None,
        }
    }

    fn made(next: NextStep) -> DeliveryAttempt {
        DeliveryAttempt {
            attempt: samples::attempt(),
            decision: Some(AttemptDecision {
                number: 2,
                trigger: Trigger::Retry,
                next,
                faults: Vec::new(),
            }),
        }
    }

    #[test]
    fn the_row_of_a_delivery_has_the_fields_that_scripts_read() {
        let urls = Urls([(EndpointId(1), "http://localhost:3000/".to_owned())].into());
        let row = serde_json::to_string(&DeliveryRow::new(&delivery(), &urls)).unwrap();
        assert_eq!(
            row,
            r#"{"id":"del_7","event_id":"evt_3","message_id":"msg_1","event_type":"invoice.paid","endpoint":"shop","url":"http://localhost:3000/","state":"retrying","attempts":2,"due_at":"2025-10-09T08:58:20.000000Z","last_status":503,"last_error":null,"created_at":"2025-10-09T08:53:20.000000Z"}"#
        );
    }

    #[test]
    fn the_row_of_an_attempt_says_what_follows() {
        let retry = NextStep::Retry {
            due_at: Timestamp::from_unix_seconds(1_760_000_300),
            wait_micros: 300_000_000,
            speed: 100,
            because: Some("Retry-After: 300".to_owned()),
        };
        let row = AttemptRow::new(DeliveryId(7), &made(retry.clone()));
        let row = serde_json::to_value(&row).unwrap();
        assert_eq!(row["number"], 2);
        assert_eq!(row["next"]["kind"], "retry");
        assert_eq!(row["next"]["wait_s"], 300.0);
        assert_eq!(
            next_words(&retry),
            "again in 5 min (×100: 3 s), Retry-After: 300"
        );
        let end = serde_json::to_value(AttemptRow::new(DeliveryId(7), &made(NextStep::Delivered)));
        assert_eq!(end.unwrap()["next"]["due_at"], serde_json::Value::Null);
    }

    #[test]
    fn a_delivery_reads_from_its_state_to_what_is_due() {
        let line = Columns::default().line(&cells(&delivery())[2..7], false);
        assert_eq!(line, "○ retrying  shop  invoice.paid  2/8  503");
    }
}
