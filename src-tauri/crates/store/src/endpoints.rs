//! Endpoints as others see them: the current set for those who deliver, and editing.

use std::sync::Arc;

use model::{Endpoint, EndpointId, HandedTo, Ordering, Route, Secret, SecretId, SourceId, Topic};
use rusqlite::Connection;

use crate::Store;
use crate::error::{Error, Fault};
use crate::keeper::Keys;
use crate::snapshot::EndpointSet;
use crate::store::Inner;
use crate::table::deliveries::sweep::{self, Sweep};
use crate::table::{endpoint_secrets, endpoints, routes, sources};

mod rows;

pub use rows::{EndpointEdit, EndpointSecret, NewEndpoint};

/// The endpoints of a store.
#[derive(Clone, Copy)]
pub struct Endpoints<'a>(&'a Inner);

impl Store {
    /// The endpoints.
    #[must_use]
    pub fn endpoints(&self) -> Endpoints<'_> {
        Endpoints(self.inner())
    }
}

impl Endpoints<'_> {
    /// All endpoints and routes as they stand now, whoever changed them last, secrets opened.
    ///
    /// Cheap enough to ask for each delivery: nothing is read again until
    /// someone has committed a change to an endpoint, a route or a scheme. When
    /// the database cannot be read the last known set is given.
    #[must_use]
    pub fn snapshot(&self) -> Arc<EndpointSet> {
        self.0.endpoints.current()
    }

    /// All endpoints, by name.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn list(&self) -> Result<Vec<Endpoint>, Error> {
        let keys = self.0.keys.clone();
        let read = move |connection: &_| {
            // Without the key the list is as long, its secrets are marked locked.
            let key = keys.for_opening(connection).ok().flatten();
            endpoints::list(connection, key.as_deref())
        };
        let live = self.0.readers.run(read).await?;
        Ok(live.into_iter().map(|live| live.endpoint).collect())
    }

    /// One endpoint; `None` when there is none or it was removed.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn get(&self, id: EndpointId) -> Result<Option<Endpoint>, Error> {
        let keys = self.0.keys.clone();
        let read = move |connection: &_| match one(connection, &keys, id) {
            Err(Fault::Ours(Error::NotFound { .. })) => Ok(None),
            found => found.map(Some),
        };
        self.0.readers.run(read).await
    }

    /// One endpoint by name.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn by_name(&self, name: &str) -> Result<Option<Endpoint>, Error> {
        let (keys, name) = (self.0.keys.clone(), name.to_owned());
        let read = move |connection: &_| match endpoints::id_of(connection, &name)? {
            Some(id) => one(connection, &keys, id).map(Some),
            None => Ok(None),
        };
        self.0.readers.run(read).await
    }

    /// Makes an endpoint with its secrets.
    ///
    /// # Errors
    /// [`Error::EndpointTaken`] or [`Error::EndpointName`] for a name that cannot be,
    /// [`Error::Locked`] when secrets are given and the key is out of reach.
    pub async fn add(&self, endpoint: NewEndpoint) -> Result<Endpoint, Error> {
        let (keys, now) = (self.0.keys.clone(), self.0.clock.now());
        let change = move |connection: &_| {
            let id = endpoints::insert(connection, &endpoint, now)?;
            for secret in &endpoint.secrets {
                endpoint_secrets::insert(connection, &keys, (id, secret), now)?;
            }
            one(connection, &keys, id)
        };
        self.0.writer.run(&[Topic::Endpoints], change).await
    }

    /// Changes an endpoint. With another speed, what is left of each wait goes by at that speed;
    /// with another ordering, what waits is due or waits for its turn by the new rule.
    ///
    /// # Errors
    /// As [`Self::add`], [`Error::NotFound`] for the endpoint or a secret to be removed, and
    /// [`Error::HandedOver`] when another shall deliver while deliveries are followed elsewhere.
    pub async fn edit(&self, id: EndpointId, edit: EndpointEdit) -> Result<Endpoint, Error> {
        let (keys, now) = (self.0.keys.clone(), self.0.clock.now());
        let change = move |connection: &_| {
            let manners = endpoints::edit(connection, id, &edit)?;
            for &secret in &edit.remove_secrets {
                endpoint_secrets::remove(connection, id, secret)?;
            }
            for secret in &edit.add_secrets {
                endpoint_secrets::insert(connection, &keys, (id, secret), now)?;
            }
            Ok((one(connection, &keys, id)?, manners))
        };
        // Lists show a delivery's endpoint by name.
        let topics = &[Topic::Endpoints, Topic::Deliveries];
        let (endpoint, (before, after)) = self.0.writer.run(topics, change).await?;
        if before.speed != after.speed {
            self.sweep(id, Sweep::Retime(after.speed)).await?;
        }
        if before.ordering == Ordering::ByKey && after.ordering == Ordering::None {
            self.sweep(id, Sweep::Release).await?;
        }
        Ok(endpoint)
    }

    /// Notes what an endpoint is at whoever delivers to it, unless somebody else does by now.
    ///
    /// # Errors
    /// As for every write: full disk or closed store.
    pub async fn note_handed(&self, id: EndpointId, to: HandedTo) -> Result<(), Error> {
        let change = move |connection: &_| endpoints::note_handed(connection, id, &to);
        self.0.writer.run(&[Topic::Endpoints], change).await
    }

    /// Lets an endpoint be delivered to, from its next delivery on; its failures so far are forgotten.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none of this id.
    pub async fn enable(&self, id: EndpointId) -> Result<Endpoint, Error> {
        let keys = self.0.keys.clone();
        let change = move |connection: &_| {
            endpoints::enable(connection, id)?;
            one(connection, &keys, id)
        };
        let topics = &[Topic::Endpoints, Topic::Deliveries];
        self.0.writer.run(topics, change).await
    }

    /// Stops deliveries to an endpoint, which then wait; `because` says why, in words.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none of this id.
    pub async fn disable(&self, id: EndpointId, because: &str) -> Result<Endpoint, Error> {
        let (keys, because) = (self.0.keys.clone(), because.to_owned());
        let change = move |connection: &_| {
            endpoints::disable(connection, id, &because)?;
            one(connection, &keys, id)
        };
        self.0.writer.run(&[Topic::Endpoints], change).await
    }

    /// Removes an endpoint, its secrets and routes; deliveries that wait are cancelled, all of
    /// them keep its name.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none of this id.
    pub async fn remove(&self, id: EndpointId) -> Result<(), Error> {
        let now = self.0.clock.now();
        let change = move |connection: &_| {
            endpoints::remove(connection, id, now)?;
            Ok(routes::remove_of_endpoint(connection, id)?)
        };
        self.0.writer.run(&[Topic::Endpoints], change).await?;
        self.sweep(id, Sweep::Cancel).await
    }

    /// The value of a secret, for the user who asks to see it: what the receiver is to be given,
    /// so of a key pair the half that verifies.
    ///
    /// # Errors
    /// [`Error::NotFound`], or [`Error::Locked`] when the key is out of reach.
    pub async fn reveal_secret(&self, id: EndpointId, secret: SecretId) -> Result<Secret, Error> {
        let keys = self.0.keys.clone();
        let read = move |connection: &_| endpoint_secrets::reveal(connection, &keys, (id, secret));
        self.0.readers.run(read).await
    }

    /// Where a source's captures flow on to.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn routes(&self, source: SourceId) -> Result<Vec<Route>, Error> {
        let read = move |connection: &_| Ok(routes::of_source(connection, source)?);
        self.0.readers.run(read).await
    }

    /// Replaces where a source's captures flow on to; it holds for the next request.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a source or an endpoint that does not exist.
    pub async fn set_routes(&self, source: SourceId, routes: Vec<Route>) -> Result<(), Error> {
        let change = move |connection: &_| {
            sources::get(connection, source, None)?;
            routes::replace(connection, source, &routes)
        };
        self.0.writer.run(&[Topic::Endpoints], change).await
    }

    /// Does something to all that waits for an endpoint, a part at a time.
    async fn sweep(&self, id: EndpointId, what: Sweep) -> Result<(), Error> {
        let now = self.0.clock.now();
        let mut from = Some(i64::MAX);
        while let Some(last) = from {
            let part = move |connection: &_| sweep::part(connection, (id, what), last, now);
            from = self.0.writer.run(&[Topic::Deliveries], part).await?;
        }
        Ok(())
    }
}

/// An endpoint as everyone may see it; its secrets are marked locked without the key.
fn one(connection: &Connection, keys: &Keys, id: EndpointId) -> Result<Endpoint, Fault> {
    let key = keys.for_opening(connection).ok().flatten();
    Ok(endpoints::get(connection, id, key.as_deref())?.endpoint)
}

#[cfg(test)]
mod tests;
