//! `run_rows`, ranked by what has changed since another run.
//!
//! Without a join, and without reading what ended well: what each run sends is known from its
//! beginning on, so only the positions that failed are read, and those that ended where not all
//! have. Runs of a set mostly send the same exchange at the same place; what stands elsewhere is
//! found by a map.

use std::collections::HashMap;

use model::RunId;
use rusqlite::{Connection, OptionalExtension as _};

use super::run_rows::{self, succeeded};
use super::runs;
use crate::RunExchange;
use crate::error::Fault;
use crate::runs::Shown;

/// The positions of a run's rows: regressed ones first, then fixed ones, then the rest, each in the
/// order of sending; only those that are shown.
pub(crate) fn ranked(
    connection: &Connection,
    (run, against): (RunId, Option<RunId>),
    show: Shown,
) -> Result<Vec<u32>, Fault> {
    let now = Ended::read(connection, run)?;
    let then = against.map(|against| Ended::read(connection, against));
    let mut then = Then::new(then.transpose()?.unwrap_or_default());
    let (mut regressed, mut fixed, mut rest) = (Vec::new(), Vec::new(), Vec::new());
    for (position, (exchange, end)) in (0..).zip(now.exchanges.iter().zip(&now.ends)) {
        let rank = match (then.end(position, exchange), end) {
            (_, End::NotYet) => continue,
            (End::Succeeded, End::Failed) => &mut regressed,
            (End::Failed, End::Succeeded) => &mut fixed,
            _ => &mut rest,
        };
        if show != Shown::Failed || *end == End::Failed {
            rank.push(position);
        }
    }
    Ok(match show {
        Shown::Regressed => regressed,
        Shown::Fixed => fixed,
        Shown::All | Shown::Failed => [regressed, fixed, rest].concat(),
    })
}

/// How an exchange of a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    NotYet,
    Succeeded,
    Failed,
}

/// What a run sends, and how each exchange ended.
#[derive(Default)]
struct Ended {
    exchanges: Vec<RunExchange>,
    ends: Vec<End>,
}

impl Ended {
    fn read(connection: &Connection, run: RunId) -> Result<Self, Fault> {
        let exchanges = runs::exchanges(connection, run)?;
        let mut ends = match is_complete(connection, run)? {
            true => vec![End::Succeeded; exchanges.len()],
            false => {
                let mut ends = vec![End::NotYet; exchanges.len()];
                mark(&mut ends, run_rows::ended(connection, run)?, End::Succeeded);
                ends
            }
        };
        mark(&mut ends, failed(connection, run)?, End::Failed);
        Ok(Self { exchanges, ends })
    }
}

fn mark(ends: &mut [End], positions: Vec<u32>, end: End) {
    for position in positions {
        if let Some(place) = ends.get_mut(position as usize) {
            *place = end;
        }
    }
}

fn is_complete(connection: &Connection, run: RunId) -> Result<bool, Fault> {
    let sql = "SELECT done >= total FROM runs WHERE id = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let found = statement.query_row([run.0], |row| row.get(0)).optional()?;
    Ok(found.unwrap_or_default())
}

fn failed(connection: &Connection, run: RunId) -> Result<Vec<u32>, Fault> {
    let sql = format!(
        "SELECT r.position FROM run_rows r WHERE r.run = ?1 AND NOT {}",
        succeeded("r")
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let positions = statement.query_map([run.0], |row| row.get(0))?;
    Ok(positions.collect::<Result<_, _>>()?)
}

/// How the same exchanges ended in the other run.
struct Then {
    run: Ended,
    /// Made when the first one stands elsewhere.
    places: Option<HashMap<RunExchange, usize>>,
}

impl Then {
    fn new(run: Ended) -> Self {
        Self { run, places: None }
    }

    fn end(&mut self, position: u32, exchange: &RunExchange) -> End {
        let here = position as usize;
        if self.run.exchanges.get(here) == Some(exchange) {
            return self.run.ends[here];
        }
        let all = self.run.exchanges.iter();
        let places = self.places.get_or_insert_with(|| {
            let placed = all.enumerate().map(|(place, one)| (*one, place));
            placed.collect()
        });
        let place = places.get(exchange);
        place.map_or(End::NotYet, |place| self.run.ends[*place])
    }
}
