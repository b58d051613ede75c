//! Heads as bytes and as fields.
//!
//! [`parse`] reads whatever the recorder let through, and the text that
//! [`render`] and [`rendered_http2`] write. It decides nothing about framing.

use http::header::HOST;
use http::request::Parts;
use http::uri::PathAndQuery;
use http::{HeaderMap, Method, Uri};
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
    rendered(&parts.method, &parts.uri, "HTTP/2", &parts.headers)
}

/// Writes hyper's view of an HTTP/1 head, where there is no record of the original.
pub(crate) fn render_request(method: &Method, uri: &Uri, headers: &HeaderMap) -> Vec<u8> {
    rendered(method, uri, "HTTP/1.1", headers)
}

fn rendered(method: &Method, uri: &Uri, version: &str, headers: &HeaderMap) -> Vec<u8> {
    let target = uri.path_and_query().map_or("/", PathAndQuery::as_str);
    let mut bytes = format!("{method} {target} {version}\r\n").into_bytes();
    let authority = uri.authority().filter(|_| !headers.contains_key(HOST));
    if let Some(authority) = authority {
        push_field(&mut bytes, b"host", authority.as_str().as_bytes());
    }
    for (name, value) in headers {
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_head_is_read_with_its_oddities() {
        let head = parse(
            b"POST /a?b HTTP/1.1\r\nhOST:a\r\nX:  \xff \r\nx:\t2\nF: 1\r\n\t 2 \r\nE:\r\n\r\n",
        )
        .unwrap();
        assert_eq!(
            (head.method.as_str(), head.target.as_str()),
            ("POST", "/a?b")
        );
        assert_eq!(head.version, HttpVersion::Http11);
        let fields = [
            ("hOST", &b"a"[..]),
            ("X", b"\xff"),
            ("x", b"2"),
            ("F", b"1 2"),
            ("E", b""),
        ];
        assert_eq!(head.headers, fields.into_iter().collect());
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let line = |bytes: &[u8]| parse(bytes).unwrap_err().to_string();
        assert!(line(b"nonsense\r\n\r\n").starts_with("the first line \"nonsense\""));
        assert!(line(b"").starts_with("the first line \"\""));
        assert!(line(b"GET / HTTP/9\r\n\r\n").contains("HTTP/9"));
        assert!(
            line(b"GET / HTTP/1.1\r\nA: b\r\nno colon\r\n").starts_with("line 3, \"no colon\"")
        );
        assert!(line(b"GET / HTTP/1.1\r\n: b\r\n").starts_with("line 2"));
        assert!(line(b"GET / HTTP/1.1\r\n b\r\n").starts_with("line 2"));
    }

    #[test]
    fn an_answers_head_is_read() {
        let head = parse_response(b"HTTP/1.1 404 Not Found\r\nA: b\r\n\r\n").unwrap();
        assert_eq!(
            (head.status, head.reason.as_str(), head.headers.len()),
            (404, "Not Found", 1)
        );
        assert_eq!(parse_response(b"HTTP/1.1 200\r\n\r\n").unwrap().reason, "");
        assert!(parse_response(b"GET / HTTP/1.1\r\n\r\n").is_err());
    }

    #[test]
    fn http2_is_rendered_with_its_authority_as_host() {
        let request = http::Request::put("http://h:1/p?q").version(http::Version::HTTP_2);
        let (parts, ()) = request
            .header("x", "1")
            .header("y", "2")
            .header("x", "3")
            .body(())
            .unwrap()
            .into_parts();
        let bytes = rendered_http2(&parts);
        assert_eq!(
            bytes,
            b"PUT /p?q HTTP/2\r\nhost: h:1\r\nx: 1\r\nx: 3\r\ny: 2\r\n\r\n"
        );
        assert_eq!(parse(&bytes).unwrap().version, HttpVersion::Http2);
    }

    proptest! {
        #[test]
        fn what_is_rendered_is_read_back(
            method in "[A-Z]{1,9}",
            target in "/[!-~]{0,30}",
            fields in prop::collection::vec(("[!#-9A-Za-z]{1,12}", prop::collection::vec(0x21..=0xffu8, 0..20)), 0..9),
        ) {
            let headers: Headers = fields.into_iter().collect();
            let head = parse(&render(&method, &target, &headers)).unwrap();
            prop_assert_eq!((head.method, head.target, head.headers), (method, target, headers));
        }

        #[test]
        fn any_bytes_are_read_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            drop((parse(&bytes), parse_response(&bytes)));
        }
    }
}
