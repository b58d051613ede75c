//! `paths`: every path that captures came to, with how many did.
//!
//! Kept apart from captures, so that a prefix is looked up among a few paths
//! and not among all captures.

use rusqlite::{Connection, params};

/// A request target cut at its first question mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Target<'a> {
    pub(crate) path: &'a str,
    pub(crate) query: Option<&'a str>,
}

impl<'a> Target<'a> {
    pub(crate) fn cut(target: &'a str) -> Self {
        match target.split_once('?') {
            Some((path, query)) => Self {
                path,
                query: Some(query),
            },
            None => Self {
                path: target,
                query: None,
            },
        }
    }

    /// The target as it came.
    pub(crate) fn join(mut path: String, query: Option<&str>) -> String {
        if let Some(query) = query {
            path.push('?');
            path.push_str(query);
        }
        path
    }
}

/// The path behind its first segment, which is a source's name: `/stripe/a` gives `/a`.
pub(crate) fn rest(path: &str) -> &str {
    let segment = path.strip_prefix('/').unwrap_or(path);
    segment.find('/').map_or("", |at| &segment[at..])
}

/// Finds a path's id, making its row when it is new.
pub(crate) fn id_of(connection: &Connection, path: &str) -> rusqlite::Result<i64> {
    let sql = "INSERT INTO paths (path, rest) VALUES (?1, ?2)
        ON CONFLICT DO UPDATE SET total = total RETURNING id";
    connection
        .prepare_cached(sql)?
        .query_row(params![path, rest(path)], |row| row.get(0))
}

/// Adds to a path's total.
pub(crate) fn add(connection: &Connection, path: i64, captures: i64) -> rusqlite::Result<()> {
    let sql = "UPDATE paths SET total = total + ?2 WHERE id = ?1";
    connection.prepare_cached(sql)?.execute([path, captures])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_reads_back_as_it_came() {
        for target in ["/a", "/a?", "/a?b=c?d", "*", "http://h/x?y"] {
            let cut = Target::cut(target);
            assert_eq!(Target::join(cut.path.to_owned(), cut.query), target);
        }
    }

    #[test]
    fn the_rest_of_a_path_begins_behind_the_source() {
        let rests = ["/stripe", "/stripe/", "/stripe/a/b", "*"].map(rest);
        assert_eq!(rests, ["", "/", "/a/b", ""]);
    }
}
