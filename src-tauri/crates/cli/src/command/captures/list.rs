//! `captures list`: page by page, so that a long list starts at once and needs no room.

use app::App;
use app::contract::captures::{PageCaptures, SearchCaptures};
use app::export::ExportedRow;
use clap::Args;
use model::{Capture, CaptureId, Filter};

use crate::arguments::limit::{Left, LimitArgument};
use crate::call::Call;
use crate::outcome::{Ended, Failure, Outcome};
use crate::output::columns::{Cell, Columns};
use crate::output::text::{Colour, note};
use crate::output::{Output, rows, words};
use crate::session::with_app;

/// Id, time, verdict, method, target, event type and size, as they usually are.
const WIDTHS: [usize; 7] = [8, 19, 13, 4, 24, 16, 6];

const FILTERS: &str = "\
A filter has terms, all of which must hold:
  source:stripe  verdict:rejected  method:POST  path:/hooks  type:invoice.*  is:pinned
  \"text anywhere in path, headers or body\"  not path:/health  since:2026-01-31  until:2026-01-31T12:00:00Z";

/// Arguments of `captures list`.
#[derive(Debug, Args)]
#[command(after_help = FILTERS)]
pub struct ListArguments {
    /// Which captures, such as 'source:stripe verdict:rejected "pi_123"'.
    #[arg(long, value_name = "EXPR", default_value = "")]
    filter: String,

    #[command(flatten)]
    limit: LimitArgument,
}

/// Lists.
pub async fn run(arguments: ListArguments, call: Call<'_>) -> Ended {
    let list = async |app: &App| {
        let mut columns = Columns::from_widths(&WIDTHS);
        let mut listed = false;
        let print = |capture: Capture| {
            listed = true;
            print(call.output, &mut columns, &capture)
        };
        each(app, &arguments.filter, arguments.limit.left(), print).await?;
        if !listed {
            note(if arguments.filter.is_empty() {
                "No captures yet."
            } else {
                "No capture matches."
            });
        }
        Ok(Outcome::Done)
    };
    with_app(call.globals, list).await
}

fn print(output: &mut Output, columns: &mut Columns, capture: &Capture) -> Result<(), Failure> {
    if output.is_json() {
        return output.row(&ExportedRow::new(capture));
    }
    let id = Cell::new(capture.id.to_string());
    let at = Cell::new(words::date_and_time(capture.received_at)).colour(Colour::Quiet);
    let mut cells = vec![id, at];
    cells.extend(rows::capture(capture));
    let line = columns.line(&cells, output.has_colours());
    output.line(&line)
}

/// Gives every capture that a filter lets through, newest first, until there are enough.
async fn each(
    app: &App,
    filter: &str,
    mut left: Left,
    mut take: impl FnMut(Capture) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let mut source = Pages::new(app, filter)?;
    while let Some(limit) = left.page() {
        let Some(page) = source.next(limit).await? else {
            return Ok(());
        };
        left.took(page.len());
        page.into_iter().try_for_each(&mut take)?;
    }
    Ok(())
}

/// The pages of a list, newest first.
struct Pages<'a> {
    app: &'a App,
    filter: &'a str,
    has_text: bool,
    at: Position,
}

/// Where the next page begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Position {
    Newest,
    Before(CaptureId),
    End,
}

impl<'a> Pages<'a> {
    fn new(app: &'a App, filter: &'a str) -> Result<Self, Failure> {
        let has_text = Filter::parse(filter).map_err(Failure::usage)?.has_text();
        Ok(Self {
            app,
            filter,
            has_text,
            at: Position::Newest,
        })
    }

    /// The next page, possibly empty; `None` at the end.
    async fn next(&mut self, limit: u32) -> Result<Option<Vec<Capture>>, Failure> {
        let before = match self.at {
            Position::Newest => None,
            Position::Before(id) => Some(id),
            Position::End => return Ok(None),
        };
        let (rows, at) = match self.has_text {
            true => self.searched(before, limit).await?,
            false => self.paged(before, limit).await?,
        };
        self.at = at;
        Ok(Some(rows))
    }

    async fn paged(
        &self,
        before: Option<CaptureId>,
        limit: u32,
    ) -> Result<(Vec<Capture>, Position), Failure> {
        let from = before.map(|id| CaptureId(id.0 - 1));
        let argument = PageCaptures {
            filter: self.filter.to_owned(),
            from,
            limit,
        };
        let rows = app::captures::page(self.app, argument).await?;
        let at = rows
            .last()
            .map_or(Position::End, |last| Position::Before(last.id));
        Ok((rows, at))
    }

    /// One slice of a search may find nothing and still have more to look through.
    async fn searched(
        &self,
        before: Option<CaptureId>,
        limit: u32,
    ) -> Result<(Vec<Capture>, Position), Failure> {
        let argument = SearchCaptures {
            filter: self.filter.to_owned(),
            before,
            limit,
        };
        let found = app::captures::search(self.app, argument).await?;
        Ok((
            found.rows,
            found.next.map_or(Position::End, Position::Before),
        ))
    }
}
