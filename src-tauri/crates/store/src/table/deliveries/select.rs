//! Deliveries by filter, newest first, each filter along an index.
//!
//! One list is kept in order for every endpoint and state, so a filter on
//! these walks the few lists it names side by side. An event's id or capture, or
//! a rare event type, leads to a few rows, which are sorted. All else is a
//! condition on rows.

use model::{CaptureId, DeliveryId, DeliveryState, EndpointId, Timestamp};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension as _, params, params_from_iter};

use crate::table::delivery_totals;
use crate::table::leases::NAMED;
use crate::{DeliveryFilter, DeliveryOutline};

/// Lists that are walked side by side; more are looked for among all rows.
const MERGED: usize = 100;

/// Events of a type that are sorted; more of them soon fill a page.
const WORTH_SORTING: u32 = 5_000;

/// A filter as it stands in this database.
pub(crate) struct Walk {
    driver: Driver,
    /// Conditions on `d`, a delivery, behind `?1`, the highest id, and `?2`, the one below the lowest.
    rest: String,
    values: Vec<Value>,
    first: i64,
    last: i64,
}

/// What leads to the rows.
enum Driver {
    All,
    Lists(Vec<(EndpointId, DeliveryState)>),
    /// Few events, by a condition on `e`.
    Events(&'static str),
}

impl Walk {
    /// Looks up what a filter names.
    pub(crate) fn resolve(
        connection: &Connection,
        filter: &DeliveryFilter,
    ) -> rusqlite::Result<Self> {
        let mut walk = Self {
            driver: Driver::All,
            rest: String::new(),
            values: Vec::new(),
            first: 0,
            last: i64::MAX,
        };
        if let Some(since) = filter.since {
            walk.first = first_since(connection, since)?;
        }
        if let Some(until) = filter.until {
            walk.last = first_since(connection, until)? - 1;
        }
        walk.drive(connection, filter)?;
        walk.narrow(filter);
        Ok(walk)
    }

    fn drive(&mut self, connection: &Connection, filter: &DeliveryFilter) -> rusqlite::Result<()> {
        if let Some((condition, values)) = few_events(connection, filter)? {
            self.driver = Driver::Events(condition);
            self.values = values;
        } else if filter.endpoint.is_some() || !filter.states.is_empty() {
            let lists = lists(connection, filter)?;
            if lists.len() <= MERGED {
                self.driver = Driver::Lists(lists);
            }
        }
        Ok(())
    }

    /// Adds the conditions that the driver does not see to.
    fn narrow(&mut self, filter: &DeliveryFilter) {
        if !matches!(self.driver, Driver::Lists(_)) {
            if let Some(EndpointId(endpoint)) = filter.endpoint {
                self.and("+d.endpoint = ?", endpoint.into());
            }
            let states: Vec<_> = filter.states.iter().map(|&state| quoted(state)).collect();
            if !states.is_empty() {
                self.rest += &format!(" AND +d.state IN ({})", states.join(", "));
            }
        }
        if let (Some(_), Some(CaptureId(capture))) = (&filter.message_id, filter.capture) {
            self.and(
                "(SELECT capture FROM events WHERE id = d.event) = ?",
                capture.into(),
            );
        }
        if let Some(wanted) = filter.event_type.as_deref() {
            let kind = "(SELECT event_type FROM events WHERE id = d.event)";
            match wanted.strip_suffix('*') {
                Some(start) => {
                    let length = start.chars().count();
                    let begins = format!("substr({kind}, 1, {length}) = ?");
                    self.and(&begins, start.to_owned().into());
                }
                None => self.and(&format!("{kind} = ?"), wanted.to_owned().into()),
            }
        }
    }

    /// Adds a condition on one value, whose place is `?`.
    fn and(&mut self, condition: &str, value: Value) {
        self.values.push(value);
        let place = format!("?{}", self.values.len() + 2);
        self.rest += " AND ";
        self.rest += &condition.replace('?', &place);
    }

    /// `None` matches nothing.
    pub(super) fn sql(&self) -> Option<String> {
        let rest = &self.rest;
        let range = "d.id <= ?1 AND d.id > ?2";
        Some(match &self.driver {
            Driver::All => format!(
                "SELECT d.id AS id FROM deliveries d NOT INDEXED WHERE {range}{rest} \
                 ORDER BY d.id DESC"
            ),
            Driver::Events(condition) => format!(
                "SELECT d.id AS id FROM events e CROSS JOIN deliveries d ON d.event = e.id \
                 WHERE {condition} AND {range}{rest} ORDER BY d.id DESC"
            ),
            Driver::Lists(lists) if lists.is_empty() => return None,
            Driver::Lists(lists) => {
                let arms: Vec<_> = lists.iter().map(|&list| arm(list, rest)).collect();
                format!("{} ORDER BY id DESC", arms.join(" UNION ALL "))
            }
        })
    }

    /// The ids that match from one on, newest first.
    pub(crate) fn page(
        &self,
        connection: &Connection,
        from: i64,
        limit: u32,
    ) -> rusqlite::Result<Vec<DeliveryId>> {
        let mut found = Vec::new();
        if limit > 0 {
            self.each(connection, from, |id| {
                found.push(DeliveryId(id));
                found.len() < limit as usize
            })?;
        }
        Ok(found)
    }

    /// The length of the list and every n-th of its ids.
    pub(crate) fn outline(
        &self,
        connection: &Connection,
        every: u32,
    ) -> rusqlite::Result<DeliveryOutline> {
        let mut outline = DeliveryOutline::default();
        self.each(connection, i64::MAX, |id| {
            if outline.total % u64::from(every) == 0 {
                outline.starts.push(DeliveryId(id));
            }
            outline.total += 1;
            true
        })?;
        Ok(outline)
    }

    /// Walks while `visit` wants more.
    fn each(
        &self,
        connection: &Connection,
        from: i64,
        mut visit: impl FnMut(i64) -> bool,
    ) -> rusqlite::Result<()> {
        let Some(sql) = self.sql() else {
            return Ok(());
        };
        let mut statement = connection.prepare_cached(&sql)?;
        let bounds = [
            Value::from(from.min(self.last)),
            Value::from(self.first - 1),
        ];
        let values = bounds.iter().chain(&self.values);
        let mut rows = statement.query(params_from_iter(values))?;
        while let Some(row) = rows.next()? {
            if !visit(row.get(0)?) {
                break;
            }
        }
        Ok(())
    }
}

/// The condition of a filter that few events meet, if it has one.
fn few_events(
    connection: &Connection,
    filter: &DeliveryFilter,
) -> rusqlite::Result<Option<(&'static str, Vec<Value>)>> {
    if let Some(id) = &filter.message_id {
        return Ok(Some((BY_MESSAGE, vec![id.clone().into()])));
    }
    if let Some(CaptureId(capture)) = filter.capture {
        return Ok(Some((BY_CAPTURE, vec![capture.into()])));
    }
    let Some(wanted) = filter.event_type.as_deref() else {
        return Ok(None);
    };
    let start = wanted.strip_suffix('*');
    // No text is behind one that goes on with the last of all characters.
    let end = start.map_or(wanted.to_owned(), |start| format!("{start}{}", char::MAX));
    let range = [start.unwrap_or(wanted).to_owned(), end];
    let mut statement = connection.prepare_cached(OF_TYPE)?;
    let values = params![range[0], range[1], WORTH_SORTING];
    let found: u32 = statement.query_row(values, |row| row.get(0))?;
    let few = found < WORTH_SORTING;
    Ok(few.then(|| (BY_TYPE, range.map(Value::from).to_vec())))
}

const BY_MESSAGE: &str = "e.message_id = ?3";
const BY_CAPTURE: &str = "e.capture = ?3";
const BY_TYPE: &str = "e.event_type BETWEEN ?3 AND ?4";

const OF_TYPE: &str = "SELECT count(*) FROM (SELECT 1 FROM events
    WHERE event_type BETWEEN ?1 AND ?2 LIMIT ?3)";

/// The lists that a filter names and that are not empty.
fn lists(
    connection: &Connection,
    filter: &DeliveryFilter,
) -> rusqlite::Result<Vec<(EndpointId, DeliveryState)>> {
    let counts = delivery_totals::all(connection)?.into_iter();
    let wanted = counts.filter(|count| {
        filter
            .endpoint
            .is_none_or(|wanted| wanted == count.endpoint)
            && (filter.states.is_empty() || filter.states.contains(&count.state))
    });
    Ok(wanted.map(|count| (count.endpoint, count.state)).collect())
}

fn arm((endpoint, state): (EndpointId, DeliveryState), rest: &str) -> String {
    let endpoint = endpoint.0;
    match state {
        DeliveryState::Running => format!(
            "SELECT d.id AS id FROM deliveries d NOT INDEXED \
             WHERE d.id IN {NAMED} AND d.lease_owner IS NOT NULL \
             AND +d.endpoint = {endpoint} AND +d.id <= ?1 AND +d.id > ?2{rest}"
        ),
        _ => format!(
            "SELECT d.id AS id FROM deliveries d INDEXED BY deliveries_listed \
             WHERE d.lease_owner IS NULL AND d.state = {} \
             AND d.endpoint = {endpoint} AND d.id <= ?1 AND d.id > ?2{rest}",
            quoted(state)
        ),
    }
}

fn quoted(state: DeliveryState) -> String {
    format!("'{}'", state.as_str())
}

/// The lowest id of those made at a time or later; ids grow as time does.
pub(super) fn first_since(connection: &Connection, since: Timestamp) -> rusqlite::Result<i64> {
    let sql = "SELECT coalesce(max(id), 0) + 1 FROM deliveries";
    let end = connection
        .prepare_cached(sql)?
        .query_row([], |row| row.get(0))?;
    let (mut low, mut high): (i64, i64) = (1, end);
    while low < high {
        let middle = low + (high - low) / 2;
        match made_at(connection, middle)? {
            Some((id, made_at)) if made_at < since => low = id + 1,
            _ => high = middle,
        }
    }
    Ok(low)
}

/// The first delivery from an id on.
fn made_at(connection: &Connection, id: i64) -> rusqlite::Result<Option<(i64, Timestamp)>> {
    let sql = "SELECT id, created_at FROM deliveries WHERE id >= ?1 ORDER BY id LIMIT 1";
    let mut statement = connection.prepare_cached(sql)?;
    let found = statement.query_row([id], |row| Ok((row.get(0)?, Timestamp(row.get(1)?))));
    found.optional()
}

/// What is due next at endpoints that are enabled, in that order.
pub(crate) fn next_due(connection: &Connection, limit: u32) -> rusqlite::Result<Vec<DeliveryId>> {
    let sql = "SELECT id FROM endpoints WHERE enabled = 1 AND removed_at IS NULL";
    let mut statement = connection.prepare_cached(sql)?;
    let endpoints = statement.query_map([], |row| row.get(0))?;
    let endpoints: Vec<i64> = endpoints.collect::<Result<_, _>>()?;
    let mut statement = connection.prepare_cached(DUE_NEXT)?;
    let mut found: Vec<(i64, i64)> = Vec::new();
    for endpoint in endpoints {
        for lane in [super::LANE_FIRST, super::LANE_BEHIND] {
            let values = params![endpoint, lane, limit];
            let rows = statement.query_map(values, |row| Ok((row.get(0)?, row.get(1)?)))?;
            for row in rows {
                found.push(row?);
            }
        }
    }
    found.sort_unstable();
    found.truncate(limit as usize);
    Ok(found.into_iter().map(|(_, id)| DeliveryId(id)).collect())
}

pub(super) const DUE_NEXT: &str = "SELECT due_at, id FROM deliveries INDEXED BY deliveries_due
    WHERE endpoint = ?1 AND lane = ?2 AND due_at IS NOT NULL ORDER BY due_at LIMIT ?3";
