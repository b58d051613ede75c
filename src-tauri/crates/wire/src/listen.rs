//! Taking a port, or saying plainly why that is not possible.
//!
//! `localhost` means 127.0.0.1 and `[::1]` on the same port: a sender that
//! resolves the name to either reaches us. Nothing is accepted here.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::task::{Context, Poll};

use tokio::net::{TcpListener, TcpStream};

/// How many ports above a taken one are tried for the proposal of another.
const SEARCHED_PORTS: u16 = 200;
/// How often port 0 is tried again when the port picked is free on one of the two addresses only.
const PICKS: usize = 32;

/// Bound sockets, ready to be served.
#[derive(Debug)]
pub struct Listeners {
    sockets: Vec<TcpListener>,
    addresses: Vec<SocketAddr>,
    next: usize,
}

/// Why an address could not be bound.
#[derive(Debug, thiserror::Error)]
pub enum BindError {
    /// Another program listens there.
    #[error("port {port} is taken by another program; {}", proposal(*.next_free))]
    Taken {
        /// The port asked for.
        port: u16,
        /// The next higher port that was free a moment ago.
        next_free: Option<u16>,
    },
    /// The system does not let this user have the port.
    #[error("no permission to listen on {address}; choose a port above 1023")]
    Permission {
        /// The address asked for.
        address: String,
    },
    /// The text is no address.
    #[error(
        "\"{address}\" is no address to listen on; write it like localhost:4400 or 127.0.0.1:4400"
    )]
    Address {
        /// The text given.
        address: String,
    },
    /// Anything else, in the system's words.
    #[error("cannot listen on {address}: {source}; choose an address of this machine")]
    Other {
        /// The address asked for.
        address: String,
        /// What the system said.
        source: io::Error,
    },
}

fn proposal(next_free: Option<u16>) -> String {
    next_free.map_or_else(
        || "end that program or choose another port".to_owned(),
        |free| format!("{free} is free: choose it, or end that program"),
    )
}

impl Listeners {
    /// The port, the same on all addresses.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.addresses.first().map_or(0, SocketAddr::port)
    }

    /// What is listened on.
    #[must_use]
    pub fn addresses(&self) -> &[SocketAddr] {
        &self.addresses
    }

    fn of(sockets: Vec<TcpListener>) -> io::Result<Self> {
        let addresses: io::Result<_> = sockets.iter().map(TcpListener::local_addr).collect();
        Ok(Self {
            addresses: addresses?,
            sockets,
            next: 0,
        })
    }

    /// The next connection of any of the sockets, each in turn.
    pub(crate) async fn accept(&mut self) -> io::Result<(TcpStream, SocketAddr)> {
        std::future::poll_fn(|cx| self.poll_accept(cx)).await
    }

    fn poll_accept(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<(TcpStream, SocketAddr)>> {
        for _ in 0..self.sockets.len() {
            self.next = (self.next + 1) % self.sockets.len();
            let accepted = self.sockets[self.next].poll_accept(cx);
            if accepted.is_ready() {
                return accepted;
            }
        }
        Poll::Pending
    }
}

/// Listens on 127.0.0.1 and `[::1]` with one port; port 0 picks one that is free on both.
///
/// On a machine without IPv6 it is 127.0.0.1 alone.
///
/// # Errors
/// [`BindError`] says what is in the way and what to do.
pub async fn bind_localhost(port: u16) -> Result<Listeners, BindError> {
    let mut last = io::Error::from(io::ErrorKind::AddrInUse);
    for _ in 0..if port == 0 { PICKS } else { 1 } {
        match bind_pair(port).await {
            Ok(listeners) => return Ok(listeners),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => last = error,
            Err(error) => return Err(explain(error, format!("localhost:{port}"))),
        }
    }
    if port == 0 {
        return Err(explain(last, "localhost:0".to_owned()));
    }
    Err(BindError::Taken {
        port,
        next_free: next_free(port, None).await,
    })
}

/// Listens on `addr`: `localhost:4400` as [`bind_localhost`], else an IP address with a port.
///
/// # Errors
/// [`BindError`] says what is in the way and what to do.
pub async fn bind(addr: &str) -> Result<Listeners, BindError> {
    let localhost = addr
        .rsplit_once(':')
        .filter(|(host, _)| host.eq_ignore_ascii_case("localhost"));
    let malformed = || BindError::Address {
        address: addr.to_owned(),
    };
    if let Some((_, port)) = localhost {
        return bind_localhost(port.parse().map_err(|_| malformed())?).await;
    }
    let address: SocketAddr = addr.parse().map_err(|_| malformed())?;
    match bind_one(address).await {
        Ok(listeners) => Ok(listeners),
        Err(error) if error.kind() == io::ErrorKind::AddrInUse => Err(BindError::Taken {
            port: address.port(),
            next_free: next_free(address.port(), Some(address.ip())).await,
        }),
        Err(error) => Err(explain(error, addr.to_owned())),
    }
}

async fn bind_one(address: SocketAddr) -> io::Result<Listeners> {
    Listeners::of(vec![TcpListener::bind(address).await?])
}

async fn bind_pair(port: u16) -> io::Result<Listeners> {
    let four = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
    let port = four.local_addr()?.port();
    match TcpListener::bind((Ipv6Addr::LOCALHOST, port)).await {
        Ok(six) => Listeners::of(vec![four, six]),
        Err(error) if error.kind() == io::ErrorKind::AddrInUse => Err(error),
        // Any other error is this machine's way of having no IPv6.
        Err(error) => {
            tracing::debug!(%error, "listening on 127.0.0.1 only");
            Listeners::of(vec![four])
        }
    }
}

/// The first port above `taken` that could be had; `None` stands for localhost.
async fn next_free(taken: u16, address: Option<IpAddr>) -> Option<u16> {
    let last = taken.saturating_add(SEARCHED_PORTS);
    for port in taken.saturating_add(1)..=last {
        let bound = match address {
            Some(ip) => bind_one(SocketAddr::new(ip, port)).await,
            None => bind_pair(port).await,
        };
        if bound.is_ok() {
            return Some(port);
        }
    }
    None
}

fn explain(error: io::Error, address: String) -> BindError {
    match error.kind() {
        io::ErrorKind::PermissionDenied => BindError::Permission { address },
        _ => BindError::Other {
            address,
            source: error,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn localhost_is_both_addresses_on_one_port() {
        let listeners = bind_localhost(0).await.unwrap();
        let four = SocketAddr::from((Ipv4Addr::LOCALHOST, listeners.port()));
        let six = SocketAddr::from((Ipv6Addr::LOCALHOST, listeners.port()));
        assert_eq!(listeners.addresses()[0], four);
        assert!(listeners.addresses().len() == 1 || listeners.addresses()[1] == six);
    }

    #[tokio::test]
    async fn connections_to_either_address_arrive() {
        let mut listeners = bind("localhost:0").await.unwrap();
        for address in listeners.addresses().to_vec() {
            let client = TcpStream::connect(address).await.unwrap();
            let (_, peer) = listeners.accept().await.unwrap();
            assert_eq!(peer, client.local_addr().unwrap());
        }
    }

    #[tokio::test]
    async fn a_taken_port_names_the_next_free_one() {
        let holder = bind_localhost(0).await.unwrap();
        let error = bind_localhost(holder.port()).await.unwrap_err();
        let BindError::Taken { port, next_free } = &error else {
            panic!("{error:?}")
        };
        assert_eq!(*port, holder.port());
        assert!(next_free.is_none_or(|free| free > holder.port()));
        assert!(error.to_string().contains("is taken by another program"));
    }

    #[tokio::test]
    async fn a_port_taken_on_one_of_the_two_addresses_is_taken() {
        let holder = bind("127.0.0.1:0").await.unwrap();
        let error = bind_localhost(holder.port()).await.unwrap_err();
        assert!(matches!(error, BindError::Taken { .. }), "{error:?}");
    }

    #[tokio::test]
    async fn text_that_is_no_address_is_told_apart_from_a_taken_one() {
        for text in [
            "",
            "localhost",
            "localhost:x",
            "example:80",
            "127.0.0.1",
            "localhost:70000",
        ] {
            let error = bind(text).await.unwrap_err();
            assert!(
                matches!(error, BindError::Address { .. }),
                "{text}: {error:?}"
            );
        }
    }

    #[tokio::test]
    async fn an_address_of_another_machine_is_refused_with_the_systems_words() {
        let error = bind("192.0.2.1:0").await.unwrap_err();
        assert!(matches!(error, BindError::Other { .. }), "{error:?}");
        assert!(error.to_string().contains("192.0.2.1:0"));
    }
}
