//! Text in the bytes of a capture: its head, whose first line is the target, and its body.
//!
//! Bytes are compared as they came, letters A to Z whatever their case. Large
//! bodies are read in pieces.

use memchr::memchr2_iter;
use model::CaptureId;
use rusqlite::{Connection, MAIN_DB, OptionalExtension as _};

use crate::error::Fault;

/// Bodies up to this size are read at once.
const PIECE: usize = 256 * 1024;

/// A text to look for.
#[derive(Debug)]
pub(crate) struct Needle {
    negated: bool,
    /// In lower case.
    bytes: Vec<u8>,
    /// Place of the byte that is likely the rarest.
    rare: usize,
}

impl Needle {
    pub(crate) fn new(negated: bool, text: &str) -> Self {
        let bytes = text.to_ascii_lowercase().into_bytes();
        let rarity = |&at: &usize| commonness(bytes[at]);
        Self {
            negated,
            rare: (0..bytes.len()).min_by_key(rarity).unwrap_or(0),
            bytes,
        }
    }

    /// Whether the text is somewhere in these bytes.
    pub(super) fn is_in(&self, bytes: &[u8]) -> bool {
        let Some(&rare) = self.bytes.get(self.rare) else {
            return true;
        };
        let here = |at: usize| {
            let start = at.checked_sub(self.rare)?;
            bytes.get(start..start + self.bytes.len())
        };
        memchr2_iter(rare, rare.to_ascii_uppercase(), bytes)
            .filter_map(here)
            .any(|found| found.eq_ignore_ascii_case(&self.bytes))
    }
}

/// How often a byte comes in JSON and headers, roughly; only speed depends on it.
const fn commonness(byte: u8) -> u8 {
    match byte {
        b'e' | b'a' | b't' | b'i' | b'o' | b'n' | b's' | b'r' | b'"' | b' ' => 3,
        b'l' | b'd' | b'c' | b'u' | b'm' | b'p' | b':' | b',' | b'0' | b'1' => 2,
        b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-' => 1,
        _ => 0,
    }
}

/// Whether a capture meets all of them.
pub(super) fn all_hold(
    connection: &Connection,
    id: CaptureId,
    needles: &[Needle],
) -> Result<bool, Fault> {
    if needles.is_empty() {
        return Ok(true);
    }
    let sql = "SELECT h.head, length(b.body), iif(length(b.body) <= ?2, b.body, NULL)
        FROM capture_heads h LEFT JOIN capture_bodies b ON b.id = h.id WHERE h.id = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([id.0, PIECE as i64])?;
    let Some(row) = rows.next()? else {
        return Ok(false);
    };
    let head = row.get_ref(0)?.as_blob()?;
    let size: usize = row.get::<_, Option<usize>>(1)?.unwrap_or(0);
    let small = row.get_ref(2)?.as_blob_or_null()?.unwrap_or_default();
    for needle in needles {
        let found = needle.is_in(head)
            || needle.is_in(small)
            || size > PIECE && is_in_large(connection, id, needle)?;
        if found == needle.negated {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Reads a large body piece by piece, each beginning with the last one's end.
fn is_in_large(connection: &Connection, id: CaptureId, needle: &Needle) -> Result<bool, Fault> {
    let blob = connection
        .blob_open(MAIN_DB, "capture_bodies", "body", id.0, true)
        .optional()?;
    let Some(blob) = blob else { return Ok(false) };
    let overlap = needle.bytes.len().saturating_sub(1);
    let mut piece = vec![0; PIECE.max(2 * needle.bytes.len())];
    let step = piece.len() - overlap;
    for start in (0..blob.len()).step_by(step) {
        let read = blob.read_at(&mut piece, start)?;
        if needle.is_in(&piece[..read]) {
            return Ok(true);
        }
    }
    Ok(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, bytes: &[u8]) -> bool {
        Needle::new(false, text).is_in(bytes)
    }

    #[test]
    fn letters_match_whatever_their_case_and_other_bytes_exactly() {
        assert!(found("Pi_123", b"{\"id\":\"PI_123\"}"));
        assert!(found("", b""));
        assert!(!found("pi_123", b"pi_12"));
        assert!(!found("@", b"`"));
        assert!(found("ü", "Tür".as_bytes()));
    }

    #[test]
    fn a_text_is_found_at_both_ends() {
        assert!(found("x1", b"x1..."));
        assert!(found("x1", b"...X1"));
        assert!(!found("x1", b"1x"));
    }
}
