//! How connections come about: names, addresses, TCP, TLS.
//!
//! Both ways of sending go through here, so both refuse the same addresses,
//! whether a URL names them or a name server does, and both are measured alike.

use std::io::{self, IoSlice};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use futures_util::future::BoxFuture;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::connect::dns::Name;
use reqwest::Url;
use rustls::ClientConfig;
use rustls::pki_types::ServerName;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tower::{Layer, Service, ServiceExt};

use crate::{address, marks};

type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// Where `localhost` is, in the order resolvers give it: when nobody listens, it is the last
/// one's error that is told, and a machine may have no IPv6.
const LOOPBACK: [IpAddr; 2] = [
    IpAddr::V6(Ipv6Addr::LOCALHOST),
    IpAddr::V4(Ipv4Addr::LOCALHOST),
];

/// Why a name leads nowhere.
#[derive(Debug, thiserror::Error)]
#[error("the name {host} does not resolve: {source}")]
pub(crate) struct LookupError {
    host: String,
    source: io::Error,
}

/// Looks up a name. One forbidden address among several refuses the name, since any may be called.
async fn addresses(host: &str) -> Result<Vec<SocketAddr>, BoxError> {
    let unknown = |source| LookupError {
        host: host.to_owned(),
        source,
    };
    let found = marks::lookup(found(host)).await.map_err(unknown)?;
    for found in &found {
        address::check(found.ip())?;
    }
    Ok(found)
}

async fn found(host: &str) -> io::Result<Vec<SocketAddr>> {
    if is_localhost(host) {
        return Ok(LOOPBACK.map(|ip| SocketAddr::new(ip, 0)).to_vec());
    }
    Ok(tokio::net::lookup_host((host, 0)).await?.collect())
}

/// `localhost` and all names below it are this machine (RFC 6761), whatever the system's
/// resolver knows of them; and the usual target needs no thread to be looked up.
fn is_localhost(host: &str) -> bool {
    let last = host.rsplit('.').next().unwrap_or_default();
    last.eq_ignore_ascii_case("localhost")
}

/// Refuses a URL whose host is a forbidden address; names are checked once they are looked up.
pub(crate) fn check_host(url: &Url) -> Result<(), address::Forbidden> {
    let host = url.host_str().unwrap_or_default();
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    bare.parse::<IpAddr>()
        .map_or(Ok(()), |literal| address::check(literal).map(drop))
}

/// The checked resolver, for reqwest and for hyper's connector.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CheckedNames;

impl reqwest::dns::Resolve for CheckedNames {
    fn resolve(&self, name: reqwest::dns::Name) -> reqwest::dns::Resolving {
        Box::pin(async move {
            let found = addresses(name.as_str()).await?;
            Ok(Box::new(found.into_iter()) as reqwest::dns::Addrs)
        })
    }
}

impl Service<Name> for CheckedNames {
    type Response = std::vec::IntoIter<SocketAddr>;
    type Error = BoxError;
    type Future = BoxFuture<'static, Result<Self::Response, BoxError>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, name: Name) -> Self::Future {
        Box::pin(async move { Ok(addresses(name.as_str()).await?.into_iter()) })
    }
}

/// Puts the stop-watch around reqwest's connector.
#[derive(Debug, Clone, Copy)]
pub(crate) struct MeasuredLayer;

impl<S> Layer<S> for MeasuredLayer {
    type Service = Measured<S>;

    fn layer(&self, connector: S) -> Measured<S> {
        Measured(connector)
    }
}

/// A connector whose time is noted on the exchange that waits for it.
#[derive(Debug, Clone)]
pub(crate) struct Measured<S>(S);

impl<S, R> Service<R> for Measured<S>
where
    S: Service<R>,
    S::Future: Send + 'static,
    S::Response: 'static,
    S::Error: 'static,
{
    type Response = S::Response;
    type Error = S::Error;
    type Future = BoxFuture<'static, Result<S::Response, S::Error>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.0.poll_ready(cx)
    }

    fn call(&mut self, request: R) -> Self::Future {
        Box::pin(marks::connect(self.0.call(request)))
    }
}

/// Connects to hosts, for requests that are written by us.
#[derive(Clone)]
pub(crate) struct Dialer {
    tcp: HttpConnector<CheckedNames>,
    tls: TlsConnector,
}

impl std::fmt::Debug for Dialer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Dialer")
    }
}

impl Dialer {
    /// A dialer that speaks TLS as `tls` says.
    pub(crate) fn new(tls: ClientConfig) -> Self {
        let mut tcp = HttpConnector::new_with_resolver(CheckedNames);
        tcp.enforce_http(false);
        tcp.set_nodelay(true);
        Self {
            tcp,
            tls: TlsConnector::from(Arc::new(tls)),
        }
    }

    /// Connects to the host of an http or https URL.
    pub(crate) async fn dial(&self, url: &Url) -> Result<Stream, BoxError> {
        marks::connect(self.connected(url)).await
    }

    async fn connected(&self, url: &Url) -> Result<Stream, BoxError> {
        // Path and query are nothing to a connector, and may be what `Uri` refuses.
        let origin = url.origin().ascii_serialization().parse()?;
        let tcp = self.tcp.clone().oneshot(origin).await?.into_inner();
        if url.scheme() != "https" {
            return Ok(Stream::Plain(tcp));
        }
        let host = url.host_str().unwrap_or_default();
        let host = host.trim_start_matches('[').trim_end_matches(']');
        let name = ServerName::try_from(host.to_owned())?;
        Ok(Stream::Tls(Box::new(self.tls.connect(name, tcp).await?)))
    }
}

/// A connected stream, with TLS or without.
#[derive(Debug)]
pub(crate) enum Stream {
    /// TCP alone.
    Plain(TcpStream),
    /// TLS over TCP.
    Tls(Box<TlsStream<TcpStream>>),
}

impl Stream {
    /// The TCP stream below.
    pub(crate) fn tcp(&self) -> &TcpStream {
        match self {
            Self::Plain(tcp) => tcp,
            Self::Tls(tls) => tls.get_ref().0,
        }
    }
}

trait ReadWrite: AsyncRead + AsyncWrite + Send + Unpin {}
impl<T: AsyncRead + AsyncWrite + Send + Unpin> ReadWrite for T {}

impl Stream {
    fn inner(self: Pin<&mut Self>) -> Pin<&mut dyn ReadWrite> {
        match self.get_mut() {
            Self::Plain(tcp) => Pin::new(tcp),
            Self::Tls(tls) => Pin::new(tls),
        }
    }
}

impl AsyncRead for Stream {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        self.inner().poll_read(cx, into)
    }
}

impl AsyncWrite for Stream {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.inner().poll_write(cx, bytes)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.inner().poll_write_vectored(cx, bytes)
    }

    fn is_write_vectored(&self) -> bool {
        match self {
            Self::Plain(tcp) => tcp.is_write_vectored(),
            Self::Tls(tls) => tls.is_write_vectored(),
        }
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.inner().poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.inner().poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_name_that_leads_to_a_forbidden_address_is_refused() {
        // The resolver takes addresses for names, which saves this test a name server.
        let error = addresses("169.254.169.254").await.unwrap_err();
        assert!(error.is::<address::Forbidden>(), "{error}");
        assert!(addresses("127.0.0.1").await.is_ok());
    }

    #[tokio::test]
    async fn localhost_and_all_names_below_it_are_this_machine() {
        for host in ["localhost", "LocalHost", "app.localhost"] {
            let found = addresses(host).await.unwrap();
            assert!(found.iter().all(|found| found.ip().is_loopback()), "{host}");
        }
        assert!(!is_localhost("localhost.test"));
    }
}
