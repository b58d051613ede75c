//! Which of a service's paths a request is for, as Starlette finds it, the router below FastAPI.
//!
//! A path is taken apart once it is decoded, so an escaped slash separates too. A path that would be
//! one but for slashes at its end is redirected there. Of methods only those are there that are
//! named: HEAD is not what GET is.

use std::sync::Arc;

use axum::extract::{OriginalUri, Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse as _, Response};
use axum::{RequestExt as _, Router};
use http::{HeaderMap, HeaderValue, StatusCode, Uri, header};

use super::refusal::Refusal;

/// A method and a path, with `{…}` for a segment that varies.
pub type Known = (&'static str, String);

/// Lets pass what one of these is for, and answers all else.
pub fn guarded(router: Router, known: impl IntoIterator<Item = Known>) -> Router {
    let known: Arc<[Known]> = known.into_iter().collect();
    // What no route fits has to come by here as well.
    let router = router.fallback(|| async { not_found().into_response() });
    router.layer(from_fn_with_state(known, guard))
}

async fn guard(State(known): State<Arc<[Known]>>, mut request: Request, next: Next) -> Response {
    let path = decoded(request.uri().path());
    match find(&known, request.method().as_str(), &path) {
        Found::Call => next.run(request).await,
        Found::OtherMethod(allowed) => other_method(allowed).into_response(),
        Found::WithoutSlash => match request.extract_parts::<OriginalUri>().await {
            Ok(OriginalUri(uri)) => redirected(&uri, request.headers()),
            Err(never) => match never {},
        },
        Found::Nothing => not_found().into_response(),
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Found<'a> {
    Call,
    /// The path is there, for the first method that it is known for.
    OtherMethod(&'a str),
    WithoutSlash,
    Nothing,
}

fn find<'a>(known: &'a [Known], method: &str, path: &str) -> Found<'a> {
    let methods = |path: &str| {
        let fitting = known.iter().filter(|(_, known)| fits(known, path));
        fitting.map(|(method, _)| *method).collect::<Vec<_>>()
    };
    match methods(path)[..] {
        [] if methods(path.trim_end_matches('/')).is_empty() => Found::Nothing,
        [] => Found::WithoutSlash,
        [first, ..] if !methods(path).contains(&method) => Found::OtherMethod(first),
        _ => Found::Call,
    }
}

fn fits(known: &str, path: &str) -> bool {
    let (known, path) = (known.split('/'), path.split('/'));
    let same =
        |(known, part): (&str, &str)| known == part || (known.starts_with('{') && !part.is_empty());
    known.clone().count() == path.clone().count() && known.zip(path).all(same)
}

/// To the whole URL, as Starlette has it; a caller that names no host is led nowhere.
fn redirected(uri: &Uri, headers: &HeaderMap) -> Response {
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    let path = uri.path().trim_end_matches('/');
    let query = uri
        .query()
        .map_or(String::new(), |query| format!("?{query}"));
    let location = host.map(|host| HeaderValue::try_from(format!("http://{host}{path}{query}")));
    match location {
        Some(Ok(location)) => {
            let location = [(header::LOCATION, location)];
            (StatusCode::TEMPORARY_REDIRECT, location).into_response()
        }
        Some(Err(_)) | None => not_found().into_response(),
    }
}

fn not_found() -> Refusal {
    Refusal::detail(StatusCode::NOT_FOUND, "Not Found")
}

fn other_method(allowed: &str) -> Refusal {
    let refusal = Refusal::detail(StatusCode::METHOD_NOT_ALLOWED, "Method Not Allowed");
    match HeaderValue::from_str(allowed) {
        Ok(allowed) => refusal.with(header::ALLOW, allowed),
        Err(_) => refusal,
    }
}

/// A part of a path as Python's servers read it: what is no UTF-8 is replaced.
pub fn decoded(part: &str) -> String {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let escaped = (first == b'%').then(|| hex(after)).flatten();
        bytes.push(escaped.unwrap_or(first));
        rest = if escaped.is_some() {
            &after[2..]
        } else {
            after
        };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn hex(digits: &[u8]) -> Option<u8> {
    let digits = std::str::from_utf8(digits.get(..2)?).ok()?;
    let are_digits = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    are_digits.then(|| u8::from_str_radix(digits, 16).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Vec<Known> {
        let known = [
            ("GET", "/v1/hooks"),
            ("POST", "/v1/hooks"),
            ("POST", "/v1/hooks/{id}/replay"),
        ];
        known.map(|(method, path)| (method, path.to_owned())).into()
    }

    #[test]
    fn a_request_is_for_a_call_another_method_a_path_without_its_slashes_or_nothing() {
        let known = known();
        for (method, path, found) in [
            ("GET", "/v1/hooks", Found::Call),
            ("POST", "/v1/hooks", Found::Call),
            ("POST", "/v1/hooks/a b/replay", Found::Call),
            ("HEAD", "/v1/hooks", Found::OtherMethod("GET")),
            ("PUT", "/v1/hooks", Found::OtherMethod("GET")),
            ("GET", "/v1/hooks/x/replay", Found::OtherMethod("POST")),
            ("GET", "/v1/hooks/", Found::WithoutSlash),
            ("PUT", "/v1/hooks//", Found::WithoutSlash),
            ("POST", "/v1/hooks/x/replay/", Found::WithoutSlash),
            ("POST", "/v1/hooks//replay", Found::Nothing),
            ("POST", "/v1/hooks/a/b/replay", Found::Nothing),
            ("GET", "/V1/hooks", Found::Nothing),
            ("GET", "/", Found::Nothing),
            ("GET", "", Found::Nothing),
        ] {
            assert_eq!(find(&known, method, path), found, "{method} {path}");
        }
    }

    #[test]
    fn a_path_is_decoded_as_python_does() {
        for (part, read) in [
            ("a%20b", "a b"),
            ("%C3%BC%FF%2", "ü\u{fffd}%2"),
            ("a%2Fb", "a/b"),
            ("%+1", "%+1"),
        ] {
            assert_eq!(decoded(part), read, "{part}");
        }
    }
}
