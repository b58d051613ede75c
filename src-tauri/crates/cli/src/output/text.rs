//! Text for people: painted, made safe, or said on stderr.

use std::borrow::Cow;
use std::io::{self, Write as _};

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

/// Text in a colour, when `colours` are wanted.
pub fn paint(colours: bool, colour: Option<Colour>, text: &str) -> String {
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
    fn a_colour_is_shown_where_there_are_colours() {
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
