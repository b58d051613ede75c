//! Whether an HTTP/2 connection has anything to do.
//!
//! hyper has no idle time-out for HTTP/2; this counts what it would need.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use http_body::Body;
use http_body_util::BodyExt;
use http_body_util::combinators::UnsyncBoxBody;

use crate::any_error::AnyError;

/// The exchanges of one connection.
#[derive(Debug, Clone, Default)]
pub(crate) struct Activity(Arc<Counts>);

#[derive(Debug, Default)]
struct Counts {
    running: AtomicUsize,
    begun: AtomicU64,
}

/// An exchange that is not over.
#[derive(Debug)]
pub(crate) struct Running(Arc<Counts>);

impl Activity {
    pub(crate) fn begin(&self) -> Running {
        self.0.running.fetch_add(1, Ordering::Relaxed);
        self.0.begun.fetch_add(1, Ordering::Relaxed);
        Running(Arc::clone(&self.0))
    }

    /// How many exchanges ever began, when none is running.
    pub(crate) fn quiet_since(&self) -> Option<u64> {
        let quiet = self.0.running.load(Ordering::Relaxed) == 0;
        quiet.then(|| self.0.begun.load(Ordering::Relaxed))
    }
}

impl Running {
    /// Keeps the exchange running until `body` is sent or dropped.
    pub(crate) fn through<B>(self, body: B) -> UnsyncBoxBody<B::Data, AnyError>
    where
        B: Body + Send + 'static,
        B::Error: Into<AnyError>,
    {
        let kept = move |error: B::Error| {
            let _ = &self;
            error.into()
        };
        body.map_err(kept).boxed_unsync()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.0.running.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exchange_runs_until_its_body_is_gone() {
        let activity = Activity::default();
        assert_eq!(activity.quiet_since(), Some(0));
        let body = activity
            .begin()
            .through(http_body_util::Full::new(bytes::Bytes::new()));
        assert_eq!(activity.quiet_since(), None);
        drop(body);
        assert_eq!(activity.quiet_since(), Some(1));
    }
}
