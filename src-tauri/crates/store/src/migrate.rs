//! The schema's history: numbered SQL, only ever added to.
//!
//! A step that a release has shipped is never edited. Each step is applied and
//! recorded in one transaction, so that a file is always of a known schema.

use rusqlite::{Connection, Transaction, TransactionBehavior};

/// Marks the file as ours ("Hkwr").
pub(crate) const APPLICATION_ID: i32 = 0x486b_7772;

const STEPS: &[&str] = &[
    include_str!("../migrations/0001_first.sql"),
    include_str!("../migrations/0002_providers.sql"),
    include_str!("../migrations/0003_handshakes.sql"),
    include_str!("../migrations/0004_published_keys.sql"),
    include_str!("../migrations/0005_deliveries.sql"),
    include_str!("../migrations/0006_runs.sql"),
    include_str!("../migrations/0007_probes.sql"),
    include_str!("../migrations/0008_forwarding.sql"),
    include_str!("../migrations/0009_emulations.sql"),
    include_str!("../migrations/0010_redeliveries.sql"),
    include_str!("../migrations/0011_handovers.sql"),
    include_str!("../migrations/0012_attempt_bytes.sql"),
    include_str!("../migrations/0013_provider_calls.sql"),
    include_str!("../migrations/0014_attempt_chain.sql"),
    include_str!("../migrations/0015_leases.sql"),
];

/// The newest schema this program knows.
#[expect(
    clippy::cast_possible_truncation,
    reason = "there will never be four billion steps"
)]
pub(crate) const KNOWN: u32 = STEPS.len() as u32;

/// The schema of an open file.
pub(crate) fn version(connection: &Connection) -> rusqlite::Result<u32> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// Applies the steps that the file lacks; two processes may try at once.
pub(crate) fn migrate(connection: &mut Connection) -> rusqlite::Result<()> {
    if version(connection)? >= KNOWN {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    apply(&transaction)?;
    transaction.commit()
}

fn apply(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    // Asked again inside: another process may have been faster.
    let found = version(transaction)? as usize;
    for step in STEPS.iter().skip(found) {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", KNOWN.max(version(transaction)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_any_older_schema_is_brought_up_to_date() {
        for older in 0..STEPS.len() {
            let mut connection = Connection::open_in_memory().unwrap();
            for step in &STEPS[..older] {
                connection.execute_batch(step).unwrap();
            }
            connection
                .pragma_update(None, "user_version", older)
                .unwrap();
            migrate(&mut connection).unwrap();
            assert_eq!(version(&connection), Ok(KNOWN), "from {older}");
            let newest = connection.prepare("SELECT answer_body FROM attempt_bytes");
            assert!(newest.is_ok(), "from {older}");
        }
    }

    #[test]
    fn what_attempts_sent_and_were_answered_is_kept_when_their_tables_become_one() {
        let mut connection = Connection::open_in_memory().unwrap();
        for step in &STEPS[..11] {
            connection.execute_batch(step).unwrap();
        }
        let before = "INSERT INTO attempt_requests VALUES (1, x'41', NULL, 0, x'42'), (2, x'43', NULL, 1, NULL);
            INSERT INTO attempt_answers VALUES (2, 201, '[]', 1, x'44'); PRAGMA user_version = 11";
        connection.execute_batch(before).unwrap();
        migrate(&mut connection).unwrap();
        let sql = "SELECT group_concat(concat_ws(' ', id, hex(head), as_captured, hex(body),
            answer_status, answer_headers, answer_truncated, hex(answer_body)), '; ') FROM attempt_bytes";
        let after: String = connection.query_row(sql, [], |row| row.get(0)).unwrap();
        assert_eq!(after, "1 41 0 42 ; 2 43 1  201 [] 1 44");
    }

    #[test]
    fn redeliveries_of_before_are_calls_like_those_of_later() {
        let mut connection = Connection::open_in_memory().unwrap();
        for step in &STEPS[..12] {
            connection.execute_batch(step).unwrap();
        }
        let before = "INSERT INTO redeliveries (id, profile, provider, asked, awaited, url_until,
                since, attempt, created_at)
            VALUES (3, 'p', 'skyvern', 'tsk_1', '[]', 0, 0, 9, 5); PRAGMA user_version = 12";
        connection.execute_batch(before).unwrap();
        migrate(&mut connection).unwrap();
        let sql = "SELECT concat_ws(' ', id, profile, provider, kind, operation, subject, attempt,
            redelivery, request_cut, created_at) FROM provider_calls";
        let after: String = connection.query_row(sql, [], |row| row.get(0)).unwrap();
        assert_eq!(after, "1 p skyvern redelivery redeliver tsk_1 9 3 0 5");
    }

    #[test]
    fn attempts_of_before_are_found_from_the_last_of_their_delivery() {
        let mut connection = Connection::open_in_memory().unwrap();
        for step in &STEPS[..13] {
            connection.execute_batch(step).unwrap();
        }
        let before = "PRAGMA foreign_keys = 0;
            INSERT INTO deliveries (id, event, endpoint, state, lane, trigger, last_attempt, created_at)
                VALUES (1, 1, 1, 'failed', 0, 'retry', 5, 0), (2, 1, 1, 'failed', 0, 'retry', NULL, 0),
                    (3, 1, 1, 'pending', 1, 'scheduled', NULL, 0);
            INSERT INTO attempts (id, delivery, trigger, mode, method, target, started_at, total_micros,
                    request_size, response_size)
                SELECT column1, column2, 'retry', 'resigned', 'POST', '/', 0, 0, 0, 0
                FROM (VALUES (1, 1), (2, 2), (3, 1), (4, NULL), (5, 1), (6, NULL));
            PRAGMA user_version = 13";
        connection.execute_batch(before).unwrap();
        migrate(&mut connection).unwrap();
        let all = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, String>(0));
        let chain = "SELECT group_concat(id || ':' || coalesce(previous, '-'), ' ') FROM attempts";
        assert_eq!(all(chain).unwrap(), "1:- 2:- 3:1 4:- 5:3 6:-");
        let last = "SELECT group_concat(coalesce(last_attempt, '-'), ' ') FROM deliveries";
        assert_eq!(all(last).unwrap(), "5 2 -");
    }

    #[test]
    fn leases_of_before_are_found_like_those_of_later() {
        let mut connection = Connection::open_in_memory().unwrap();
        for step in &STEPS[..14] {
            connection.execute_batch(step).unwrap();
        }
        let before = "PRAGMA foreign_keys = 0;
            INSERT INTO deliveries (event, endpoint, state, lane, trigger, lease_owner, held_due_at,
                    created_at)
                VALUES (1, 1, 'running', 1, 'scheduled', 7, 1, 0),
                    (1, 1, 'pending', 1, 'scheduled', NULL, NULL, 0),
                    (1, 1, 'running', 0, 'retry', 7, 1, 0), (1, 1, 'running', 0, 'retry', 8, 1, 0);
            PRAGMA user_version = 14";
        connection.execute_batch(before).unwrap();
        migrate(&mut connection).unwrap();
        let sql = "SELECT group_concat(owner || ids, ' ') FROM leases";
        let lots: String = connection.query_row(sql, [], |row| row.get(0)).unwrap();
        assert_eq!(lots, "7[1,3] 8[4]");
        let now = model::Timestamp(9);
        let freed = crate::table::deliveries::claim::take_over(&connection, 9, now);
        assert_eq!(freed.ok(), Some(3));
    }
}
