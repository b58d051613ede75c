//! A raw HTTP message, or its header lines alone.

use model::Headers;
use wire::head::{self, HeadError};

use super::error::PastedError;
use crate::contract::signatures::{RequestBody, RequestFields};

/// The URL a request went to, guessed from its head.
///
/// A provider calls https unless the host is this machine.
#[must_use]
pub fn url_of(target: &str, headers: &Headers) -> String {
    // A path may hold the letters of a URL: `/fetch?of=https://example.com`.
    if !target.starts_with('/') && target.contains("://") {
        return target.to_owned();
    }
    let host = headers.text("host").unwrap_or("localhost");
    let scheme = if is_this_machine(host) {
        "http"
    } else {
        "https"
    };
    format!("{scheme}://{host}{target}")
}

fn is_this_machine(host: &str) -> bool {
    ["localhost", "127.", "[::1]"]
        .iter()
        .any(|name| host.starts_with(name))
}

/// Whether a line opens a request: `POST /path HTTP/1.1`, the version may be missing.
pub(super) fn is_request_line(line: &str) -> bool {
    let mut words = line.split_ascii_whitespace();
    let (Some(method), Some(target)) = (words.next(), words.next()) else {
        return false;
    };
    let is_method = method.bytes().all(|byte| byte.is_ascii_uppercase());
    let is_target = target.starts_with('/') || target.contains("://") || target == "*";
    is_method && is_target && words.next().is_none_or(|word| word.starts_with("HTTP/"))
}

/// Whether a line is a header field: a name without spaces, a colon.
pub(super) fn is_field(line: &str) -> bool {
    let name = line.strip_prefix(':').unwrap_or(line).split_once(':');
    name.is_some_and(|(name, _)| !name.is_empty() && !name.contains([' ', '"', '{', '/']))
}

/// Reads request line, header lines, blank line and body.
pub(super) fn read(text: &str) -> Result<(RequestFields, Vec<String>), PastedError> {
    let (head, body) = cut(text);
    let line = head.lines().next().unwrap_or_default();
    let mut words = line.split_ascii_whitespace();
    let (method, target) = (words.next(), words.next());
    // Of which version it was says nothing here, and proxies write versions of their own.
    let written = format!(
        "{} {} HTTP/1.1",
        method.unwrap_or_default(),
        target.unwrap_or_default()
    );
    let parsed = head::parse(head.replacen(line, &written, 1).as_bytes())?;
    let mut notes = Vec::new();
    let request = RequestFields {
        method: parsed.method,
        url: url_of(&parsed.target, &parsed.headers),
        body: RequestBody::Text(whole(body, &parsed.headers, &mut notes)),
        headers: parsed.headers,
    };
    Ok((request, notes))
}

/// Reads header lines, perhaps with a body behind a blank line.
pub(super) fn read_headers(text: &str) -> Result<(RequestFields, Vec<String>), PastedError> {
    let (head, body) = cut(text);
    let told = Pseudo::of(head);
    let lines: String = head
        .split_inclusive('\n')
        .filter(|line| !line.starts_with(':'))
        .collect();
    let parsed = head::parse(format!("POST / HTTP/1.1\r\n{lines}").as_bytes());
    let parsed = parsed.map_err(one_line_up)?;
    let mut notes = Vec::new();
    if told.path.is_none() {
        let note = "The text has no URL: give the one the provider calls, if the scheme signs it.";
        notes.push(note.to_owned());
    }
    let mut located = parsed.headers.clone();
    if let Some(host) = told.authority {
        located.set("Host", host);
    }
    let request = RequestFields {
        method: told.method.unwrap_or("POST").to_owned(),
        url: url_of(told.path.unwrap_or("/"), &located),
        body: RequestBody::Text(whole(body, &parsed.headers, &mut notes)),
        headers: parsed.headers,
    };
    Ok((request, notes))
}

/// What HTTP/2 says in fields that begin with a colon, as browsers copy them.
#[derive(Default)]
struct Pseudo<'t> {
    method: Option<&'t str>,
    path: Option<&'t str>,
    authority: Option<&'t str>,
}

impl<'t> Pseudo<'t> {
    fn of(head: &'t str) -> Self {
        let value = |name: &str| {
            let mut lines = head.lines();
            lines.find_map(|line| Some(line.strip_prefix(name)?.trim()))
        };
        Self {
            method: value(":method:"),
            path: value(":path:"),
            authority: value(":authority:"),
        }
    }
}

/// Lines are counted without the request line that the text does not have.
fn one_line_up(error: HeadError) -> HeadError {
    match error {
        HeadError::Field { number, line } => HeadError::Field {
            number: number - 1,
            line,
        },
        other => other,
    }
}

/// Head and body, cut behind the first blank line.
fn cut(text: &str) -> (&str, &str) {
    let mut end = 0;
    for line in text.split_inclusive('\n') {
        end += line.len();
        if line.trim_end_matches(['\r', '\n']).is_empty() {
            break;
        }
    }
    text.split_at(end)
}

/// The body as it was sent, as far as `Content-Length` proves it.
fn whole(body: &str, headers: &Headers, notes: &mut Vec<String>) -> String {
    if headers
        .text("transfer-encoding")
        .is_some_and(|it| it.contains("chunked"))
    {
        notes.push("The body is taken as it stands: sizes of chunks are not cut out.".to_owned());
        return body.to_owned();
    }
    let length = headers
        .text("content-length")
        .and_then(|text| text.parse().ok());
    match length {
        Some(length) => of_length(body, length, notes),
        None => {
            if body.ends_with('\n') {
                let note = "The body ends with a line break: take it out if the request had none.";
                notes.push(note.to_owned());
            }
            body.to_owned()
        }
    }
}

/// What pasting does to a body: it adds a line break at the end, and turns CRLF into LF.
fn of_length(body: &str, length: usize, notes: &mut Vec<String>) -> String {
    if body.len() == length {
        return body.to_owned();
    }
    let cut = body.strip_suffix('\n').unwrap_or(body);
    let cut = cut.strip_suffix('\r').unwrap_or(cut);
    for (text, pasted) in [(body, ""), (cut, " and without the last line break")] {
        if text.len() == length {
            notes.push("The last line break was left out, as Content-Length says.".to_owned());
            return text.to_owned();
        }
        let restored = text.replace("\r\n", "\n").replace('\n', "\r\n");
        if restored.len() == length {
            notes.push(format!(
                "Line breaks were read as CRLF{pasted}, as Content-Length says: pasting had changed them."
            ));
            return restored;
        }
    }
    notes.push(format!(
        "Content-Length says {length} bytes and the body has {}: something was lost or changed on the way here.",
        body.len()
    ));
    body.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(fields: &RequestFields) -> &str {
        match &fields.body {
            RequestBody::Text(text) | RequestBody::B64(text) => text,
        }
    }

    #[test]
    fn a_message_is_read_whatever_ends_its_lines() {
        for end in ["\n", "\r\n"] {
            let text =
                format!("POST /a?b HTTP/1.1{end}Host: x.test{end}X-A: 1{end}{end}{{\"a\":1}}");
            let (request, notes) = read(&text).unwrap();
            assert_eq!(
                (request.method.as_str(), request.url.as_str()),
                ("POST", "https://x.test/a?b")
            );
            assert_eq!(request.headers.text("x-a"), Some("1"));
            assert_eq!(body(&request), "{\"a\":1}");
            assert!(notes.is_empty());
        }
    }

    #[test]
    fn a_request_line_may_lack_the_version_and_name_the_whole_url() {
        for version in ["", " HTTP/2.0", " HTTP/3"] {
            let text = format!("PUT /x{version}\nHost: 127.0.0.1:1\n\n");
            assert_eq!(read(&text).unwrap().0.url, "http://127.0.0.1:1/x");
        }
        let (request, _) = read("PUT http://127.0.0.1:1/x\nA: b\n\n").unwrap();
        assert_eq!(request.url, "http://127.0.0.1:1/x");
        assert_eq!(request.headers.len(), 1);
    }

    #[test]
    fn the_content_length_tells_what_pasting_did() {
        let read = |length: usize, sent: &str| {
            let text = format!("POST / HTTP/1.1\nContent-Length: {length}\n\n{sent}");
            let (request, notes) = read(&text).unwrap();
            (body(&request).to_owned(), notes.concat())
        };
        assert_eq!(read(2, "ab"), ("ab".into(), String::new()));
        let (cut, note) = read(2, "ab\n");
        assert_eq!(cut, "ab");
        assert!(note.contains("was left out"), "{note}");
        let (restored, note) = read(4, "a\nb");
        assert_eq!(restored, "a\r\nb");
        assert!(note.contains("CRLF"), "{note}");
        let (kept, note) = read(9, "ab");
        assert_eq!(kept, "ab");
        assert!(note.starts_with("Content-Length says 9 bytes and the body has 2"));
    }

    #[test]
    fn header_lines_alone_are_a_request_whose_url_is_asked_for() {
        let (request, notes) = read_headers("Host: x.test\nX-Sig: a\n\nbody").unwrap();
        assert_eq!(
            (request.method.as_str(), request.url.as_str()),
            ("POST", "https://x.test/")
        );
        assert_eq!(body(&request), "body");
        assert!(notes[0].starts_with("The text has no URL"));
        let error = read_headers("A: b\nno colon").unwrap_err().to_string();
        assert!(error.starts_with("line 2, \"no colon\""), "{error}");
    }

    #[test]
    fn fields_of_http2_tell_method_and_url() {
        let text = ":authority: x.test\n:method: PUT\n:path: /a?b\nx-a: 1";
        let (request, notes) = read_headers(text).unwrap();
        assert_eq!(
            (request.method.as_str(), request.url.as_str()),
            ("PUT", "https://x.test/a?b")
        );
        assert_eq!(request.headers.len(), 1);
        assert!(notes.is_empty());
    }
}
