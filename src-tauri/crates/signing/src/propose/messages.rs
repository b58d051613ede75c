//! Messages that may have been signed, the simplest first.
//!
//! What providers do is body, timestamp, id, method and URL in some order with
//! one separator; a fixed word in front; two fields of the body. All of these
//! are here, and nothing that mixes separators.

use super::atom::Atom;
use super::texts::Text;
use super::times::Moment;

/// A message in pieces.
pub type Message<'m> = Vec<Atom<'m>>;

const SEPARATORS: &[&str] = &[
    ".", ":", "", "|", "\n", "-", "_", ",", ";", "&", " ", "/", "+",
];
/// Fixed words that are signed in front.
const WORDS: &[&str] = &[
    "v0",
    "v1",
    "v2",
    "v3",
    "sha256",
    "hmacsha256",
    "sha1",
    "webhook",
];
/// Separators between a fixed word and the rest.
const AFTER_WORDS: &[&str] = &[":", ".", "=", "", "-", ","];

/// As many other texts as are tried as ids, and in pairs.
const MOST_IDS: usize = 12;
const MOST_PAIRED: usize = 24;

/// Every message of a request.
pub fn messages<'m>(texts: &'m [Text], moments: &'m [Moment]) -> Vec<Message<'m>> {
    let times: Vec<Atom<'m>> = moments.iter().map(Atom::Time).collect();
    let mut all: Vec<Message<'m>> = vec![vec![Atom::Body], vec![Atom::BodyHash]];
    timed(&times, &mut all);
    with_ids(texts, moments, &times, &mut all);
    with_url(texts, &times, &mut all);
    with_word(&times, &mut all);
    of_fields(texts, &times, &mut all);
    all
}

/// Timestamp and body.
fn timed<'m>(times: &[Atom<'m>], all: &mut Vec<Message<'m>>) {
    for &time in times {
        for body in [Atom::Body, Atom::BodyHash] {
            all.extend(orders(&[time, body], SEPARATORS));
        }
    }
}

/// An id, with or without a timestamp, and the body.
fn with_ids<'m>(
    texts: &'m [Text],
    moments: &[Moment],
    times: &[Atom<'m>],
    all: &mut Vec<Message<'m>>,
) {
    let is_time = |text: &&Text| moments.iter().any(|moment| moment.place == text.place());
    let ids = texts
        .iter()
        .filter(|text| text.kind == "header" && !is_time(text))
        .take(MOST_IDS);
    for id in ids.map(Atom::Value) {
        for &time in times {
            all.extend(orders(&[id, time, Atom::Body], SEPARATORS));
        }
        all.extend(orders(&[id, Atom::Body], SEPARATORS));
    }
}

/// URL or path with method, timestamp and body, each of them there or not.
fn with_url<'m>(texts: &'m [Text], times: &[Atom<'m>], all: &mut Vec<Message<'m>>) {
    let urls = urls(texts);
    let times: Vec<Option<Atom<'m>>> = std::iter::once(None)
        .chain(times.iter().copied().map(Some))
        .collect();
    let bodies = [
        Some(Atom::Body),
        Some(Atom::Form),
        Some(Atom::BodyHash),
        None,
    ];
    for body in bodies {
        for time in &times {
            all.extend(orders(
                &flat([Some(Atom::Method), body, *time]),
                URL_SEPARATORS,
            ));
            for &url in &urls {
                all.extend(orders(&flat([Some(url), body, *time]), URL_SEPARATORS));
                all.extend(orders(
                    &flat([Some(Atom::Method), Some(url), body, *time]),
                    URL_SEPARATORS,
                ));
            }
        }
    }
}

/// The URL, its path, and headers that repeat one of them.
fn urls(texts: &[Text]) -> Vec<Atom<'_>> {
    let repeats = |text: &&Text| {
        text.kind == "header" && (text.text.starts_with('/') || text.text.starts_with("http"))
    };
    let headers = texts.iter().filter(repeats).take(2).map(Atom::Value);
    [Atom::Url, Atom::Path].into_iter().chain(headers).collect()
}

const URL_SEPARATORS: &[&str] = &["", ".", "\n", ":", "|"];

fn flat<'m, const N: usize>(atoms: [Option<Atom<'m>>; N]) -> Vec<Atom<'m>> {
    atoms.into_iter().flatten().collect()
}

/// `v0:{ts}:{body}`, `hmacsha256={body}`.
fn with_word<'m>(times: &[Atom<'m>], all: &mut Vec<Message<'m>>) {
    for word in WORDS {
        for separator in AFTER_WORDS {
            all.push(joined(&[Atom::Literal(word), Atom::Body], separator));
            for &time in times {
                all.push(joined(&[Atom::Literal(word), time, Atom::Body], separator));
            }
        }
    }
}

/// One field, or two of the same object; the body's rest is then not covered.
fn of_fields<'m>(texts: &'m [Text], times: &[Atom<'m>], all: &mut Vec<Message<'m>>) {
    let fields: Vec<&Text> = texts.iter().take(MOST_PAIRED).collect();
    all.extend(times.iter().map(|time| vec![*time]));
    for field in &fields {
        for &time in times {
            all.extend(orders(&[time, Atom::Value(field)], URL_SEPARATORS));
        }
        all.push(vec![Atom::Value(field)]);
    }
    let pairs = fields
        .iter()
        .flat_map(|a| fields.iter().map(move |b| (*a, *b)));
    for (a, b) in pairs.filter(|(a, b)| a != b) {
        all.extend(
            URL_SEPARATORS
                .iter()
                .map(|separator| joined(&[Atom::Value(a), Atom::Value(b)], separator)),
        );
    }
}

/// The pieces in every order, with every separator.
fn orders<'m>(atoms: &[Atom<'m>], separators: &[&'static str]) -> Vec<Message<'m>> {
    let orders = permutations(atoms);
    let joined = |separator: &&'static str| {
        orders
            .iter()
            .map(move |order| joined(order, separator))
            .collect::<Vec<_>>()
    };
    separators.iter().flat_map(joined).collect()
}

fn joined<'m>(atoms: &[Atom<'m>], separator: &'static str) -> Message<'m> {
    let mut message = Vec::with_capacity(atoms.len() * 2);
    for (at, atom) in atoms.iter().enumerate() {
        if at > 0 && !separator.is_empty() {
            message.push(Atom::Literal(separator));
        }
        message.push(*atom);
    }
    message
}

fn permutations<'m>(atoms: &[Atom<'m>]) -> Vec<Vec<Atom<'m>>> {
    if atoms.len() < 2 {
        return vec![atoms.to_vec()];
    }
    let mut all = Vec::new();
    for at in 0..atoms.len() {
        let mut rest = atoms.to_vec();
        let first = rest.remove(at);
        for mut order in permutations(&rest) {
            order.insert(0, first);
            all.push(order);
        }
    }
    all
}

/// The ways a secret may stand in a message that is hashed plainly: in front,
/// at the end, and between its pieces.
pub fn with_secret<'m>(message: &[Atom<'m>]) -> Vec<Message<'m>> {
    let insert = |at: usize| {
        let mut with = message.to_vec();
        with.insert(at, Atom::Secret);
        with
    };
    (0..=message.len()).map(insert).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_body_alone_comes_first_and_orders_are_complete() {
        let all = messages(&[], &[]);
        assert_eq!(all[0], [Atom::Body]);
        assert_eq!(
            permutations(&[Atom::Body, Atom::Url, Atom::Method]).len(),
            6
        );
        assert!(all.contains(&vec![Atom::Method, Atom::Url, Atom::Body]));
    }
}
