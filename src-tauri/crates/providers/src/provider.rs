//! The providers that are known here.

use crate::error::Error;
use crate::skyvern;

/// A provider with a client and an emulation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Provider {
    /// <https://www.skyvern.com>
    Skyvern,
    /// <https://b3os.org>
    B3os,
    /// <https://instavm.io>
    InstaVm,
    /// <https://runflow.io>
    Runflow,
    /// <https://agentmsg.io>
    AgentMessage,
}

impl Provider {
    /// Every provider.
    pub const ALL: [Self; 5] = [
        Self::Skyvern,
        Self::B3os,
        Self::InstaVm,
        Self::Runflow,
        Self::AgentMessage,
    ];

    /// Its id: in paths, profiles and the store, and of the signature scheme of its webhooks.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Skyvern => skyvern::PROVIDER,
            Self::B3os => "b3os",
            Self::InstaVm => "instavm",
            Self::Runflow => "runflow",
            Self::AgentMessage => "agentmessage",
        }
    }

    /// What people call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Skyvern => "Skyvern",
            Self::B3os => "B3OS",
            Self::InstaVm => "InstaVM",
            Self::Runflow => "Runflow",
            Self::AgentMessage => "AgentMessage",
        }
    }

    /// Where its API begins, unless a profile says otherwise.
    #[must_use]
    pub const fn base_url(self) -> &'static str {
        match self {
            Self::Skyvern => skyvern::BASE_URL,
            Self::B3os => "https://api.b3os.org",
            Self::InstaVm => "https://api.instavm.io",
            Self::Runflow => "https://api.runflow.io",
            Self::AgentMessage => "https://api.agentmsg.io",
        }
    }

    /// The signature scheme of its webhooks.
    #[must_use]
    pub const fn scheme(self) -> &'static str {
        self.id()
    }

    /// How its API keys begin.
    #[must_use]
    pub const fn key_prefix(self) -> &'static str {
        match self {
            Self::Skyvern => "sk_",
            Self::B3os => "b3os_sk_",
            Self::InstaVm => "instavm_sk_",
            Self::Runflow => "rf_live_",
            Self::AgentMessage => "am_live_",
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
        assert!(unknown.contains("skyvern, b3os"), "{unknown}");
    }
}
