//! Removing deliveries that ended, with all that only they have.

use model::{DeliveryId, Timestamp};
use rusqlite::{Connection, params};

use super::get;
use crate::error::Fault;
use crate::table::delivery_totals::Tally;
use crate::table::{attempts, events};

/// Removes deliveries that ended before a time, at most so many; tells how many.
pub(crate) fn ended_before(
    connection: &Connection,
    before: Timestamp,
    budget: u32,
) -> Result<u64, Fault> {
    let mut statement = connection.prepare_cached(ENDED)?;
    let found = statement.query_map(params![before.0, budget], |row| row.get(0).map(DeliveryId))?;
    let found: Vec<_> = found.collect::<Result<_, _>>()?;
    let mut tally = Tally::default();
    for &id in &found {
        remove(connection, id, &mut tally)?;
    }
    tally.flush(connection)?;
    Ok(found.len() as u64)
}

pub(super) const ENDED: &str = "SELECT id FROM deliveries INDEXED BY deliveries_ended
    WHERE ended_at < ?1 ORDER BY ended_at LIMIT ?2";

/// Removes a delivery that ended; `false` when there is none, or it has not.
pub(crate) fn remove(
    connection: &Connection,
    id: DeliveryId,
    tally: &mut Tally,
) -> Result<bool, Fault> {
    let Some(stored) = get(connection, id)? else {
        return Ok(false);
    };
    if !stored.standing.state.has_ended() {
        return Ok(false);
    }
    attempts::remove_of_delivery(connection, id)?;
    let sql = "DELETE FROM deliveries WHERE id = ?1";
    connection.prepare_cached(sql)?.execute([id.0])?;
    events::remove_unused(connection, stored.event)?;
    tally.add(stored.endpoint, stored.standing.state, -1);
    Ok(true)
}
