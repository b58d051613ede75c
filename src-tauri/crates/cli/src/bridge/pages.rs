//! The UI's files, carried by the program when they were built before it.
//!
//! A path that is no file is the UI's own route and gets its first page.

use axum::response::{IntoResponse as _, Response};
use http::header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE};
use http::{Method, StatusCode, Uri};

/// Path and bytes of every file of `ui/dist`; empty when the UI was not built.
const FILES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/pages.rs"));

const FIRST: &str = "index.html";

/// Names of files in `assets/` carry a hash of their content.
const FOREVER: &str = "public, max-age=31536000, immutable";

const NOT_BUILT: &str = "<!doctype html>
<html lang=\"en\">
<meta charset=\"utf-8\">
<title>Hookwright</title>
<h1>The UI is not part of this program</h1>
<p>Hookwright runs: it captures, and the command line works. To see it here, build the UI and then
the program again, in the project's folder:</p>
<pre>npm --prefix ui ci
npm --prefix ui run build
cargo build -p cli</pre>
";

/// Serves a file, or the first page.
pub async fn page(method: Method, uri: Uri) -> Response {
    if method != Method::GET && method != Method::HEAD {
        return (StatusCode::METHOD_NOT_ALLOWED, [(ALLOW, "GET, HEAD")]).into_response();
    }
    answer(FILES, uri.path().trim_start_matches('/'))
}

fn answer(files: &'static [(&str, &[u8])], path: &str) -> Response {
    if let Some(bytes) = find(files, path) {
        return serve(path, bytes);
    }
    if is_file(path) {
        return (StatusCode::NOT_FOUND, "there is no such file").into_response();
    }
    match find(files, FIRST) {
        Some(bytes) => serve(FIRST, bytes),
        None => serve(FIRST, NOT_BUILT.as_bytes()),
    }
}

fn find(files: &'static [(&str, &[u8])], path: &str) -> Option<&'static [u8]> {
    files
        .iter()
        .find(|(name, _)| *name == path)
        .map(|(_, bytes)| *bytes)
}

/// The UI's own routes have no dot in their last part.
fn is_file(path: &str) -> bool {
    let last = path.rsplit('/').next().unwrap_or_default();
    path.starts_with("assets/") || last.contains('.')
}

fn serve(path: &str, bytes: &'static [u8]) -> Response {
    let cache = if path.starts_with("assets/") {
        FOREVER
    } else {
        "no-cache"
    };
    (
        [(CONTENT_TYPE, content_type(path)), (CACHE_CONTROL, cache)],
        bytes,
    )
        .into_response()
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        "wasm" => "application/wasm",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &[(&str, &[u8])] = &[
        ("assets/index-4f2a.js", b"js"),
        ("icon.svg", b"<svg/>"),
        ("index.html", b"<html>"),
    ];

    async fn body(response: Response) -> Vec<u8> {
        axum::body::to_bytes(response.into_body(), 4096)
            .await
            .unwrap()
            .to_vec()
    }

    #[test]
    fn hashed_files_are_kept_for_long_and_the_first_page_is_not() {
        let script = answer(SAMPLE, "assets/index-4f2a.js");
        assert_eq!(
            script.headers()[CONTENT_TYPE],
            "text/javascript; charset=utf-8"
        );
        assert_eq!(script.headers()[CACHE_CONTROL], FOREVER);
        assert_eq!(
            answer(SAMPLE, "icon.svg").headers()[CONTENT_TYPE],
            "image/svg+xml"
        );
        assert_eq!(answer(SAMPLE, "").headers()[CACHE_CONTROL], "no-cache");
    }

    #[tokio::test]
    async fn a_route_of_the_ui_gets_the_first_page_and_a_missing_file_does_not() {
        assert_eq!(body(answer(SAMPLE, "captures/cap_7")).await, b"<html>");
        assert_eq!(
            answer(SAMPLE, "assets/index-old.js").status(),
            StatusCode::NOT_FOUND
        );
        assert_eq!(
            answer(SAMPLE, "favicon.ico").status(),
            StatusCode::NOT_FOUND
        );
    }

    #[tokio::test]
    async fn without_a_built_ui_the_page_says_how_to_build_it() {
        let page = String::from_utf8(body(answer(&[], "")).await).unwrap();
        assert!(page.contains("npm --prefix ui run build"), "{page}");
    }

    #[tokio::test]
    async fn pages_are_only_read() {
        let response = page(Method::POST, Uri::from_static("/")).await;
        assert_eq!(response.status(), StatusCode::METHOD_NOT_ALLOWED);
    }
}
