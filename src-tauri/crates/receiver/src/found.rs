//! Which source a request belongs to.

use std::sync::Arc;

use store::LiveSource;

use crate::checker::Checker;
use crate::context::Context;
use crate::inbound::Inbound;
use crate::path::Ingest;

/// The source of a request, as it stands when the request is read.
#[derive(Debug, Default, Clone)]
pub(crate) struct Found {
    /// The source; `None` is "unsorted".
    pub live: Option<Arc<LiveSource>>,
    /// What its requests are checked with.
    pub checker: Option<Arc<Checker>>,
}

impl Found {
    /// The source that the path names, by the sources as they are now.
    pub(crate) fn of(context: &Context, exchange: &Inbound) -> Self {
        let sources = context.options.store.sources().snapshot();
        let name = Ingest::of(&exchange.target).source;
        let Some(live) = sources.by_path(name) else {
            return Self::default();
        };
        Self {
            live: Some(Arc::clone(live)),
            checker: Some(context.checkers.get(&sources, live)),
        }
    }
}
