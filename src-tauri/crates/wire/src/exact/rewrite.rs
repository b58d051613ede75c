//! A recorded head, made fit to be sent again.
//!
//! Every byte stays but those that belong to the connection it came over:
//! the value of `Host`, hop-by-hop fields, and framing. The recorded body has
//! its chunks taken off, so `Transfer-Encoding` cannot stay either: a
//! `Content-Length` takes its place. Each difference is named; nothing else
//! may differ, which the proof checks on its own.

use bytes::Bytes;

use super::lines::{Field, Lines};
use super::request::{ExactHead, Exception, Expected};

/// Fields that belong to one connection, and `Expect`, since we do not wait to send.
const LEFT_OUT: [&str; 5] = ["connection", "expect", "keep-alive", "te", "trailer"];

/// Where a recorded head is to go.
#[derive(Debug, Clone, Copy)]
pub struct Destination<'a> {
    /// What `Host` shall say: host name and, unless it is the default, the port.
    pub host: &'a str,
    /// Another request target than the recorded one.
    pub target: Option<&'a str>,
    /// Length of the body that follows, in bytes.
    pub body_len: usize,
}

/// The recorded head, made fit to be sent to `host` with a plain body of `body_len` bytes.
#[must_use]
pub fn head_for(recorded: &[u8], host: &str, body_len: usize) -> ExactHead {
    let destination = Destination {
        host,
        target: None,
        body_len,
    };
    head_to(recorded, destination)
}

/// As [`head_for`], and to another target where one is given.
#[must_use]
pub fn head_to(recorded: &[u8], destination: Destination<'_>) -> ExactHead {
    let lines = Lines::of(recorded);
    let mut rewrite = Rewrite::new(destination, &lines);
    rewrite.first_line(lines.first);
    for field in &lines.fields {
        rewrite.field(field);
    }
    rewrite.add_length();
    rewrite.bytes.extend_from_slice(lines.rest);
    ExactHead {
        bytes: rewrite.bytes.into(),
        exceptions: rewrite.words,
        expect: Expected {
            recorded: Bytes::copy_from_slice(recorded),
            excepted: rewrite.excepted,
        },
    }
}

struct Rewrite<'a> {
    destination: Destination<'a>,
    length: String,
    has_length: bool,
    has_host: bool,
    hosts_written: usize,
    was_chunked: bool,
    bytes: Vec<u8>,
    words: Vec<String>,
    excepted: Vec<Exception>,
}

impl<'a> Rewrite<'a> {
    fn new(destination: Destination<'a>, lines: &Lines<'_>) -> Self {
        let has = |name: &str| lines.fields.iter().any(|field| field.name == name);
        Self {
            destination,
            length: destination.body_len.to_string(),
            has_length: has("content-length"),
            has_host: has("host"),
            hosts_written: 0,
            was_chunked: false,
            bytes: Vec::new(),
            words: Vec::new(),
            excepted: Vec::new(),
        }
    }

    fn except(&mut self, exception: Exception, words: String) {
        if !self.excepted.contains(&exception) {
            self.excepted.push(exception);
        }
        self.words.push(words);
    }

    fn except_field(&mut self, field: &Field<'_>, words: &str) {
        let shown = field
            .bytes
            .split(|byte| *byte == b':')
            .next()
            .unwrap_or_default();
        let shown = String::from_utf8_lossy(shown.trim_ascii());
        self.except(
            Exception::Field(field.name.clone()),
            format!("{shown} {words}"),
        );
    }

    fn first_line(&mut self, line: &[u8]) {
        let first = line.iter().position(|byte| *byte == b' ');
        let last = line.iter().rposition(|byte| *byte == b' ');
        let (Some(first), Some(last)) = (first, last.filter(|last| first < Some(*last))) else {
            return self.bytes.extend_from_slice(line);
        };
        self.bytes.extend_from_slice(&line[..=first]);
        self.target(&line[first + 1..last]);
        self.version(&line[last..]);
    }

    fn target(&mut self, recorded: &[u8]) {
        let asked = self
            .destination
            .target
            .filter(|target| target.as_bytes() != recorded);
        let Some(target) = asked else {
            return self.bytes.extend_from_slice(recorded);
        };
        self.bytes.extend_from_slice(target.as_bytes());
        let recorded = String::from_utf8_lossy(recorded);
        self.except(
            Exception::Target,
            format!("the target is {target} instead of {recorded}"),
        );
    }

    fn version(&mut self, recorded: &[u8]) {
        if recorded.trim_ascii() == b"HTTP/2" {
            self.bytes.extend_from_slice(b" HTTP/1.1\r\n");
            let words = "it came over HTTP/2 and goes out as HTTP/1.1";
            self.except(Exception::Version, words.to_owned());
        } else {
            self.bytes.extend_from_slice(recorded);
        }
        // HTTP/1.0 does without.
        if !self.has_host && !recorded.trim_ascii().ends_with(b"1.0") {
            self.add("Host", self.destination.host);
            let words = "Host was added: HTTP/1.1 asks for it";
            self.except(Exception::Field("host".to_owned()), words.to_owned());
        }
    }

    fn field(&mut self, field: &Field<'_>) {
        match field.name.as_str() {
            "host" => self.host(field),
            "content-length" => self.content_length(field),
            "transfer-encoding" => {
                self.was_chunked = true;
                self.except_field(field, "was left out: the body goes out without its chunks");
                self.add_length();
            }
            "upgrade" => self.except_field(field, "was left out: no other protocol is spoken"),
            name if LEFT_OUT.contains(&name) || name.starts_with("proxy-") => {
                self.except_field(field, "was left out: it belongs to one connection only");
            }
            _ => self.bytes.extend_from_slice(field.bytes),
        }
    }

    fn host(&mut self, field: &Field<'_>) {
        self.hosts_written += 1;
        if self.hosts_written > 1 {
            return self.except_field(field, "was given more than once and goes out once");
        }
        let host = self.destination.host;
        self.value(field, host);
    }

    fn content_length(&mut self, field: &Field<'_>) {
        let length = self.length.clone();
        let (_, value, _) = field.cut();
        // Leading zeros are odd, not wrong: they stay.
        let recorded = std::str::from_utf8(value)
            .ok()
            .and_then(|text| text.parse().ok());
        match recorded == Some(self.destination.body_len) {
            true => self.bytes.extend_from_slice(field.bytes),
            false => self.value(field, &length),
        }
    }

    /// Writes a field with another value, everything else of it kept.
    fn value(&mut self, field: &Field<'_>, value: &str) {
        let (before, recorded, after) = field.cut();
        for piece in [before, value.as_bytes(), after] {
            self.bytes.extend_from_slice(piece);
        }
        if recorded != value.as_bytes() {
            let recorded = String::from_utf8_lossy(recorded);
            self.except_field(field, &format!("is {value} instead of {recorded}"));
        }
    }

    /// Adds a length where the receiver could not know it otherwise.
    fn add_length(&mut self) {
        let needed = self.was_chunked || self.destination.body_len > 0;
        if self.has_length || !needed {
            return;
        }
        self.has_length = true;
        let length = self.length.clone();
        self.add("Content-Length", &length);
        let words = format!("Content-Length: {length} was added");
        self.except(Exception::Field("content-length".to_owned()), words);
    }

    fn add(&mut self, name: &str, value: &str) {
        self.bytes
            .extend_from_slice(format!("{name}: {value}\r\n").as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exact::proof::equal_but_for;

    fn sent(recorded: &str, body_len: usize) -> (String, Vec<String>) {
        let head = head_for(recorded.as_bytes(), "localhost:3000", body_len);
        assert!(equal_but_for(&head.bytes, &head.expect), "{head:?}");
        (
            String::from_utf8(head.bytes.to_vec()).unwrap(),
            head.exceptions,
        )
    }

    #[test]
    fn every_byte_stays_but_the_value_of_host() {
        let recorded = "POST /a?b HTTP/1.1\r\nhOsT:  example.com \r\nX-a:1\r\nx-A:\t2\r\ncontent-length: 05\r\nF: a\r\n b\r\n\r\n";
        let (bytes, exceptions) = sent(recorded, 5);
        assert_eq!(bytes, recorded.replace("example.com", "localhost:3000"));
        assert_eq!(
            exceptions,
            ["hOsT is localhost:3000 instead of example.com"]
        );
    }

    #[test]
    fn a_head_for_the_same_host_has_no_exceptions() {
        let recorded = "GET / HTTP/1.1\nHost: localhost:3000\n\n";
        assert_eq!(sent(recorded, 0), (recorded.to_owned(), vec![]));
    }

    #[test]
    fn fields_of_the_connection_are_left_out_and_named() {
        let recorded = "POST / HTTP/1.1\r\nHost: localhost:3000\r\nConnection: close\r\nTE: trailers\r\nProxy-Authorization: x\r\nUpgrade: h2c\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n";
        let (bytes, exceptions) = sent(recorded, 1);
        assert_eq!(
            bytes,
            "POST / HTTP/1.1\r\nHost: localhost:3000\r\nContent-Length: 1\r\n\r\n"
        );
        assert_eq!(exceptions.len(), 5);
        assert_eq!(
            exceptions[0],
            "Connection was left out: it belongs to one connection only"
        );
    }

    #[test]
    fn a_length_takes_the_place_of_chunks() {
        let recorded =
            "POST / HTTP/1.1\r\nHost: localhost:3000\r\nTransfer-Encoding: chunked\r\nX: y\r\n\r\n";
        let (bytes, exceptions) = sent(recorded, 7);
        assert_eq!(
            bytes,
            recorded.replace("Transfer-Encoding: chunked", "Content-Length: 7")
        );
        assert_eq!(exceptions[1], "Content-Length: 7 was added");
        assert!(sent(recorded, 0).0.contains("Content-Length: 0"));
    }

    #[test]
    fn a_wrong_length_is_put_right() {
        let recorded = "POST / HTTP/1.1\r\nHost: localhost:3000\r\nContent-Length: 5\r\n\r\n";
        let (bytes, exceptions) = sent(recorded, 6);
        assert_eq!(bytes, recorded.replace('5', "6"));
        assert_eq!(exceptions, ["Content-Length is 6 instead of 5"]);
    }

    #[test]
    fn host_is_sent_once_whatever_came() {
        let (bytes, exceptions) = sent("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 0);
        assert_eq!(bytes, "GET / HTTP/1.1\r\nHost: localhost:3000\r\n\r\n");
        assert_eq!(exceptions.len(), 2);
        let (bytes, exceptions) = sent("GET / HTTP/1.1\r\nA: b\r\n\r\n", 0);
        assert_eq!(
            bytes,
            "GET / HTTP/1.1\r\nHost: localhost:3000\r\nA: b\r\n\r\n"
        );
        assert_eq!(exceptions, ["Host was added: HTTP/1.1 asks for it"]);
        assert_eq!(
            sent("GET / HTTP/1.0\r\n\r\n", 0).0,
            "GET / HTTP/1.0\r\n\r\n"
        );
    }

    #[test]
    fn a_head_of_http2_goes_out_as_text() {
        let (bytes, exceptions) = sent("POST /x HTTP/2\r\nhost: a\r\nx: y\r\n\r\n", 2);
        assert_eq!(
            bytes,
            "POST /x HTTP/1.1\r\nhost: localhost:3000\r\nx: y\r\nContent-Length: 2\r\n\r\n"
        );
        assert_eq!(
            exceptions[0],
            "it came over HTTP/2 and goes out as HTTP/1.1"
        );
    }

    #[test]
    fn another_target_is_an_exception() {
        let destination = Destination {
            host: "h",
            target: Some("/new"),
            body_len: 0,
        };
        let head = head_to(b"GET /old?q HTTP/1.1\r\nHost: h\r\n\r\n", destination);
        assert_eq!(&head.bytes[..], b"GET /new HTTP/1.1\r\nHost: h\r\n\r\n");
        assert_eq!(head.exceptions, ["the target is /new instead of /old?q"]);
        assert!(equal_but_for(&head.bytes, &head.expect));
    }
}
