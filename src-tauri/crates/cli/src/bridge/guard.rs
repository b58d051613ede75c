//! Who gets through to the bridge: a browser of this machine that opened our link.
//!
//! Any web page can send requests to localhost, and a name can be made to
//! resolve to it. So the `Host` must be ours (against DNS rebinding), an
//! `Origin` and `Sec-Fetch-Site` must say that the page is ours, and every
//! request carries the cookie that the link's token was exchanged for.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, COOKIE, HOST, LOCATION, ORIGIN,
    REFERRER_POLICY, SET_COOKIE, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use http::request::Parts;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri};

use super::secrecy::Password;

/// Nothing from elsewhere, nothing inline, in no frame.
const POLICY: &str = "default-src 'self'; img-src 'self' data:; connect-src 'self'; \
    object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
const OPENER_POLICY: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

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
enum Refusal {
    ForeignHost,
    ForeignPage,
    WrongToken,
    NoSession,
}

/// What becomes of a request that may pass.
#[derive(Debug, PartialEq, Eq)]
enum Pass {
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

    fn judge(&self, parts: &Parts) -> Result<Pass, Refusal> {
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

    fn cookie(&self) -> String {
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

/// Lets a request through, exchanges its token, or refuses it. Every answer is sealed.
pub async fn protect(State(access): State<Arc<Access>>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let response = match access.judge(&parts) {
        Ok(Pass::In) => next.run(Request::from_parts(parts, body)).await,
        Ok(Pass::Exchange(location)) => exchange(&access, &location),
        Err(refusal) => refuse(refusal),
    };
    sealed(response)
}

fn exchange(access: &Access, location: &str) -> Response {
    let fields = [
        (LOCATION, location.to_owned()),
        (SET_COOKIE, access.cookie()),
        (CACHE_CONTROL, "no-store".to_owned()),
    ];
    (StatusCode::SEE_OTHER, fields).into_response()
}

fn refuse(refusal: Refusal) -> Response {
    let message = match refusal {
        Refusal::ForeignHost => {
            "this address is not Hookwright's own: open the link that it printed"
        }
        Refusal::ForeignPage => {
            "another page sent this request: type or paste the link into the address bar"
        }
        Refusal::WrongToken => {
            "this link is of an earlier start: open the one that Hookwright printed last"
        }
        Refusal::NoSession => "this browser is not let in: open the link that Hookwright printed",
    };
    let error = serde_json::json!({ "code": "forbidden", "message": message });
    let fields = [
        (CONTENT_TYPE, "application/json"),
        (CACHE_CONTROL, "no-store"),
    ];
    (StatusCode::FORBIDDEN, fields, error.to_string()).into_response()
}

/// The headers that keep a page from doing more than ours does.
fn sealed(mut response: Response) -> Response {
    let fields = [
        (CONTENT_SECURITY_POLICY, POLICY),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (REFERRER_POLICY, "no-referrer"),
        (X_FRAME_OPTIONS, "DENY"),
        (OPENER_POLICY, "same-origin"),
        (RESOURCE_POLICY, "same-origin"),
    ];
    for (name, value) in fields {
        response
            .headers_mut()
            .insert(name, HeaderValue::from_static(value));
    }
    response
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use axum::Router;
    use axum::body::Body;
    use tower::ServiceExt as _;

    use super::*;

    const PORT: u16 = 4402;

    fn access() -> Arc<Access> {
        Arc::new(Access::new(&[(Ipv4Addr::LOCALHOST, PORT).into()]))
    }

    /// Asks a guarded service that says "inside" to whoever gets there.
    async fn ask(access: &Arc<Access>, path: &str, fields: &[(&str, &str)]) -> Response {
        let inside = Router::new().fallback(|| async { "inside" });
        let mut request = http::Request::builder().uri(path);
        if !fields.iter().any(|(name, _)| *name == "host") {
            request = request.header("host", "127.0.0.1:4402");
        }
        for (name, value) in fields {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::empty()).unwrap();
        super::super::guarded(inside, Arc::clone(access))
            .oneshot(request)
            .await
            .unwrap()
    }

    fn cookie(access: &Access) -> String {
        access.cookie().split(';').next().unwrap().to_owned()
    }

    async fn status_with(fields: &[(&str, &str)]) -> StatusCode {
        let access = access();
        let cookie = cookie(&access);
        let fields = [fields, &[("cookie", cookie.as_str())]].concat();
        ask(&access, "/", &fields).await.status()
    }

    #[tokio::test]
    async fn our_own_page_gets_in_under_each_of_our_names() {
        for host in [
            "127.0.0.1:4402",
            "localhost:4402",
            "[::1]:4402",
            "LocalHost:4402",
        ] {
            assert_eq!(
                status_with(&[("host", host)]).await,
                StatusCode::OK,
                "{host}"
            );
        }
        let fields = [
            ("origin", "http://localhost:4402"),
            ("sec-fetch-site", "same-origin"),
        ];
        assert_eq!(status_with(&fields).await, StatusCode::OK);
        assert_eq!(
            status_with(&[("sec-fetch-site", "none")]).await,
            StatusCode::OK
        );
    }

    #[tokio::test]
    async fn a_name_rebound_to_this_machine_stays_outside() {
        for host in [
            "evil.example:4402",
            "127.0.0.1",
            "127.0.0.1:80",
            "localhost.evil.example:4402",
            "",
        ] {
            assert_eq!(
                status_with(&[("host", host)]).await,
                StatusCode::FORBIDDEN,
                "{host}"
            );
        }
        let two = [("host", "127.0.0.1:4402"), ("host", "evil.example")];
        assert_eq!(status_with(&two).await, StatusCode::FORBIDDEN);
    }

    #[tokio::test]
    async fn a_page_from_elsewhere_stays_outside_whatever_cookie_it_brings() {
        for origin in [
            "https://evil.example",
            "null",
            "http://127.0.0.1:9999",
            "https://127.0.0.1:4402",
        ] {
            assert_eq!(
                status_with(&[("origin", origin)]).await,
                StatusCode::FORBIDDEN,
                "{origin}"
            );
        }
        for site in ["cross-site", "same-site"] {
            assert_eq!(
                status_with(&[("sec-fetch-site", site)]).await,
                StatusCode::FORBIDDEN,
                "{site}"
            );
        }
    }

    #[tokio::test]
    async fn without_the_cookie_nothing_is_served() {
        let access = access();
        for path in [
            "/",
            "/call/about",
            "/notices",
            "/bytes/captures/cap_1/body",
            "/assets/x.js",
        ] {
            assert_eq!(
                ask(&access, path, &[]).await.status(),
                StatusCode::FORBIDDEN,
                "{path}"
            );
        }
        let wrong = [("cookie", "hookwright-4402=wrong")];
        assert_eq!(
            ask(&access, "/", &wrong).await.status(),
            StatusCode::FORBIDDEN
        );
        let token_as_cookie = format!("hookwright-4402={}", access.token());
        let response = ask(&access, "/", &[("cookie", &token_as_cookie)]).await;
        assert_eq!(response.status(), StatusCode::FORBIDDEN);
    }

    #[tokio::test]
    async fn the_token_is_exchanged_for_a_cookie_and_leaves_the_address() {
        let access = access();
        let path = format!("/captures?filter=a&token={}&x=1", access.token());
        let response = ask(&access, &path, &[]).await;
        assert_eq!(response.status(), StatusCode::SEE_OTHER);
        assert_eq!(response.headers()[LOCATION], "/captures?filter=a&x=1");
        let cookie = response.headers()[SET_COOKIE].to_str().unwrap().to_owned();
        assert!(
            cookie.ends_with("; Path=/; HttpOnly; SameSite=Strict"),
            "{cookie}"
        );
        let cookie = cookie.split(';').next().unwrap();
        let inside = ask(&access, "/captures?filter=a&x=1", &[("cookie", cookie)]).await;
        assert_eq!(inside.status(), StatusCode::OK);
    }

    #[tokio::test]
    async fn a_wrong_token_gets_no_cookie_even_with_a_right_one_at_hand() {
        let access = access();
        let cookie = cookie(&access);
        for token in ["", "wrong", &access.token()[1..]] {
            let path = format!("/?token={token}");
            let response = ask(&access, &path, &[("cookie", &cookie)]).await;
            assert_eq!(response.status(), StatusCode::FORBIDDEN, "{token}");
            assert!(!response.headers().contains_key(SET_COOKIE));
        }
    }

    #[tokio::test]
    async fn the_exchange_never_leads_to_another_host() {
        let access = access();
        let path = format!("//evil.example/?token={}", access.token());
        assert_eq!(without_token(&path.parse().unwrap()), "/evil.example/");
    }

    #[tokio::test]
    async fn every_answer_is_sealed() {
        let access = access();
        let cookie = cookie(&access);
        for fields in [&[("cookie", cookie.as_str())][..], &[]] {
            let response = ask(&access, "/", fields).await;
            let policy = response.headers()[CONTENT_SECURITY_POLICY]
                .to_str()
                .unwrap();
            assert!(
                policy.contains("default-src 'self'") && policy.contains("frame-ancestors 'none'")
            );
            assert!(!policy.contains("unsafe"), "{policy}");
            assert_eq!(response.headers()[X_CONTENT_TYPE_OPTIONS], "nosniff");
            assert_eq!(response.headers()[REFERRER_POLICY], "no-referrer");
            assert!(
                !response
                    .headers()
                    .contains_key("access-control-allow-origin")
            );
        }
    }
}
