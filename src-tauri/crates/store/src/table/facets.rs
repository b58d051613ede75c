//! `facets`: every combination of source, verdict, reason, method, provider and
//! event type that captures have, with how many have it.
//!
//! One index on captures serves filters on all of these, and counts are sums
//! over a few rows. Rows are made and never removed, so their ids can be kept.

use std::collections::HashMap;

use model::{CaptureId, Reason, SourceId, Timestamp, Verdict};
use rusqlite::{Connection, params};

use crate::{Counts, SourceCount};

/// A combination.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Facet {
    pub(crate) source: Option<SourceId>,
    pub(crate) verdict: Verdict,
    pub(crate) reason: Option<Reason>,
    pub(crate) method: String,
    pub(crate) provider: Option<String>,
    pub(crate) event_type: Option<String>,
}

/// Finds a combination's id, making its row when it is the first of its kind.
///
/// A source that does not exist counts as none.
pub(crate) fn id_of(connection: &Connection, facet: &Facet) -> rusqlite::Result<i64> {
    let sql = "INSERT INTO facets (source, verdict, reason, method, provider, event_type)
        VALUES (coalesce((SELECT id FROM sources WHERE id = ?1), 0), ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT DO UPDATE SET total = total RETURNING id";
    let values = params![
        facet.source.map_or(0, |source| source.0),
        facet.verdict.as_str(),
        facet.reason.map_or("", Reason::as_str),
        facet.method,
        facet.provider.as_deref().unwrap_or(""),
        facet.event_type.as_deref().unwrap_or(""),
    ];
    connection
        .prepare_cached(sql)?
        .query_row(values, |row| row.get(0))
}

/// The combination that a capture has.
pub(crate) fn of_capture(
    connection: &Connection,
    capture: CaptureId,
) -> rusqlite::Result<(i64, Facet)> {
    let sql = "SELECT f.id, f.source, f.verdict, f.reason, f.method, f.provider, f.event_type
        FROM captures c JOIN facets f ON f.id = c.facet WHERE c.id = ?1";
    let text = |text: String| (!text.is_empty()).then_some(text);
    connection
        .prepare_cached(sql)?
        .query_row([capture.0], |row| {
            let source: i64 = row.get(1)?;
            let facet = Facet {
                source: (source != 0).then_some(SourceId(source)),
                verdict: verdict(row.get_ref(2)?.as_str()?),
                reason: Reason::from_code(row.get_ref(3)?.as_str()?),
                method: row.get(4)?,
                provider: text(row.get(5)?),
                event_type: text(row.get(6)?),
            };
            Ok((row.get(0)?, facet))
        })
}

/// Reads a verdict; a word from a newer program counts as not checked.
pub(crate) fn verdict(word: &str) -> Verdict {
    Verdict::from_word(word).unwrap_or(Verdict::NotChecked)
}

/// Adds to a combination's total and moves its last arrival forward.
pub(crate) fn add(
    connection: &Connection,
    facet: i64,
    captures: i64,
    last: Timestamp,
) -> rusqlite::Result<()> {
    let sql = "UPDATE facets SET total = total + ?2,
        last_received_at = max(last_received_at, ?3) WHERE id = ?1";
    let values = params![facet, captures, last.0];
    connection.prepare_cached(sql)?.execute(values)?;
    Ok(())
}

/// How many captures there are.
pub(crate) fn total(connection: &Connection) -> rusqlite::Result<u64> {
    let sql = "SELECT coalesce(sum(total), 0) FROM facets";
    connection
        .prepare_cached(sql)?
        .query_row([], |row| row.get(0))
}

/// Counts by verdict and by source, from the totals alone.
pub(crate) fn counts(connection: &Connection) -> rusqlite::Result<Counts> {
    let sql = "SELECT s.name, f.verdict, sum(f.total), max(f.last_received_at)
        FROM facets f JOIN sources s ON s.id = f.source GROUP BY s.name, f.verdict";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([])?;
    let mut sum = Sum::default();
    while let Some(row) = rows.next()? {
        let found = verdict(row.get_ref(1)?.as_str()?);
        sum.add(row.get(0)?, found, row.get(2)?, Timestamp(row.get(3)?));
    }
    Ok(sum.counts())
}

#[derive(Default)]
struct Sum {
    by_verdict: HashMap<Verdict, u64>,
    by_source: Vec<SourceCount>,
}

impl Sum {
    /// Adds a row; rows of one source come together.
    fn add(&mut self, source: String, verdict: Verdict, captures: u64, last: Timestamp) {
        if captures == 0 {
            return;
        }
        *self.by_verdict.entry(verdict).or_default() += captures;
        let same = |count: &&mut SourceCount| count.source == source;
        let rejected = if verdict == Verdict::Rejected {
            captures
        } else {
            0
        };
        match self.by_source.last_mut().filter(same) {
            Some(count) => {
                count.total += captures;
                count.rejected += rejected;
                count.last_received_at = count.last_received_at.max(last);
            }
            None => self.by_source.push(SourceCount {
                source,
                total: captures,
                rejected,
                last_received_at: last,
            }),
        }
    }

    fn counts(self) -> Counts {
        let of = |verdict| (verdict, self.by_verdict.get(&verdict).copied().unwrap_or(0));
        Counts {
            total: self.by_verdict.values().sum(),
            by_verdict: Verdict::ALL.map(of).to_vec(),
            by_source: self.by_source,
        }
    }
}
