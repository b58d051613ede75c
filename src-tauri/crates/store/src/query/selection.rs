//! A filter turned into SQL that walks an index, newest first.
//!
//! The terms are looked up among facets and paths, which are few; what they
//! come to is the driver, the smallest set of keys that all matches have. Up to
//! [`MERGED`] keys are walked side by side, each already in order. More are
//! either sorted or looked for among all rows, whichever touches fewer.

use std::ops::ControlFlow;

use model::{CaptureId, Filter};
use rusqlite::{Connection, ToSql, params_from_iter};

use super::terms::{Conditions, Keys, Sorted};
use super::text::Needle;
use crate::error::Fault;
use crate::table::facets;

/// Keys that are walked side by side.
const MERGED: usize = 32;
/// So many captures are sorted for a page; among more, the newest soon fill it.
const WORTH_SORTING: u64 = 10_000;

/// Ids from `last` down to the one above `after`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Range {
    pub(crate) last: i64,
    pub(crate) after: i64,
}

impl Range {
    pub(crate) const ALL: Self = Self {
        last: i64::MAX,
        after: 0,
    };
}

/// What a filter comes to in this database.
#[derive(Debug)]
pub(crate) struct Selection {
    driver: Driver,
    /// Conditions on `c`, a capture, that the driver does not see to.
    rest: Conditions,
    needles: Vec<Needle>,
    /// Captures that the driver yields.
    total: u64,
}

/// The index that is walked.
#[derive(Debug, PartialEq, Eq)]
enum Driver {
    /// All captures; too many keys stand among the other conditions.
    All,
    Pinned,
    /// Few keys, walked side by side.
    Merged(&'static Key, Vec<i64>),
    /// Many keys of few captures, which are sorted.
    Sorted(&'static Key),
}

/// A column with an index of its own.
#[derive(Debug, PartialEq, Eq)]
struct Key {
    column: &'static str,
    index: &'static str,
}

const FACET: Key = Key {
    column: "facet",
    index: "captures_facet",
};
const PATH: Key = Key {
    column: "path",
    index: "captures_path",
};

impl Selection {
    /// Looks a filter's terms up.
    pub(crate) fn resolve(connection: &Connection, filter: &Filter) -> Result<Self, Fault> {
        let terms = Sorted::new(&filter.terms);
        let facets = terms.facets(connection)?;
        let paths = terms.paths(connection)?;
        let mut rest = terms.rest;
        let mut also = |column, keys: Option<Keys>| {
            if let Some(keys) = keys {
                rest.and(false, &among(column), [json(&keys.ids)]);
            }
        };
        let (driver, total) = match (facets, paths) {
            (facets, paths) if terms.pinned => {
                also("+c.facet", facets);
                also("+c.path", paths);
                (Driver::Pinned, 0)
            }
            (None, None) => (Driver::All, facets::total(connection)?),
            (None, Some(paths)) => drive(&PATH, paths, &mut rest),
            (Some(facets), Some(paths)) if paths.total < facets.total => {
                also("+c.facet", Some(facets));
                drive(&PATH, paths, &mut rest)
            }
            (Some(facets), paths) => {
                also("+c.path", paths);
                drive(&FACET, facets, &mut rest)
            }
        };
        Ok(Self {
            driver,
            rest,
            needles: terms.needles,
            total,
        })
    }

    /// Walks over the ids that the index and the other conditions yield, newest first.
    pub(crate) fn candidates(
        &self,
        connection: &Connection,
        range: Range,
        mut visit: impl FnMut(CaptureId) -> Result<ControlFlow<()>, Fault>,
    ) -> Result<(), Fault> {
        let Some(sql) = self.sql() else {
            return Ok(());
        };
        let mut statement = connection.prepare_cached(&sql)?;
        let bounds = [&range.last as &dyn ToSql, &range.after];
        let values = self.rest.values.iter().map(|value| value as &dyn ToSql);
        let mut rows = statement.query(params_from_iter(bounds.into_iter().chain(values)))?;
        while let Some(row) = rows.next()? {
            if visit(CaptureId(row.get(0)?))?.is_break() {
                break;
            }
        }
        Ok(())
    }

    /// Whether a candidate meets the terms that need its bytes.
    pub(crate) fn holds(&self, connection: &Connection, id: CaptureId) -> Result<bool, Fault> {
        super::text::all_hold(connection, id, &self.needles)
    }

    /// About how many candidates lie before an id, as if they were spread evenly.
    pub(crate) fn about_before(
        &self,
        connection: &Connection,
        id: CaptureId,
    ) -> Result<u64, Fault> {
        let sql = "SELECT (SELECT min(id) FROM captures), (SELECT max(id) FROM captures)";
        let mut statement = connection.prepare_cached(sql)?;
        let ends = statement.query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let (Some(first), Some(last)): (Option<i64>, Option<i64>) = ends else {
            return Ok(0);
        };
        let share = |part: i64| u128::try_from(part).unwrap_or(0);
        let whole = share(last - first + 1).max(1);
        let left = u128::from(self.total) * share(id.0 - first) / whole;
        Ok(u64::try_from(left).unwrap_or(u64::MAX))
    }

    /// How many captures match, when that is known without looking at them.
    pub(crate) fn exact_total(&self) -> Option<u64> {
        let counted = self.rest.is_empty() && self.needles.is_empty();
        (counted && self.driver != Driver::Pinned).then_some(self.total)
    }

    /// `?1` is the highest id, `?2` the one below the lowest; `None` matches nothing.
    fn sql(&self) -> Option<String> {
        let rest = &self.rest.sql;
        Some(match &self.driver {
            Driver::All => format!(
                "SELECT c.id FROM captures c NOT INDEXED \
                 WHERE c.id <= ?1 AND c.id > ?2 AND c.deleted_at IS NULL{rest} ORDER BY c.id DESC"
            ),
            Driver::Pinned => format!(
                "SELECT c.id FROM captures c INDEXED BY captures_pinned WHERE c.pinned = 1 \
                 AND c.id <= ?1 AND c.id > ?2 AND c.deleted_at IS NULL{rest} ORDER BY c.id DESC"
            ),
            Driver::Merged(_, ids) if ids.is_empty() => return None,
            Driver::Merged(key, ids) => merged(key, ids, rest),
            Driver::Sorted(Key { index, .. }) => format!(
                "SELECT c.id FROM captures c INDEXED BY {index} \
                 WHERE c.id <= ?1 AND c.id > ?2{rest} ORDER BY c.id DESC"
            ),
        })
    }
}

/// Chooses how keys are walked; many of them become one more condition.
///
/// Sorting touches all that match, scanning a page's share of all there is.
fn drive(key: &'static Key, keys: Keys, rest: &mut Conditions) -> (Driver, u64) {
    let Keys { ids, total } = keys;
    if ids.len() <= MERGED {
        return (Driver::Merged(key, ids), total);
    }
    let Key { column, index: _ } = key;
    let (driver, column) = match total > WORTH_SORTING {
        true => (Driver::All, format!("+c.{column}")),
        false => (Driver::Sorted(key), format!("c.{column}")),
    };
    rest.and(false, &among(&column), [json(&ids)]);
    (driver, total)
}

/// One walk a key, merged by id as they go.
fn merged(key: &Key, ids: &[i64], rest: &str) -> String {
    let Key { column, index } = key;
    let walk = |id: &i64| {
        format!(
            "SELECT c.id AS id FROM captures c INDEXED BY {index} \
             WHERE c.{column} = {id} AND c.id <= ?1 AND c.id > ?2{rest}"
        )
    };
    let walks: Vec<_> = ids.iter().map(walk).collect();
    format!("{} ORDER BY id DESC", walks.join(" UNION ALL "))
}

fn among(column: &str) -> String {
    format!("{column} IN (SELECT value FROM json_each(?))")
}

fn json(ids: &[i64]) -> String {
    let ids: Vec<_> = ids.iter().map(i64::to_string).collect();
    format!("[{}]", ids.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::NewCapture;
    use crate::fixture::{Fixture, post};

    async fn plan(fixture: &Fixture, filter: &str) -> String {
        let filter = Filter::parse(filter).unwrap();
        let read = move |connection: &Connection| {
            let selection = Selection::resolve(connection, &filter)?;
            let sql = format!("EXPLAIN QUERY PLAN {}", selection.sql().unwrap());
            let mut statement = connection.prepare(&sql)?;
            let mut rows = statement.raw_query();
            let mut steps = Vec::new();
            while let Some(row) = rows.next()? {
                steps.push(row.get::<_, String>(3)?);
            }
            Ok(steps.join("\n"))
        };
        fixture.store.inner().readers.run(read).await.unwrap()
    }

    #[tokio::test]
    async fn each_filter_walks_an_index_in_order() {
        let fixture = Fixture::new();
        for kind in ["a.1", "a.2", "b"] {
            let capture = NewCapture {
                event_type: Some(kind.into()),
                ..post(&format!("/hooks/{kind}"))
            };
            fixture.add(capture).await;
        }
        for (filter, index) in [
            ("", "INTEGER PRIMARY KEY"),
            ("source:unsorted", "captures_facet (facet=?"),
            ("verdict:not_checked", "captures_facet (facet=?"),
            ("method:post", "captures_facet (facet=?"),
            ("type:b", "captures_facet (facet=?"),
            ("type:a.*", "captures_facet (facet=?"),
            ("path:/hooks/b", "captures_path (path=?"),
            ("path:/hooks", "captures_path (path=?"),
            ("is:pinned", "captures_pinned (pinned=?"),
        ] {
            let plan = plan(&fixture, filter).await;
            assert!(plan.contains(index), "{filter}:\n{plan}");
            assert!(!plan.contains("SCAN c"), "{filter}:\n{plan}");
            assert!(!plan.contains("TEMP B-TREE"), "{filter}:\n{plan}");
        }
    }

    #[tokio::test]
    async fn very_many_paths_are_found_by_the_index_while_they_are_few_captures() {
        let fixture = Fixture::new();
        for number in 0..=MERGED {
            fixture.add(post(&format!("/a/{number}"))).await;
        }
        let plan = plan(&fixture, "path:/a").await;
        assert!(plan.contains("captures_path (path=?"), "{plan}");
        assert_eq!(fixture.ids("path:/a").await.len(), MERGED + 1);
    }

    #[test]
    fn very_many_paths_of_very_many_captures_are_scanned_for() {
        let mut rest = Conditions::behind_range();
        let keys = Keys {
            ids: (0..100).collect(),
            total: WORTH_SORTING + 1,
        };
        let (driver, _) = drive(&PATH, keys, &mut rest);
        assert_eq!(driver, Driver::All);
        assert!(rest.sql.contains("+c.path IN"), "{}", rest.sql);
    }
}
