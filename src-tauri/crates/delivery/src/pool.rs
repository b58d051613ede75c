//! Connections at rest, for requests to take up again.
//!
//! A request written to a connection that its server is just closing is lost,
//! and nobody can tell whether it was acted upon; sending it once more is not
//! ours to decide. So connections rest for a moment only, and the first ones
//! of an origin are on probation: a server that closes after its answers
//! without having said so gets a new connection for each request.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use tokio::time::{Instant, sleep, timeout};

/// How long a connection rests at most; servers mostly wait 5 seconds and longer.
const REST: Duration = Duration::from_secs(2);
/// How long the first connections of an origin are watched before they are used again.
const PROBATION: Duration = Duration::from_millis(10);
/// Connections of one origin that rest at once.
const MOST: usize = 256;

/// A connection that may serve one exchange after the other.
pub(crate) trait Reusable: Send + 'static {
    /// Whether it is known to be closed.
    fn is_closed(&mut self) -> bool;
    /// Waits until it is closed.
    fn closed(&mut self) -> impl Future<Output = ()> + Send;
}

/// Connections at rest, by origin. Cheap to clone.
#[derive(Debug)]
pub(crate) struct Pool<C>(Arc<Mutex<Inner<C>>>);

#[derive(Debug)]
struct Inner<C> {
    origins: HashMap<String, Origin<C>>,
    /// Whether a task sees to it that nothing rests for too long.
    swept: bool,
}

#[derive(Debug)]
struct Origin<C> {
    conduct: Conduct,
    resting: Vec<Resting<C>>,
}

/// What an origin does with a connection after its answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Conduct {
    #[default]
    Unknown,
    Keeps,
    Closes,
}

#[derive(Debug)]
struct Resting<C> {
    connection: C,
    since: Instant,
}

impl<C> Default for Pool<C> {
    fn default() -> Self {
        Self(Arc::new(Mutex::new(Inner {
            origins: HashMap::new(),
            swept: false,
        })))
    }
}

impl<C> Default for Origin<C> {
    fn default() -> Self {
        Self {
            conduct: Conduct::default(),
            resting: Vec::new(),
        }
    }
}

impl<C: Reusable> Pool<C> {
    /// A connection that is open, as far as can be known.
    pub(crate) async fn take(&self, origin: &str) -> Option<C> {
        loop {
            let (mut connection, conduct) = self.lock().pop(origin)?;
            if conduct == Conduct::Unknown && !connection.is_closed() {
                let closed = timeout(PROBATION, connection.closed()).await.is_ok();
                self.lock().judge(origin, closed);
            }
            if !connection.is_closed() {
                return Some(connection);
            }
        }
    }

    /// Lets a connection rest whose last exchange is over.
    pub(crate) fn put(&self, origin: &str, connection: C) {
        let mut inner = self.lock();
        inner.rest(origin, connection);
        if !std::mem::replace(&mut inner.swept, true) {
            tokio::spawn(sweep(Arc::downgrade(&self.0)));
        }
    }

    fn lock(&self) -> MutexGuard<'_, Inner<C>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<C: Reusable> Inner<C> {
    /// The connection that has rested for the shortest time.
    fn pop(&mut self, origin: &str) -> Option<(C, Conduct)> {
        let place = self.origins.get_mut(origin)?;
        let mut resting = place.resting.pop()?;
        if resting.connection.is_closed() {
            place.conduct = place.conduct.surprised();
        }
        Some((resting.connection, place.conduct))
    }

    fn judge(&mut self, origin: &str, closed: bool) {
        if let Some(place) = self.origins.get_mut(origin) {
            place.conduct = match closed {
                true => Conduct::Closes,
                false => Conduct::Keeps,
            };
        }
    }

    fn rest(&mut self, origin: &str, connection: C) {
        if let Some(place) = self.origins.get_mut(origin) {
            return place.rest(connection);
        }
        let mut place = Origin::default();
        place.rest(connection);
        self.origins.insert(origin.to_owned(), place);
    }

    /// Closes what has rested for too long; whether anything rests on.
    fn sweep(&mut self) -> bool {
        for place in self.origins.values_mut() {
            place
                .resting
                .retain(|resting| resting.since.elapsed() < REST);
        }
        self.swept = self.origins.values().any(|place| !place.resting.is_empty());
        self.swept
    }
}

impl<C> Origin<C> {
    fn rest(&mut self, connection: C) {
        if self.conduct != Conduct::Closes && self.resting.len() < MOST {
            let since = Instant::now();
            self.resting.push(Resting { connection, since });
        }
    }
}

impl Conduct {
    /// After a connection was found closed that had been left open.
    const fn surprised(self) -> Self {
        match self {
            Self::Keeps | Self::Unknown => Self::Unknown,
            Self::Closes => Self::Closes,
        }
    }
}

/// Goes on as long as anything rests in a pool that is in use.
async fn sweep<C: Reusable>(pool: Weak<Mutex<Inner<C>>>) {
    loop {
        sleep(REST).await;
        let Some(pool) = pool.upgrade().map(Pool) else {
            return;
        };
        if !pool.lock().sweep() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt as _, DuplexStream, duplex};
    use wire::exact::Connection;

    use super::*;

    async fn rest(pool: &Pool<Connection>, origin: &str) -> DuplexStream {
        let (ours, theirs) = duplex(64);
        pool.put(origin, Connection::open(ours).await.unwrap());
        theirs
    }

    #[tokio::test(start_paused = true)]
    async fn what_rests_for_too_long_is_closed() {
        let (pool, origin) = (Pool::default(), "http://a");
        for _ in 0..2 {
            let mut theirs = rest(&pool, origin).await;
            let begun = Instant::now();
            theirs.read_to_end(&mut Vec::new()).await.unwrap();
            assert!(begun.elapsed() >= REST);
            assert!(pool.take(origin).await.is_none());
        }
    }

    #[tokio::test(start_paused = true)]
    async fn scheme_host_and_port_have_to_be_the_same() {
        let pool = Pool::default();
        let _theirs = rest(&pool, "http://a").await;
        for other in ["https://a", "http://b", "http://a:81"] {
            assert!(pool.take(other).await.is_none(), "{other}");
        }
        assert!(pool.take("http://a").await.is_some());
    }

    #[tokio::test(start_paused = true)]
    async fn a_connection_that_was_closed_at_rest_is_not_taken() {
        let (pool, origin) = (Pool::default(), "http://a");
        let open = rest(&pool, origin).await;
        drop(rest(&pool, origin).await);
        assert!(pool.take(origin).await.is_some());
        assert!(pool.take(origin).await.is_none());
        drop(open);
    }
}
