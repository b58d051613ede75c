//! How many providers sign at the same place.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use crate::catalogue;
use crate::scheme::place::Place;

/// How many providers of the catalogue sign at a place.
pub fn providers(place: &Place) -> usize {
    static COUNTS: OnceLock<BTreeMap<String, usize>> = OnceLock::new();
    let counts = COUNTS.get_or_init(count);
    counts.get(&key(place)).copied().unwrap_or(1)
}

fn count() -> BTreeMap<String, usize> {
    let mut providers: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for scheme in catalogue().iter() {
        for place in &scheme.definition().signature.from {
            let all = providers.entry(key(place)).or_default();
            all.insert(scheme.provider());
        }
    }
    let counts = providers.into_iter().map(|(key, all)| (key, all.len()));
    counts.collect()
}

/// Names of headers are the same in any case.
fn key(place: &Place) -> String {
    let text = place.to_string();
    match place {
        Place::Header(_) | Place::NumberedHeader(_) => text.to_ascii_lowercase(),
        Place::Json(_) | Place::Form(_) | Place::Query(_) => text,
    }
}
