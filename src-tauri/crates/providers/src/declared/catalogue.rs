//! The files of the catalogue, read once.

use std::sync::OnceLock;

use super::check::check;
use super::definition::Definition;

const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/catalog.rs"));

/// A provider that is called as its file says.
#[derive(Debug)]
pub(crate) struct Declared {
    /// Its id: the name of the file.
    pub(crate) id: &'static str,
    pub(crate) definition: Definition,
}

/// All of them, by id.
pub(crate) fn all() -> &'static [Declared] {
    static ALL: OnceLock<Vec<Declared>> = OnceLock::new();
    ALL.get_or_init(|| {
        let read = |&(id, text): &(&'static str, &str)| Declared {
            id,
            definition: read(text).expect("every file of the catalogue is read by a test"),
        };
        FILES.iter().map(read).collect()
    })
}

/// The one of this id.
pub(crate) fn find(id: &str) -> Option<&'static Declared> {
    all().iter().find(|declared| declared.id == id)
}

/// Reads a file, and checks what its form alone does not.
pub(super) fn read(text: &str) -> Result<Definition, String> {
    let definition = toml::from_str(text).map_err(|error| error.to_string())?;
    check(&definition)?;
    Ok(definition)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_can_be_read() {
        for (id, text) in FILES {
            read(text).unwrap_or_else(|error| panic!("{id}: {error}"));
        }
        assert!(all().len() > 20);
        assert!(find("github").is_some() && find("nobody").is_none());
    }

    #[test]
    fn a_scheme_that_is_named_is_in_the_catalogue_of_schemes() {
        for declared in all() {
            if let Some(scheme) = &declared.definition.scheme {
                let known = signing::catalogue().get(scheme).is_some();
                assert!(known, "{}: {scheme}", declared.id);
            }
        }
    }
}
