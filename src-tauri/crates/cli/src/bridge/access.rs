//! What lets a request in: our own host, our own page, our own cookie.
//!
//! Decides only; what is answered is [`super::guard`]'s.

use std::net::SocketAddr;

use http::header::{COOKIE, HOST, ORIGIN};
use http::request::Parts;
use http::{HeaderMap, HeaderName, Uri};

use super::secrecy::Password;

const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// What lets a request in.
pub struct Access {
    /// Our own addresses as a `Host` header names them.
    hosts: Vec<String>,
    /// In the link; exchanged for the cookie.
    token: Password,
    /// In the cookie.
    session: Password,
    /// Cookies know no ports: without one in the name two bridges would take each other's.
    cookie: String,
}

/// Why a request stays outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// Sent to a name that is not ours.
    ForeignHost,
    /// Sent by a page that is not ours.
    ForeignPage,
    /// With a token, and not the right one.
    WrongToken,
    /// Without the cookie.
    NoSession,
}

/// What becomes of a request that may pass.
#[derive(Debug, PartialEq, Eq)]
pub enum Pass {
    /// It goes on.
    In,
    /// It gets the cookie and is sent to this place, which is its own without the token.
    Exchange(String),
}

impl Access {
    /// Access over these addresses.
    pub fn new(addresses: &[SocketAddr]) -> Self {
        let port = addresses.first().map_or(0, SocketAddr::port);
        let mut hosts: Vec<String> = addresses.iter().map(ToString::to_string).collect();
        hosts.extend(["127.0.0.1", "localhost", "[::1]"].map(|host| format!("{host}:{port}")));
        if port == 80 {
            // Browsers leave out the port that goes without saying.
            hosts.extend(["127.0.0.1", "localhost", "[::1]"].map(ToOwned::to_owned));
        }
        let cookie = format!("hookwright-{port}");
        Self {
            hosts,
            token: Password::random(),
            session: Password::random(),
            cookie,
        }
    }

    /// The token of the link.
    pub fn token(&self) -> &str {
        self.token.text()
    }

    /// Whether a request gets in, and how.
    pub fn judge(&self, parts: &Parts) -> Result<Pass, Refusal> {
        if !self.is_ours(host(parts)) {
            return Err(Refusal::ForeignHost);
        }
        if !self.comes_from_us(&parts.headers) {
            return Err(Refusal::ForeignPage);
        }
        if let Some(token) = token(&parts.uri) {
            return match self.token.is(token) {
                true => Ok(Pass::Exchange(without_token(&parts.uri))),
                false => Err(Refusal::WrongToken),
            };
        }
        match self.has_session(&parts.headers) {
            true => Ok(Pass::In),
            false => Err(Refusal::NoSession),
        }
    }

    fn is_ours(&self, host: Option<&str>) -> bool {
        host.is_some_and(|host| {
            self.hosts
                .iter()
                .any(|ours| ours.eq_ignore_ascii_case(host))
        })
    }

    /// Browsers say which page a request comes from; other programs say nothing.
    fn comes_from_us(&self, headers: &HeaderMap) -> bool {
        let origin = headers.get_all(ORIGIN).iter().all(|origin| {
            let host = origin
                .to_str()
                .ok()
                .and_then(|origin| origin.strip_prefix("http://"));
            self.is_ours(host)
        });
        let site = headers
            .get_all(FETCH_SITE)
            .iter()
            .all(|site| site == "same-origin" || site == "none");
        origin && site
    }

    fn has_session(&self, headers: &HeaderMap) -> bool {
        let lines = headers
            .get_all(COOKIE)
            .iter()
            .filter_map(|line| line.to_str().ok());
        let cookies = lines
            .flat_map(|line| line.split(';'))
            .filter_map(|pair| pair.trim().split_once('='));
        let mut ours = cookies.filter(|(name, _)| *name == self.cookie);
        ours.any(|(_, value)| self.session.is(value))
    }

    /// The cookie that is exchanged for the token.
    pub fn cookie(&self) -> String {
        format!(
            "{}={}; Path=/; HttpOnly; SameSite=Strict",
            self.cookie,
            self.session.text()
        )
    }
}

/// The one host of a request: two of them could mean two things to two readers.
fn host(parts: &Parts) -> Option<&str> {
    let mut hosts = parts.headers.get_all(HOST).iter();
    let first = hosts.next().and_then(|host| host.to_str().ok());
    let authority = parts.uri.authority().map(http::uri::Authority::as_str);
    match (first, authority, hosts.next()) {
        (_, _, Some(_)) => None,
        (Some(host), Some(authority), None) if host != authority => None,
        (host, authority, None) => host.or(authority),
    }
}

fn token(uri: &Uri) -> Option<&str> {
    uri.query()?
        .split('&')
        .find_map(|pair| pair.strip_prefix("token="))
}

fn without_token(uri: &Uri) -> String {
    let others = uri.query().unwrap_or_default().split('&');
    let others: Vec<&str> = others.filter(|pair| !pair.starts_with("token=")).collect();
    let mark = if others.is_empty() { "" } else { "?" };
    // Two slashes at the beginning would name another host.
    let path = uri.path().trim_start_matches(['/', '\\']);
    format!("/{path}{mark}{}", others.join("&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_exchange_never_leads_to_another_host() {
        let uri = "//evil.example/?token=x".parse().unwrap();
        assert_eq!(without_token(&uri), "/evil.example/");
        let uri = "/captures?a=1&token=x&b=2".parse().unwrap();
        assert_eq!(without_token(&uri), "/captures?a=1&b=2");
    }

    #[test]
    fn a_port_that_goes_without_saying_is_not_asked_for() {
        let access = Access::new(&[([127, 0, 0, 1], 80).into()]);
        assert!(access.is_ours(Some("localhost")) && access.is_ours(Some("127.0.0.1:80")));
        let access = Access::new(&[([127, 0, 0, 1], 4402).into()]);
        assert!(!access.is_ours(Some("localhost")));
    }
}
