//! Who gets through to the bridge: a browser of this machine that opened our link.
//!
//! Any web page can send requests to localhost, and a name can be made to
//! resolve to it. So the `Host` must be ours (against DNS rebinding), an
//! `Origin` and `Sec-Fetch-Site` must say that the page is ours, and every
//! request carries the cookie that the link's token was exchanged for.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, LOCATION, REFERRER_POLICY, SET_COOKIE,
    X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use http::{HeaderName, HeaderValue, StatusCode};

use super::access::{Access, Pass, Refusal};

/// Nothing from elsewhere, nothing inline, in no frame.
const POLICY: &str = "default-src 'self'; img-src 'self' data:; connect-src 'self'; \
    object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const OPENER_POLICY: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

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
