//! The OpenAPI document of an emulation, and a page to read it on. Neither is logged.

use std::fmt::Write as _;
use std::sync::Arc;

use axum::extract::{OriginalUri, State};
use axum::response::{IntoResponse as _, Response};
use http::header;
use serde_json::{Value, json};

use super::front::Front;

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;\
padding:0 1rem;color-scheme:light dark}code{font-size:.9em}h2{margin:2rem 0 .2rem;font-size:1.05rem}\
td,th{text-align:left;padding:.1rem 1rem .1rem 0;vertical-align:top}p{margin:.3rem 0}";
/// The page needs nothing but its own style.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'";

/// The document, with where this emulation is.
pub(super) async fn document(
    State(front): State<Arc<Front>>,
    OriginalUri(uri): OriginalUri,
) -> Response {
    let mut document = read(&front);
    let root = uri.path().strip_suffix("/openapi.json").unwrap_or_default();
    let root = if root.is_empty() { "/" } else { root };
    document["servers"] = json!([{ "url": root }]);
    let content_type = [(header::CONTENT_TYPE, "application/json")];
    (content_type, document.to_string()).into_response()
}

/// The document as a page that needs nothing from elsewhere.
pub(super) async fn page(State(front): State<Arc<Front>>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CONTENT_SECURITY_POLICY, POLICY),
    ];
    (headers, html(&read(&front))).into_response()
}

fn read(front: &Front) -> Value {
    serde_json::from_str(front.play.openapi()).expect("a test reads every document")
}

fn html(document: &Value) -> String {
    let title = escaped(text(&document["info"]["title"]));
    let mut page = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>{title}</title>\
<style>{STYLE}</style><h1>{title}</h1>{}<p><a href=\"openapi.json\">openapi.json</a></p>",
        paragraphs(text(&document["info"]["description"]))
    );
    for (path, methods) in document["paths"].as_object().into_iter().flatten() {
        let calls = methods.as_object().into_iter().flatten();
        // Beside its calls a path may have parameters that all of them take.
        for (method, operation) in calls.filter(|(_, told)| told.is_object()) {
            describe(&mut page, (method, path), operation, &methods["parameters"]);
        }
    }
    page.push_str("</html>\n");
    page
}

/// One operation: what it is, what it takes, and what it answers.
fn describe(page: &mut String, (method, path): (&str, &str), operation: &Value, shared: &Value) {
    let call = format!("{} {path}", method.to_ascii_uppercase());
    let summary = escaped(text(&operation["summary"]));
    let description = paragraphs(text(&operation["description"]));
    let begun = write!(
        page,
        "<h2><code>{}</code></h2><p>{summary}</p>{description}<table>",
        escaped(&call)
    );
    begun.expect("a String takes everything");
    let parameters = [shared, &operation["parameters"]];
    let parameters = parameters.into_iter().filter_map(Value::as_array).flatten();
    for parameter in parameters.filter(|parameter| parameter["name"].is_string()) {
        let place = format!("{} ({})", text(&parameter["name"]), text(&parameter["in"]));
        row(page, &place, text(&parameter["description"]));
    }
    for (status, answer) in operation["responses"].as_object().into_iter().flatten() {
        row(page, status, text(&answer["description"]));
    }
    page.push_str("</table>");
}

fn row(page: &mut String, name: &str, told: &str) {
    let (name, told) = (escaped(name), escaped(told));
    let written = write!(page, "<tr><th><code>{name}</code></th><td>{told}</td></tr>");
    written.expect("a String takes everything");
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn paragraphs(text: &str) -> String {
    let parts = text.split("\n\n").filter(|part| !part.trim().is_empty());
    parts
        .map(|part| format!("<p>{}</p>", escaped(part)))
        .collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_names_each_operation_and_nothing_of_it_is_markup() {
        let document = json!({
            "info": { "title": "A & B", "description": "One.\n\nTwo <script>." },
            "paths": { "/v1/{id}": { "post": {
                "summary": "Send again",
                "parameters": [{ "name": "id", "in": "path", "description": "Which" }],
                "responses": { "200": { "description": "It <is> sent" } },
            } } },
        });
        let page = html(&document);
        for part in [
            "<title>A &amp; B</title>",
            "<p>Two &lt;script&gt;.</p>",
            "<code>POST /v1/{id}</code>",
            "<code>id (path)</code>",
            "It &lt;is&gt; sent",
        ] {
            assert!(page.contains(part), "{part} in {page}");
        }
    }
}
