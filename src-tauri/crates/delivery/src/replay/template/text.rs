//! Texts with places that are filled in for each exchange: `{{capture}}`, `{{index}}`, `{{time}}`, `{{uuid}}`.

use std::fmt::Write as _;

use model::{CaptureId, Timestamp};

use super::error::TemplateError;

/// A text and its places, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Text(Vec<Piece>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Literal(String),
    Place(Place),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Capture,
    Index,
    Time,
    Uuid,
}

impl Place {
    fn of(name: &str) -> Option<Self> {
        Some(match name {
            "capture" => Self::Capture,
            "index" => Self::Index,
            "time" => Self::Time,
            "uuid" => Self::Uuid,
            _ => return None,
        })
    }
}

/// What is filled in.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Filling {
    /// The capture that is sent.
    pub capture: CaptureId,
    /// Number of the exchange in its run, from 1.
    pub index: u64,
    /// When it is sent; written as RFC 3339.
    pub now: Timestamp,
    /// Random bytes, for a UUID.
    pub entropy: [u8; 16],
}

impl Text {
    /// Reads a text; `within` says where it stands.
    pub(super) fn read(text: &str, within: &str) -> Result<Self, TemplateError> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some((before, name, after)) = next_place(rest) {
            let place = Place::of(name).ok_or_else(|| TemplateError::Place {
                place: name.to_owned(),
                within: within.to_owned(),
            })?;
            pieces.push(Piece::Literal(before.to_owned()));
            pieces.push(Piece::Place(place));
            rest = after;
        }
        pieces.push(Piece::Literal(rest.to_owned()));
        Ok(Self(pieces))
    }

    /// Whether it is the same for every exchange.
    pub(super) fn is_plain(&self) -> bool {
        self.0.len() == 1
    }

    /// The text of one exchange.
    pub(super) fn filled(&self, filling: &Filling) -> String {
        let mut text = String::new();
        for piece in &self.0 {
            match piece {
                Piece::Literal(literal) => text.push_str(literal),
                Piece::Place(place) => text.push_str(&filling.value(*place)),
            }
        }
        text
    }
}

/// Cuts at the first `{{word}}`; braces around anything else are text.
fn next_place(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    loop {
        let open = from + text[from..].find("{{")?;
        let inside = &text[open + 2..];
        let end = inside.find("}}")?;
        let name = inside[..end].trim();
        if !name.is_empty()
            && name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        {
            return Some((&text[..open], name, &inside[end + 2..]));
        }
        from = open + 1;
    }
}

impl Filling {
    fn value(&self, place: Place) -> String {
        match place {
            Place::Capture => self.capture.to_string(),
            Place::Index => self.index.to_string(),
            Place::Time => self.now.to_string(),
            Place::Uuid => uuid(self.entropy),
        }
    }
}

/// A random UUID (RFC 9562, version 4).
fn uuid(mut bytes: [u8; 16]) -> String {
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let mut text = String::with_capacity(36);
    for (place, byte) in bytes.iter().enumerate() {
        if matches!(place, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        write!(text, "{byte:02x}").expect("a text takes more text");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(text: &str) -> String {
        let filling = Filling {
            capture: CaptureId(3),
            index: 1,
            now: Timestamp(0),
            entropy: [0xff; 16],
        };
        Text::read(text, "X").unwrap().filled(&filling)
    }

    #[test]
    fn places_are_filled_in_wherever_they_stand() {
        assert_eq!(filled("{{capture}}-{{ index }}{{index}}!"), "cap_3-11!");
        assert_eq!(filled("{{time}}"), "1970-01-01T00:00:00.000000Z");
        assert_eq!(filled("{{uuid}}"), "ffffffff-ffff-4fff-bfff-ffffffffffff");
    }

    #[test]
    fn other_braces_are_text() {
        for text in [
            "",
            "{}",
            "{{",
            "{{}}",
            "}}{{",
            "{{a b}}",
            "{\"a\":{\"b\":{}}}",
        ] {
            assert_eq!(filled(text), text);
        }
        assert_eq!(
            filled("{{{index}}}"),
            "{{{index}}}".replace("{{index}}", "1")
        );
    }
}
