//! The texts that may hold the signature, cut as the scheme says and otherwise.

mod written;

use super::step::Step;
use crate::cut::{self, Group, Item, Role};
use crate::find::Found;
use crate::scheme::definition::Definition;
use crate::scheme::place::TimestampPlace;
use crate::scheme::template::Value;
pub use written::Reading;
use written::{readings, step};

/// Each costs a whole search.
const MOST_CANDIDATES: usize = 4;

/// More texts than any rotation needs.
const MOST_READINGS: usize = 64;

/// A text that holds the signature: its other items, and what its digests may be.
pub struct Candidate<'f> {
    /// The items, for a timestamp among them.
    pub group: Group<'f>,
    /// The digests.
    pub readings: Vec<Reading>,
}

/// The candidates, those of the scheme's own form first.
pub fn candidates<'f>(definition: &Definition, found: &'f [Found<'_>]) -> Vec<Candidate<'f>> {
    let mut all: Vec<Candidate<'f>> = Vec::new();
    for found in found {
        let cut = regular(definition, &found.text);
        match cut.is_empty() {
            true => all.extend(irregular(definition, &found.text)),
            false => all.extend(cut),
        }
    }
    if !text_is_signed(definition) {
        all = joined(all);
    }
    all.truncate(MOST_CANDIDATES);
    for candidate in &mut all {
        candidate
            .readings
            .sort_by_key(|reading| reading.steps.len());
        candidate.readings.truncate(MOST_READINGS);
    }
    all
}

/// Where the signed bytes do not depend on the text, one search answers for all.
fn joined(all: Vec<Candidate<'_>>) -> Vec<Candidate<'_>> {
    let mut rest = all.into_iter();
    let Some(mut first) = rest.next() else {
        return Vec::new();
    };
    first
        .readings
        .extend(rest.flat_map(|candidate| candidate.readings));
    vec![first]
}

fn text_is_signed(definition: &Definition) -> bool {
    let timestamp = definition.timestamp.as_ref().map(|rule| &rule.from);
    matches!(timestamp, Some(TimestampPlace::Field(_)))
        || definition.coded.is_some()
        || definition.signs(|value| matches!(value, Value::Field(_)))
}

/// Cut as the scheme says.
fn regular<'f>(definition: &Definition, text: &'f str) -> Vec<Candidate<'f>> {
    let groups = cut::groups(&definition.signature, text).unwrap_or_default();
    let candidates = groups.into_iter().map(|group| Candidate {
        readings: group
            .signatures()
            .flat_map(|text| readings(definition, text, None))
            .collect(),
        group,
    });
    candidates
        .filter(|candidate| !candidate.readings.is_empty())
        .collect()
}

/// Cut without the scheme's prefix, and items taken that it would skip.
fn irregular<'f>(definition: &Definition, text: &'f str) -> Vec<Candidate<'f>> {
    let rule = &definition.signature;
    let without = step("sig.missing_prefix", &prefix_in_words(definition));
    let groups = cut::groups_behind_prefix(rule, text);
    let candidates = groups.into_iter().map(|group| {
        let mut found: Vec<Reading> = Vec::new();
        for item in &group.items {
            found.extend(skipped(definition, item, &without));
        }
        Candidate {
            readings: found,
            group,
        }
    });
    let mut candidates: Vec<_> = candidates
        .filter(|candidate| !candidate.readings.is_empty())
        .collect();
    if candidates.is_empty() {
        candidates.push(Candidate {
            group: Group::default(),
            readings: readings(definition, text, Some(&without)),
        });
    }
    candidates
}

/// What an item may hold that the scheme does not read.
fn skipped(definition: &Definition, item: &Item<'_>, without: &Step) -> Vec<Reading> {
    let pair = definition.signature.pair.as_deref().unwrap_or_default();
    let whole = match item.key {
        "" => item.value.to_owned(),
        key => format!("{key}{pair}{}", item.value),
    };
    // Base64 ends in what separates keys from values.
    let bare = readings_without_label(definition, &whole, without);
    if !bare.is_empty() || item.key.is_empty() {
        return bare;
    }
    let label = match item.role {
        Role::Signature => return readings(definition, item.value, Some(without)),
        Role::Timestamp | Role::Other => {
            step("sig.unexpected_prefix", &format!("{}{pair}", item.key))
        }
    };
    readings(definition, item.value, Some(&label))
}

/// A digest behind another label is not without one.
fn readings_without_label(definition: &Definition, text: &str, without: &Step) -> Vec<Reading> {
    let plain = readings(definition, text, None);
    let labelled = plain.iter().any(|reading| {
        reading
            .steps
            .iter()
            .any(|step| step.code == "sig.unexpected_prefix")
    });
    match labelled {
        true => plain,
        false => readings(definition, text, Some(without)),
    }
}

fn prefix_in_words(definition: &Definition) -> String {
    let rule = &definition.signature;
    match (rule.prefix.as_str(), rule.accept.first()) {
        ("", Some(key)) => format!("{key}{}", rule.pair.as_deref().unwrap_or_default()),
        (prefix, _) => prefix.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue;

    fn codes(scheme: &str, text: &str) -> Vec<String> {
        let definition = catalogue().get(scheme).unwrap().definition();
        let found = [Found {
            place: String::new(),
            text: text.into(),
        }];
        let all = candidates(definition, &found);
        let steps = all
            .iter()
            .flat_map(|candidate| &candidate.readings)
            .flat_map(|reading| &reading.steps);
        steps
            .map(|step| format!("{} {}", step.code, step.detail))
            .collect()
    }

    #[test]
    fn digests_are_found_where_the_scheme_would_not_look() {
        let hex = "0a".repeat(32);
        let base64 = "CgoK".repeat(10) + "Cgo=";
        assert_eq!(codes("github-sha256", &hex), ["sig.missing_prefix sha256="]);
        assert_eq!(
            codes("github-sha256", &format!("sha1={hex}")),
            ["sig.unexpected_prefix sha1="]
        );
        assert_eq!(
            codes("standard-webhooks-v1", &base64),
            ["sig.missing_prefix v1,"]
        );
        assert_eq!(
            codes("stripe-v1", &format!("t=1,v2={hex}")),
            ["sig.unexpected_prefix v2="]
        );
        assert_eq!(codes("stripe-v1", &format!("t=1,v1={hex}")), [""; 0]);
        assert_eq!(codes("stripe-v1", &hex), ["sig.missing_prefix v1="]);
    }

    #[test]
    fn a_list_without_its_version_keeps_its_timestamp() {
        let definition = catalogue().get("stripe-v1").unwrap().definition();
        let text = format!("t=17,{}", "0a".repeat(32));
        let found = [Found {
            place: String::new(),
            text: text.into(),
        }];
        let all = candidates(definition, &found);
        assert_eq!(all[0].group.field("t"), Some("17"));
    }
}
