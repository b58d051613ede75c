//! `deliver --wait`: a row an attempt, until the delivery has ended.

use std::collections::HashMap;

use app::App;
use app::contract::Nothing;
use app::contract::deliveries::{CreateDelivery, DeliveryAttempt, DeliveryDetail, OneDelivery};
use model::{DeliveryId, DeliveryState, EndpointId};
use tokio::sync::broadcast::error::RecvError;

use super::made;
use crate::command::deliveries::row::{AttemptRow, attempt_cells};
use crate::outcome::{Ended, Failure, Outcome};
use crate::output::Output;
use crate::output::columns::{Cell, Columns};
use crate::output::text::note;
use crate::stop::Stop;

/// Queues, delivers, and follows what comes of it.
pub async fn deliver(
    app: &App,
    event: CreateDelivery,
    mut stop: Stop,
    output: &mut Output,
) -> Ended {
    let mut changes = app.store().changes();
    let created = made::create(app, event).await?;
    app.deliver();
    let mut waiting = Waiting::new(made::ids(&created), output);
    loop {
        if waiting.look(app).await? {
            return Ok(Outcome::from_answer(waiting.all_delivered));
        }
        if let Some(problem) = waiting.held_up(app).await? {
            note(&problem);
            waiting.say_what_is_left();
            return Ok(Outcome::No);
        }
        tokio::select! {
            // Whatever changed, or was missed: the deliveries are looked at.
            changed = changes.recv() => if changed == Err(RecvError::Closed) {
                return Err(Failure::broken("the data folder was closed"));
            },
            () = stop.wait() => {
                waiting.say_what_is_left();
                return Ok(Outcome::No);
            }
        }
    }
}

/// Deliveries that have not ended yet.
struct Waiting<'a> {
    output: &'a mut Output,
    columns: Columns,
    /// How many attempts of each are printed.
    printed: HashMap<DeliveryId, usize>,
    left: Vec<DeliveryId>,
    /// Where those go.
    endpoints: HashMap<DeliveryId, EndpointId>,
    all_delivered: bool,
}

impl<'a> Waiting<'a> {
    fn new(left: Vec<DeliveryId>, output: &'a mut Output) -> Self {
        Self {
            output,
            columns: Columns::default(),
            printed: HashMap::new(),
            left,
            endpoints: HashMap::new(),
            all_delivered: true,
        }
    }

    /// Prints what is new; says whether all have ended.
    async fn look(&mut self, app: &App) -> Result<bool, Failure> {
        for id in self.left.clone() {
            let detail = app::deliveries::detail(app, OneDelivery { id }).await?;
            self.print(&detail)?;
            self.endpoints.insert(id, detail.delivery.endpoint);
            if detail.delivery.state.has_ended() {
                self.left.retain(|left| *left != id);
                self.judge(&detail);
            }
        }
        self.output.flush()?;
        Ok(self.left.is_empty())
    }

    fn print(&mut self, detail: &DeliveryDetail) -> Result<(), Failure> {
        let id = detail.delivery.id;
        let printed = self.printed.entry(id).or_default();
        let new = detail.attempts.get(*printed..).unwrap_or_default();
        *printed = detail.attempts.len();
        new.iter().try_for_each(|made| self.print_attempt(id, made))
    }

    fn print_attempt(&mut self, id: DeliveryId, made: &DeliveryAttempt) -> Result<(), Failure> {
        if self.output.is_json() {
            return self.output.row(&AttemptRow::new(id, made));
        }
        let mut cells = vec![Cell::new(id.to_string())];
        cells.extend(attempt_cells(made));
        let line = self.columns.line(&cells, self.output.has_colours());
        self.output.line(&line)
    }

    /// Why nothing will come of what is left, however long one waits.
    async fn held_up(&self, app: &App) -> Result<Option<String>, Failure> {
        let endpoints = app::endpoints::list(app, Nothing {}).await?;
        let disabled = endpoints.into_iter().find(|overview| {
            let mut left = self.left.iter().filter_map(|id| self.endpoints.get(id));
            !overview.endpoint.enabled && left.any(|id| *id == overview.endpoint.id)
        });
        Ok(disabled.map(|overview| {
            let endpoint = overview.endpoint;
            let because = endpoint.disabled_because.unwrap_or_default();
            format!(
                "{0} is disabled: {because} `hookwright endpoint enable {0}` lets it go on.",
                endpoint.name
            )
        }))
    }

    fn judge(&mut self, detail: &DeliveryDetail) {
        let delivery = &detail.delivery;
        if delivery.state == DeliveryState::Succeeded {
            return;
        }
        self.all_delivered = false;
        let ended = match delivery.state {
            DeliveryState::Cancelled => "was cancelled",
            _ => "was not delivered",
        };
        let attempts = match delivery.attempts {
            1 => "1 attempt".to_owned(),
            attempts => format!("{attempts} attempts"),
        };
        note(&format!(
            "{0} {ended} in {attempts}: `hookwright deliveries retry {0}` tries again.",
            delivery.id
        ));
    }

    fn say_what_is_left(&self) {
        for id in &self.left {
            note(&format!(
                "{id} stays queued: `hookwright deliveries cancel {id}` ends it."
            ));
        }
    }
}
