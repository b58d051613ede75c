//! What the user reads: rows as JSON or text on stdout, messages on stderr.
//!
//! Captured text is untrusted: whatever of it goes to a terminal passes
//! through [`safe`], so that it cannot move the cursor or change colours.

pub mod columns;
pub mod evidence;
pub mod rows;
pub mod words;

use std::borrow::Cow;
use std::io::{self, BufWriter, IsTerminal as _, Write};

use serde::Serialize;

use self::columns::{Cell, Columns};
use crate::outcome::Failure;

/// A colour with a meaning; only a terminal shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// It is right.
    Good,
    /// It is wrong.
    Bad,
    /// It wants a look.
    Doubtful,
    /// It matters less.
    Quiet,
}

impl Colour {
    const fn code(self) -> &'static str {
        match self {
            Self::Good => "32",
            Self::Bad => "31",
            Self::Doubtful => "33",
            Self::Quiet => "2",
        }
    }
}

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

/// Text in a colour, when `colours` are wanted.
fn paint(colours: bool, colour: Option<Colour>, text: &str) -> String {
    match colour {
        Some(colour) if colours => format!("\x1b[{}m{text}\x1b[0m", colour.code()),
        _ => text.to_owned(),
    }
}

/// A message for people, on stderr.
pub fn note(message: &str) {
    // With stderr closed there is nobody left to tell.
    let _ = writeln!(io::stderr(), "{message}");
}

/// Untrusted text without control characters; they are written as escapes.
pub fn safe(text: &str) -> Cow<'_, str> {
    if !text.contains(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match is_unsafe(character) {
            true => safe.extend(character.escape_default()),
            false => safe.push(character),
        }
    }
    Cow::Owned(safe)
}

/// Control characters, and those that turn the direction of writing around.
fn is_unsafe(character: char) -> bool {
    character.is_control() || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
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
        assert_eq!(paint(false, Some(Colour::Bad), "x"), "x");
        assert_eq!(paint(true, Some(Colour::Bad), "x"), "\x1b[31mx\x1b[0m");
    }

    #[test]
    fn captured_text_cannot_drive_the_terminal() {
        assert_eq!(safe("/plain/ü"), "/plain/ü");
        assert_eq!(safe("a\x1b[2Jb"), "a\\u{1b}[2Jb");
        assert_eq!(safe("a\u{202e}b"), "a\\u{202e}b");
    }
}
