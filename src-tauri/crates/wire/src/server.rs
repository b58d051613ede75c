//! The accept loop: who may come in, and how it ends.
//!
//! What happens on a connection is [`crate::connection`]'s; nothing a sender
//! does there, and no error of accept, ends the loop.

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use http::{Request, Response};
use http_body::Body;
use hyper::body::Incoming;
use tokio::net::TcpStream;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::{JoinError, JoinSet};
use tower::Service;

use crate::any_error::AnyError;
use crate::door::{Crew, Door};
use crate::{Limits, Listeners, Refused, connection};

/// How many connections above the limit are answered at a time.
const TURNED_AWAY_AT_ONCE: usize = 64;
/// The wait after an accept that failed for want of descriptors or memory.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// An HTTP server at the socket, for HTTP/1.1 and HTTP/2 with prior knowledge.
#[derive(Clone)]
pub struct Server {
    /// What one sender may cost.
    pub limits: Limits,
    /// Told of every request that is refused here, before the answer goes out. It must not block.
    pub refused: Arc<dyn Fn(Refused) + Send + Sync>,
}

impl Server {
    /// Serves until `shutdown` is ready, then lets running exchanges end, for
    /// [`Limits::shutdown_timeout`] at most.
    ///
    /// Every request carries [`RecordedHead`](crate::RecordedHead),
    /// [`HeadFlags`](crate::HeadFlags) and [`Peer`](crate::Peer) as extensions,
    /// over HTTP/1 [`Hangup`](crate::Hangup) too. A service that panics costs its own connection only.
    pub async fn serve<S, B>(
        self,
        mut listeners: Listeners,
        service: S,
        shutdown: impl Future<Output = ()>,
    ) where
        S: Service<Request<Incoming>, Response = Response<B>>
            + Clone
            + Send
            + Sync
            + Unpin
            + 'static,
        S::Future: Send,
        S::Error: Into<AnyError>,
        B: Body + Send + 'static,
        B::Data: Send,
        B::Error: Into<AnyError>,
    {
        let crew = Crew::default();
        let places = Places::new(self.limits.connections);
        let door = Arc::new(Door::new(self.limits, self.refused, service, crew.clone()));
        let mut connections = JoinSet::new();
        let mut shutdown = pin!(shutdown);
        loop {
            tokio::select! {
                biased;
                () = &mut shutdown => break,
                Some(ended) = connections.join_next() => say_panic(ended),
                (stream, peer, place) = places.next(&mut listeners) => {
                    connections.spawn(host(Arc::clone(&door), stream, peer, place));
                }
            }
        }
        drop(listeners);
        door.closing.call();
        finish(connections, &crew, door.limits.shutdown_timeout).await;
    }
}

/// Who may come in.
struct Places {
    seats: Arc<Semaphore>,
    /// For those above the limit, who are answered 503. When these are taken too, new
    /// connections wait unaccepted; the time-outs make room.
    standing: Arc<Semaphore>,
}

enum Place {
    Seat(OwnedSemaphorePermit),
    Standing(OwnedSemaphorePermit),
}

impl Places {
    fn new(connections: usize) -> Self {
        Self {
            seats: Arc::new(Semaphore::new(connections.min(Semaphore::MAX_PERMITS))),
            standing: Arc::new(Semaphore::new(TURNED_AWAY_AT_ONCE)),
        }
    }

    /// The next connection; errors of accept are survived.
    ///
    /// The place is there before the connection is taken, so dropping this future loses nobody.
    async fn next(&self, listeners: &mut Listeners) -> (TcpStream, SocketAddr, Place) {
        let standing = Arc::clone(&self.standing).acquire_owned().await;
        let standing = standing.expect("nobody closes the semaphore");
        loop {
            let error = match listeners.accept().await {
                Ok((stream, peer)) => return (stream, peer, self.place(standing)),
                Err(error) => error,
            };
            if let Some(pause) = pause_after(&error) {
                tracing::warn!(%error, "no connection could be accepted, trying again in {pause:?}");
                tokio::time::sleep(pause).await;
            }
        }
    }

    fn place(&self, standing: OwnedSemaphorePermit) -> Place {
        match Arc::clone(&self.seats).try_acquire_owned() {
            Ok(seat) => Place::Seat(seat),
            Err(_) => Place::Standing(standing),
        }
    }
}

/// How long to wait after a failed accept: not at all when only that one connection was lost.
fn pause_after(error: &io::Error) -> Option<Duration> {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset, Interrupted};
    let kind = error.kind();
    let passing = [
        ConnectionAborted,
        ConnectionRefused,
        ConnectionReset,
        Interrupted,
    ];
    (!passing.contains(&kind)).then_some(ACCEPT_PAUSE)
}

async fn host<S, B>(door: Arc<Door<S>>, stream: TcpStream, peer: SocketAddr, place: Place)
where
    S: Service<Request<Incoming>, Response = Response<B>> + Clone + Send + Unpin + 'static,
    S::Future: Send,
    S::Error: Into<AnyError>,
    B: Body + Send + 'static,
    B::Data: Send,
    B::Error: Into<AnyError>,
{
    match place {
        Place::Seat(_seat) => connection::serve(door, stream, peer).await,
        Place::Standing(_standing) => connection::turn_away(door, stream, peer).await,
    }
}

async fn finish(mut connections: JoinSet<()>, crew: &Crew, wait: Duration) {
    let all_done = async {
        while let Some(ended) = connections.join_next().await {
            say_panic(ended);
        }
        crew.done().await;
    };
    if tokio::time::timeout(wait, all_done).await.is_err() {
        tracing::warn!("connections still open {wait:?} after the call for shutdown are cut");
        connections.shutdown().await;
        crew.end();
        crew.done().await;
    }
}

fn say_panic(ended: Result<(), JoinError>) {
    if let Err(error) = ended {
        tracing::error!(%error, "a connection ended in a panic");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lost_connection_costs_no_pause_but_a_lack_of_descriptors_does() {
        assert_eq!(pause_after(&io::ErrorKind::ConnectionAborted.into()), None);
        let too_many_open_files = io::Error::from_raw_os_error(24);
        assert_eq!(pause_after(&too_many_open_files), Some(ACCEPT_PAUSE));
    }
}
