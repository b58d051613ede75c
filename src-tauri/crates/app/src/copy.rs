//! A capture as text to paste elsewhere: curl, raw HTTP, JSON.
//!
//! Pure. Credentials are replaced by `[redacted]` unless the user asks for them;
//! signatures stay, since without them a copy could not be checked.

use std::borrow::Cow;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use model::{Header, Headers};

const REDACTED: &str = "[redacted]";

/// Words in a header's name that mark its value as a credential.
const CREDENTIALS: [&str; 7] = [
    "authorization",
    "cookie",
    "api-key",
    "apikey",
    "password",
    "secret",
    "token",
];

/// What is copied.
#[derive(Debug, Clone, Copy)]
pub struct Copied<'a> {
    /// Method.
    pub method: &'a str,
    /// Absolute URL.
    pub url: &'a str,
    /// Header fields, possibly redacted.
    pub headers: &'a Headers,
    /// The body.
    pub body: &'a [u8],
}

/// The header fields without credentials, and the names of those that were replaced.
#[must_use]
pub fn redact(headers: &Headers) -> (Headers, Vec<String>) {
    let mut names = Vec::new();
    let mut redacted = headers.clone();
    for header in &mut redacted.0 {
        if is_credential(&header.name) {
            header.value = REDACTED.as_bytes().into();
            names.push(header.name.to_string());
        }
    }
    (redacted, names)
}

fn is_credential(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    CREDENTIALS.iter().any(|word| name.contains(word))
}

/// A `curl` command for a POSIX shell.
#[must_use]
pub fn curl(copied: &Copied<'_>) -> String {
    let binary = std::str::from_utf8(copied.body).is_err() || copied.body.contains(&0);
    let mut lines = vec![format!(
        "curl -X {} {}",
        quote(copied.method),
        quote(copied.url)
    )];
    let fields = copied
        .headers
        .iter()
        .filter(|header| !is_framing(&header.name));
    lines.extend(fields.map(|header| format!("-H {}", quote(&curl_field(header)))));
    match (copied.body.is_empty(), binary) {
        (true, _) => {}
        (false, true) => lines.push("--data-binary @-".to_owned()),
        (false, false) => lines.push(curl_body(&text(copied.body))),
    }
    let command = lines.join(" \\\n  ");
    if binary {
        return format!(
            "printf %s {} | base64 -d | {command}",
            BASE64_STANDARD.encode(copied.body)
        );
    }
    command
}

/// To `--data-binary` a text that begins with `@` is a file's name.
fn curl_body(text: &str) -> String {
    let option = if text.starts_with('@') {
        "--data-raw"
    } else {
        "--data-binary"
    };
    format!("{option} {}", quote(text))
}

/// curl drops a field that ends in a colon; a semicolon says "empty".
fn curl_field(header: &Header) -> String {
    match header.value.is_empty() {
        true => format!("{};", header.name),
        false => format!("{}: {}", header.name, text(&header.value)),
    }
}

/// Fields that curl writes itself.
fn is_framing(name: &str) -> bool {
    [
        "host",
        "content-length",
        "transfer-encoding",
        "connection",
        "expect",
    ]
    .contains(&name.to_ascii_lowercase().as_str())
}

/// The message as HTTP/1.1 writes it; bytes that are not UTF-8 are replaced.
#[must_use]
pub fn http(copied: &Copied<'_>, target: &str) -> String {
    let mut message = format!("{} {target} HTTP/1.1\r\n", copied.method);
    for header in copied.headers {
        message += &format!("{}: {}\r\n", header.name, text(&header.value));
    }
    message + "\r\n" + &text(copied.body)
}

/// The message as HTTP/1.1 writes it, with the fields that a client would add.
#[must_use]
pub fn message(copied: &Copied<'_>) -> String {
    let (host, target) = cut(copied.url);
    let mut headers = Headers::default();
    if copied.headers.get("host").is_none() && !host.is_empty() {
        headers.push("Host", host);
    }
    headers.0.extend(copied.headers.iter().cloned());
    let is_chunked = headers.get("transfer-encoding").is_some();
    if headers.get("content-length").is_none() && !is_chunked {
        headers.push("Content-Length", copied.body.len().to_string());
    }
    let whole = Copied {
        headers: &headers,
        ..*copied
    };
    http(&whole, target)
}

/// Host and request target of a URL.
fn cut(url: &str) -> (&str, &str) {
    let url = url.split('#').next().unwrap_or_default();
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    match rest.find(['/', '?']) {
        Some(at) if rest[at..].starts_with('/') => rest.split_at(at),
        _ => (rest, "/"),
    }
}

/// The header lines alone, as HTTP/1.1 writes them.
#[must_use]
pub fn header_lines(headers: &Headers) -> String {
    let line = |header: &Header| format!("{}: {}\n", header.name, text(&header.value));
    headers.iter().map(line).collect()
}

fn text(bytes: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(bytes)
}

/// Quotes for a POSIX shell; plain words stay as they are.
fn quote(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:@%+=,".contains(c);
    if !text.is_empty() && text.chars().all(plain) {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn copied<'a>(headers: &'a Headers, body: &'a [u8]) -> Copied<'a> {
        Copied {
            method: "POST",
            url: "http://127.0.0.1:4400/a?b=c",
            headers,
            body,
        }
    }

    #[test]
    fn curl_quotes_what_a_shell_would_read() {
        let headers: Headers = [("X-A", "it's"), ("Host", "x"), ("Empty", "")]
            .into_iter()
            .collect();
        let command = curl(&copied(&headers, b"{\"a\":1}"));
        assert_eq!(
            command,
            "curl -X POST 'http://127.0.0.1:4400/a?b=c' \\\n  -H 'X-A: it'\\''s' \\\n  \
             -H 'Empty;' \\\n  --data-binary '{\"a\":1}'"
        );
    }

    #[test]
    fn a_binary_body_reaches_curl_unharmed() {
        let command = curl(&copied(&Headers::default(), b"\x00\xff"));
        assert!(
            command.starts_with("printf %s AP8= | base64 -d | curl"),
            "{command}"
        );
    }

    #[test]
    fn a_body_that_begins_with_an_at_sign_is_no_file() {
        let command = curl(&copied(&Headers::default(), b"@here"));
        assert!(command.ends_with("--data-raw @here"), "{command}");
    }

    #[test]
    fn credentials_are_redacted_and_signatures_are_not() {
        let headers: Headers = [
            ("Authorization", "Bearer x"),
            ("X-Gitlab-Token", "t"),
            ("Stripe-Signature", "t=1"),
        ]
        .into_iter()
        .collect();
        let (redacted, names) = redact(&headers);
        assert_eq!(names, ["Authorization", "X-Gitlab-Token"]);
        assert_eq!(redacted.text("stripe-signature"), Some("t=1"));
        assert_eq!(redacted.text("authorization"), Some("[redacted]"));
    }
}
