//! `delivery_totals`: how many deliveries each endpoint has in each state, so that counts need no scan.

use std::collections::BTreeMap;

use model::{DeliveryState, EndpointId};
use rusqlite::{Connection, params};

use super::delivery_words::state_of;
use crate::DeliveryCount;

/// What totals gain and lose, gathered and written once by [`Tally::flush`].
#[derive(Debug, Default)]
#[must_use = "totals are wrong until it is flushed"]
pub(crate) struct Tally(BTreeMap<(EndpointId, DeliveryState), i64>);

impl Tally {
    /// A delivery came or went.
    pub(crate) fn add(&mut self, endpoint: EndpointId, state: DeliveryState, by: i64) {
        *self.0.entry((endpoint, state)).or_default() += by;
    }

    /// So many deliveries went from one state to another.
    pub(crate) fn moved(
        &mut self,
        endpoint: EndpointId,
        (from, to): (DeliveryState, DeliveryState),
        count: usize,
    ) {
        if from != to {
            let count = i64::try_from(count).unwrap_or(i64::MAX);
            self.add(endpoint, from, -count);
            self.add(endpoint, to, count);
        }
    }

    /// Writes what was gathered.
    pub(crate) fn flush(&mut self, connection: &Connection) -> rusqlite::Result<()> {
        let sql = "INSERT INTO delivery_totals (endpoint, state, total) VALUES (?1, ?2, ?3)
            ON CONFLICT DO UPDATE SET total = total + excluded.total";
        let gathered = std::mem::take(&mut self.0).into_iter();
        for ((endpoint, state), by) in gathered.filter(|(_, by)| *by != 0) {
            let values = params![endpoint.0, state.as_str(), by];
            connection.prepare_cached(sql)?.execute(values)?;
        }
        Ok(())
    }
}

/// All totals that are not zero, by endpoint.
pub(crate) fn all(connection: &Connection) -> rusqlite::Result<Vec<DeliveryCount>> {
    let sql = "SELECT endpoint, state, total FROM delivery_totals WHERE total <> 0";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([], |row| {
        Ok(DeliveryCount {
            endpoint: EndpointId(row.get(0)?),
            state: state_of(row.get_ref(1)?.as_str()?),
            total: row.get(2)?,
        })
    })?;
    rows.collect()
}
