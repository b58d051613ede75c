//! Endpoints as others see them: the current set for those who deliver, and editing.

use std::sync::Arc;

use model::{Endpoint, EndpointId, Route, Secret, SecretId, SourceId};

use crate::store::Inner;
use crate::{Error, Store};

mod live;
mod rows;

pub use live::{EndpointSet, LiveEndpoint};
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
        Arc::default()
    }

    /// All endpoints, by name.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn list(&self) -> Result<Vec<Endpoint>, Error> {
        Err(Error::Busy)
    }

    /// One endpoint; `None` when there is none or it was removed.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn get(&self, id: EndpointId) -> Result<Option<Endpoint>, Error> {
        let _ = id;
        Err(Error::Busy)
    }

    /// One endpoint by name.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn by_name(&self, name: &str) -> Result<Option<Endpoint>, Error> {
        let _ = name;
        Err(Error::Busy)
    }

    /// Makes an endpoint with its secrets.
    ///
    /// # Errors
    /// [`Error::EndpointTaken`] or [`Error::EndpointName`] for a name that cannot be,
    /// [`Error::Locked`] when secrets are given and the key is out of reach.
    pub async fn add(&self, endpoint: NewEndpoint) -> Result<Endpoint, Error> {
        let _ = endpoint;
        Err(Error::Busy)
    }

    /// Changes an endpoint. With another speed, what is left of each wait goes by at that speed;
    /// with another ordering, what waits is due or waits for its turn by the new rule.
    ///
    /// # Errors
    /// As [`Self::add`], and [`Error::NotFound`] for the endpoint or a secret to be removed.
    pub async fn edit(&self, id: EndpointId, edit: EndpointEdit) -> Result<Endpoint, Error> {
        let _ = (id, edit);
        Err(Error::Busy)
    }

    /// Lets an endpoint be delivered to, from its next delivery on; its failures so far are forgotten.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none of this id.
    pub async fn enable(&self, id: EndpointId) -> Result<Endpoint, Error> {
        let _ = id;
        Err(Error::Busy)
    }

    /// Stops deliveries to an endpoint, which then wait; `because` says why, in words.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none of this id.
    pub async fn disable(&self, id: EndpointId, because: &str) -> Result<Endpoint, Error> {
        let _ = (id, because);
        Err(Error::Busy)
    }

    /// Removes an endpoint, its secrets and routes; deliveries that wait are cancelled, all of
    /// them keep its name.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none of this id.
    pub async fn remove(&self, id: EndpointId) -> Result<(), Error> {
        let _ = id;
        Err(Error::Busy)
    }

    /// The value of a secret, for the user who asks to see it: what the receiver is to be given,
    /// so of a key pair the half that verifies.
    ///
    /// # Errors
    /// [`Error::NotFound`], or [`Error::Locked`] when the key is out of reach.
    pub async fn reveal_secret(&self, id: EndpointId, secret: SecretId) -> Result<Secret, Error> {
        let _ = (id, secret);
        Err(Error::Busy)
    }

    /// Where a source's captures flow on to.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn routes(&self, source: SourceId) -> Result<Vec<Route>, Error> {
        let _ = source;
        Err(Error::Busy)
    }

    /// Replaces where a source's captures flow on to; it holds for the next request.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a source or an endpoint that does not exist.
    pub async fn set_routes(&self, source: SourceId, routes: Vec<Route>) -> Result<(), Error> {
        let _ = (source, routes);
        Err(Error::Busy)
    }
}
