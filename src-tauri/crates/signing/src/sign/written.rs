//! Signature texts as the scheme writes them: the grammar of [`crate::cut`],
//! the other way round.

use smallvec::{SmallVec, smallvec};

use crate::cut::{Group, Item, Role};
use crate::scheme::definition::{Definition, SignatureRule};
use crate::scheme::place::{Place, TimestampPlace};

/// How many secrets can sign one request.
pub fn capacity(rule: &SignatureRule) -> usize {
    let numbered = rule
        .from
        .iter()
        .any(|place| matches!(place, Place::NumberedHeader(_)));
    let listed = match rule.positional.last() {
        Some(last) => last.ends_with('*'),
        None => rule.split.is_some() || rule.group.is_some(),
    };
    if numbered || listed || rule.repeat {
        usize::MAX
    } else {
        rule.from.len()
    }
}

/// The fixed items that are written beside timestamp and signature.
pub fn constants(rule: &SignatureRule) -> Group<'_> {
    let pair = rule.pair.as_deref().unwrap_or("=");
    let fixed = rule.write.iter().filter_map(|item| item.split_once(pair));
    Group {
        items: fixed
            .map(|(key, value)| Item {
                key,
                value,
                role: Role::Other,
            })
            .collect(),
    }
}

/// Digests, or what is written of them: of one secret for the most part.
pub type Texts = SmallVec<[String; 1]>;

/// The texts to put at the scheme's places: one with all digests where it
/// writes lists, else one a digest.
pub fn texts(definition: &Definition, timestamp: Option<&str>, digests: &[String]) -> Texts {
    let rule = &definition.signature;
    let list = |digests: &[String]| list(definition, timestamp, digests);
    if let Some(group) = &rule.group {
        return smallvec![digests.chunks(1).map(list).collect::<Vec<_>>().join(group)];
    }
    if rule.split.is_some() {
        return smallvec![list(digests)];
    }
    digests.chunks(1).map(list).collect()
}

/// A list that is written item by item.
struct List<'d> {
    text: String,
    /// What stands between an item's key and its value.
    pair: Option<&'d str>,
    /// What goes before the next item.
    join: &'d str,
    between: &'d str,
}

impl<'d> List<'d> {
    /// The scheme's prefix, and room for items as long as these.
    fn new(rule: &'d SignatureRule, digests: &[String]) -> Self {
        const OTHERS: usize = 32;
        let length: usize = digests.iter().map(|digest| digest.len() + OTHERS).sum();
        let mut text = String::with_capacity(rule.prefix.len() + length);
        text.push_str(&rule.prefix);
        let join = rule.join.as_ref().or(rule.split.as_ref());
        Self {
            text,
            pair: rule.pair.as_deref(),
            join: "",
            between: join.map_or("", String::as_str),
        }
    }

    fn bare(&mut self, item: &str) {
        self.text.push_str(self.join);
        self.text.push_str(item);
        self.join = self.between;
    }

    fn keyed(&mut self, key: &str, value: &str) {
        match self.pair {
            Some(pair) => {
                self.bare(key);
                self.text.push_str(pair);
                self.text.push_str(value);
            }
            None => self.bare(value),
        }
    }
}

fn list(definition: &Definition, timestamp: Option<&str>, digests: &[String]) -> String {
    let rule = &definition.signature;
    let mut list = List::new(rule, digests);
    for item in order(definition) {
        if Some(item) == timestamp_key(definition) {
            list.keyed(item, timestamp.unwrap_or_default());
        } else if is_signature(rule, item) {
            digests.iter().for_each(|digest| list.keyed(item, digest));
        } else {
            list.bare(item);
        }
    }
    list.text
}

/// What is written, in order.
fn order(definition: &Definition) -> impl Iterator<Item = &str> {
    let rule = &definition.signature;
    let told = match rule.write.is_empty() {
        true => &rule.positional,
        false => &rule.write,
    };
    let signature = rule.accept.first().map_or("", String::as_str);
    let usual = match told.is_empty() {
        true => [timestamp_key(definition), Some(signature)],
        false => [None, None],
    };
    let told = told.iter().map(String::as_str);
    told.chain(usual.into_iter().flatten())
}

/// Whether the digests are written in this item's place.
fn is_signature(rule: &SignatureRule, item: &str) -> bool {
    match rule.pair {
        Some(_) => rule.accept.iter().any(|accept| accept == item),
        None => item != "-",
    }
}

fn timestamp_key(definition: &Definition) -> Option<&str> {
    match &definition.timestamp.as_ref()?.from {
        TimestampPlace::Field(key) => Some(key),
        TimestampPlace::Elsewhere(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(signature: &str, timestamp: &str) -> Vec<String> {
        let definition = format!(
            "id = \"x\"\nprovider = \"X\"\n[signature]\nfrom = [\"header:A\", \"header:B\"]\n{signature}\n\
             [algorithm]\nkind = \"hmac\"\n[timestamp]\nfrom = \"{timestamp}\"\nunit = \"s\""
        );
        let definition: Definition = toml::from_str(&definition).unwrap();
        texts(&definition, Some("7"), &["aa".to_owned(), "bb".to_owned()]).into_vec()
    }

    const PAIRS: &str = "split = \",\"\npair = \"=\"\naccept = [\"v1\"]";

    #[test]
    fn a_list_holds_every_digest() {
        assert_eq!(written(PAIRS, "field:t"), ["t=7,v1=aa,v1=bb"]);
        let spaced = "split = \" \"\npair = \",\"\naccept = [\"v1\"]";
        assert_eq!(written(spaced, "header:T"), ["v1,aa v1,bb"]);
    }

    #[test]
    fn groups_repeat_the_timestamp() {
        let groups = format!("group = \" \"\n{PAIRS}");
        assert_eq!(written(&groups, "field:t"), ["t=7,v1=aa t=7,v1=bb"]);
    }

    #[test]
    fn the_order_and_fixed_items_can_be_told() {
        let told = format!("{PAIRS}\njoin = \", \"\nwrite = [\"v1\", \"env=live\", \"t\"]");
        assert_eq!(written(&told, "field:t"), ["v1=aa, v1=bb, env=live, t=7"]);
        let positional = "split = \",\"\npositional = [\"ts\", \"sig*\"]";
        assert_eq!(written(positional, "field:ts"), ["7,aa,bb"]);
    }

    #[test]
    fn without_a_list_each_digest_is_a_text_of_its_own() {
        assert_eq!(written("prefix = \"v0=\"", "header:T"), ["v0=aa", "v0=bb"]);
    }
}
