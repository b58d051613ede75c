//! Sources as others see them: the current set for the receiver, and editing.

use std::sync::Arc;

use model::{Secret, SecretId, Source, SourceId, Topic};

use crate::Store;
use crate::error::{Error, Fault};
use crate::snapshot::SourceSet;
use crate::store::Inner;
use crate::table::{handshake_values, routes, secrets, sources};

mod learned;
mod rows;

pub use rows::{HandshakeValue, KeyPair, NewSource, SourceEdit};

/// The sources of a store.
#[derive(Clone, Copy)]
pub struct Sources<'a>(&'a Inner);

impl Store {
    /// The sources.
    #[must_use]
    pub fn sources(&self) -> Sources<'_> {
        Sources(self.inner())
    }
}

impl Sources<'_> {
    /// All sources as they stand now, whoever changed them last, secrets opened.
    ///
    /// Cheap enough to ask for each request: nothing is read again until
    /// someone has committed a change to a source, a secret or a scheme. When
    /// the database cannot be read the last known set is given.
    #[must_use]
    pub fn snapshot(&self) -> Arc<SourceSet> {
        self.0.sources.current()
    }

    /// All sources, by name.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn list(&self) -> Result<Vec<Source>, Error> {
        let keys = self.0.keys.clone();
        let read = move |connection: &_| {
            // Without the key the list is as long, its secrets are marked locked.
            let key = keys.for_opening(connection).ok().flatten();
            sources::list(connection, key.as_deref())
        };
        let live = self.0.readers.run(read).await?;
        Ok(live.into_iter().map(|live| live.source).collect())
    }

    /// One source by name.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn get(&self, name: &str) -> Result<Option<Source>, Error> {
        let (keys, name) = (self.0.keys.clone(), name.to_owned());
        let read = move |connection: &_| {
            let Some(id) = sources::id_of(connection, &name)? else {
                return Ok(None);
            };
            let key = keys.for_opening(connection).ok().flatten();
            Ok(Some(sources::get(connection, id, key.as_deref())?.source))
        };
        self.0.readers.run(read).await
    }

    /// Makes a source with its secrets; it holds for the next request.
    ///
    /// # Errors
    /// [`Error::Name`] or [`Error::NameTaken`] for a name that cannot be,
    /// [`Error::Locked`] when secrets are given and the key is out of reach.
    pub async fn add(&self, source: NewSource) -> Result<Source, Error> {
        let (keys, now) = (self.0.keys.clone(), self.0.clock.now());
        let change = move |connection: &_| {
            let id = sources::insert(connection, &source, now)?;
            for secret in &source.secrets {
                secrets::insert(connection, &keys, (id, secret), now)?;
            }
            for value in &source.handshake_values {
                handshake_values::put(connection, &keys, (id, value), now)?;
            }
            let key = keys.for_opening(connection).ok().flatten();
            Ok(sources::get(connection, id, key.as_deref())?.source)
        };
        self.0.writer.run(&[Topic::Sources], change).await
    }

    /// Changes a source; it holds for the next request.
    ///
    /// # Errors
    /// As [`Self::add`], and [`Error::NotFound`].
    pub async fn edit(&self, id: SourceId, edit: SourceEdit) -> Result<Source, Error> {
        let (keys, now) = (self.0.keys.clone(), self.0.clock.now());
        let change = move |connection: &_| {
            sources::edit(connection, id, &edit)?;
            for value in &edit.handshake_values {
                handshake_values::put(connection, &keys, (id, value), now)?;
            }
            let key = keys.for_opening(connection).ok().flatten();
            Ok(sources::get(connection, id, key.as_deref())?.source)
        };
        // Lists show a capture's source by name.
        let topics = &[Topic::Sources, Topic::Captures];
        self.0.writer.run(topics, change).await
    }

    /// Removes a source, its secrets and its routes; its captures stay and keep its name, and what
    /// flowed on from them is delivered.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none of this id.
    pub async fn remove(&self, id: SourceId) -> Result<(), Error> {
        let now = self.0.clock.now();
        let change = move |connection: &_| {
            sources::remove(connection, id, now)?;
            Ok(routes::remove_of_source(connection, id)?)
        };
        let topics = &[Topic::Sources, Topic::Endpoints];
        self.0.writer.run(topics, change).await
    }

    /// Adds a secret to a source, beside those that it has.
    ///
    /// # Errors
    /// [`Error::NotFound`], or [`Error::Locked`] when the key is out of reach.
    pub async fn add_secret(&self, source: SourceId, secret: Secret) -> Result<SecretId, Error> {
        let (keys, now) = (self.0.keys.clone(), self.0.clock.now());
        let change = move |connection: &_| {
            sources::get(connection, source, None)?;
            secrets::insert(connection, &keys, (source, &secret.into()), now)
        };
        self.0.writer.run(&[Topic::Sources], change).await
    }

    /// Removes a secret.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none of this id.
    pub async fn remove_secret(&self, id: SecretId) -> Result<(), Error> {
        let change = move |connection: &_| match secrets::remove(connection, id)? {
            true => Ok(()),
            false => Err(Fault::from(Error::not_found("secret", &id))),
        };
        self.0.writer.run(&[Topic::Sources], change).await
    }

    /// The value of a secret, for the user who asks to see it.
    ///
    /// # Errors
    /// [`Error::NotFound`], or [`Error::Locked`] when the key is out of reach.
    pub async fn reveal_secret(&self, id: SecretId) -> Result<Secret, Error> {
        let keys = self.0.keys.clone();
        let read = move |connection: &_| secrets::reveal(connection, &keys, id);
        self.0.readers.run(read).await
    }
}

#[cfg(test)]
mod tests {
    use model::{ResponseRule, ResponseStep};

    use super::*;
    use crate::NewCapture;
    use crate::fixture::{Fixture, post, source};

    const VALUE: &[u8] = b"whsec_nobody_may_find_this_in_a_file";

    fn signed(name: &str) -> NewSource {
        NewSource {
            scheme: Some("stripe-v1".into()),
            secrets: vec![Secret::new(VALUE).into()],
            ..source(name)
        }
    }

    #[tokio::test]
    async fn what_another_process_committed_holds_for_the_next_request() {
        let fixture = Fixture::new();
        let other = fixture.another();
        let added = other.sources().add(signed("stripe")).await.unwrap();
        let set = fixture.store.sources().snapshot();
        let live = set.by_path("stripe").unwrap();
        assert_eq!(live.source.id, added.id);
        assert_eq!(live.secrets[0].1, Some(Secret::new(VALUE)));
        let edit = SourceEdit {
            paused: Some(true),
            ..SourceEdit::default()
        };
        other.sources().edit(added.id, edit).await.unwrap();
        let paused = fixture.store.sources().snapshot();
        assert!(paused.by_id(added.id).unwrap().source.paused);
        other.sources().remove(added.id).await.unwrap();
        assert_eq!(fixture.store.sources().snapshot().iter().count(), 0);
    }

    #[tokio::test]
    async fn captures_alone_do_not_make_the_sources_be_read_again() {
        let fixture = Fixture::new();
        let before = fixture.store.sources().snapshot();
        fixture.add(post("/")).await;
        let after = fixture.store.sources().snapshot();
        assert!(Arc::ptr_eq(&before, &after));
    }

    #[tokio::test]
    async fn a_secret_stands_in_no_file_and_is_revealed_on_request() {
        let fixture = Fixture::new();
        let sources = fixture.store.sources();
        let added = sources.add(signed("stripe")).await.unwrap();
        let revealed = sources.reveal_secret(added.secrets[0].id).await;
        assert_eq!(revealed, Ok(Secret::new(VALUE)));
        assert!(fixture.files_with(&VALUE[..20]).is_empty());
    }

    #[tokio::test]
    async fn what_signs_is_kept_beside_what_verifies_and_goes_with_it() {
        let fixture = Fixture::new();
        let sources = fixture.store.sources();
        let pair = KeyPair {
            verifying: Secret::new("public"),
            signing: Some(Secret::new(VALUE)),
        };
        let new = NewSource {
            secrets: vec![pair, Secret::new("another").into()],
            ..source("discord")
        };
        let added = sources.add(new).await.unwrap();
        let live = sources.snapshot().by_path("discord").unwrap().clone();
        assert_eq!(live.signing, [Secret::new(VALUE)]);
        assert_eq!(live.secrets[0].1, Some(Secret::new("public")));
        let pair = added.secrets[0].id;
        assert_eq!(sources.reveal_secret(pair).await, Ok(Secret::new("public")));
        sources.remove_secret(pair).await.unwrap();
        let live = sources.snapshot().by_path("discord").unwrap().clone();
        assert!(live.signing.is_empty() && live.secrets.len() == 1);
    }

    #[tokio::test]
    async fn without_its_key_a_folder_still_captures_and_says_what_helps() {
        let fixture = Fixture::new();
        let added = fixture.store.sources().add(signed("stripe")).await;
        let key = fixture.folder.path().join("hookwright.key");
        let away = fixture.folder.path().join("away");
        std::fs::rename(&key, &away).unwrap();
        let store = fixture.another();
        let sources = store.sources();
        let set = sources.snapshot();
        let live = set.by_path("stripe").unwrap();
        assert!(live.secrets[0].0.locked && live.secrets[0].1.is_none());
        assert!(
            set.locked()
                .unwrap()
                .contains("hookwright.key is not there")
        );
        let refused = sources.add(signed("other")).await.unwrap_err();
        assert!(matches!(refused, Error::Locked { .. }), "{refused}");
        assert_eq!(sources.get("other").await, Ok(None));
        assert!(!key.exists(), "a second key was made");
        let capture = NewCapture {
            source: Some(added.unwrap().id),
            ..post("/stripe")
        };
        store.captures().add(capture).await.unwrap();
        std::fs::rename(&away, &key).unwrap();
        let unlocked = fixture.another().sources().list().await.unwrap();
        assert!(!unlocked[0].secrets[0].locked);
    }

    #[tokio::test]
    async fn a_removed_source_leaves_its_name_to_its_captures_and_to_another() {
        let fixture = Fixture::new();
        let sources = fixture.store.sources();
        let first = sources.add(source("stripe")).await.unwrap();
        let capture = NewCapture {
            source: Some(first.id),
            ..post("/stripe")
        };
        fixture.add(capture).await;
        sources.remove(first.id).await.unwrap();
        let second = sources.add(source("stripe")).await.unwrap();
        assert_ne!(first.id, second.id);
        assert_eq!(fixture.ids("source:stripe").await, [1]);
        let again = sources.remove(first.id).await.unwrap_err();
        assert_eq!(again.to_string(), "there is no source src_1");
    }

    #[tokio::test]
    async fn names_that_are_taken_or_cannot_be_are_refused() {
        let fixture = Fixture::new();
        let sources = fixture.store.sources();
        sources.add(source("a")).await.unwrap();
        let b = sources.add(source("b")).await.unwrap();
        let taken = sources.add(source("a")).await.unwrap_err();
        assert!(
            taken
                .to_string()
                .contains("a source named a exists already")
        );
        let rename = |name: &str| SourceEdit {
            name: Some(name.into()),
            ..SourceEdit::default()
        };
        assert!(sources.edit(b.id, rename("a")).await.is_err());
        assert!(sources.edit(b.id, rename("unsorted")).await.is_err());
        assert_eq!(sources.edit(b.id, rename("b")).await, Ok(b));
    }

    #[tokio::test]
    async fn a_new_response_rule_starts_at_its_first_step() {
        let fixture = Fixture::new();
        let sources = fixture.store.sources();
        let added = sources.add(source("a")).await.unwrap();
        let revision = || sources.snapshot().by_path("a").unwrap().rule_revision;
        let before = revision();
        let pause = SourceEdit {
            paused: Some(true),
            ..SourceEdit::default()
        };
        sources.edit(added.id, pause).await.unwrap();
        assert_eq!(revision(), before);
        let rule = SourceEdit {
            response: Some(ResponseRule {
                steps: vec![ResponseStep::Never],
                ..ResponseRule::default()
            }),
            ..SourceEdit::default()
        };
        sources.edit(added.id, rule).await.unwrap();
        assert_eq!(revision(), before + 1);
    }

    #[tokio::test]
    async fn secrets_come_and_go_one_by_one() {
        let fixture = Fixture::new();
        let sources = fixture.store.sources();
        let added = sources.add(signed("stripe")).await.unwrap();
        let new = sources.add_secret(added.id, Secret::new("new")).await;
        sources.remove_secret(added.secrets[0].id).await.unwrap();
        let left = sources.get("stripe").await.unwrap().unwrap().secrets;
        assert_eq!(
            left.iter().map(|info| info.id).collect::<Vec<_>>(),
            [new.unwrap()]
        );
        let nobody = sources.add_secret(SourceId(9), Secret::new("x")).await;
        assert!(nobody.is_err());
    }
}
