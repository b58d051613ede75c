//! Sources as others see them: the current set for the receiver, and editing.

use std::sync::Arc;

use model::{ResponseRule, Secret, SecretId, Source, SourceId, Topic};

use crate::Store;
use crate::error::{Error, Fault};
use crate::snapshot::SourceSet;
use crate::store::Inner;
use crate::table::{secrets, sources};

/// A source to be made.
#[derive(Debug, Clone, Default)]
pub struct NewSource {
    /// Its name; see [`model::SourceName`].
    pub name: String,
    /// Signature scheme, by id; `None` checks nothing.
    pub scheme: Option<String>,
    /// Its secrets, oldest first.
    pub secrets: Vec<Secret>,
    /// Allowed clock difference in seconds, when not the scheme's own.
    pub tolerance_seconds: Option<u64>,
    /// The URL the provider was given, for schemes that sign it.
    pub public_url: Option<String>,
    /// Where captures are forwarded to.
    pub forward_to: Vec<String>,
    /// How the sender is answered.
    pub response: ResponseRule,
    /// Whether web pages' requests are forwarded like others.
    pub allow_browser: bool,
    /// Whether it starts paused.
    pub paused: bool,
}

/// What to change about a source; `None` leaves as it is, `Some(None)` takes away.
#[derive(Debug, Clone, Default)]
pub struct SourceEdit {
    /// A new name; captures already made carry it too.
    pub name: Option<String>,
    /// Another scheme, or none.
    pub scheme: Option<Option<String>>,
    /// Another tolerance, or the scheme's own.
    pub tolerance_seconds: Option<Option<u64>>,
    /// Another public URL, or none.
    pub public_url: Option<Option<String>>,
    /// Other forward targets.
    pub forward_to: Option<Vec<String>>,
    /// Another response rule; it starts at its first step.
    pub response: Option<ResponseRule>,
    /// Whether web pages' requests are forwarded like others.
    pub allow_browser: Option<bool>,
    /// Whether it is paused.
    pub paused: Option<bool>,
}

impl SourceEdit {
    pub(crate) fn applied_to(&self, before: Source) -> Source {
        let edit = self.clone();
        Source {
            name: edit.name.unwrap_or(before.name),
            scheme: edit.scheme.unwrap_or(before.scheme),
            tolerance_seconds: edit.tolerance_seconds.unwrap_or(before.tolerance_seconds),
            public_url: edit.public_url.unwrap_or(before.public_url),
            forward_to: edit.forward_to.unwrap_or(before.forward_to),
            response: edit.response.unwrap_or(before.response),
            allow_browser: edit.allow_browser.unwrap_or(before.allow_browser),
            paused: edit.paused.unwrap_or(before.paused),
            ..before
        }
    }
}

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
        self.0.snapshots.current()
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
        let keys = self.0.keys.clone();
        let change = move |connection: &_| {
            sources::edit(connection, id, &edit)?;
            let key = keys.for_opening(connection).ok().flatten();
            Ok(sources::get(connection, id, key.as_deref())?.source)
        };
        // Lists show a capture's source by name.
        let topics = &[Topic::Sources, Topic::Captures];
        self.0.writer.run(topics, change).await
    }

    /// Removes a source and its secrets; its captures stay and keep its name.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none of this id.
    pub async fn remove(&self, id: SourceId) -> Result<(), Error> {
        let now = self.0.clock.now();
        let change = move |connection: &_| sources::remove(connection, id, now);
        self.0.writer.run(&[Topic::Sources], change).await
    }

    /// Adds a secret to a source, beside those that it has.
    ///
    /// # Errors
    /// [`Error::NotFound`], or [`Error::Locked`] when the key is out of reach.
    pub async fn add_secret(&self, source: SourceId, secret: Secret) -> Result<SecretId, Error> {
        let (keys, now) = (self.0.keys.clone(), self.0.clock.now());
        let change = move |connection: &_| {
            sources::get(connection, source, None)?;
            secrets::insert(connection, &keys, (source, &secret), now)
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
