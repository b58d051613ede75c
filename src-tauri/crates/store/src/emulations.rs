//! What emulated providers remember: whom they serve, and in the parts below what they can send
//! again, what they were asked, and what befalls their callers on purpose.
//!
//! Documents are the emulations' own; nothing here looks into them.

use model::{ApiKeyId, Organization, OrganizationId, Topic};

use crate::Store;
use crate::error::Error;
use crate::store::Inner;
use crate::table::emulation_keys;

mod attempted;
mod calls;
mod records;
mod requeue;
mod secrets;
mod troubles;

pub use crate::table::emulation_calls::{CallRecord, NewCall};
pub use crate::table::emulation_keys::{EmulationKey, FirstUse, NewKey};
pub use crate::table::emulation_records::{
    Attempted, AttemptedFilter, AttemptedPlace, NewRecord, Record, RecordFilter,
};
pub use requeue::Requeue;

/// The emulations of a store.
#[derive(Clone, Copy)]
pub struct Emulations<'a>(&'a Inner);

impl Store {
    /// The emulations.
    #[must_use]
    pub fn emulations(&self) -> Emulations<'_> {
        Emulations(self.inner())
    }
}

impl Emulations<'_> {
    /// All keys of a provider's emulation, revoked ones included, oldest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn keys(&self, provider: &'static str) -> Result<Vec<EmulationKey>, Error> {
        let keys = self.0.keys.clone();
        let read = move |connection: &_| {
            // Without the key the list is as long, and its keys are locked.
            let sealing = keys.for_opening(connection).ok().flatten();
            Ok(emulation_keys::list(
                connection,
                provider,
                sealing.as_deref(),
            )?)
        };
        self.0.readers.run(read).await
    }

    /// The same; where there is no organization yet, one and its key are made.
    ///
    /// # Errors
    /// As for every write, and [`Error::Locked`] when the key of the secrets is out of reach.
    pub async fn settle(
        &self,
        provider: &'static str,
        first: FirstUse,
    ) -> Result<Vec<EmulationKey>, Error> {
        let (keys, now) = (self.0.keys.clone(), self.0.clock.now());
        let change = move |connection: &_| {
            // Asked inside the transaction: another process may have been faster.
            if emulation_keys::organizations(connection, provider)?.is_empty() {
                emulation_keys::settle(connection, &keys, (provider, &first), now)?;
            }
            Ok(())
        };
        let found = self.keys(provider).await?;
        if !found.is_empty() {
            return Ok(found);
        }
        self.0.writer.run(&[Topic::Providers], change).await?;
        self.keys(provider).await
    }

    /// Whom a provider's emulation serves, oldest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn organizations(&self, provider: &'static str) -> Result<Vec<Organization>, Error> {
        let read = move |connection: &_| Ok(emulation_keys::organizations(connection, provider)?);
        self.0.readers.run(read).await
    }

    /// Makes an organization, without a key.
    ///
    /// # Errors
    /// [`Error::OrganizationTaken`] when the provider has one of this name.
    pub async fn add_organization(
        &self,
        provider: &'static str,
        name: &str,
    ) -> Result<OrganizationId, Error> {
        let (name, now) = (name.to_owned(), self.0.clock.now());
        let change = move |connection: &_| {
            emulation_keys::add_organization(connection, (provider, &name), now)
        };
        self.0.writer.run(&[Topic::Providers], change).await
    }

    /// Gives an organization a key.
    ///
    /// # Errors
    /// [`Error::NotFound`] for the organization, [`Error::Locked`] when the key of the secrets is
    /// out of reach.
    pub async fn add_key(
        &self,
        organization: OrganizationId,
        new: NewKey,
    ) -> Result<ApiKeyId, Error> {
        let (keys, now) = (self.0.keys.clone(), self.0.clock.now());
        let change = move |connection: &_| {
            emulation_keys::insert(connection, &keys, (organization, &new), now)
        };
        self.0.writer.run(&[Topic::Providers], change).await
    }

    /// Makes a key let nobody in from the next call on.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the provider has no such key.
    pub async fn revoke_key(&self, provider: &'static str, id: ApiKeyId) -> Result<(), Error> {
        let now = self.0.clock.now();
        let change = move |connection: &_| emulation_keys::revoke(connection, (provider, id), now);
        self.0.writer.run(&[Topic::Providers], change).await
    }
}

#[cfg(test)]
mod tests {
    use model::Secret;

    use super::*;
    use crate::fixture::Fixture;

    fn first(key: &str) -> FirstUse {
        FirstUse {
            organization_name: "o_1".into(),
            key: Secret::new(key),
        }
    }

    #[tokio::test]
    async fn an_emulation_is_settled_once_whoever_asks() {
        let fixture = Fixture::new();
        let emulations = fixture.store.emulations();
        let made = emulations.settle("skyvern", first("one")).await.unwrap();
        let other = fixture.another();
        let found = other.emulations().settle("skyvern", first("two")).await;
        assert_eq!(found.as_ref(), Ok(&made));
        assert_eq!(made[0].key, Some(Secret::new("one")));
        assert_eq!(emulations.keys("b3os").await, Ok(Vec::new()));
    }

    #[tokio::test]
    async fn an_organization_may_have_several_keys_each_with_its_scopes() {
        let fixture = Fixture::new();
        let emulations = fixture.store.emulations();
        let made = emulations.add_organization("b3os", "org_2").await.unwrap();
        let narrow = NewKey {
            key: Secret::new("a key for reading only"),
            scopes: vec!["webhooks:read".into()],
            label: "reader".into(),
        };
        emulations.add_key(made, narrow).await.unwrap();
        let wide = NewKey::from(Secret::new("a key for everything"));
        emulations.add_key(made, wide).await.unwrap();
        let keys = emulations.keys("b3os").await.unwrap();
        assert_eq!(keys[0].scopes, ["webhooks:read"]);
        assert_eq!(
            (keys[0].label.as_str(), keys[0].revoked_at),
            ("reader", None)
        );
        assert_eq!(keys[1].key, Some(Secret::new("a key for everything")));
        assert_eq!(keys[1].organization_name, "org_2");
        assert!(fixture.files_with(b"a key for everything").is_empty());
    }

    #[tokio::test]
    async fn a_name_is_an_organizations_once_a_provider() {
        let fixture = Fixture::new();
        let emulations = fixture.store.emulations();
        for provider in ["b3os", "runflow"] {
            emulations.add_organization(provider, "o_1").await.unwrap();
        }
        let taken = emulations.add_organization("b3os", "o_1").await;
        assert_eq!(taken, Err(Error::OrganizationTaken { name: "o_1".into() }));
        let nobody = emulations.add_key(OrganizationId(9), NewKey::from(Secret::new("k")));
        let missing = Error::not_found("organization", &OrganizationId(9));
        assert_eq!(nobody.await, Err(missing));
    }

    #[tokio::test]
    async fn a_revoked_key_stays_in_the_list_and_is_no_reason_to_make_another() {
        let fixture = Fixture::new();
        let emulations = fixture.store.emulations();
        let id = emulations.settle("b3os", first("one")).await.unwrap()[0].id;
        emulations.revoke_key("b3os", id).await.unwrap();
        let revoked = emulations.settle("b3os", first("two")).await.unwrap();
        assert_eq!(revoked.len(), 1);
        assert_eq!(revoked[0].revoked_at, Some(fixture.clock.now()));
        let elsewhere = emulations.revoke_key("skyvern", id).await;
        assert_eq!(elsewhere, Err(Error::not_found("API key", &id)));
    }
}
