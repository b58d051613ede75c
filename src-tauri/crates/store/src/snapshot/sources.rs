//! The sources as the receiver needs them: in memory, secrets opened.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use model::{Secret, SecretInfo, Source, SourceId, Topic};
use rusqlite::Connection;

use super::Subject;
use crate::error::Fault;
use crate::seal::SealingKey;
use crate::table::sources;

/// What is kept of sources, with their secrets and schemes.
pub(crate) const SOURCES: Subject<SourceSet> = Subject {
    topics: &[Topic::Sources],
    load,
};

fn load(
    connection: &Connection,
    key: Option<&SealingKey>,
    remedy: Option<String>,
) -> Result<SourceSet, Fault> {
    Ok(SourceSet::new(sources::list(connection, key)?, remedy))
}

/// A source with its secrets opened.
#[derive(Debug, Clone)]
pub struct LiveSource {
    /// The source.
    pub source: Source,
    /// Its secrets, oldest first; `None` is one that this process cannot open.
    pub secrets: Vec<(SecretInfo, Option<Secret>)>,
    /// What signs where that is not what verifies: the other halves of key pairs made here, as far
    /// as this process can open them.
    pub signing: Vec<Secret>,
    /// What was agreed on with its provider for handshakes, as far as this process can open it.
    pub handshake_values: BTreeMap<String, Secret>,
    /// The definition of its scheme, when that is one the user wrote.
    pub custom_scheme: Option<String>,
    /// Grows when the response rule changes, which then starts at its first step.
    pub rule_revision: u64,
}

/// All sources at one moment.
#[derive(Debug, Default)]
pub struct SourceSet {
    sources: Vec<Arc<LiveSource>>,
    by_name: HashMap<String, usize>,
    remedy: Option<String>,
}

impl SourceSet {
    fn new(sources: Vec<LiveSource>, remedy: Option<String>) -> Self {
        let names = sources.iter().map(|live| live.source.name.clone());
        let by_name = names.enumerate().map(|(at, name)| (name, at)).collect();
        Self {
            sources: sources.into_iter().map(Arc::new).collect(),
            by_name,
            remedy,
        }
    }

    /// The source whose name is a path's first segment.
    #[must_use]
    pub fn by_path(&self, segment: &str) -> Option<&Arc<LiveSource>> {
        self.by_name.get(segment).map(|&at| &self.sources[at])
    }

    /// The source of this id.
    #[must_use]
    pub fn by_id(&self, id: SourceId) -> Option<&Arc<LiveSource>> {
        self.sources.iter().find(|live| live.source.id == id)
    }

    /// All of them, by name.
    pub fn iter(&self) -> std::slice::Iter<'_, Arc<LiveSource>> {
        self.sources.iter()
    }

    /// What would unlock the secrets, when this process cannot reach their key.
    #[must_use]
    pub fn locked(&self) -> Option<&str> {
        self.remedy.as_deref()
    }
}

impl<'a> IntoIterator for &'a SourceSet {
    type Item = &'a Arc<LiveSource>;
    type IntoIter = std::slice::Iter<'a, Arc<LiveSource>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
