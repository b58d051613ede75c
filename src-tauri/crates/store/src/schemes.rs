//! Signature schemes that the user wrote. What their definitions mean is `signing`'s matter.

use model::Topic;

use crate::Store;
use crate::error::Error;
use crate::store::Inner;
use crate::table::{endpoints, schemes, sources};

/// A scheme that the user wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomScheme {
    /// The id that sources name it by.
    pub id: String,
    /// Its definition as it was written.
    pub definition: String,
}

/// The user-made schemes of a store.
#[derive(Clone, Copy)]
pub struct Schemes<'a>(&'a Inner);

impl Store {
    /// The user-made schemes.
    #[must_use]
    pub fn schemes(&self) -> Schemes<'_> {
        Schemes(self.inner())
    }
}

impl Schemes<'_> {
    /// All of them, by id.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn list(&self) -> Result<Vec<CustomScheme>, Error> {
        let read = |connection: &_| Ok(schemes::list(connection)?);
        self.0.readers.run(read).await
    }

    /// The definition of one.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn get(&self, id: &str) -> Result<Option<String>, Error> {
        let id = id.to_owned();
        let read = move |connection: &_| Ok(schemes::get(connection, &id)?);
        self.0.readers.run(read).await
    }

    /// Adds one, or replaces the one with its id; holds for the next request.
    ///
    /// # Errors
    /// As for every write: full disk or closed store.
    pub async fn put(&self, scheme: CustomScheme) -> Result<(), Error> {
        let now = self.0.clock.now();
        let change = move |connection: &_| Ok(schemes::put(connection, &scheme, now)?);
        self.0.writer.run(&[Topic::Sources], change).await
    }

    /// Puts one in the place of another, whose sources and endpoints follow it to its id.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none of the old id.
    pub async fn rename(&self, old: &str, scheme: CustomScheme) -> Result<(), Error> {
        let (old, now) = (old.to_owned(), self.0.clock.now());
        let change = move |connection: &_| {
            if !schemes::remove(connection, &old)? {
                return Err(Error::not_found("scheme of your own named", &old).into());
            }
            schemes::put(connection, &scheme, now)?;
            sources::follow_scheme(connection, &old, &scheme.id)?;
            Ok(endpoints::follow_scheme(connection, &old, &scheme.id)?)
        };
        let topics = &[Topic::Sources, Topic::Endpoints];
        self.0.writer.run(topics, change).await
    }

    /// Removes one. Sources that name it then check nothing.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none of this id.
    pub async fn remove(&self, id: &str) -> Result<(), Error> {
        let id = id.to_owned();
        let change = move |connection: &_| match schemes::remove(connection, &id)? {
            true => Ok(()),
            false => Err(Error::not_found("scheme of your own named", &id).into()),
        };
        self.0.writer.run(&[Topic::Sources], change).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{Fixture, source};

    #[tokio::test]
    async fn a_changed_scheme_holds_for_the_next_request() {
        let fixture = Fixture::new();
        let uses_own = crate::NewSource {
            scheme: Some("own".into()),
            ..source("a")
        };
        fixture.store.sources().add(uses_own).await.unwrap();
        let schemes = fixture.store.schemes();
        let live = || {
            let set = fixture.store.sources().snapshot();
            set.by_path("a").unwrap().custom_scheme.clone()
        };
        assert_eq!(live(), None);
        for definition in ["{\"a\":1}", "{\"a\":2}"] {
            let scheme = CustomScheme {
                id: "own".into(),
                definition: definition.into(),
            };
            schemes.put(scheme).await.unwrap();
            assert_eq!(live().as_deref(), Some(definition));
        }
        assert_eq!(schemes.list().await.unwrap().len(), 1);
        schemes.remove("own").await.unwrap();
        assert_eq!(live(), None);
        assert!(schemes.remove("own").await.is_err());
    }

    #[tokio::test]
    async fn the_sources_of_a_renamed_scheme_follow_it() {
        let fixture = Fixture::new();
        let uses_own = crate::NewSource {
            scheme: Some("old".into()),
            ..source("a")
        };
        fixture.store.sources().add(uses_own).await.unwrap();
        let schemes = fixture.store.schemes();
        let own = |id: &str| CustomScheme {
            id: id.into(),
            definition: id.to_uppercase(),
        };
        schemes.put(own("old")).await.unwrap();
        schemes.rename("old", own("new")).await.unwrap();
        let set = fixture.store.sources().snapshot();
        let live = set.by_path("a").unwrap();
        assert_eq!(live.source.scheme.as_deref(), Some("new"));
        assert_eq!(live.custom_scheme.as_deref(), Some("NEW"));
        assert_eq!(schemes.get("old").await, Ok(None));
        let missing = schemes.rename("old", own("other")).await;
        assert!(missing.is_err());
        assert_eq!(schemes.get("other").await, Ok(None));
    }
}
