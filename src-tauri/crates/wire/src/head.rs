//! Heads as bytes and as fields.
//!
//! [`parse`] reads whatever the recorder let through, and the text that
//! [`render`] and [`rendered_http2`] write. It decides nothing about framing.

use http::request::Parts;
use model::{Headers, HttpVersion};

/// A request head, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParsedHead {
    /// Method as it came.
    pub method: String,
    /// Request target as it came; bytes that are not UTF-8 are replaced.
    pub target: String,
    /// Version of HTTP.
    pub version: HttpVersion,
    /// Fields in order; the values' outer white space is off, folded lines are joined by a space.
    pub headers: Headers,
}

/// A response head, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParsedResponse {
    /// Status code.
    pub status: u16,
    /// The reason phrase; bytes that are not UTF-8 are replaced.
    pub reason: String,
    /// Fields in order, as in [`ParsedHead::headers`].
    pub headers: Headers,
}

/// Why bytes are no head.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HeadError {
    /// The first line is not `METHOD target HTTP/x.y`.
    #[error("the first line \"{line}\" is no request line; it has the form METHOD TARGET HTTP/1.1")]
    RequestLine {
        /// The line.
        line: String,
    },
    /// The first line is not `HTTP/x.y status reason`.
    #[error("the first line \"{line}\" is no status line; it has the form HTTP/1.1 STATUS REASON")]
    StatusLine {
        /// The line.
        line: String,
    },
    /// A later line has no colon, or no name before it.
    #[error("line {number}, \"{line}\", is no header field; it has the form Name: value")]
    Field {
        /// Which line, counted from 1.
        number: usize,
        /// The line.
        line: String,
    },
}

/// Reads a request head. The blank line at its end may be missing.
///
/// # Errors
/// [`HeadError`] names the line that cannot be read.
pub fn parse(bytes: &[u8]) -> Result<ParsedHead, HeadError> {
    let mut lines = lines(bytes);
    let first = lines.next().unwrap_or_default();
    let (method, target, version) =
        request_line(first).ok_or_else(|| HeadError::RequestLine { line: text(first) })?;
    Ok(ParsedHead {
        method,
        target,
        version,
        headers: fields(lines)?,
    })
}

/// Reads a response head. The blank line at its end may be missing.
///
/// # Errors
/// [`HeadError`] names the line that cannot be read.
pub fn parse_response(bytes: &[u8]) -> Result<ParsedResponse, HeadError> {
    let mut lines = lines(bytes);
    let first = lines.next().unwrap_or_default();
    let (status, reason) =
        status_line(first).ok_or_else(|| HeadError::StatusLine { line: text(first) })?;
    Ok(ParsedResponse {
        status,
        reason,
        headers: fields(lines)?,
    })
}

/// Writes a head for HTTP/1.1, fields in order, blank line included.
#[must_use]
pub fn render(method: &str, target: &str, headers: &Headers) -> Vec<u8> {
    let mut bytes = format!("{method} {target} HTTP/1.1\r\n").into_bytes();
    for header in headers {
        push_field(&mut bytes, header.name.as_bytes(), &header.value);
    }
    bytes.extend_from_slice(b"\r\n");
    bytes
}

/// Writes an HTTP/2 head as text: names in lower case as they came, the
/// authority as `host`, duplicates beside each other.
#[must_use]
pub fn rendered_http2(parts: &Parts) -> Vec<u8> {
    let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
    let mut bytes = format!("{} {path} {:?}\r\n", parts.method, parts.version);
    bytes = bytes.replace("HTTP/2.0", "HTTP/2");
    let mut bytes = bytes.into_bytes();
    let authority = parts
        .uri
        .authority()
        .filter(|_| !parts.headers.contains_key("host"));
    if let Some(authority) = authority {
        push_field(&mut bytes, b"host", authority.as_str().as_bytes());
    }
    for (name, value) in &parts.headers {
        push_field(&mut bytes, name.as_str().as_bytes(), value.as_bytes());
    }
    bytes.extend_from_slice(b"\r\n");
    bytes
}

fn push_field(bytes: &mut Vec<u8>, name: &[u8], value: &[u8]) {
    for piece in [name, b": ", value, b"\r\n"] {
        bytes.extend_from_slice(piece);
    }
}

/// The lines of a head without their ends, up to the blank one.
fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let bare = |line: &'_ [u8]| -> usize { line.strip_suffix(b"\r").unwrap_or(line).len() };
    bytes
        .split(|byte| *byte == b'\n')
        .map(move |line| &line[..bare(line)])
        .take_while(|line| !line.is_empty())
}

fn request_line(line: &[u8]) -> Option<(String, String, HttpVersion)> {
    let first = line.iter().position(|byte| *byte == b' ')?;
    let last = line.iter().rposition(|byte| *byte == b' ')?;
    let target = line.get(first + 1..last)?.trim_ascii();
    let complete = first > 0 && !target.is_empty();
    complete.then_some((
        text(&line[..first]),
        text(target),
        version(&line[last + 1..])?,
    ))
}

fn version(word: &[u8]) -> Option<HttpVersion> {
    match word {
        b"HTTP/1.0" => Some(HttpVersion::Http10),
        b"HTTP/1.1" => Some(HttpVersion::Http11),
        b"HTTP/2" => Some(HttpVersion::Http2),
        _ => None,
    }
}

fn status_line(line: &[u8]) -> Option<(u16, String)> {
    let line = text(line);
    let (version, rest) = line.split_once(' ')?;
    let (status, reason) = rest.split_once(' ').unwrap_or((rest, ""));
    let known = version.starts_with("HTTP/");
    known.then_some((status.parse().ok()?, reason.to_owned()))
}

fn fields<'a>(lines: impl Iterator<Item = &'a [u8]>) -> Result<Headers, HeadError> {
    let mut headers = Headers::default();
    for (index, line) in lines.enumerate() {
        let malformed = || HeadError::Field {
            number: index + 2,
            line: text(line),
        };
        if line.starts_with(b" ") || line.starts_with(b"\t") {
            let folded = headers.0.last_mut().ok_or_else(malformed)?;
            folded.value.push(b' ');
            folded.value.extend_from_slice(line.trim_ascii());
            continue;
        }
        let colon = line.iter().position(|byte| *byte == b':');
        let colon = colon.filter(|at| *at > 0).ok_or_else(malformed)?;
        let value = line[colon + 1..].trim_ascii();
        headers.push(text(line[..colon].trim_ascii_end()), value);
    }
    Ok(headers)
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
