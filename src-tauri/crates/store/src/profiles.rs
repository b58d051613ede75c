//! Profiles: the providers that the user calls. What their names mean is `providers`' matter.

use model::{Secret, Topic};

use crate::Store;
use crate::error::{Error, Fault};
use crate::store::Inner;
use crate::table::{profiles, provider_calls};

pub use crate::table::profiles::{NewProfile, Profile, ProfileEdit};

/// The profiles of a store.
#[derive(Clone, Copy)]
pub struct Profiles<'a>(&'a Inner);

impl Store {
    /// The profiles.
    #[must_use]
    pub fn profiles(&self) -> Profiles<'_> {
        Profiles(self.inner())
    }
}

impl Profiles<'_> {
    /// All of them, by name.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn list(&self) -> Result<Vec<Profile>, Error> {
        let keys = self.0.keys.clone();
        let read = move |connection: &_| {
            // Without the key the list is as long, and its profiles are locked.
            let sealing = keys.for_opening(connection).ok().flatten();
            Ok(profiles::list(connection, sealing.as_deref())?)
        };
        self.0.readers.run(read).await
    }

    /// One profile with its credential.
    ///
    /// # Errors
    /// [`Error::NotFound`], or [`Error::Locked`] when the credential cannot be opened.
    pub async fn open(&self, name: &str) -> Result<(Profile, Secret), Error> {
        let (keys, name) = (self.0.keys.clone(), name.to_owned());
        let read = move |connection: &_| {
            let missing = || Error::not_found("profile", &name);
            let known = profiles::get(connection, &name, None)?.is_some();
            if !known {
                return Err(Fault::from(missing()));
            }
            let sealing = keys.for_opening(connection)?;
            let found = profiles::get(connection, &name, sealing.as_deref())?;
            let (profile, key) = found.ok_or_else(missing)?;
            Ok((profile, key.ok_or_else(|| locked(&name))?))
        };
        self.0.readers.run(read).await
    }

    /// Makes a profile.
    ///
    /// # Errors
    /// [`Error::ProfileTaken`], or [`Error::Locked`] when the key of the secrets is out of reach.
    pub async fn add(&self, profile: NewProfile) -> Result<Profile, Error> {
        let (keys, now) = (self.0.keys.clone(), self.0.clock.now());
        let change = move |connection: &_| {
            profiles::insert(connection, &keys, &profile, now)?;
            let sealing = keys.for_opening(connection)?;
            let made = profiles::get(connection, &profile.name, sealing.as_deref())?;
            Ok(made
                .ok_or_else(|| Error::not_found("profile", &profile.name))?
                .0)
        };
        self.0.writer.run(&[Topic::Providers], change).await
    }

    /// Changes a profile; its name and provider stay.
    ///
    /// # Errors
    /// [`Error::NotFound`], or [`Error::Locked`] when the key of the secrets is out of reach.
    pub async fn edit(&self, name: &str, edit: ProfileEdit) -> Result<Profile, Error> {
        let (keys, now, name) = (self.0.keys.clone(), self.0.clock.now(), name.to_owned());
        let change = move |connection: &_| {
            let missing = || Error::not_found("profile", &name);
            if !profiles::edit(connection, &keys, (&name, &edit), now)? {
                return Err(Fault::from(missing()));
            }
            let sealing = keys.for_opening(connection).ok().flatten();
            let edited = profiles::get(connection, &name, sealing.as_deref())?;
            Ok(edited.ok_or_else(missing)?.0)
        };
        self.0.writer.run(&[Topic::Providers], change).await
    }

    /// Removes a profile, its credential and what was asked through it.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none of this name.
    pub async fn remove(&self, name: &str) -> Result<(), Error> {
        let name = name.to_owned();
        let change = move |connection: &_| {
            if !profiles::remove(connection, &name)? {
                return Err(Fault::from(Error::not_found("profile", &name)));
            }
            Ok(provider_calls::remove_of_profile(connection, &name)?)
        };
        self.0.writer.run(&[Topic::Providers], change).await
    }
}

fn locked(name: &str) -> Error {
    let remedy = format!(
        "the credential of {name} does not open with this folder's key; remove the profile and add it again"
    );
    Error::Locked { remedy }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::Fixture;

    fn profile(name: &str) -> NewProfile {
        NewProfile {
            name: name.into(),
            provider: "skyvern".into(),
            base_url: "https://api.skyvern.com".into(),
            settings: [("owner".to_owned(), "octo".to_owned())].into(),
            key: Secret::new("sk_live_0123456789abcdef"),
        }
    }

    #[tokio::test]
    async fn an_edit_changes_what_it_names() {
        let fixture = Fixture::new();
        let profiles = fixture.store.profiles();
        let made = profiles.add(profile("prod")).await.unwrap();
        let key = Secret::new("ghp_0123456789abcdefgh");
        let edit = ProfileEdit {
            key: Some(key.clone()),
            ..ProfileEdit::default()
        };
        let edited = profiles.edit("prod", edit).await.unwrap();
        assert_eq!(
            (edited.hint.as_str(), &edited.settings),
            ("ghp_…gh", &made.settings)
        );
        assert_eq!(profiles.open("prod").await.unwrap(), (edited, key));
        let edit = ProfileEdit {
            base_url: Some("http://h".into()),
            settings: Some([].into()),
            key: None,
        };
        let edited = profiles.edit("prod", edit.clone()).await.unwrap();
        assert_eq!(
            (edited.base_url.as_str(), edited.settings.len()),
            ("http://h", 0)
        );
        let missing = profiles.edit("other", edit).await;
        assert_eq!(missing, Err(Error::not_found("profile", &"other")));
    }

    #[tokio::test]
    async fn a_profile_opens_with_its_credential_and_goes_with_it() {
        let fixture = Fixture::new();
        let profiles = fixture.store.profiles();
        let made = profiles.add(profile("prod")).await.unwrap();
        assert_eq!((made.hint.as_str(), made.locked), ("sk_…ef", false));
        let (found, key) = profiles.open("prod").await.unwrap();
        assert_eq!((found, key), (made.clone(), profile("prod").key));
        assert_eq!(profiles.list().await, Ok(vec![made]));
        let again = profiles.add(profile("prod")).await.unwrap_err();
        assert!(again.to_string().contains("named prod exists"), "{again}");
        profiles.remove("prod").await.unwrap();
        let gone = profiles.open("prod").await.unwrap_err();
        assert_eq!(gone, Error::not_found("profile", &"prod"));
        assert!(profiles.remove("prod").await.is_err());
    }
}
