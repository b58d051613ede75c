//! The words of one command, as a POSIX shell cuts them.
//!
//! Quotes are taken off; nothing is expanded: a variable stays as it is
//! written, and is told.

use std::iter::Peekable;
use std::str::Chars;

use super::error::PastedError;

/// The first command of a text.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Command {
    /// Its words; a quoted `$'\xff'` need not be UTF-8.
    pub(super) words: Vec<Vec<u8>>,
    /// Variables and substitutions whose value is not known.
    pub(super) variables: Vec<String>,
    /// What follows the command, from the operator that ends it on.
    pub(super) rest: String,
}

/// Cuts the first command of a text into its words.
pub(super) fn command(text: &str) -> Result<Command, PastedError> {
    let mut reader = Reader {
        text: text.chars().peekable(),
        command: Command::default(),
        word: None,
    };
    reader.run()?;
    reader.end_word();
    reader.command.rest = reader.text.collect::<String>().trim().to_owned();
    Ok(reader.command)
}

struct Reader<'t> {
    text: Peekable<Chars<'t>>,
    command: Command,
    /// The word under way; empty quotes make an empty one.
    word: Option<Vec<u8>>,
}

impl Reader<'_> {
    fn run(&mut self) -> Result<(), PastedError> {
        while let Some(&next) = self.text.peek() {
            match next {
                '|' | ';' | '&' | '<' | '>' | '\n' => break,
                '#' if self.word.is_none() => break,
                _ => {}
            }
            self.text.next();
            match next {
                '\r' if self.text.peek() == Some(&'\n') => {}
                ' ' | '\t' => self.end_word(),
                '\\' => self.escaped(),
                '\'' => self.single()?,
                '"' => self.double()?,
                '$' => self.dollar()?,
                '^' => self.caret()?,
                other => self.push(other),
            }
        }
        Ok(())
    }

    /// The escape of Windows' shell, where it stands before what that shell escapes.
    fn caret(&mut self) -> Result<(), PastedError> {
        match self.text.peek() {
            Some('"' | '\r' | '\n') => Err(PastedError::OtherShell),
            _ => {
                self.push('^');
                Ok(())
            }
        }
    }

    fn end_word(&mut self) {
        self.command.words.extend(self.word.take());
    }

    fn push(&mut self, character: char) {
        let mut bytes = [0; 4];
        let word = self.word.get_or_insert_default();
        word.extend_from_slice(character.encode_utf8(&mut bytes).as_bytes());
    }

    /// Behind a backslash: a line break goes on, all else is itself.
    fn escaped(&mut self) {
        match self.text.next() {
            Some('\r') if self.text.peek() == Some(&'\n') => drop(self.text.next()),
            Some('\n') | None => {}
            Some(other) => self.push(other),
        }
    }

    fn single(&mut self) -> Result<(), PastedError> {
        self.word.get_or_insert_default();
        loop {
            match self.text.next() {
                None => return Err(PastedError::OpenQuote { quote: "'" }),
                Some('\'') => return Ok(()),
                Some(other) => self.push(other),
            }
        }
    }

    fn double(&mut self) -> Result<(), PastedError> {
        self.word.get_or_insert_default();
        loop {
            match self.text.next() {
                None => return Err(PastedError::OpenQuote { quote: "\"" }),
                Some('"') => return Ok(()),
                Some('\\') => self.escaped_in_double(),
                Some('$') => self.variable(),
                Some(other) => self.push(other),
            }
        }
    }

    fn escaped_in_double(&mut self) {
        match self.text.peek() {
            Some('$' | '`' | '"' | '\\' | '\n') => self.escaped(),
            _ => self.push('\\'),
        }
    }

    fn dollar(&mut self) -> Result<(), PastedError> {
        if self.text.peek() != Some(&'\'') {
            self.variable();
            return Ok(());
        }
        self.text.next();
        self.word.get_or_insert_default();
        loop {
            match self.text.next() {
                None => return Err(PastedError::OpenQuote { quote: "$'" }),
                Some('\'') => return Ok(()),
                Some('\\') => self.ansi(),
                Some(other) => self.push(other),
            }
        }
    }

    /// An escape of `$'…'`, as bash reads it.
    fn ansi(&mut self) {
        let Some(escape) = self.text.next() else {
            return;
        };
        match escape {
            'n' => self.push('\n'),
            'r' => self.push('\r'),
            't' => self.push('\t'),
            'a' => self.push('\u{7}'),
            'b' => self.push('\u{8}'),
            'e' | 'E' => self.push('\u{1b}'),
            'f' => self.push('\u{c}'),
            'v' => self.push('\u{b}'),
            'x' => self.byte(16, 2, None),
            'u' => self.character(4),
            'U' => self.character(8),
            '0'..='7' => self.byte(8, 2, escape.to_digit(8)),
            other => self.push(other),
        }
    }

    fn byte(&mut self, radix: u32, most: usize, first: Option<u32>) {
        let value = self.number(radix, most, first.unwrap_or_default());
        let word = self.word.get_or_insert_default();
        word.push(u8::try_from(value & 0xff).unwrap_or_default());
    }

    fn character(&mut self, most: usize) {
        let value = self.number(16, most, 0);
        self.push(char::from_u32(value).unwrap_or(char::REPLACEMENT_CHARACTER));
    }

    fn number(&mut self, radix: u32, most: usize, first: u32) -> u32 {
        let mut value = first;
        for _ in 0..most {
            let digit = self.text.peek().and_then(|next| next.to_digit(radix));
            let Some(digit) = digit else { break };
            value = value.wrapping_mul(radix).wrapping_add(digit);
            self.text.next();
        }
        value
    }

    /// A dollar outside of single quotes: taken as it is written, and told where it means a value.
    fn variable(&mut self) {
        self.push('$');
        let mut name = String::from("$");
        while let Some(next) = self.text.next_if(|next| is_name(*next, &name)) {
            name.push(next);
            self.push(next);
        }
        if name.len() > 1 {
            self.command.variables.push(name);
        }
    }
}

/// Whether a character goes on with `$NAME`, `${NAME}` or the opening of `$(command)`.
fn is_name(next: char, so_far: &str) -> bool {
    let inside = so_far.starts_with("${") && !so_far.ends_with('}');
    let opening = so_far == "$" && matches!(next, '{' | '(');
    let plain = next.is_ascii_alphanumeric() || next == '_';
    opening || (inside && next == '}') || (plain && !so_far.ends_with(['}', '(']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let words = command(text).unwrap().words;
        words
            .into_iter()
            .map(|word| String::from_utf8_lossy(&word).into_owned())
            .collect()
    }

    #[test]
    fn quotes_are_taken_off_as_a_shell_does() {
        assert_eq!(
            words(r#"a 'b "c' "d 'e\"\\\n" f\ g '' h'i'j"#),
            ["a", "b \"c", "d 'e\"\\\\n", "f g", "", "hij"]
        );
        assert_eq!(words("a \\\n  b \\\r\n c"), ["a", "b", "c"]);
        assert_eq!(words("a 'b\nc'"), ["a", "b\nc"]);
    }

    #[test]
    fn the_quotes_of_bash_give_bytes() {
        let read = command(r"a $'it\'s\n\x00\xff\u00e4\101'").unwrap();
        assert_eq!(read.words[1], b"it's\n\x00\xff\xc3\xa4A");
    }

    #[test]
    fn a_command_ends_where_the_shell_ends_it() {
        for text in ["a b | c", "a b;c", "a b\nc", "a b # c", "a b > c"] {
            let read = command(text).unwrap();
            assert_eq!(read.words, [b"a", b"b"], "{text}");
            assert!(read.rest.ends_with('c'), "{text}");
        }
        assert_eq!(words("a#b"), ["a#b"]);
    }

    #[test]
    fn a_quote_that_is_never_closed_is_named() {
        for (text, quote) in [("a 'b", "'"), ("a \"b", "\""), ("a $'b\\'", "$'")] {
            assert_eq!(
                command(text),
                Err(PastedError::OpenQuote { quote }),
                "{text}"
            );
        }
    }

    #[test]
    fn variables_stay_as_they_are_written_and_are_told() {
        let read = command(r#"a "x $KEY-${B}" '$C' $(date) 5$ \$D"#).unwrap();
        assert_eq!(read.variables, ["$KEY", "${B}", "$("]);
        assert_eq!(read.words[1], b"x $KEY-${B}");
    }

    #[test]
    fn quotes_of_another_shell_are_said() {
        assert_eq!(command("curl ^\"x^\""), Err(PastedError::OtherShell));
        assert_eq!(command("curl ^\n x"), Err(PastedError::OtherShell));
    }
}
