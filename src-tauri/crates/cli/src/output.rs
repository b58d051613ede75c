//! What the user reads: rows as JSON or text on stdout, messages on stderr.
//!
//! Captured text is untrusted: whatever of it goes to a terminal passes
//! through [`text::safe`], so that it cannot move the cursor or change colours.

pub mod columns;
pub mod diagnosis;
pub mod evidence;
pub mod probe;
pub mod rows;
pub mod secret;
pub mod text;
pub mod words;

use std::io::{self, BufWriter, IsTerminal as _, Write};

use serde::Serialize;

use self::columns::{Cell, Columns};
use self::text::{Colour, paint};
use crate::outcome::Failure;

/// Where rows go.
pub struct Output {
    json: bool,
    colours: bool,
    out: Box<dyn Write>,
}

impl Output {
    /// Standard output: JSON lines, or text with colours when a terminal wants them.
    pub fn new(json: bool) -> Self {
        let out = io::stdout();
        let colours = !json && out.is_terminal() && wants_colours(|name| std::env::var(name).ok());
        Self {
            json,
            colours,
            out: Box::new(BufWriter::new(out)),
        }
    }

    /// Whether rows are JSON.
    pub const fn is_json(&self) -> bool {
        self.json
    }

    /// Whether text may have colours.
    pub const fn has_colours(&self) -> bool {
        self.colours
    }

    /// Writes one JSON line.
    pub fn row(&mut self, row: &impl Serialize) -> Result<(), Failure> {
        let line = serde_json::to_string(row).map_err(Failure::broken)?;
        self.line(&line)
    }

    /// Writes one line of text.
    pub fn line(&mut self, line: &str) -> Result<(), Failure> {
        writeln!(self.out, "{line}").map_err(|error| Failure::output(&error))
    }

    /// Writes an aligned table.
    pub fn table(&mut self, rows: &[Vec<Cell>]) -> Result<(), Failure> {
        for line in Columns::table(rows, self.colours) {
            self.line(&line)?;
        }
        Ok(())
    }

    /// Writes a list that is there as a whole: a JSON line a row, or an aligned table.
    pub fn list<R: Serialize>(
        &mut self,
        rows: &[R],
        cells: impl Fn(&R) -> Vec<Cell>,
    ) -> Result<(), Failure> {
        if self.json {
            return rows.iter().try_for_each(|row| self.row(row));
        }
        let cells: Vec<Vec<Cell>> = rows.iter().map(cells).collect();
        self.table(&cells)
    }

    /// Writes that something of this name is gone: `{"removed":"shop"}`, or what became of the rest.
    pub fn removed(&mut self, name: &str, sentence: &str) -> Result<(), Failure> {
        match self.json {
            true => self.row(&serde_json::json!({ "removed": name })),
            false => self.line(sentence),
        }
    }

    /// Hands over what is written so far.
    pub fn flush(&mut self) -> Result<(), Failure> {
        self.out.flush().map_err(|error| Failure::output(&error))
    }

    /// Text in a colour, where there are colours.
    pub fn paint(&self, colour: Colour, text: &str) -> String {
        paint(self.colours, Some(colour), text)
    }
}

/// <https://no-color.org>: any value that is not empty means no.
fn wants_colours(variable: impl Fn(&str) -> Option<String>) -> bool {
    let refused = variable("NO_COLOR").is_some_and(|value| !value.is_empty());
    let dumb = variable("TERM").is_some_and(|value| value == "dumb");
    !refused && !dumb
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_for_those_who_want_them() {
        let with = |name: &'static str, value: &'static str| {
            wants_colours(move |asked| (asked == name).then(|| value.to_owned()))
        };
        assert!(with("TERM", "xterm"));
        assert!(with("NO_COLOR", ""));
        assert!(!with("NO_COLOR", "1"));
        assert!(!with("TERM", "dumb"));
    }
}
