//! The terms of a filter, sorted by what answers them, as conditions in SQL.

use model::{Term, TermKind};
use rusqlite::{Connection, params_from_iter};

use super::text::Needle;

/// SQL joined by AND, with the values of its question marks.
#[derive(Debug, Default)]
pub(super) struct Conditions {
    pub(super) sql: String,
    pub(super) values: Vec<String>,
    /// Parameters of the statement that come before these.
    before: usize,
}

impl Conditions {
    /// Conditions of a statement that has [`Range`] as its first two parameters.
    pub(super) fn behind_range() -> Self {
        Self {
            before: 2,
            ..Self::default()
        }
    }

    /// Adds a condition; its question marks are numbered, since the whole may
    /// stand in a statement more than once.
    pub(super) fn and(
        &mut self,
        negated: bool,
        sql: &str,
        values: impl IntoIterator<Item = String>,
    ) {
        self.sql
            .push_str(if negated { " AND NOT (" } else { " AND (" });
        let mut pieces = sql.split('?');
        self.sql.push_str(pieces.next().unwrap_or_default());
        for (piece, value) in pieces.zip(values) {
            self.values.push(value);
            let number = self.before + self.values.len();
            self.sql.push_str(&format!("?{number}{piece}"));
        }
        self.sql.push(')');
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.sql.is_empty()
    }
}

/// The ids that some terms come to, and how many captures have them.
#[derive(Debug)]
pub(super) struct Keys {
    pub(super) ids: Vec<i64>,
    pub(super) total: u64,
}

/// Terms by what answers them.
#[derive(Default)]
pub(super) struct Sorted {
    facets: Conditions,
    paths: Conditions,
    pub(super) rest: Conditions,
    pub(super) pinned: bool,
    pub(super) needles: Vec<Needle>,
}

impl Sorted {
    pub(super) fn new(terms: &[Term]) -> Self {
        let mut sorted = Self {
            rest: Conditions::behind_range(),
            ..Self::default()
        };
        for term in terms {
            sorted.add(term);
        }
        sorted
    }

    fn add(&mut self, Term { negated, kind }: &Term) {
        let not = *negated;
        match kind {
            TermKind::Source(name) => self.facets.and(not, &beginning("s.name", name), ends(name)),
            TermKind::Type(name) => {
                self.facets
                    .and(not, &beginning("f.event_type", name), ends(name));
            }
            TermKind::Verdict(verdict) => {
                let word = verdict.as_str().to_owned();
                self.facets.and(not, "f.verdict = ?", [word]);
            }
            TermKind::Method(method) => {
                let same = "f.method = ? COLLATE NOCASE";
                self.facets.and(not, same, [method.clone()]);
            }
            TermKind::Path(path) => self.path(not, path),
            TermKind::Pinned if not => self.rest.and(true, "c.pinned", []),
            TermKind::Pinned => self.pinned = true,
            TermKind::Text(text) => self.needles.push(Needle::new(not, text)),
            TermKind::Since(at) => self.rest.and(not, "c.received_at >= ?", [at.0.to_string()]),
            TermKind::Until(at) => self.rest.and(not, "c.received_at < ?", [at.0.to_string()]),
        }
    }

    /// A path's beginning, whole or behind the source.
    ///
    /// All paths but some are many, so a negated one does not choose the index.
    fn path(&mut self, negated: bool, path: &str) {
        let begins = "p.path >= ? AND p.path < ? OR p.rest >= ? AND p.rest < ?";
        let path = path.strip_suffix('*').unwrap_or(path);
        let values = [path.to_owned(), above(path), path.to_owned(), above(path)];
        if negated {
            let those = format!("c.path IN (SELECT p.id FROM paths p WHERE {begins})");
            self.rest.and(true, &those, values);
        } else {
            self.paths.and(false, begins, values);
        }
    }

    pub(super) fn facets(&self, connection: &Connection) -> rusqlite::Result<Option<Keys>> {
        let from = "facets f JOIN sources s ON s.id = f.source WHERE f.total > 0";
        keys(
            connection,
            &format!("SELECT f.id, f.total FROM {from}"),
            &self.facets,
        )
    }

    pub(super) fn paths(&self, connection: &Connection) -> rusqlite::Result<Option<Keys>> {
        let sql = "SELECT p.id, p.total FROM paths p WHERE p.total > 0";
        keys(connection, sql, &self.paths)
    }
}

fn keys(
    connection: &Connection,
    sql: &str,
    conditions: &Conditions,
) -> rusqlite::Result<Option<Keys>> {
    if conditions.is_empty() {
        return Ok(None);
    }
    let mut statement = connection.prepare_cached(&format!("{sql}{}", conditions.sql))?;
    let mut rows = statement.query(params_from_iter(&conditions.values))?;
    let mut keys = Keys {
        ids: Vec::new(),
        total: 0,
    };
    while let Some(row) = rows.next()? {
        keys.ids.push(row.get(0)?);
        keys.total += row.get::<_, u64>(1)?;
    }
    Ok(Some(keys))
}

/// Equal to a name, or with a `*` at its end beginning like it.
fn beginning(column: &str, name: &str) -> String {
    match name.strip_suffix('*') {
        Some(_) => format!("{column} >= ? AND {column} < ?"),
        None => format!("{column} = ?"),
    }
}

fn ends(name: &str) -> Vec<String> {
    match name.strip_suffix('*') {
        Some(prefix) => vec![prefix.to_owned(), above(prefix)],
        None => vec![name.to_owned()],
    }
}

/// A text above all that begin with `prefix`: nothing sorts behind the last character.
pub(super) fn above(prefix: &str) -> String {
    format!("{prefix}{}", char::MAX)
}
