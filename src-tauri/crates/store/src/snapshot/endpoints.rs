//! Endpoints and routes as those who deliver need them: in memory, secrets opened.

use std::collections::HashMap;
use std::sync::Arc;

use model::{Endpoint, EndpointId, Route, Secret, SourceId, Topic};
use rusqlite::Connection;

use super::Subject;
use crate::error::Fault;
use crate::seal::SealingKey;
use crate::table::{endpoints, routes};

/// What is kept of endpoints, with their secrets, schemes and routes.
pub(crate) const ENDPOINTS: Subject<EndpointSet> = Subject {
    // Schemes of one's own change with the sources.
    topics: &[Topic::Endpoints, Topic::Sources],
    load,
};

fn load(
    connection: &Connection,
    key: Option<&SealingKey>,
    remedy: Option<String>,
) -> Result<EndpointSet, Fault> {
    let endpoints = endpoints::list(connection, key)?;
    Ok(EndpointSet::new(
        endpoints,
        routes::all(connection)?,
        remedy,
    ))
}

/// An endpoint with its secrets opened.
#[derive(Debug, Clone)]
pub struct LiveEndpoint {
    /// The endpoint.
    pub endpoint: Endpoint,
    /// What signs, oldest first, as far as this process can open it; `endpoint.secrets` says which
    /// are locked.
    pub signing: Vec<Secret>,
    /// The definition of its scheme, when that is one the user wrote.
    pub custom_scheme: Option<String>,
}

/// All endpoints and routes at one moment.
#[derive(Debug, Default)]
pub struct EndpointSet {
    endpoints: Vec<Arc<LiveEndpoint>>,
    by_id: HashMap<EndpointId, usize>,
    routes: HashMap<SourceId, Vec<Route>>,
    remedy: Option<String>,
}

impl EndpointSet {
    fn new(
        endpoints: Vec<LiveEndpoint>,
        routes: HashMap<SourceId, Vec<Route>>,
        remedy: Option<String>,
    ) -> Self {
        let ids = endpoints.iter().map(|live| live.endpoint.id);
        let by_id = ids.enumerate().map(|(at, id)| (id, at)).collect();
        Self {
            endpoints: endpoints.into_iter().map(Arc::new).collect(),
            by_id,
            routes,
            remedy,
        }
    }

    /// The endpoint of this id.
    #[must_use]
    pub fn by_id(&self, id: EndpointId) -> Option<&Arc<LiveEndpoint>> {
        self.by_id.get(&id).map(|&at| &self.endpoints[at])
    }

    /// All of them, by name.
    pub fn iter(&self) -> std::slice::Iter<'_, Arc<LiveEndpoint>> {
        self.endpoints.iter()
    }

    /// Where a source's captures flow on to.
    #[must_use]
    pub fn routes(&self, source: SourceId) -> &[Route] {
        self.routes.get(&source).map_or(&[], Vec::as_slice)
    }

    /// What would unlock the secrets, when this process cannot reach their key.
    #[must_use]
    pub fn locked(&self) -> Option<&str> {
        self.remedy.as_deref()
    }
}

impl<'a> IntoIterator for &'a EndpointSet {
    type Item = &'a Arc<LiveEndpoint>;
    type IntoIter = std::slice::Iter<'a, Arc<LiveEndpoint>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
