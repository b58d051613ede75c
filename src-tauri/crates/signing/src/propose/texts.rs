//! The texts of a request that may be a signature, a timestamp or an id.

use serde_json::Value;

use crate::{Request, form};

/// A text and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The kind of place: `header`, `query`, `form`, `json`.
    pub kind: &'static str,
    /// Its name there.
    pub name: String,
    /// The text.
    pub text: String,
}

impl Text {
    /// The place in the catalogue's language: `header:X-Signature`.
    pub fn place(&self) -> String {
        format!("{}:{}", self.kind, self.name)
    }
}

/// A body larger than this is not searched for fields.
const LARGEST: usize = 256 * 1024;

/// As many fields of a body, and as deep, as a signature is likely to hide in.
const MOST_FIELDS: usize = 60;
const DEEPEST: usize = 4;

/// Longer texts are content.
const LONGEST: usize = 4096;

/// Header fields that say how a message travels and not what it is.
const TRAVEL: &[&str] = &[
    "accept",
    "accept-encoding",
    "accept-language",
    "cache-control",
    "connection",
    "content-length",
    "content-type",
    "content-encoding",
    "cookie",
    "forwarded",
    "host",
    "keep-alive",
    "origin",
    "pragma",
    "referer",
    "te",
    "traceparent",
    "tracestate",
    "transfer-encoding",
    "upgrade",
    "user-agent",
    "via",
];

/// Every text that is worth looking at: headers, query, form or JSON fields.
pub fn texts(request: &Request<'_>) -> Vec<Text> {
    let mut texts = headers(request);
    texts.extend(pairs("query", form::query(request.url).as_bytes()));
    if request.body.len() <= LARGEST {
        texts.extend(body(request.body));
    }
    texts.retain(|text| !text.text.is_empty() && text.text.len() <= LONGEST);
    texts
}

fn headers(request: &Request<'_>) -> Vec<Text> {
    let travels = |name: &str| {
        let name = name.to_ascii_lowercase();
        TRAVEL.contains(&name.as_str())
            || name.starts_with("x-forwarded-")
            || name.starts_with("sec-")
    };
    let own = request
        .headers
        .iter()
        .filter(|header| !travels(&header.name));
    own.filter_map(|header| {
        let text = std::str::from_utf8(&header.value).ok()?;
        Some(Text {
            kind: "header",
            name: header.name.to_string(),
            text: text.to_owned(),
        })
    })
    .collect()
}

fn pairs(kind: &'static str, text: &[u8]) -> Vec<Text> {
    let names = form::raw_pairs(text).filter_map(|(name, _)| std::str::from_utf8(name).ok());
    let read = |name: &str| {
        let value = form::value(text, name)?;
        Some(Text {
            kind,
            name: name.to_owned(),
            text: String::from_utf8_lossy(&value).into_owned(),
        })
    };
    names
        .filter(|name| !name.is_empty())
        .filter_map(read)
        .take(MOST_FIELDS)
        .collect()
}

fn body(body: &[u8]) -> Vec<Text> {
    let mut texts = Vec::new();
    match serde_json::from_slice::<Value>(body) {
        Ok(value) => fields(&value, &mut Vec::new(), &mut texts),
        Err(_) if body.contains(&b'=') => texts = pairs("form", body),
        Err(_) => {}
    }
    texts
}

fn fields(value: &Value, path: &mut Vec<String>, texts: &mut Vec<Text>) {
    let children: Vec<(String, &Value)> = match value {
        Value::Object(object) => object
            .iter()
            .map(|(key, value)| (key.clone(), value))
            .collect(),
        Value::Array(items) => items
            .iter()
            .take(3)
            .enumerate()
            .map(|(at, value)| (at.to_string(), value))
            .collect(),
        Value::String(text) => return push(texts, path, text.clone()),
        Value::Number(number) => return push(texts, path, number.to_string()),
        Value::Null | Value::Bool(_) => return,
    };
    if path.len() >= DEEPEST {
        return;
    }
    for (key, value) in children {
        // The language separates keys by dots.
        if !key.is_empty() && !key.contains('.') {
            path.push(key);
            fields(value, path, texts);
            path.pop();
        }
    }
}

fn push(texts: &mut Vec<Text>, path: &[String], text: String) {
    if texts.len() < MOST_FIELDS && !path.is_empty() {
        texts.push(Text {
            kind: "json",
            name: path.join("."),
            text,
        });
    }
}

#[cfg(test)]
mod tests {
    use model::Headers;

    use super::*;

    #[test]
    fn fields_of_the_body_are_texts_and_travel_is_not() {
        let headers: Headers = [("Host", "h"), ("X-Sig", "a")].into_iter().collect();
        let request = Request {
            method: "POST",
            url: "http://h/?q=1",
            headers: &headers,
            body: br#"{"a":{"b":["x"]},"n":1.0}"#,
        };
        let places: Vec<String> = texts(&request).iter().map(Text::place).collect();
        assert_eq!(places, ["header:X-Sig", "query:q", "json:a.b.0", "json:n"]);
    }
}
