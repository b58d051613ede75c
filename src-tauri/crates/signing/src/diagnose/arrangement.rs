//! The signed values in another order, joined by something else, or fewer of them.

mod row;
mod slot;

use std::collections::HashSet;

use model::SegmentKind;

use super::step::Step;
use crate::message::Piece;
use row::Row;
use slot::{Slot, slots};

/// A row of pieces and texts that may have been signed instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrangement {
    slots: Vec<Slot>,
    /// What differs; `None` for the scheme's own.
    pub step: Option<Step>,
}

impl Arrangement {
    /// The bytes, with the key in the secret's place.
    pub fn slices<'p>(&'p self, pieces: &'p [Piece<'_>], key: &'p [u8]) -> Vec<&'p [u8]> {
        let slice = |slot: &'p Slot| match slot {
            Slot::Word(text) | Slot::Joiner(text) => text.as_bytes(),
            Slot::Piece(at) => match pieces.get(*at) {
                Some(piece) if piece.kind == SegmentKind::Secret => key,
                Some(piece) => piece.bytes.as_ref(),
                None => &[],
            },
        };
        self.slots.iter().map(slice).collect()
    }
}

/// The scheme's own arrangement.
pub fn own(pieces: &[Piece<'_>]) -> Arrangement {
    Arrangement {
        slots: slots(pieces),
        step: None,
    }
}

/// The others, the likeliest first, each once.
pub fn others(pieces: &[Piece<'_>]) -> Vec<Arrangement> {
    let row = Row {
        slots: slots(pieces),
        pieces,
    };
    let mut seen = HashSet::from([row.slots.clone()]);
    let changes = row.changes().into_iter();
    let fresh = changes.filter(|(slots, _)| seen.insert(slots.clone()));
    let arrangement = |(slots, step)| Arrangement {
        slots,
        step: Some(step),
    };
    fresh.map(arrangement).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(kind: SegmentKind, text: &str) -> Piece<'_> {
        Piece {
            kind,
            name: text.into(),
            bytes: text.as_bytes().into(),
        }
    }

    /// The first step under which these bytes are arranged.
    fn step(pieces: &[Piece<'_>], signed: &str) -> Option<String> {
        let all = others(pieces);
        let same = |arrangement: &&Arrangement| {
            arrangement.slices(pieces, b"key").concat() == signed.as_bytes()
        };
        all.iter()
            .find(same)
            .and_then(|found| found.step.as_ref())
            .map(|step| format!("{} {}", step.code, step.detail))
    }

    #[test]
    fn every_other_arrangement_has_its_name() {
        use SegmentKind::{Body, Header, Literal, Timestamp, Url};
        let slack = [
            piece(Literal, "v0:"),
            piece(Timestamp, "17"),
            piece(Literal, ":"),
            piece(Body, "{}"),
        ];
        let told = |signed| step(&slack, signed).unwrap_or_default();
        assert_eq!(own(&slack).slices(&slack, b"").concat(), b"v0:17:{}");
        assert_eq!(told("{}"), "msg.timestamp_not_included ");
        assert_eq!(told("v0:{}"), "msg.timestamp_not_included ");
        assert_eq!(told("v0:17|{}"), "msg.wrong_delimiter pipe");
        assert_eq!(told("v0.17.{}"), "msg.wrong_delimiter dot");
        assert_eq!(told("v0:{}:17"), "msg.order_swapped ");
        assert_eq!(told("17:{}"), "msg.id_not_included v0");
        let plain = [piece(Timestamp, "17"), piece(Body, "{}")];
        assert_eq!(
            step(&plain, "17.{}").as_deref(),
            Some("msg.wrong_delimiter dot")
        );
        let square = [piece(Url, "http://h"), piece(Body, "{}")];
        assert_eq!(
            step(&square, "{}").as_deref(),
            Some("msg.url_not_included ")
        );
        let svix = [
            piece(Header, "id"),
            piece(Literal, "."),
            piece(Timestamp, "17"),
            piece(Literal, "."),
            piece(Body, "{}"),
        ];
        assert_eq!(
            step(&svix, "17.{}").as_deref(),
            Some("msg.id_not_included id")
        );
        assert_eq!(
            step(&svix, "{}").as_deref(),
            Some("msg.timestamp_not_included ")
        );
    }
}
