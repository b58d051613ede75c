//! One place in a row of signed values.

use model::SegmentKind;

use crate::message::Piece;

/// What stands there.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Slot {
    /// A value of the request.
    Piece(usize),
    /// Fixed text that means something: `v0`, `POST`.
    Word(String),
    /// Fixed text that only separates.
    Joiner(String),
}

/// The scheme's own row.
pub fn slots(pieces: &[Piece<'_>]) -> Vec<Slot> {
    let mut slots = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        match piece.kind {
            SegmentKind::Literal => {
                slots.extend(words_and_joiners(&String::from_utf8_lossy(&piece.bytes)))
            }
            _ => slots.push(Slot::Piece(at)),
        }
    }
    slots
}

/// `v0:` is a word and a joiner.
fn words_and_joiners(text: &str) -> Vec<Slot> {
    let is_word = |letter: char| letter.is_alphanumeric();
    let mut slots = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let word = is_word(first);
        let end = rest
            .find(|letter| is_word(letter) != word)
            .unwrap_or(rest.len());
        let (front, after) = rest.split_at(end);
        slots.push(if word {
            Slot::Word(front.to_owned())
        } else {
            Slot::Joiner(front.to_owned())
        });
        rest = after;
    }
    slots
}
