//! Every scheme that comes with the program: one file each in `catalog/`, or
//! in `src/coded/` where it needs code.
//!
//! To add a scheme, copy the file of one that is like it, name the copy after
//! the new id and change what differs. The words and what each of them means
//! are in `scheme/definition.rs`; pickers, docs and the sweep test follow by
//! themselves.

use std::sync::OnceLock;

use crate::{Scheme, SchemeError, coded};

/// The schemes, sorted by id. Each is read when it is first asked for.
#[derive(Debug)]
pub struct Catalogue(Vec<Entry>);

#[derive(Debug)]
struct Entry {
    id: &'static str,
    text: &'static str,
    read: fn(&str) -> Result<Scheme, SchemeError>,
    scheme: OnceLock<Scheme>,
}

const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/catalog.rs"));

/// The schemes that come with the program.
#[must_use]
pub fn catalogue() -> &'static Catalogue {
    static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();
    CATALOGUE.get_or_init(|| {
        let data = FILES
            .iter()
            .map(|&(id, text)| Entry::new(id, text, Scheme::from_toml));
        let coded = coded::all().iter();
        let coded = coded.map(|(id, coded)| Entry::new(id, coded.definition, Scheme::from_coded));
        let mut entries: Vec<Entry> = data.chain(coded).collect();
        entries.sort_by_key(|entry| entry.id);
        Catalogue(entries)
    })
}

impl Catalogue {
    /// The scheme of this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Scheme> {
        self.entry(id).map(Entry::scheme)
    }

    /// All schemes, by id.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Scheme> {
        self.0.iter().map(Entry::scheme)
    }

    /// A scheme's definition as it stands in the catalogue: TOML to learn from.
    #[must_use]
    pub fn definition(&self, id: &str) -> Option<&'static str> {
        self.entry(id).map(|entry| entry.text)
    }

    fn entry(&self, id: &str) -> Option<&Entry> {
        let at = self.0.binary_search_by(|entry| entry.id.cmp(id)).ok()?;
        self.0.get(at)
    }
}

impl Entry {
    fn new(
        id: &'static str,
        text: &'static str,
        read: fn(&str) -> Result<Scheme, SchemeError>,
    ) -> Self {
        Self {
            id,
            text,
            read,
            scheme: OnceLock::new(),
        }
    }

    fn scheme(&self) -> &Scheme {
        let read = || (self.read)(self.text).expect("a test reads every catalogue file");
        self.scheme.get_or_init(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_can_be_read_and_is_named_after_its_scheme() {
        for (name, text) in FILES {
            let scheme = Scheme::from_toml(text).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert_eq!(scheme.id(), *name);
        }
    }

    #[test]
    fn a_scheme_is_found_by_its_id_alone() {
        assert_eq!(
            catalogue().get("stripe-v1").map(Scheme::provider),
            Some("Stripe")
        );
        assert!(catalogue().get("stripe").is_none());
    }

    #[test]
    fn every_entry_says_where_its_facts_come_from() {
        for scheme in catalogue().iter() {
            assert!(!scheme.summary().facts_from.is_empty(), "{}", scheme.id());
        }
    }
}
