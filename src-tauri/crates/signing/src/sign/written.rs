//! Signature texts as the scheme writes them: the grammar of [`crate::cut`],
//! the other way round.

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

/// The texts to put at the scheme's places: one with all digests where it
/// writes lists, else one a digest.
pub fn texts(definition: &Definition, timestamp: Option<&str>, digests: &[String]) -> Vec<String> {
    let rule = &definition.signature;
    let list =
        |digests: &[String]| format!("{}{}", rule.prefix, list(definition, timestamp, digests));
    let each = || {
        digests
            .iter()
            .map(|digest| list(std::slice::from_ref(digest)))
    };
    if let Some(group) = &rule.group {
        return vec![each().collect::<Vec<_>>().join(group)];
    }
    if rule.split.is_some() {
        return vec![list(digests)];
    }
    each().collect()
}

fn list(definition: &Definition, timestamp: Option<&str>, digests: &[String]) -> String {
    let rule = &definition.signature;
    let join = rule.join.as_ref().or(rule.split.as_ref());
    let items: Vec<String> = order(definition)
        .iter()
        .flat_map(|item| written(definition, item, timestamp, digests))
        .collect();
    items.join(join.map_or("", String::as_str))
}

/// What is written, in order.
fn order(definition: &Definition) -> Vec<&str> {
    let rule = &definition.signature;
    if !rule.write.is_empty() {
        return rule.write.iter().map(String::as_str).collect();
    }
    if !rule.positional.is_empty() {
        return rule.positional.iter().map(String::as_str).collect();
    }
    let signature = rule.accept.first().map_or("", String::as_str);
    timestamp_key(definition)
        .into_iter()
        .chain([signature])
        .collect()
}

fn written(
    definition: &Definition,
    item: &str,
    timestamp: Option<&str>,
    digests: &[String],
) -> Vec<String> {
    let rule = &definition.signature;
    let pair = rule.pair.as_deref();
    let keyed = |value: &str| match pair {
        Some(pair) => format!("{item}{pair}{value}"),
        None => value.to_owned(),
    };
    if Some(item) == timestamp_key(definition) {
        return vec![keyed(timestamp.unwrap_or_default())];
    }
    let signature = match pair {
        Some(_) => rule.accept.iter().any(|accept| accept == item),
        None => item != "-",
    };
    if signature {
        return digests.iter().map(|digest| keyed(digest)).collect();
    }
    vec![item.to_owned()]
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
        texts(&definition, Some("7"), &["aa".to_owned(), "bb".to_owned()])
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
