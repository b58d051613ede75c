//! Redeliveries and the captures that they arrived as, looked at together.

use model::{CaptureId, MatchedBy, RedeliveryId};
use rusqlite::{Connection, params};

use super::awaited::{Awaited, Candidate};
use super::redeliveries::{self, arrived};
use super::{bodies, captures};
use crate::error::Fault;
use crate::redeliveries::StoredRedelivery;

/// Captures that are looked at when an id is learned after they came.
const LOOKED_BACK: u32 = 500;

/// One of them.
pub(crate) fn get(
    connection: &Connection,
    id: RedeliveryId,
) -> Result<Option<StoredRedelivery>, Fault> {
    let row = redeliveries::get(connection, id)?;
    row.map(|row| with_capture(connection, row)).transpose()
}

/// A page, newest first, from an id on (itself included); of one profile or of all.
pub(crate) fn page(
    connection: &Connection,
    profile: Option<&str>,
    from: Option<RedeliveryId>,
    limit: u32,
) -> Result<Vec<StoredRedelivery>, Fault> {
    let rows = redeliveries::page(connection, profile, from, limit)?;
    let rows = rows.into_iter().map(|row| with_capture(connection, row));
    rows.collect()
}

fn with_capture(
    connection: &Connection,
    mut row: StoredRedelivery,
) -> Result<StoredRedelivery, Fault> {
    if let Some(arrival) = &mut row.arrival {
        arrival.row = captures::row(connection, arrival.capture)?;
    }
    Ok(row)
}

/// Looks for an id among the captures that came while the question was under way.
pub(crate) fn look_back(
    connection: &Connection,
    id: RedeliveryId,
    awaited: &Awaited,
) -> Result<(), Fault> {
    let sql = "SELECT c.id FROM captures c, redeliveries r
        WHERE r.id = ?1 AND r.awaited_until IS NOT NULL AND c.id > r.since
            AND c.deleted_at IS NULL AND c.origin = 0 AND c.received_at >= r.created_at
            AND NOT EXISTS (SELECT 1 FROM redeliveries other
                WHERE other.capture = c.id AND other.matched_by = 'id')
        ORDER BY c.id LIMIT ?2";
    let mut statement = connection.prepare_cached(sql)?;
    let ids = statement.query_map(params![id.0, LOOKED_BACK], |row| Ok(CaptureId(row.get(0)?)))?;
    for capture in ids.collect::<Result<Vec<_>, _>>()? {
        if is_it(connection, capture, awaited)? {
            return Ok(arrived(connection, id, (capture, MatchedBy::Id))?);
        }
    }
    Ok(())
}

fn is_it(connection: &Connection, id: CaptureId, awaited: &Awaited) -> Result<bool, Fault> {
    let Some(record) = captures::record(connection, id)? else {
        return Ok(false);
    };
    let body = bodies::range(connection, id, 0..u64::MAX)?.unwrap_or_default();
    let candidate = Candidate {
        received_at: record.capture.received_at,
        target: &record.capture.target,
        event_id: record.capture.event_id.as_deref(),
        head: &record.head,
        body: &body,
    };
    Ok(candidate.has(awaited))
}
