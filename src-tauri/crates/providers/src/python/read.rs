//! Reads JSON as CPython's decoder does, with its messages and its positions.
//!
//! Source: `Modules/_json.c` of CPython 3.11.

use std::collections::HashMap;

/// Deeper nesting is refused: Python's own limit depends on its stack, ours must not.
const DEEPEST: usize = 128;

const VALUE: &str = "Expecting value";
const NAME: &str = "Expecting property name enclosed in double quotes";
const COLON: &str = "Expecting ':' delimiter";
const COMMA: &str = "Expecting ',' delimiter";
const STRING: &str = "Unterminated string starting at";
const CONTROL: &str = "Invalid control character at";
const ESCAPE: &str = "Invalid \\escape";
const UNICODE: &str = "Invalid \\uXXXX escape";
const EXTRA: &str = "Extra data";

/// A JSON value. Objects keep their order; a name given twice has its last value in its first place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Json {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number as it is spelled; also `NaN`, `Infinity` and `-Infinity`, which Python reads.
    Number(String),
    /// A string, its escapes resolved.
    Text(String),
    /// An array.
    List(Vec<Self>),
    /// An object.
    Object(Vec<(String, Self)>),
}

impl Json {
    /// A string.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// The value of a name, when this is an object that has it.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Self> {
        let Self::Object(fields) = self else {
            return None;
        };
        let found = fields.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value)
    }
}

/// Why a text is no JSON.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Python says so.
    #[error("{message} at character {at}")]
    Invalid {
        /// Where it stopped, counted in characters from 0.
        at: usize,
        /// In its words.
        message: &'static str,
    },
    /// More levels than anything real has.
    #[error("it is nested more than {DEEPEST} levels deep")]
    TooDeep,
}

/// Reads one value and nothing after it.
///
/// # Errors
/// Where and why it stopped.
pub fn read(text: &str) -> Result<Json, ReadError> {
    let mut reader = Reader {
        characters: text.chars().collect(),
        at: 0,
    };
    reader.skip_space();
    let value = reader.value(0)?;
    reader.skip_space();
    match reader.peek() {
        None => Ok(value),
        Some(_) => Err(reader.stopped(EXTRA)),
    }
}

struct Reader {
    characters: Vec<char>,
    at: usize,
}

impl Reader {
    fn peek(&self) -> Option<char> {
        self.characters.get(self.at).copied()
    }

    fn take(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        self.at += usize::from(found);
        found
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), Some(' ' | '\t' | '\n' | '\r')) {
            self.at += 1;
        }
    }

    const fn stopped(&self, message: &'static str) -> ReadError {
        ReadError::Invalid {
            at: self.at,
            message,
        }
    }

    fn expect(&mut self, wanted: char, message: &'static str) -> Result<(), ReadError> {
        match self.take(wanted) {
            true => Ok(()),
            false => Err(self.stopped(message)),
        }
    }

    fn value(&mut self, depth: usize) -> Result<Json, ReadError> {
        if depth > DEEPEST {
            return Err(ReadError::TooDeep);
        }
        match self.peek() {
            Some('"') => self.string().map(Json::Text),
            Some('{') => self.object(depth),
            Some('[') => self.list(depth),
            _ => self.word().ok_or_else(|| self.stopped(VALUE)),
        }
    }

    fn object(&mut self, depth: usize) -> Result<Json, ReadError> {
        let mut fields = Fields::default();
        self.at += 1;
        self.skip_space();
        if self.take('}') {
            return Ok(Json::Object(fields.list));
        }
        loop {
            if self.peek() != Some('"') {
                return Err(self.stopped(NAME));
            }
            let name = self.string()?;
            self.skip_space();
            self.expect(':', COLON)?;
            self.skip_space();
            fields.put(name, self.value(depth + 1)?);
            self.skip_space();
            if self.take('}') {
                return Ok(Json::Object(fields.list));
            }
            self.expect(',', COMMA)?;
            self.skip_space();
        }
    }

    fn list(&mut self, depth: usize) -> Result<Json, ReadError> {
        let mut items = Vec::new();
        self.at += 1;
        self.skip_space();
        if self.take(']') {
            return Ok(Json::List(items));
        }
        loop {
            items.push(self.value(depth + 1)?);
            self.skip_space();
            if self.take(']') {
                return Ok(Json::List(items));
            }
            self.expect(',', COMMA)?;
            self.skip_space();
        }
    }

    fn string(&mut self) -> Result<String, ReadError> {
        let begin = self.at;
        let unterminated = ReadError::Invalid {
            at: begin,
            message: STRING,
        };
        let mut text = String::new();
        self.at += 1;
        loop {
            match self.peek().ok_or_else(|| unterminated.clone())? {
                '"' => break,
                '\\' => text.push(self.escape(&unterminated)?),
                control if control < ' ' => return Err(self.stopped(CONTROL)),
                character => {
                    text.push(character);
                    self.at += 1;
                }
            }
        }
        self.at += 1;
        Ok(text)
    }

    fn escape(&mut self, unterminated: &ReadError) -> Result<char, ReadError> {
        let letter = self.characters.get(self.at + 1);
        let character = match letter.ok_or_else(|| unterminated.clone())? {
            'u' => return self.unicode(),
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            &same @ ('"' | '\\' | '/') => same,
            _ => return Err(self.stopped(ESCAPE)),
        };
        self.at += 2;
        Ok(character)
    }

    /// One escape, or two that are a pair. Half a pair is no text that could be sent: it is replaced.
    fn unicode(&mut self) -> Result<char, ReadError> {
        let first = self.unit()?;
        let is_escape = self.characters[self.at..].starts_with(&['\\', 'u']);
        if (0xd800..0xdc00).contains(&first) && is_escape {
            let after_first = self.at;
            let second = self.unit()?;
            if let Some(Ok(whole)) = char::decode_utf16([first, second]).next() {
                return Ok(whole);
            }
            self.at = after_first;
        }
        Ok(char::from_u32(u32::from(first)).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    /// The four digits after `\u`.
    fn unit(&mut self) -> Result<u16, ReadError> {
        self.at += 1;
        let digits = self.characters.get(self.at + 1..self.at + 5);
        let digits: Option<String> = digits.map(|digits| digits.iter().collect());
        let digits = digits.filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let unit = digits.and_then(|digits| u16::from_str_radix(&digits, 16).ok());
        let unit = unit.ok_or_else(|| self.stopped(UNICODE))?;
        self.at += 5;
        Ok(unit)
    }

    /// `null`, `true`, `false` or a number.
    fn word(&mut self) -> Option<Json> {
        let words = [
            ("null", Json::Null),
            ("true", Json::Bool(true)),
            ("false", Json::Bool(false)),
            ("NaN", Json::Number("NaN".to_owned())),
            ("Infinity", Json::Number("Infinity".to_owned())),
            ("-Infinity", Json::Number("-Infinity".to_owned())),
        ];
        let here = &self.characters[self.at..];
        let is_here = |word: &str| {
            let mut letters = here.iter().copied();
            word.chars().all(|letter| letters.next() == Some(letter))
        };
        let found = words.into_iter().find(|(word, _)| is_here(word));
        let Some((word, value)) = found else {
            return self.number().map(Json::Number);
        };
        self.at += word.len();
        Some(value)
    }

    fn number(&mut self) -> Option<String> {
        let digits = |from: usize| {
            let rest = self.characters.get(from..).unwrap_or_default();
            rest.iter().take_while(|c| c.is_ascii_digit()).count()
        };
        let is = |at: usize, wanted: &[char]| {
            self.characters.get(at).is_some_and(|c| wanted.contains(c))
        };
        let first = self.at + usize::from(is(self.at, &['-']));
        let mut end = match digits(first) {
            0 => return None,
            _ if is(first, &['0']) => first + 1,
            count => first + count,
        };
        if is(end, &['.']) && digits(end + 1) > 0 {
            end += 1 + digits(end + 1);
        }
        if is(end, &['e', 'E']) {
            let power = end + 1 + usize::from(is(end + 1, &['+', '-']));
            if digits(power) > 0 {
                end = power + digits(power);
            }
        }
        let text = self.characters[self.at..end].iter().collect();
        self.at = end;
        Some(text)
    }
}

/// Fields in the order of their names' first appearance.
#[derive(Default)]
struct Fields {
    list: Vec<(String, Json)>,
    places: HashMap<String, usize>,
}

impl Fields {
    fn put(&mut self, name: String, value: Json) {
        if let Some(&place) = self.places.get(&name) {
            self.list[place].1 = value;
            return;
        }
        self.places.insert(name.clone(), self.list.len());
        self.list.push((name, value));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stops(text: &str) -> (usize, &'static str) {
        match read(text) {
            Err(ReadError::Invalid { at, message }) => (at, message),
            other => panic!("{text}: {other:?}"),
        }
    }

    /// Positions and messages as CPython 3.11 gave them for these texts.
    #[test]
    fn it_stops_where_python_stops_and_says_what_python_says() {
        assert_eq!(stops(""), (0, VALUE));
        assert_eq!(stops("{"), (1, NAME));
        assert_eq!(stops("{bad"), (1, NAME));
        assert_eq!(stops("{\"a\" 1}"), (5, COLON));
        assert_eq!(stops("{\"a\":}"), (5, VALUE));
        assert_eq!(stops("{\"a\":1 \"b\"}"), (7, COMMA));
        assert_eq!(stops("{\"a\":1,}"), (7, NAME));
        assert_eq!(stops("[1,]"), (3, VALUE));
        assert_eq!(stops("[1"), (2, COMMA));
        assert_eq!(stops("\"é\\x\""), (2, ESCAPE));
        assert_eq!(stops("\"\\u12g4\""), (2, UNICODE));
        assert_eq!(stops("\"a\nb\""), (2, CONTROL));
        assert_eq!(stops(" \"abc"), (1, STRING));
        assert_eq!(stops("1 2"), (2, EXTRA));
        assert_eq!(stops("01"), (1, EXTRA));
        assert_eq!(stops("-"), (0, VALUE));
    }

    #[test]
    fn numbers_keep_their_spelling() {
        let read = read("[1, -0.0, 1E+5, 12345678901234567890, NaN]").unwrap();
        let numbers = ["1", "-0.0", "1E+5", "12345678901234567890", "NaN"];
        let numbers = numbers.map(|number| Json::Number(number.into()));
        assert_eq!(read, Json::List(numbers.into()));
    }

    #[test]
    fn a_name_given_twice_keeps_its_place_and_its_last_value() {
        let read = read(r#"{"a":1,"b":2,"a":null}"#).unwrap();
        assert_eq!(read.get("a"), Some(&Json::Null));
        let Json::Object(fields) = read else { panic!() };
        assert_eq!(fields[0].0, "a");
        assert_eq!(fields.len(), 2);
    }

    #[test]
    fn escapes_are_resolved_and_half_a_pair_is_replaced() {
        let text = read(r#""\u00e9\ud83d\ude00\ud83d\u0041\/\b""#).unwrap();
        assert_eq!(text, Json::text("é😀\u{fffd}A/\u{8}"));
    }

    #[test]
    fn nesting_ends_before_the_stack_does() {
        let deep = |levels: usize| "[".repeat(levels) + &"]".repeat(levels);
        assert!(read(&deep(DEEPEST)).is_ok());
        assert_eq!(read(&deep(100_000)), Err(ReadError::TooDeep));
    }
}
