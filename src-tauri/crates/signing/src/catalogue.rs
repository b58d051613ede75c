//! Every scheme that comes with the program.

use std::sync::LazyLock;

use crate::Scheme;

/// The schemes, sorted by id.
#[derive(Debug)]
pub struct Catalogue(Vec<Scheme>);

/// The schemes that come with the program.
#[must_use]
pub fn catalogue() -> &'static Catalogue {
    static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| Catalogue(Vec::new()));
    &CATALOGUE
}

impl Catalogue {
    /// The scheme of this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Scheme> {
        let at = self.0.binary_search_by(|scheme| scheme.id().cmp(id)).ok()?;
        self.0.get(at)
    }

    /// All schemes, by id.
    pub fn iter(&self) -> std::slice::Iter<'_, Scheme> {
        self.0.iter()
    }
}

impl<'a> IntoIterator for &'a Catalogue {
    type Item = &'a Scheme;
    type IntoIter = std::slice::Iter<'a, Scheme>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
