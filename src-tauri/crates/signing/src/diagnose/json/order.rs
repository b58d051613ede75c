//! An object's keys in the order and the number in which programs keep them.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::HashMap;

use super::tree::{Member, Node};

/// What keys are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// By character, as Python and Go sort.
    Characters,
    /// By UTF-16 unit, as JavaScript and Java sort.
    Units,
}

/// The tree with the keys of every object sorted.
pub fn sorted<'a>(node: &Node<'a>, order: Order) -> Node<'a> {
    with_members(node, &|members| match order {
        Order::Characters => members.sort_by_cached_key(|(key, _)| decoded(key).into_owned()),
        Order::Units => members.sort_by_cached_key(|(key, _)| units(key)),
    })
}

/// The tree as JavaScript holds it: keys that are indexes first, in numeric order.
pub fn indexes_first<'a>(node: &Node<'a>) -> Node<'a> {
    with_members(node, &|members| {
        if members.iter().any(|(key, _)| index(key).is_some()) {
            members.sort_by(|(one, _), (other, _)| by_index(one, other));
        }
    })
}

/// The tree with each key once: in its first place, with its last value.
pub fn merged<'a>(node: &Node<'a>) -> Node<'a> {
    with_members(node, &|members| {
        if has_twins(members) {
            *members = once_each(std::mem::take(members));
        }
    })
}

/// A copy whose members are changed, at every depth.
fn with_members<'a>(node: &Node<'a>, change: &dyn Fn(&mut Vec<Member<'a>>)) -> Node<'a> {
    match node {
        Node::Object(members) => {
            let inside = |(key, value): &Member<'a>| (key.clone(), with_members(value, change));
            let mut members: Vec<Member<'a>> = members.iter().map(inside).collect();
            change(&mut members);
            Node::Object(members)
        }
        Node::Array(items) => Node::Array(
            items
                .iter()
                .map(|item| with_members(item, change))
                .collect(),
        ),
        Node::Text(_) | Node::Plain(_) => node.clone(),
    }
}

/// Whether two keys are one.
pub fn has_twins(members: &[Member<'_>]) -> bool {
    let mut keys: Vec<Cow<'_, str>> = members.iter().map(|(key, _)| decoded(key)).collect();
    keys.sort_unstable();
    keys.windows(2).any(|pair| pair[0] == pair[1])
}

fn once_each(members: Vec<Member<'_>>) -> Vec<Member<'_>> {
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut once: Vec<Member<'_>> = Vec::new();
    for (key, value) in members {
        let place = *places
            .entry(decoded(&key).into_owned())
            .or_insert(once.len());
        match once.get_mut(place) {
            Some(member) => member.1 = value,
            None => once.push((key, value)),
        }
    }
    once
}

fn by_index(one: &str, other: &str) -> Ordering {
    match (index(one), index(other)) {
        (Some(one), Some(other)) => one.cmp(&other),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
}

/// The number that a key is when it is an index.
pub fn index(key: &str) -> Option<u32> {
    let inside = key.trim_matches('"');
    let digits = inside.len() <= 10 && inside.bytes().all(|byte| byte.is_ascii_digit());
    let number: u32 = digits.then(|| inside.parse().ok())??;
    let plain = !inside.starts_with('0') || inside == "0";
    (plain && number < u32::MAX).then_some(number)
}

fn units(key: &str) -> Vec<u16> {
    decoded(key).encode_utf16().collect()
}

fn decoded(key: &str) -> Cow<'_, str> {
    if !key.contains('\\') {
        return Cow::Borrowed(key.trim_matches('"'));
    }
    serde_json::from_str(key).map_or(Cow::Borrowed(key), Cow::Owned)
}

#[cfg(test)]
mod tests {
    use super::super::render::{Layout, render};
    use super::super::tree;
    use super::*;

    fn written(text: &str, change: impl Fn(&Node<'_>) -> Vec<u8>) -> String {
        String::from_utf8(change(&tree::parse(text).unwrap())).unwrap()
    }

    #[test]
    fn sorting_goes_by_character_or_by_unit_at_every_depth() {
        let text = "{\"\u{1f980}\":1,\"\u{ff5e}\":2,\"a\":{\"d\":1,\"c\":2}}";
        let order = |order| written(text, |tree| render(&sorted(tree, order), Layout::Compact));
        assert_eq!(
            order(Order::Characters),
            "{\"a\":{\"c\":2,\"d\":1},\"\u{ff5e}\":2,\"\u{1f980}\":1}"
        );
        assert_eq!(
            order(Order::Units),
            "{\"a\":{\"c\":2,\"d\":1},\"\u{1f980}\":1,\"\u{ff5e}\":2}"
        );
    }

    #[test]
    fn a_key_given_twice_keeps_its_first_place_and_its_last_value() {
        let once = |text| written(text, |tree| render(&merged(tree), Layout::Compact));
        assert_eq!(once(r#"{"a":1,"b":2,"\u0061":3}"#), r#"{"a":3,"b":2}"#);
    }

    #[test]
    fn indexes_come_first_where_javascript_holds_the_keys() {
        let held = |text| written(text, |tree| render(&indexes_first(tree), Layout::Compact));
        assert_eq!(
            held(r#"{"b":1,"10":2,"9":3,"01":4}"#),
            r#"{"9":3,"10":2,"b":1,"01":4}"#
        );
    }
}
