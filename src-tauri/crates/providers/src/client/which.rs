//! Which providers can be called, and by what.

use crate::declared::{self, Declared, Setting};
use crate::error::Error;
use crate::provider::Provider;

/// How a provider is called.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Client {
    /// As written in code.
    Coded(Provider),
    /// As its file says.
    Declared(&'static Declared),
}

impl Client {
    /// The one of a provider's id.
    pub(crate) fn of(id: &str) -> Result<Self, Error> {
        if let Some(declared) = declared::find(id) {
            return Ok(Self::Declared(declared));
        }
        Provider::of(id)
            .map(Self::Coded)
            .map_err(|_| Error::UnknownProvider {
                given: id.to_owned(),
                known: Self::all().map(Self::id).collect::<Vec<_>>().join(", "),
            })
    }

    /// All of them; the coded ones first.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        let coded = Provider::ALL.into_iter().map(Self::Coded);
        coded.chain(declared::all().iter().map(Self::Declared))
    }

    /// The provider's id.
    pub(crate) const fn id(self) -> &'static str {
        match self {
            Self::Coded(provider) => provider.id(),
            Self::Declared(declared) => declared.id,
        }
    }

    /// Where its API begins; empty when everybody has a server of their own.
    pub(crate) fn base_url(self) -> &'static str {
        match self {
            Self::Coded(provider) => provider.base_url(),
            Self::Declared(declared) => &declared.definition.base_url,
        }
    }

    /// What a profile of it says beside address and credential.
    pub(crate) fn settings(self) -> Vec<Setting> {
        match self {
            Self::Coded(provider) => settings(provider),
            Self::Declared(declared) => declared.definition.settings.clone(),
        }
    }

    /// Whether a list is what it answers with when it is asked something harmless.
    pub(crate) fn has_log(self) -> bool {
        match self {
            Self::Coded(_) => true,
            Self::Declared(declared) => declared.definition.list.is_some(),
        }
    }
}

/// The settings that a client written in code knows.
fn settings(provider: Provider) -> Vec<Setting> {
    let setting = |id: &str, label: &str| Setting {
        id: id.to_owned(),
        label: label.to_owned(),
        required: false,
    };
    match provider {
        Provider::Skyvern | Provider::B3os | Provider::AgentMessage => Vec::new(),
        Provider::InstaVm => vec![setting(
            "auth",
            "How the credential is given: bearer for a token of OAuth 2, else as an API key",
        )],
        Provider::Runflow => vec![setting(
            "organization",
            "Organization, for credentials of several",
        )],
    }
}
