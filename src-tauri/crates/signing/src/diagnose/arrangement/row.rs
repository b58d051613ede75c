//! A row of signed values, changed: fewer of them, joined otherwise, in another order.

use model::SegmentKind;

use super::super::step::{Part, Step};
use super::slot::Slot;
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

/// A row and what differs.
pub type Changed = (Vec<Slot>, Step);

/// The scheme's own row, to be changed.
pub struct Row<'p> {
    /// What stands in it.
    pub slots: Vec<Slot>,
    /// The values.
    pub pieces: &'p [Piece<'p>],
}

impl Row<'_> {
    /// Every change of the row, the likeliest first.
    pub fn changes(&self) -> Vec<Changed> {
        let mut all = self.without_timestamp();
        all.extend(self.without_others());
        all.extend(self.joined_otherwise());
        all.extend(self.in_other_orders());
        all
    }

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

    fn without_timestamp(&self) -> Vec<Changed> {
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
    fn without_others(&self) -> Vec<Changed> {
        let mut all = Vec::new();
        for (at, slot) in self.slots.iter().enumerate() {
            let step = match (slot, self.kind(slot)) {
                (_, Some(SegmentKind::Url)) => Step::plain(Part::Message, "msg.url_not_included"),
                (
                    Slot::Piece(piece),
                    Some(SegmentKind::Header | SegmentKind::Method | SegmentKind::Derived),
                ) => {
                    let name = self.pieces[*piece].name.to_string();
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

    fn joined_otherwise(&self) -> Vec<Changed> {
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

    fn in_other_orders(&self) -> Vec<Changed> {
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

fn arranged(rows: Vec<Vec<Slot>>, step: &Step) -> Vec<Changed> {
    let some = |row: &Vec<Slot>| row.iter().any(|slot| matches!(slot, Slot::Piece(_)));
    let rows = rows.into_iter().filter(some);
    rows.map(|slots| (slots, step.clone())).collect()
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
