//! Captures that flow on to endpoints: which deliveries are stored with one.
//!
//! Decided as the routes stand when the request is read. Delivering, and all
//! that belongs to it, is not ours: the rows are written with the capture.

use std::sync::Arc;

use model::{Filter, Route};
use store::{EndpointSet, LiveSource, NewCapture, Routed};

use crate::context::Context;
use crate::found::Found;
use crate::inbound::Inbound;

/// From this size on a body is searched on a thread where it delays nobody else.
const SEARCHED_APART: usize = 64 * 1024;

/// The routes of a request's source.
pub(crate) struct Routes {
    live: Arc<LiveSource>,
    endpoints: Arc<EndpointSet>,
    /// Media type of the request's body.
    content_type: String,
}

impl Routes {
    /// `None` where the request's source has none.
    pub(crate) fn of(context: &Context, found: &Found, exchange: &Inbound) -> Option<Self> {
        let live = found.live.as_ref()?;
        let endpoints = context.options.store.endpoints().snapshot();
        if endpoints.routes(live.source.id).is_empty() {
            return None;
        }
        let content_type = exchange.headers.text("content-type");
        Some(Self {
            live: Arc::clone(live),
            endpoints,
            content_type: content_type.unwrap_or_default().to_owned(),
        })
    }

    /// The capture with the deliveries that are stored with it.
    pub(crate) async fn put_into(self, mut capture: NewCapture) -> NewCapture {
        if capture.body.len() < SEARCHED_APART {
            capture.routed = self.routed(&capture);
            return capture;
        }
        let apart = tokio::task::spawn_blocking(move || {
            capture.routed = self.routed(&capture);
            capture
        });
        apart.await.expect("a search does not panic")
    }

    fn routed(&self, capture: &NewCapture) -> Vec<Routed> {
        let routes = self.endpoints.routes(self.live.source.id).iter();
        routes
            .filter(|route| self.takes(route, capture))
            .map(|route| Routed {
                endpoint: route.endpoint,
                resign: route.resign,
                event_type: capture.event_type.clone().unwrap_or_default(),
                content_type: self.content_type.clone(),
                ordering_key: None,
            })
            .collect()
    }

    /// Whether a capture goes this way: the route's filter takes it, and its endpoint wants such events.
    fn takes(&self, route: &Route, capture: &NewCapture) -> bool {
        let event_type = capture.event_type.as_deref().unwrap_or_default();
        let endpoint = self.endpoints.by_id(route.endpoint);
        let wanted = endpoint.is_some_and(|live| live.endpoint.manner.wants(event_type));
        wanted && self.meets(route, capture)
    }

    /// A filter that cannot be read takes nothing: it may have been meant to keep something back.
    fn meets(&self, route: &Route, capture: &NewCapture) -> bool {
        let source = &self.live.source.name;
        match Filter::parse(&route.filter) {
            Ok(filter) => store::meets(&filter, capture, source),
            Err(error) => {
                tracing::warn!(%source, endpoint = %route.endpoint, %error, "a route's filter cannot be read: nothing goes that way");
                false
            }
        }
    }
}
