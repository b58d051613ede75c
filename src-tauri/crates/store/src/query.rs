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

mod one;
mod selection;
mod terms;
mod text;

pub use one::meets;
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

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use model::Filter;

    use super::*;
    use crate::NewCapture;
    use crate::fixture::{Fixture, post, rejected, source};

    fn filter(text: &str) -> Filter {
        Filter::parse(text).unwrap()
    }

    /// Seven captures: two sources, two methods, three types, one pinned.
    async fn seven() -> Fixture {
        let fixture = Fixture::new();
        let sources = fixture.store.sources();
        let stripe = sources.add(source("stripe")).await.unwrap().id;
        let shop = sources.add(source("stripe-shop")).await.unwrap().id;
        let of = |from, kind: &str, capture: NewCapture| NewCapture {
            source: Some(from),
            event_type: Some(kind.into()),
            ..capture
        };
        let mut get = post("/stripe/hooks/b");
        get.method = "GET".into();
        let mut wrong = post("/stripe/hooks/a");
        wrong.verification = rejected();
        let mut text = post("/");
        text.body = Bytes::from_static(b"{\"id\":\"PI_123\"}");
        for capture in [
            post("/other/hooks"),
            of(stripe, "invoice.paid", get),
            of(stripe, "invoice.paid", wrong),
            of(stripe, "invoice.sent", post("/stripe?x=1")),
            of(shop, "charge", post("/stripe-shop/hooks")),
            text,
            post("/health"),
        ] {
            fixture.add(capture).await;
        }
        let pinned = [CaptureId(1), CaptureId(4)];
        fixture.store.captures().pin(&pinned, true).await.unwrap();
        fixture
    }

    #[tokio::test]
    async fn each_term_finds_its_captures_newest_first() {
        let fixture = seven().await;
        for (text, ids) in [
            ("", &[7, 6, 5, 4, 3, 2, 1][..]),
            ("source:stripe", &[4, 3, 2]),
            ("source:stripe*", &[5, 4, 3, 2]),
            ("source:unsorted", &[7, 6, 1]),
            ("source:nobody", &[]),
            ("verdict:rejected", &[3]),
            ("method:get", &[2]),
            ("type:invoice.paid", &[3, 2]),
            ("type:invoice.*", &[4, 3, 2]),
            ("path:/stripe/hooks", &[3, 2]),
            ("path:/hooks", &[5, 3, 2, 1]),
            ("path:/hooks/a*", &[3]),
            ("is:pinned", &[4, 1]),
            ("pi_123", &[6]),
            ("\"POST /health\"", &[7]),
        ] {
            assert_eq!(fixture.ids(text).await, ids, "{text}");
        }
    }

    #[tokio::test]
    async fn terms_together_and_turned_around_narrow_the_list() {
        let fixture = seven().await;
        for (text, ids) in [
            ("source:stripe method:POST", &[4, 3][..]),
            ("source:stripe path:/hooks", &[3, 2]),
            ("source:stripe* path:/hooks verdict:rejected", &[3]),
            ("not source:stripe*", &[7, 6, 1]),
            ("not path:/hooks", &[7, 6, 4]),
            ("not path:/hooks not is:pinned not text:pi_123", &[7]),
            ("is:pinned source:stripe", &[4]),
            ("is:pinned path:/other", &[1]),
            ("not type:invoice.* not verdict:not_checked", &[]),
            ("path:/hooks not path:/hooks", &[]),
        ] {
            assert_eq!(fixture.ids(text).await, ids, "{text}");
        }
    }

    #[tokio::test]
    async fn pages_follow_each_other_by_id_while_new_captures_come() {
        let fixture = seven().await;
        let captures = fixture.store.captures();
        let all = filter("source:stripe*");
        let first = captures.page(&all, None, 2).await.unwrap();
        assert_eq!(first.len(), 2);
        fixture.add(post("/")).await;
        let next = captures.page(&all, Some(CaptureId(3)), 2).await.unwrap();
        let ids: Vec<_> = next.iter().map(|row| row.id.0).collect();
        assert_eq!(ids, [3, 2]);
        assert!(captures.page(&all, None, 0).await.unwrap().is_empty());
    }

    #[tokio::test]
    async fn an_outline_gives_the_length_and_every_nth_id() {
        let fixture = seven().await;
        let captures = fixture.store.captures();
        let outline = captures.outline(&filter(""), 3).await.unwrap();
        assert_eq!(outline.total, 7);
        assert_eq!(outline.starts, [7, 4, 1].map(CaptureId));
        let none = captures.outline(&filter("source:nobody"), 3).await.unwrap();
        assert_eq!(none, Outline::default());
        let newer = captures.newer(&filter("method:post"), CaptureId(5)).await;
        assert_eq!(newer, Ok(2));
    }

    #[tokio::test]
    async fn a_search_goes_on_where_its_budget_ended() {
        let fixture = seven().await;
        let captures = fixture.store.captures();
        let wanted = filter("text:\"POST /stripe\"");
        let (mut found, mut before, mut parts) = (Vec::new(), None, 0);
        loop {
            let part = captures.search(&wanted, before, 100, Duration::ZERO).await;
            let part = part.unwrap();
            assert_eq!(part.scanned, 1);
            assert_eq!(part.left, 6 - parts);
            found.extend(part.rows.iter().map(|row| row.id.0));
            parts += 1;
            before = part.next;
            // The last row ends the list only once nothing is found below it.
            if before.is_none() || parts == 7 {
                break;
            }
        }
        assert_eq!(found, [5, 4, 3, 2]);
        let rest = captures.search(&wanted, before, 100, Duration::ZERO).await;
        assert_eq!(rest, Ok(Found::default()));
    }

    #[tokio::test]
    async fn a_text_across_two_pieces_of_a_large_body_is_found() {
        let fixture = Fixture::new();
        let mut body = vec![b'.'; 1_000_000];
        body[262_140..262_150].copy_from_slice(b"needle_123");
        let large = NewCapture {
            body: Bytes::from(body),
            ..post("/")
        };
        fixture.add(large).await;
        assert_eq!(fixture.ids("NEEDLE_123").await, [1]);
        assert!(fixture.ids("needle_124").await.is_empty());
    }
}
