//! Who calls: whose key it is, compared in constant time.

use http::{HeaderMap, HeaderValue, header};
use model::{OrganizationId, Secret};
use store::{EmulationKey, FirstUse};
use subtle::ConstantTimeEq as _;

use super::Stage;
use crate::error::Error;
use crate::newcomer;

/// Somebody with a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Caller {
    /// For whom they call.
    pub(crate) organization: OrganizationId,
    /// The id that the provider gives them.
    pub(crate) organization_name: String,
    /// What the key may be used for; empty: for everything.
    pub(crate) scopes: Vec<String>,
    /// The key they came with.
    pub(crate) key: Secret,
}

impl Caller {
    /// Whether their key may be used for this.
    pub(crate) fn may(&self, scope: &str) -> bool {
        self.scopes.is_empty() || self.scopes.iter().any(|own| own == scope)
    }
}

/// For whom something is made, with a key that lets them in.
pub(crate) type Owner = Caller;

impl Stage {
    /// Whose key this is; none for one that is unknown or revoked. The first use of an emulation
    /// makes an organization with a key.
    ///
    /// # Errors
    /// [`store::Error::Locked`] when there are keys that cannot be looked at, and this may be one
    /// of them; or when the store fails.
    pub(crate) async fn caller(&self, given: &[u8]) -> Result<Option<Caller>, Error> {
        let keys = self.keys().await?;
        let found = find(&keys, given);
        let is_locked = |key: &EmulationKey| key.revoked_at.is_none() && key.key.is_none();
        if found.is_none() && keys.iter().any(is_locked) {
            return Err(locked().into());
        }
        Ok(found)
    }

    /// Whose key is in a request's usual fields, without anything being made.
    pub(crate) async fn known_caller(&self, headers: &HeaderMap) -> Option<Caller> {
        let given = credential(headers)?;
        let keys = self.store().emulations().keys(self.id()).await.ok()?;
        find(&keys, given)
    }

    /// All keys, revoked ones included; the first use makes one.
    pub(crate) async fn keys(&self) -> Result<Vec<EmulationKey>, Error> {
        let first = FirstUse {
            organization_name: newcomer::organization(self.provider),
            key: newcomer::key(self.provider),
        };
        Ok(self.store().emulations().settle(self.id(), first).await?)
    }

    /// The organization of this name, or the first one, with a key that lets it in everywhere it
    /// may go.
    ///
    /// # Errors
    /// When there is no such organization, it has no key, or the key cannot be opened.
    pub(crate) async fn owner(&self, name: Option<&str>) -> Result<Owner, Error> {
        let keys = self.keys().await?;
        let is_its = |key: &&EmulationKey| name.is_none_or(|name| key.organization_name == name);
        let mut usable = keys
            .iter()
            .filter(is_its)
            .filter(|key| key.revoked_at.is_none());
        let Some(first) = usable.next() else {
            return Err(Error::NoKey {
                provider: self.id(),
                organization: name.unwrap_or("any organization").to_owned(),
            });
        };
        let key = first.key.clone().ok_or_else(locked)?;
        Ok(caller_of(first, key))
    }
}

fn locked() -> store::Error {
    store::Error::Locked {
        remedy: "give this process the key that they were made with".to_owned(),
    }
}

fn find(keys: &[EmulationKey], given: &[u8]) -> Option<Caller> {
    let live = keys.iter().filter(|key| key.revoked_at.is_none());
    let is_it = |key: &Secret| bool::from(key.expose().ct_eq(given));
    live.into_iter().find_map(|known| {
        let key = known.key.clone().filter(is_it)?;
        Some(caller_of(known, key))
    })
}

fn caller_of(known: &EmulationKey, key: Secret) -> Caller {
    Caller {
        organization: known.organization,
        organization_name: known.organization_name.clone(),
        scopes: known.scopes.clone(),
        key,
    }
}

/// What a caller proves themselves with: a key of its own field, or a bearer token.
pub(super) fn credential(headers: &HeaderMap) -> Option<&[u8]> {
    let field = |name: &str| headers.get(name).map(HeaderValue::as_bytes);
    let token = || field(header::AUTHORIZATION.as_str()).and_then(bearer_token);
    field("x-api-key")
        .or_else(token)
        .filter(|given| !given.is_empty())
}

/// The token of `Bearer …`; other schemes have none.
pub(crate) fn bearer_token(authorization: &[u8]) -> Option<&[u8]> {
    let space = authorization.iter().position(|&byte| byte == b' ')?;
    let (scheme, token) = authorization.split_at(space);
    let token = token.trim_ascii();
    (scheme.eq_ignore_ascii_case(b"bearer") && !token.is_empty()).then_some(token)
}
