//! `redeliver --many`: a row each, as they are asked for.

use app::App;
use app::contract::profiles::{
    OneRedeliveryBatch, RedeliverMany, RedeliverOne, RedeliveryBatch, RedeliveryBatchRow,
};

use super::arguments::RedeliverArguments;
use crate::outcome::{Ended, Failure, Outcome};
use crate::output::Output;
use crate::output::columns::{Cell, Columns};
use crate::output::text::note;

/// Asks for all of them, and prints each.
pub async fn run(app: &App, arguments: &RedeliverArguments, output: &mut Output) -> Ended {
    let mut notices = app.notices();
    let mut batch = app::profiles::redeliver_many(app, wanted(arguments)).await?;
    let mut told = Told::default();
    loop {
        told.tell(&batch, output)?;
        if batch.finished {
            break;
        }
        // Whatever was noticed or missed: the batch is looked at.
        let _ = notices.recv().await;
        let number = OneRedeliveryBatch { batch: batch.batch };
        batch = app::profiles::batch(app, number).await?;
    }
    match batch.error {
        Some(error) => Err(error.into()),
        None => Ok(Outcome::from_answer(batch.accepted == batch.done)),
    }
}

fn wanted(arguments: &RedeliverArguments) -> RedeliverMany {
    let one = |id: &String| RedeliverOne {
        id: id.clone(),
        ..RedeliverOne::default()
    };
    RedeliverMany {
        profile: arguments.profile.clone(),
        deliveries: arguments.ids.iter().map(one).collect(),
        filter: arguments.filter.clone(),
        with: arguments.with(),
    }
}

/// What is printed already.
#[derive(Default)]
struct Told {
    rows: usize,
    waiting_until: Option<model::Timestamp>,
    columns: Columns,
}

impl Told {
    fn tell(&mut self, batch: &RedeliveryBatch, output: &mut Output) -> Result<(), Failure> {
        for row in &batch.rows[self.rows..] {
            match output.is_json() {
                true => output.row(row)?,
                false => {
                    let line = self.columns.line(&cells(row), output.has_colours());
                    output.line(&line)?;
                }
            }
        }
        self.rows = batch.rows.len();
        if batch.waiting_until != self.waiting_until {
            self.waiting_until = batch.waiting_until;
            if let Some(until) = batch.waiting_until {
                note(&format!("The provider is asked again at {until}."));
            }
        }
        Ok(())
    }
}

fn cells(row: &RedeliveryBatchRow) -> Vec<Cell> {
    let redelivery = row.redelivery.map(|id| id.to_string());
    vec![
        Cell::new(&row.id),
        Cell::new(redelivery.unwrap_or_default()),
        Cell::new(&row.words),
    ]
}
