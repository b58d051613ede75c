//! A raw HTTP request in a file: head, blank line, body.
//!
//! Lines of the head end in CRLF or LF; the body is everything behind the
//! blank line, byte for byte.

use model::Headers;

use crate::outcome::Failure;

/// A request as it stands in a file.
#[derive(Debug, PartialEq, Eq)]
pub struct HttpFile {
    pub method: String,
    pub target: String,
    pub headers: Headers,
    pub body: Vec<u8>,
}

impl HttpFile {
    /// Reads the bytes of a file.
    pub fn parse(bytes: &[u8]) -> Result<Self, Failure> {
        let end = head_end(bytes);
        let head = wire::head::parse(&bytes[..end]).map_err(Failure::usage)?;
        Ok(Self {
            method: head.method,
            target: head.target,
            headers: head.headers,
            body: bytes[end..].to_vec(),
        })
    }

    /// The URL the request went to, guessed from its head.
    pub fn url(&self) -> String {
        app::pasted::url_of(&self.target, &self.headers)
    }
}

/// Where the body begins: behind the first blank line, or at the end.
fn head_end(bytes: &[u8]) -> usize {
    let mut start = 0;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        start += line.len();
        if line == b"\n" || line == b"\r\n" {
            return start;
        }
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_body_is_kept_byte_for_byte_whatever_ends_the_heads_lines() {
        for head in [
            "POST /a?b HTTP/1.1\r\nHost: x.example\r\nX-A: 1\r\n\r\n",
            "POST /a?b HTTP/1.1\nHost: x.example\nX-A: 1\n\n",
        ] {
            let file = [head.as_bytes(), b"\r\n\n{\xff}\r\n"].concat();
            let read = HttpFile::parse(&file).unwrap();
            assert_eq!(
                (read.method.as_str(), read.target.as_str()),
                ("POST", "/a?b")
            );
            assert_eq!(read.headers.text("x-a"), Some("1"));
            assert_eq!(read.body, b"\r\n\n{\xff}\r\n");
            assert_eq!(read.url(), "https://x.example/a?b");
        }
    }

    #[test]
    fn a_head_alone_has_an_empty_body() {
        let read =
            HttpFile::parse(b"GET http://127.0.0.1:1/x HTTP/1.1\nHost: 127.0.0.1:1").unwrap();
        assert!(read.body.is_empty());
        assert_eq!(read.url(), "http://127.0.0.1:1/x");
    }

    #[test]
    fn a_file_that_is_no_request_is_bad_input() {
        assert!(matches!(HttpFile::parse(b"{}"), Err(Failure::Usage(_))));
    }
}
