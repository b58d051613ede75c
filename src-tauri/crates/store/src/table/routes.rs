//! `routes`: which captures of a source flow on to which endpoint.

use std::collections::HashMap;

use model::{EndpointId, Route, SourceId};
use rusqlite::{Connection, Row, params};

use super::endpoints;
use crate::error::{Error, Fault};

/// The routes of every source.
pub(crate) fn all(connection: &Connection) -> rusqlite::Result<HashMap<SourceId, Vec<Route>>> {
    let sql = "SELECT source, endpoint, filter, resign FROM routes ORDER BY source, endpoint";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([])?;
    let mut routes: HashMap<_, Vec<_>> = HashMap::new();
    while let Some(row) = rows.next()? {
        let source = SourceId(row.get(0)?);
        routes.entry(source).or_default().push(read_row(row)?);
    }
    Ok(routes)
}

/// The routes of one source.
pub(crate) fn of_source(connection: &Connection, source: SourceId) -> rusqlite::Result<Vec<Route>> {
    let sql = "SELECT source, endpoint, filter, resign FROM routes WHERE source = ?1
        ORDER BY endpoint";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([source.0], read_row)?;
    rows.collect()
}

fn read_row(row: &Row<'_>) -> rusqlite::Result<Route> {
    Ok(Route {
        endpoint: EndpointId(row.get(1)?),
        filter: row.get(2)?,
        resign: row.get(3)?,
    })
}

/// Replaces the routes of a source; of several to one endpoint the last one holds.
pub(crate) fn replace(
    connection: &Connection,
    source: SourceId,
    routes: &[Route],
) -> Result<(), Fault> {
    remove_of_source(connection, source)?;
    let sql = "INSERT OR REPLACE INTO routes (source, endpoint, filter, resign)
        VALUES (?1, ?2, ?3, ?4)";
    for route in routes {
        if endpoints::is_by_key(connection, route.endpoint)?.is_none() {
            return Err(Error::not_found("endpoint", &route.endpoint).into());
        }
        let values = params![source.0, route.endpoint.0, route.filter, route.resign];
        connection.prepare_cached(sql)?.execute(values)?;
    }
    Ok(())
}

/// Removes the routes of a source.
pub(crate) fn remove_of_source(connection: &Connection, source: SourceId) -> rusqlite::Result<()> {
    let sql = "DELETE FROM routes WHERE source = ?1";
    connection.prepare_cached(sql)?.execute([source.0])?;
    Ok(())
}

/// Removes the routes to an endpoint.
pub(crate) fn remove_of_endpoint(
    connection: &Connection,
    endpoint: EndpointId,
) -> rusqlite::Result<()> {
    let sql = "DELETE FROM routes WHERE endpoint = ?1";
    connection.prepare_cached(sql)?.execute([endpoint.0])?;
    Ok(())
}
