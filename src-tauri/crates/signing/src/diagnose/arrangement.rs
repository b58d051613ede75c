//! The signed values in another order, joined by something else, or fewer of them.

use std::collections::HashSet;

use model::SegmentKind;

use super::step::{Part, Step};
use crate::message::Piece;

/// What people join values with, and the word for it.
const JOINERS: &[(&str, &str)] = &[
    (".", "dot"),
    (":", "colon"),
    ("|", "pipe"),
    ("", "none"),
    ("-", "dash"),
    ("_", "underscore"),
    (",", "comma"),
    (";", "semicolon"),
    ("\n", "newline"),
    ("/", "slash"),
    ("+", "plus"),
    (" ", "space"),
    ("&", "ampersand"),
    ("~", "tilde"),
    ("#", "hash"),
    ("=", "equals"),
    ("\r\n", "crlf"),
    ("\t", "tab"),
    ("::", "double colon"),
    ("||", "double pipe"),
];

/// Orders of more values are too many to try.
const MOST_ORDERED: usize = 4;

/// Joiners of longer messages are replaced all at once only.
const MOST_JOINERS: usize = 6;

/// A row of pieces and texts that may have been signed instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrangement {
    slots: Vec<Slot>,
    /// What differs; `None` for the scheme's own.
    pub step: Option<Step>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Slot {
    /// A value of the request.
    Piece(usize),
    /// Fixed text that means something: `v0`, `POST`.
    Word(String),
    /// Fixed text that only separates.
    Joiner(String),
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
    let mut all = Vec::new();
    all.extend(row.without_timestamp());
    all.extend(row.without_others());
    all.extend(row.joined_otherwise());
    all.extend(row.in_other_orders());
    let mut seen = HashSet::from([row.slots.clone()]);
    all.retain(|arrangement| seen.insert(arrangement.slots.clone()));
    all
}

fn slots(pieces: &[Piece<'_>]) -> Vec<Slot> {
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

struct Row<'p> {
    slots: Vec<Slot>,
    pieces: &'p [Piece<'p>],
}

impl Row<'_> {
    fn kind(&self, slot: &Slot) -> Option<SegmentKind> {
        match slot {
            Slot::Piece(at) => self.pieces.get(*at).map(|piece| piece.kind),
            Slot::Word(_) | Slot::Joiner(_) => None,
        }
    }

    fn places(&self, wanted: impl Fn(&Slot) -> bool) -> Vec<usize> {
        let all = self.slots.iter().enumerate();
        all.filter(|(_, slot)| wanted(slot))
            .map(|(at, _)| at)
            .collect()
    }

    /// Only the body, or what is made of it, and the secret where it is among the bytes.
    fn body_alone(&self) -> Vec<Slot> {
        let body = |slot: &Slot| self.kind(slot) == Some(SegmentKind::Body);
        let derived = |slot: &Slot| self.kind(slot) == Some(SegmentKind::Derived);
        let has_body = self.slots.iter().any(body);
        let kept = |slot: &&Slot| {
            self.kind(slot) == Some(SegmentKind::Secret)
                || if has_body { body(slot) } else { derived(slot) }
        };
        self.slots.iter().filter(kept).cloned().collect()
    }

    fn without_timestamp(&self) -> Vec<Arrangement> {
        let timestamps = self.places(|slot| self.kind(slot) == Some(SegmentKind::Timestamp));
        let step = Step::plain(Part::Message, "msg.timestamp_not_included");
        let mut rows: Vec<Vec<Slot>> = Vec::new();
        for at in timestamps {
            rows.push(self.body_alone());
            rows.extend(self.without(at));
        }
        arranged(rows, &step)
    }

    /// Each other value left out, the URL by its own name.
    fn without_others(&self) -> Vec<Arrangement> {
        let mut all = Vec::new();
        for (at, slot) in self.slots.iter().enumerate() {
            let step = match (slot, self.kind(slot)) {
                (_, Some(SegmentKind::Url)) => Step::plain(Part::Message, "msg.url_not_included"),
                (
                    Slot::Piece(piece),
                    Some(SegmentKind::Header | SegmentKind::Method | SegmentKind::Derived),
                ) => {
                    let name = self.pieces[*piece].name.clone().into_owned();
                    Step::told(Part::Message, "msg.id_not_included", name)
                }
                (Slot::Word(word), _) => {
                    Step::told(Part::Message, "msg.id_not_included", word.clone())
                }
                _ => continue,
            };
            let mut rows = self.without(at);
            rows.push(self.body_alone());
            all.extend(arranged(rows, &step));
        }
        all
    }

    /// Without one slot and the joiner behind it, before it, or none.
    fn without(&self, at: usize) -> Vec<Vec<Slot>> {
        let joiner = |at: usize| matches!(self.slots.get(at), Some(Slot::Joiner(_)));
        let mut rows = Vec::new();
        if joiner(at + 1) {
            rows.push(self.without_range(at, at + 2));
        }
        if at > 0 && joiner(at - 1) {
            rows.push(self.without_range(at - 1, at + 1));
        }
        rows.push(self.without_range(at, at + 1));
        rows
    }

    fn without_range(&self, from: usize, to: usize) -> Vec<Slot> {
        [&self.slots[..from], &self.slots[to..]].concat()
    }

    fn joined_otherwise(&self) -> Vec<Arrangement> {
        let joiners = self.places(|slot| matches!(slot, Slot::Joiner(_)));
        let mut all = Vec::new();
        for (joiner, name) in JOINERS {
            let step = Step::new(Part::Message, "msg.wrong_delimiter", name);
            let rows = match joiners.is_empty() {
                true => vec![self.with_joiners_between(joiner)],
                false => self.with_joiners(&joiners, joiner),
            };
            all.extend(arranged(rows, &step));
        }
        all
    }

    /// The last joiner replaced, all of them, and each of them.
    fn with_joiners(&self, places: &[usize], joiner: &str) -> Vec<Vec<Slot>> {
        let replaced = |wanted: &dyn Fn(usize) -> bool| {
            let slot = |(at, slot): (usize, &Slot)| match slot {
                Slot::Joiner(_) if wanted(at) => Slot::Joiner(joiner.to_owned()),
                _ => slot.clone(),
            };
            self.slots
                .iter()
                .enumerate()
                .map(slot)
                .collect::<Vec<Slot>>()
        };
        let mut rows = vec![
            replaced(&|at| places.last() == Some(&at)),
            replaced(&|_| true),
        ];
        if places.len() <= MOST_JOINERS {
            rows.extend(places.iter().map(|&place| replaced(&|at| at == place)));
        }
        rows
    }

    fn with_joiners_between(&self, joiner: &str) -> Vec<Slot> {
        let mut row = Vec::new();
        for (at, slot) in self.slots.iter().enumerate() {
            if at > 0 {
                row.push(Slot::Joiner(joiner.to_owned()));
            }
            row.push(slot.clone());
        }
        row
    }

    fn in_other_orders(&self) -> Vec<Arrangement> {
        let values = self.places(|slot| matches!(slot, Slot::Piece(_)));
        if !(2..=MOST_ORDERED).contains(&values.len()) {
            return Vec::new();
        }
        let step = Step::plain(Part::Message, "msg.order_swapped");
        let rows = orders(&values).into_iter().map(|order| {
            let mut row = self.slots.clone();
            for (place, from) in values.iter().zip(order) {
                row[*place] = self.slots[from].clone();
            }
            row
        });
        arranged(rows.collect(), &step)
    }
}

fn arranged(rows: Vec<Vec<Slot>>, step: &Step) -> Vec<Arrangement> {
    let rows = rows
        .into_iter()
        .filter(|row| row.iter().any(|slot| matches!(slot, Slot::Piece(_))));
    rows.map(|slots| Arrangement {
        slots,
        step: Some(step.clone()),
    })
    .collect()
}

/// Every order, those with two values exchanged first.
fn orders(values: &[usize]) -> Vec<Vec<usize>> {
    let mut all: Vec<Vec<usize>> = vec![Vec::new()];
    for _ in values {
        let longer = |order: Vec<usize>| {
            let rest = values
                .iter()
                .filter(|value| !order.contains(value))
                .copied()
                .collect::<Vec<_>>();
            rest.into_iter()
                .map(move |value| [&order[..], &[value]].concat())
        };
        all = all.into_iter().flat_map(longer).collect();
    }
    let moved = |order: &Vec<usize>| {
        order
            .iter()
            .zip(values)
            .filter(|(one, other)| one != other)
            .count()
    };
    all.sort_by_key(moved);
    all
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
