//! Endpoints as others give them: new ones, and changes.

use model::{Endpoint, HandedTo, Manner, Secret, SecretId};

/// A secret of an endpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndpointSecret {
    /// What signatures are made with.
    pub signing: Secret,
    /// What the receiver checks them with, where that is another key.
    pub verifying: Option<Secret>,
}

impl From<Secret> for EndpointSecret {
    fn from(signing: Secret) -> Self {
        Self {
            signing,
            verifying: None,
        }
    }
}

/// An endpoint to be made.
#[derive(Debug, Clone, Default)]
pub struct NewEndpoint {
    /// Its name, unique among endpoints.
    pub name: String,
    /// Where it is reached; whether that is a URL is the caller's matter.
    pub url: String,
    /// Signature scheme, by id.
    pub scheme: Option<String>,
    /// Its secrets, the oldest first.
    pub secrets: Vec<EndpointSecret>,
    /// How it is delivered to.
    pub manner: Manner,
    /// The emulated provider that opens it, by id; `None` for the user's own.
    pub emulation: Option<&'static str>,
    /// Who delivers to it in our stead.
    pub handed_to: Option<HandedTo>,
}

/// What to change about an endpoint; `None` leaves as it is, `Some(None)` takes away.
#[derive(Debug, Clone, Default)]
pub struct EndpointEdit {
    /// A new name; deliveries already made carry it too.
    pub name: Option<String>,
    /// Another address.
    pub url: Option<String>,
    /// Another scheme, or none.
    pub scheme: Option<Option<String>>,
    /// Another manner, as a whole.
    pub manner: Option<Manner>,
    /// Somebody else to deliver to it, or this machine.
    pub handed_to: Option<Option<HandedTo>>,
    /// Secrets that come to those it has.
    pub add_secrets: Vec<EndpointSecret>,
    /// Secrets of it that go.
    pub remove_secrets: Vec<SecretId>,
}

impl EndpointEdit {
    pub(crate) fn applied_to(&self, before: Endpoint) -> Endpoint {
        let edit = self.clone();
        Endpoint {
            name: edit.name.unwrap_or(before.name),
            url: edit.url.unwrap_or(before.url),
            scheme: edit.scheme.unwrap_or(before.scheme),
            manner: edit.manner.unwrap_or(before.manner),
            handed_to: edit.handed_to.unwrap_or(before.handed_to),
            ..before
        }
    }
}
