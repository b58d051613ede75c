//! `deliveries list`: page by page, so that a long list starts at once and needs no room.

use app::App;
use app::contract::deliveries::PageDeliveries;
use clap::Args;
use model::{Delivery, DeliveryId};

use super::row::{self, DeliveryRow, Urls};
use crate::arguments::limit::LimitArgument;
use crate::call::Call;
use crate::outcome::{Ended, Failure, Outcome};
use crate::output::Output;
use crate::output::columns::Columns;
use crate::output::text::note;
use crate::session::with_app;

/// Id, time, state, endpoint, event type, attempts and last answer, as they usually are.
const WIDTHS: [usize; 7] = [8, 19, 11, 20, 16, 5, 9];

pub const FILTERS: &str = "\
A filter has terms, all of which must hold:
  endpoint:shop  state:failed  state:pending,retrying  type:invoice.*
  id:msg_2Kd8  capture:cap_42  since:1h  until:2026-01-31";

/// Arguments of `deliveries list`.
#[derive(Debug, Args)]
#[command(after_help = FILTERS)]
pub struct ListArguments {
    /// Which deliveries, such as 'endpoint:shop state:failed since:1h'.
    #[arg(long, value_name = "EXPR", default_value = "")]
    filter: String,

    #[command(flatten)]
    limit: LimitArgument,
}

/// Lists.
pub async fn run(arguments: ListArguments, call: Call<'_>) -> Ended {
    let mut left = arguments.limit.left();
    let list = async |app: &App| {
        let mut printer = Printer {
            urls: Urls::read(app).await?,
            columns: Columns::from_widths(&WIDTHS),
            output: call.output,
        };
        let mut from = None;
        while let Some(limit) = left.page() {
            let argument = PageDeliveries {
                filter: arguments.filter.clone(),
                from,
                limit,
            };
            let page = app::deliveries::page(app, argument).await?;
            let Some(last) = page.last() else { break };
            from = Some(DeliveryId(last.id.0 - 1));
            left.took(page.len());
            page.iter()
                .try_for_each(|delivery| printer.print(delivery))?;
        }
        if from.is_none() {
            note(nothing(&arguments.filter));
        }
        Ok(Outcome::Done)
    };
    with_app(call.globals, list).await
}

const fn nothing(filter: &str) -> &'static str {
    match filter.is_empty() {
        true => "No deliveries yet: `hookwright deliver` makes one.",
        false => "No delivery matches.",
    }
}

struct Printer<'a> {
    urls: Urls,
    columns: Columns,
    output: &'a mut Output,
}

impl Printer<'_> {
    fn print(&mut self, delivery: &Delivery) -> Result<(), Failure> {
        if self.output.is_json() {
            return self.output.row(&DeliveryRow::new(delivery, &self.urls));
        }
        let cells = row::cells(delivery);
        let line = self.columns.line(&cells, self.output.has_colours());
        self.output.line(&line)
    }
}
