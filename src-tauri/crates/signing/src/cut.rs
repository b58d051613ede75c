//! Cuts a signature's text into timestamps and digests.
//!
//! Only the form is looked at here. A digest of the wrong length or alphabet
//! passes: it is a signature, only not the right one.

use model::ParsedPart;

use crate::scheme::definition::SignatureRule;

/// Limits on what one text is cut into, so that no header keeps us busy.
const MOST_GROUPS: usize = 16;
const MOST_ITEMS: usize = 100;

/// One timestamp (where the text holds one) and the digests that go with it.
#[derive(Debug, Default)]
pub struct Group<'a> {
    /// Items in order, as key and value; the key is empty where items have none.
    pub items: Vec<Item<'a>>,
}

/// One item of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item<'a> {
    /// `t`, `v1`; empty where items have no key.
    pub key: &'a str,
    /// What follows the key.
    pub value: &'a str,
    /// What the item is to the scheme.
    pub role: Role,
}

/// What an item is to the scheme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A digest.
    Signature,
    /// The timestamp, where items are known by their place.
    Timestamp,
    /// Whatever else stands under its key.
    Other,
}

impl<'a> Group<'a> {
    /// A text that is one digest.
    pub fn of_one(signature: &'a str) -> Self {
        Self::of(std::iter::once(signature))
    }

    /// Texts that are digests, each.
    pub fn of(signatures: impl Iterator<Item = &'a str>) -> Self {
        let item = |value| Item {
            key: "",
            value,
            role: Role::Signature,
        };
        Self {
            items: signatures.map(item).collect(),
        }
    }

    /// The digests.
    pub fn signatures(&self) -> impl Iterator<Item = &'a str> {
        let signature = |item: &&Item<'a>| item.role == Role::Signature;
        self.items.iter().filter(signature).map(|item| item.value)
    }

    /// The first value under a key that is not empty.
    pub fn field(&self, key: &str) -> Option<&'a str> {
        let mut named = self.items.iter().filter(|item| item.key == key);
        named
            .find(|item| !item.value.is_empty())
            .map(|item| item.value)
    }

    /// The items as evidence tells them.
    pub fn parts(&self, timestamp_key: Option<&str>) -> Vec<ParsedPart> {
        let part = |item: &Item<'_>| ParsedPart {
            name: item.key.to_owned(),
            value: item.value.to_owned(),
            used: item.role != Role::Other || Some(item.key) == timestamp_key,
        };
        self.items.iter().map(part).collect()
    }
}

/// The groups of a text; `None` when the fixed prefix is missing.
pub fn groups<'a>(rule: &SignatureRule, text: &'a str) -> Option<Vec<Group<'a>>> {
    Some(groups_behind_prefix(rule, without_prefix(rule, text)?))
}

/// The groups of a text whose prefix is cut off, or was never there.
pub fn groups_behind_prefix<'a>(rule: &SignatureRule, text: &'a str) -> Vec<Group<'a>> {
    let group = |text| Group {
        items: items(rule, text),
    };
    match &rule.group {
        None => vec![group(text)],
        Some(separator) => text
            .split(separator.as_str())
            .filter(|text| !text.is_empty())
            .take(MOST_GROUPS)
            .map(group)
            .collect(),
    }
}

fn without_prefix<'a>(rule: &SignatureRule, text: &'a str) -> Option<&'a str> {
    let same = |front: &str| match rule.prefix_any_case {
        true => front.eq_ignore_ascii_case(&rule.prefix),
        false => front == rule.prefix,
    };
    match text.split_at_checked(rule.prefix.len()) {
        Some((front, rest)) if same(front) => Some(rest),
        _ => rule.prefix_optional.then_some(text),
    }
}

fn items<'a>(rule: &SignatureRule, text: &'a str) -> Vec<Item<'a>> {
    let item = |(index, text)| item(rule, index, text);
    match &rule.split {
        None => item((0, text)).into_iter().collect(),
        Some(separator) => text
            .split(separator.as_str())
            .map(|text| if rule.trim { text.trim() } else { text })
            .filter(|text| !text.is_empty())
            .take(MOST_ITEMS)
            .enumerate()
            .filter_map(item)
            .collect(),
    }
}

fn item<'a>(rule: &SignatureRule, index: usize, text: &'a str) -> Option<Item<'a>> {
    let bare = Item {
        key: "",
        value: text,
        role: Role::Signature,
    };
    if !rule.positional.is_empty() {
        return positional(rule, index, text);
    }
    let Some(pair) = &rule.pair else {
        return (!text.is_empty()).then_some(bare);
    };
    let Some((key, value)) = text.split_once(pair.as_str()) else {
        let role = if rule.bare {
            Role::Signature
        } else {
            Role::Other
        };
        return Some(Item { role, ..bare });
    };
    let accepted = !value.is_empty() && rule.accept.iter().any(|accept| accept == key);
    let role = if accepted {
        Role::Signature
    } else {
        Role::Other
    };
    Some(Item { key, value, role })
}

fn positional<'a>(rule: &SignatureRule, index: usize, text: &'a str) -> Option<Item<'a>> {
    let last = rule.positional.last()?;
    let kind = rule
        .positional
        .get(index)
        .or(last.ends_with('*').then_some(last))?;
    let (key, role) = match kind.as_str() {
        "ts" => ("ts", Role::Timestamp),
        "-" => ("", Role::Other),
        _ => ("", Role::Signature),
    };
    Some(Item {
        key,
        value: text,
        role,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rule(toml: &str) -> SignatureRule {
        toml::from_str(&format!("from = \"header:S\"\n{toml}")).unwrap()
    }

    fn signatures<'a>(rule: &SignatureRule, text: &'a str) -> Vec<&'a str> {
        let groups = groups(rule, text).unwrap_or_default();
        groups.iter().flat_map(Group::signatures).collect()
    }

    const LIST: &str = "split = \",\"\npair = \"=\"\naccept = [\"v1\"]";

    #[test]
    fn unknown_versions_are_skipped_and_every_known_one_counts() {
        assert_eq!(signatures(&rule(LIST), "t=1,v1=a,v0=b,v1=c="), ["a", "c="]);
        assert!(signatures(&rule(LIST), "not a stripe header").is_empty());
        assert!(signatures(&rule(LIST), "t=1,v1=").is_empty());
    }

    #[test]
    fn white_space_around_items_counts_unless_the_scheme_trims() {
        assert!(signatures(&rule(LIST), "t=1, v1=a").is_empty());
        assert_eq!(
            signatures(&rule(&format!("{LIST}\ntrim = true")), "t=1, v1=a"),
            ["a"]
        );
    }

    #[test]
    fn a_prefix_is_needed_unless_it_is_optional() {
        assert_eq!(signatures(&rule("prefix = \"v0=\""), "v0=a"), ["a"]);
        assert!(signatures(&rule("prefix = \"v0=\""), "a").is_empty());
        assert!(signatures(&rule("prefix = \"v0=\""), "v0=").is_empty());
        assert_eq!(
            signatures(&rule("prefix = \"v0=\"\nprefix_optional = true"), "a"),
            ["a"]
        );
    }

    #[test]
    fn items_can_be_known_by_their_place() {
        let rule = rule("split = \",\"\npositional = [\"ts\", \"sig*\"]");
        assert_eq!(signatures(&rule, "17,a,b"), ["a", "b"]);
        assert_eq!(groups(&rule, "17,a,b").unwrap()[0].field("ts"), Some("17"));
    }

    #[test]
    fn groups_keep_their_own_timestamps() {
        let rule = rule(&format!("group = \" \"\n{LIST}"));
        let groups = groups(&rule, "t=1,v1=a t=2,v1=b").unwrap();
        let times: Vec<_> = groups.iter().map(|group| group.field("t")).collect();
        assert_eq!(times, [Some("1"), Some("2")]);
    }

    proptest! {
        #[test]
        fn no_text_makes_the_grammar_panic(text in "\\PC*", separators in "[,; =&.]{1,3}") {
            for extra in ["", "\nprefix = \"é=\"", "\ntrim = true", "\ngroup = \" \"", "\nbare = true"] {
                let rule = rule(&format!("split = \"{separators}\"\npair = \"=\"\naccept = [\"v1\"]{extra}"));
                prop_assert!(signatures(&rule, &text).len() <= MOST_GROUPS * MOST_ITEMS);
            }
        }
    }
}
