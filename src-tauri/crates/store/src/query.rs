//! Captures by filter: pages, outlines and searches, newest first.
//!
//! A [`Selection`] finds candidates by an index; terms that need the bytes of a
//! capture are then tried on each candidate.

use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use model::{Capture, CaptureId};
use rusqlite::Connection;

use crate::captures::{Found, Outline};
use crate::error::Fault;
use crate::table::captures;

mod selection;
mod text;

pub(crate) use selection::{Range, Selection};

/// When a search takes a rest.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bounds {
    /// Rows found,
    pub(crate) limit: u32,
    /// or time spent, whichever comes first.
    pub(crate) budget: Duration,
}

/// A page from an id on (itself included).
pub(crate) fn page(
    connection: &Connection,
    selection: &Selection,
    from: Option<CaptureId>,
    limit: u32,
) -> Result<Vec<Capture>, Fault> {
    let range = Range {
        last: from.map_or(i64::MAX, |from| from.0),
        ..Range::ALL
    };
    let mut rows = Vec::new();
    if limit == 0 {
        return Ok(rows);
    }
    matching(connection, selection, range, |id| {
        rows.extend(captures::row(connection, id)?);
        Ok(go_on_while(rows.len() < limit as usize))
    })?;
    Ok(rows)
}

/// The length of a list and every n-th id.
pub(crate) fn outline(
    connection: &Connection,
    selection: &Selection,
    every: u32,
) -> Result<Outline, Fault> {
    let mut outline = Outline::default();
    if selection.exact_total() == Some(0) {
        return Ok(outline);
    }
    matching(connection, selection, Range::ALL, |id| {
        if outline.total % u64::from(every) == 0 {
            outline.starts.push(id);
        }
        outline.total += 1;
        Ok(ControlFlow::Continue(()))
    })?;
    Ok(outline)
}

/// How many match that are newer than an id.
pub(crate) fn newer(
    connection: &Connection,
    selection: &Selection,
    than: CaptureId,
) -> Result<u64, Fault> {
    let range = Range {
        after: than.0,
        ..Range::ALL
    };
    let mut newer = 0;
    matching(connection, selection, range, |_| {
        newer += 1;
        Ok(ControlFlow::Continue(()))
    })?;
    Ok(newer)
}

/// One part of a search.
pub(crate) fn search(
    connection: &Connection,
    selection: &Selection,
    before: Option<CaptureId>,
    bounds: Bounds,
) -> Result<Found, Fault> {
    let range = Range {
        last: before.map_or(i64::MAX, |before| before.0 - 1),
        ..Range::ALL
    };
    let started = Instant::now();
    let mut found = Found::default();
    selection.candidates(connection, range, |id| {
        found.scanned += 1;
        if selection.holds(connection, id)? {
            found.rows.extend(captures::row(connection, id)?);
        }
        let full = found.rows.len() >= bounds.limit as usize;
        if full || started.elapsed() >= bounds.budget {
            found.next = Some(id);
            return Ok(ControlFlow::Break(()));
        }
        Ok(ControlFlow::Continue(()))
    })?;
    if let Some(next) = found.next {
        found.left = selection.about_before(connection, next)?;
    }
    Ok(found)
}

/// Walks over everything that matches, text included.
fn matching(
    connection: &Connection,
    selection: &Selection,
    range: Range,
    mut visit: impl FnMut(CaptureId) -> Result<ControlFlow<()>, Fault>,
) -> Result<(), Fault> {
    selection.candidates(connection, range, |id| {
        if selection.holds(connection, id)? {
            visit(id)
        } else {
            Ok(ControlFlow::Continue(()))
        }
    })
}

const fn go_on_while(condition: bool) -> ControlFlow<()> {
    if condition {
        ControlFlow::Continue(())
    } else {
        ControlFlow::Break(())
    }
}
