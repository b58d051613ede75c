//! Where a provider sends to, as its API tells and takes it. Only data.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// An endpoint that a provider keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ProviderEndpoint {
    /// What it is changed by.
    pub id: String,
    /// Where it is reached.
    pub url: Option<String>,
    /// Its name, or what it is for.
    pub name: Option<String>,
    /// What it subscribes to; empty where it says nothing.
    pub events: Vec<String>,
    /// Whether it is sent to, where that is told.
    pub enabled: Option<bool>,
    /// Enough of its secret to tell it from others.
    pub hint: Option<String>,
}

/// A page of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
pub struct ProviderEndpoints {
    /// Its rows, in the provider's order.
    pub rows: Vec<ProviderEndpoint>,
    /// What asks for the page after it; none on the last page.
    pub next: Option<String>,
}

/// Something that can be asked about a provider's endpoints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum EndpointCall {
    /// For all of them.
    List,
    /// For a new one.
    Create,
    /// To send to one again.
    Enable,
    /// To send nothing to one.
    Disable,
    /// For another secret.
    RotateSecret,
    /// To send one a test.
    Test,
}

/// What a new endpoint takes beside its URL.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum EndpointField {
    /// Its name.
    Name,
    /// What it is for.
    Description,
    /// What it subscribes to.
    Events,
    /// What is signed with; elsewhere the provider makes it.
    Secret,
}

impl EndpointField {
    /// All of them.
    pub(crate) const ALL: [Self; 4] = [Self::Name, Self::Description, Self::Events, Self::Secret];

    /// Its blank in a provider's file.
    pub(crate) const fn id(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Description => "description",
            Self::Events => "events",
            Self::Secret => "secret",
        }
    }
}

/// What is known of a provider's endpoints.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
pub struct EndpointCalls {
    /// What can be asked; nothing where the API has no endpoints.
    pub can: Vec<EndpointCall>,
    /// What a new one takes beside its URL.
    pub takes: Vec<EndpointField>,
    /// What of it cannot be left out.
    pub needs: Vec<EndpointField>,
    /// Event types as this provider writes them.
    pub example_events: String,
}

/// What is done about a provider's endpoints.
#[derive(Clone, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum EndpointDeed {
    /// Makes one.
    Create {
        /// Where it is reached.
        url: String,
        /// Its name.
        #[ts(optional)]
        name: Option<String>,
        /// What it is for.
        #[ts(optional)]
        description: Option<String>,
        /// What it subscribes to.
        #[serde(default)]
        #[ts(optional, as = "Option<Vec<String>>")]
        events: Vec<String>,
        /// What is signed with.
        #[ts(optional)]
        secret: Option<String>,
    },
    /// Has it sent to again.
    Enable {
        /// Its id.
        id: String,
    },
    /// Has nothing sent to it.
    Disable {
        /// Its id.
        id: String,
    },
    /// Gives it another secret.
    RotateSecret {
        /// Its id.
        id: String,
    },
    /// Has it sent a test.
    Test {
        /// Its id.
        id: String,
    },
}

// One of them may hold a secret.
impl std::fmt::Debug for EndpointDeed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Create { .. } => "Create",
            Self::Enable { .. } => "Enable",
            Self::Disable { .. } => "Disable",
            Self::RotateSecret { .. } => "RotateSecret",
            Self::Test { .. } => "Test",
        })
    }
}

/// What came of it.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
pub struct EndpointAnswer {
    /// Status of the provider's answer.
    pub status: u16,
    /// The signing secret, where the answer tells it: this once.
    pub secret: Option<String>,
    /// The delivery of a test, where the answer tells it.
    pub delivery: Option<String>,
}

impl std::fmt::Debug for EndpointAnswer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("EndpointAnswer")
            .field("status", &self.status)
            .field("delivery", &self.delivery)
            .finish_non_exhaustive()
    }
}
