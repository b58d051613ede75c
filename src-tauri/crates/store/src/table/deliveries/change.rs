//! Changing one delivery, with what follows from it for the totals and for others with its key.

use rusqlite::Connection;

use super::standing::Standing;
use super::stored::{Stored, write};
use super::turn;
use crate::error::Fault;
use crate::table::delivery_totals::Tally;
use crate::table::endpoints;

/// Writes how a delivery stands now, with all that follows from it: totals, and whose turn it is.
pub(crate) fn change(
    connection: &Connection,
    before: &Stored,
    mut after: Standing,
    tally: &mut Tally,
) -> Result<(), Fault> {
    if let (Some(key), Some(_)) = (&before.ordering_key, after.due_at)
        && endpoints::is_by_key(connection, before.endpoint)? == Some(true)
        && turn::must_wait(connection, before.endpoint, key, before.id.0)?
    {
        after.wait_for_turn();
    }
    write(connection, before.id, &after)?;
    tally.moved(before.endpoint, (before.standing.state, after.state), 1);
    let freed = before.standing.lease_owner.is_some() && after.lease_owner.is_none();
    match &before.ordering_key {
        Some(key) if freed || after.ended_at.is_some() => {
            Ok(turn::pass_on(connection, before.endpoint, key)?)
        }
        _ => Ok(()),
    }
}
