//! The providers that are known here.

use crate::error::Error;
use crate::skyvern;

/// A provider with a client and an emulation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Provider {
    /// <https://www.skyvern.com>
    Skyvern,
}

impl Provider {
    /// Every provider.
    pub const ALL: [Self; 1] = [Self::Skyvern];

    /// Its id: in paths, profiles and the store.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Skyvern => skyvern::PROVIDER,
        }
    }

    /// Where its API begins, unless a profile says otherwise.
    #[must_use]
    pub const fn base_url(self) -> &'static str {
        match self {
            Self::Skyvern => skyvern::BASE_URL,
        }
    }

    /// The signature scheme of its webhooks.
    #[must_use]
    pub const fn scheme(self) -> &'static str {
        match self {
            Self::Skyvern => skyvern::SCHEME,
        }
    }

    /// Reads [`Self::id`] back.
    ///
    /// # Errors
    /// When there is none of this id; the error names all.
    pub fn of(id: &str) -> Result<Self, Error> {
        let found = Self::ALL.into_iter().find(|known| known.id() == id);
        found.ok_or_else(|| Error::UnknownProvider {
            given: id.to_owned(),
            known: Self::ALL.map(Self::id).join(", "),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_provider_has_a_scheme_that_the_catalogue_knows() {
        for provider in Provider::ALL {
            assert_eq!(Provider::of(provider.id()).unwrap(), provider);
            assert!(signing::catalogue().get(provider.scheme()).is_some());
        }
        let unknown = Provider::of("nobody").unwrap_err().to_string();
        assert!(unknown.contains("skyvern"), "{unknown}");
    }
}
