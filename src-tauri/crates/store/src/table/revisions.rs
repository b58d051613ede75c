//! `revisions`: one counter a topic, so that another process sees what changed.

use model::Topic;
use rusqlite::Connection;

/// The topics that the database tells; the others live in one process only.
pub(crate) const TOPICS: [Topic; 8] = [
    Topic::Captures,
    Topic::Attempts,
    Topic::Sources,
    Topic::Settings,
    Topic::Providers,
    Topic::Deliveries,
    Topic::Endpoints,
    Topic::Runs,
];

/// One number a topic, in the order of [`TOPICS`].
pub(crate) type Revisions = [u64; TOPICS.len()];

/// Where a topic stands in [`TOPICS`].
pub(crate) fn place(topic: Topic) -> Option<usize> {
    TOPICS.iter().position(|&known| known == topic)
}

const fn word(topic: Topic) -> &'static str {
    match topic {
        Topic::Captures => "captures",
        Topic::Attempts => "attempts",
        Topic::Sources => "sources",
        Topic::Settings => "settings",
        Topic::Providers => "providers",
        Topic::Receiver => "receiver",
        Topic::Runs => "runs",
        Topic::Deliveries => "deliveries",
        Topic::Endpoints => "endpoints",
    }
}

/// Counts a change. New captures are told by their ids and need none.
pub(crate) fn bump(connection: &Connection, topic: Topic) -> rusqlite::Result<()> {
    let sql = "UPDATE revisions SET revision = revision + 1 WHERE topic = ?1";
    connection.prepare_cached(sql)?.execute([word(topic)])?;
    Ok(())
}

/// Reads one topic's counter.
pub(crate) fn one(connection: &Connection, topic: Topic) -> rusqlite::Result<u64> {
    let sql = "SELECT revision FROM revisions WHERE topic = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    statement.query_row([word(topic)], |row| row.get(0))
}

/// Reads all counters, new captures included.
pub(crate) fn all(connection: &Connection) -> rusqlite::Result<Revisions> {
    let mut found = Revisions::default();
    for (revision, topic) in found.iter_mut().zip(TOPICS) {
        *revision = one(connection, topic)?;
    }
    let sql = "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'captures'";
    let last: u64 = connection
        .prepare_cached(sql)?
        .query_row([], |row| row.get(0))?;
    found[0] += last;
    Ok(found)
}
