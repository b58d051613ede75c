//! Removing deliveries that ended, with all that only they have.

use model::{DeliveryId, Timestamp};
use rusqlite::{Connection, params};

use super::{get, select};
use crate::error::Fault;
use crate::table::delivery_totals::{self, Tally};
use crate::table::{attempts, events};

/// Removes deliveries that ended before a time, at most so many; tells how many.
pub(crate) fn ended_before(
    connection: &Connection,
    before: Timestamp,
    budget: u32,
) -> Result<u64, Fault> {
    let mut found = Vec::new();
    // None ends before it is made.
    let last = select::first_since(connection, before)? - 1;
    for list in delivery_totals::all(connection)? {
        if list.state.has_ended() && found.len() < budget as usize {
            let mut statement = connection.prepare_cached(ENDED)?;
            let values = params![list.endpoint.0, list.state.as_str(), last, before.0, budget];
            for id in statement.query_map(values, |row| row.get(0).map(DeliveryId))? {
                found.push(id?);
            }
        }
    }
    found.truncate(budget as usize);
    let mut tally = Tally::default();
    for &id in &found {
        remove(connection, id, &mut tally)?;
    }
    tally.flush(connection)?;
    Ok(found.len() as u64)
}

pub(super) const ENDED: &str = "SELECT id FROM deliveries INDEXED BY deliveries_listed
    WHERE endpoint = ?1 AND state = ?2 AND lease_owner IS NULL AND id <= ?3 AND ended_at < ?4
    ORDER BY id LIMIT ?5";

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
