//! A request as it is looked at again and again: its JSON read once.

use std::borrow::Cow;

use serde_json::Value;

use crate::scheme::clues::Clue;
use crate::{Request, form};

/// A guess is not worth reading a larger body for.
const LARGEST: usize = 256 * 1024;

/// A request, read.
pub struct Seen<'s, 'a> {
    /// As it came.
    pub request: &'s Request<'a>,
    /// Its `User-Agent` in lower case.
    pub agent: String,
    /// The path of its URL.
    pub path: &'a str,
    body: &'a [u8],
    json: Option<Value>,
}

impl<'s, 'a> Seen<'s, 'a> {
    /// Reads a request.
    pub fn new(request: &'s Request<'a>) -> Self {
        let agent = request.headers.text("User-Agent").unwrap_or_default();
        let body = match request.body.len() > LARGEST {
            true => &[],
            false => request.body,
        };
        Self {
            request,
            agent: agent.to_ascii_lowercase(),
            path: path(request.url),
            json: serde_json::from_slice(body).ok(),
            body,
        }
    }

    /// Whether a header is as a clue says.
    pub fn has_header(&self, clue: &Clue) -> bool {
        let value = self.request.headers.text(&clue.name);
        value.is_some_and(|value| clue.is_met_by(value))
    }

    /// Whether a field of the JSON body is as a clue says.
    pub fn has_json(&self, clue: &Clue) -> bool {
        let mut keys = clue.name.split('.');
        let value = keys.try_fold(self.json.as_ref(), |value, key| match value? {
            Value::Object(fields) => fields.get(key).map(Some),
            Value::Array(items) => items.get(key.parse::<usize>().ok()?).map(Some),
            _ => None,
        });
        match value.flatten() {
            None | Some(Value::Null) => false,
            Some(Value::String(text)) => clue.is_met_by(text),
            Some(other) => clue.is_met_by(&other.to_string()),
        }
    }

    /// Whether a field of the form body, or of the query, is as a clue says.
    pub fn has_form(&self, clue: &Clue) -> bool {
        let value = form::value(self.body, &clue.name)
            .or_else(|| form::value(form::query(self.request.url).as_bytes(), &clue.name));
        let value = value.unwrap_or(Cow::Borrowed(b""));
        !value.is_empty() && clue.is_met_by(&String::from_utf8_lossy(&value))
    }
}

/// Without host and query.
fn path(url: &str) -> &str {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = path.find('/').map_or("", |at| &path[at..]);
    path.split(['?', '#']).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_has_neither_host_nor_query() {
        assert_eq!(path("https://h/a/b?c#d"), "/a/b");
        assert_eq!(path("https://h"), "");
    }
}
