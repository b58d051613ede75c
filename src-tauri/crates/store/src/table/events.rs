//! `events`: what is delivered. One without a body of its own has its capture's.

use model::{CaptureId, Event, EventId, Timestamp};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use crate::NewEvent;
use crate::error::{Error, Fault};

/// Stores an event under the id that receivers see.
pub(crate) fn insert(
    connection: &Connection,
    event: &NewEvent,
    (message_id, now): (&str, Timestamp),
) -> Result<EventId, Fault> {
    let size = match (&event.body, event.capture) {
        (Some(body), _) => body.len() as u64,
        (None, Some(capture)) => captured_size(connection, capture)?,
        (None, None) => 0,
    };
    let sql = "INSERT INTO events (message_id, event_type, ordering_key, capture, content_type,
            size, created_at, body)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    let values = params![
        message_id,
        event.event_type,
        event.ordering_key,
        event.capture.map(|capture| capture.0),
        event.content_type,
        size,
        now.0,
        event.body.as_deref(),
    ];
    connection.prepare_cached(sql)?.execute(values)?;
    Ok(EventId(connection.last_insert_rowid()))
}

fn captured_size(connection: &Connection, capture: CaptureId) -> Result<u64, Fault> {
    let sql = "SELECT size FROM captures WHERE id = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let found = statement.query_row([capture.0], |row| row.get(0));
    let missing = || Error::not_found("capture", &capture).into();
    found.optional()?.ok_or_else(missing)
}

/// One event without its body.
pub(crate) fn get(connection: &Connection, id: EventId) -> rusqlite::Result<Option<Event>> {
    let sql = "SELECT message_id, event_type, ordering_key, capture, content_type, size, created_at
        FROM events WHERE id = ?1";
    let read = |row: &Row<'_>| {
        Ok(Event {
            id,
            message_id: row.get(0)?,
            event_type: row.get(1)?,
            ordering_key: row.get(2)?,
            capture: row.get::<_, Option<i64>>(3)?.map(CaptureId),
            content_type: row.get(4)?,
            size: row.get(5)?,
            created_at: Timestamp(row.get(6)?),
        })
    };
    let mut statement = connection.prepare_cached(sql)?;
    statement.query_row([id.0], read).optional()
}

/// An event's body, its own or its capture's.
pub(crate) fn body(connection: &Connection, id: EventId) -> rusqlite::Result<Option<Vec<u8>>> {
    let sql = "SELECT coalesce(e.body, (SELECT body FROM capture_bodies WHERE id = e.capture), x'')
        FROM events e WHERE e.id = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    statement.query_row([id.0], |row| row.get(0)).optional()
}

/// Keeps heads and bodies of captures that go for good; `marked` selects their ids by `?1`.
pub(crate) fn keep_captured(
    connection: &Connection,
    marked: &str,
    older_than: Timestamp,
) -> rusqlite::Result<()> {
    let sql = format!(
        "UPDATE events SET head = (SELECT head FROM capture_heads WHERE id = capture),
            body = coalesce((SELECT body FROM capture_bodies WHERE id = capture), x'')
        WHERE body IS NULL AND capture IN ({marked})"
    );
    connection.prepare_cached(&sql)?.execute([older_than.0])?;
    Ok(())
}

/// Removes an event that no delivery has any more.
pub(crate) fn remove_unused(connection: &Connection, id: EventId) -> rusqlite::Result<()> {
    let sql = "DELETE FROM events WHERE id = ?1
        AND NOT EXISTS (SELECT 1 FROM deliveries WHERE event = ?1)";
    connection.prepare_cached(sql)?.execute([id.0])?;
    Ok(())
}
