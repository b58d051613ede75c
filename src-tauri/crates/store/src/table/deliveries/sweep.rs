//! What a change of an endpoint does to all that waits for it, a part at a time.
//!
//! Each part is small enough for one transaction, and doing it again changes
//! nothing: whoever is killed in between can be followed by another.

use model::{DeliveryId, EndpointId, Timestamp};
use rusqlite::{Connection, params};

use super::{change, get, turn};
use crate::error::Fault;
use crate::table::delivery_totals::Tally;
use crate::table::leases::NAMED;

/// Rows of one part.
const PART: u32 = 1_000;

/// What is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sweep {
    /// Ends what waits.
    Cancel,
    /// Lets what is left of each wait go by at this speed.
    Retime(u32),
    /// Makes due what waited for its turn.
    Release,
}

impl Sweep {
    /// The states it looks at; none of them needs to be looked at twice.
    const fn states(self) -> &'static [&'static str] {
        match self {
            Self::Cancel => &["pending", "retrying", "paused", "running"],
            Self::Retime(_) => &["retrying", "paused"],
            Self::Release => &["pending", "retrying"],
        }
    }
}

/// Does it to deliveries up to the one with id `last`, newest first; returns where to go on.
pub(crate) fn part(
    connection: &Connection,
    (endpoint, what): (EndpointId, Sweep),
    last: i64,
    now: Timestamp,
) -> Result<Option<i64>, Fault> {
    let mut ids = Vec::new();
    for state in what.states() {
        ids.extend(page(connection, (endpoint, state), last)?);
    }
    ids.sort_unstable_by(|a, b| b.cmp(a));
    ids.truncate(PART as usize);
    let mut tally = Tally::default();
    for &id in &ids {
        one(connection, DeliveryId(id), (what, now), &mut tally)?;
    }
    tally.flush(connection)?;
    let more = ids.len() == PART as usize;
    Ok(ids.last().filter(|_| more).map(|last| last - 1))
}

fn page(
    connection: &Connection,
    (endpoint, state): (EndpointId, &str),
    last: i64,
) -> rusqlite::Result<Vec<i64>> {
    let sql = match state {
        "running" => running(),
        _ => WAITING.to_owned(),
    };
    let mut statement = connection.prepare_cached(&sql)?;
    let values = params![endpoint.0, state, last, PART];
    let rows = statement.query_map(values, |row| row.get(0))?;
    rows.collect()
}

pub(super) const WAITING: &str = "SELECT id FROM deliveries INDEXED BY deliveries_listed
    WHERE endpoint = ?1 AND state = ?2 AND lease_owner IS NULL AND id <= ?3
    ORDER BY id DESC LIMIT ?4";

pub(super) fn running() -> String {
    format!(
        "SELECT id FROM deliveries
            WHERE id IN {NAMED} AND +endpoint = ?1 AND +state = ?2 AND lease_owner IS NOT NULL
                AND +id <= ?3
            ORDER BY id DESC LIMIT ?4"
    )
}

fn one(
    connection: &Connection,
    id: DeliveryId,
    (what, now): (Sweep, Timestamp),
    tally: &mut Tally,
) -> Result<(), Fault> {
    let Some(stored) = get(connection, id)? else {
        return Ok(());
    };
    let mut after = stored.standing.clone();
    let changed = match what {
        Sweep::Cancel => after.cancel(now),
        Sweep::Retime(speed) => after.retime(speed, now),
        Sweep::Release if after.waits_for_its_turn() => {
            return Ok(turn::release(connection, id)?);
        }
        Sweep::Release => false,
    };
    match changed {
        true => change(connection, &stored, after, tally),
        false => Ok(()),
    }
}
