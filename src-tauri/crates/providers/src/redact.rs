//! Takes credentials out of what is kept: out of the fields that carry them, and wherever else
//! they stand, in whichever spelling.

mod fields;
mod needle;
mod view;

use model::Headers;
use needle::Needle;
use view::View;

/// Fields that let their bearer in.
const CREDENTIALS: [&str; 5] = [
    "authorization",
    "x-api-key",
    "private-token",
    "cookie",
    "set-cookie",
];
/// What stands in their place.
pub const REDACTED: &[u8] = b"[redacted]";

/// The head with the values of all credentials replaced.
pub fn redacted(head: &[u8]) -> Vec<u8> {
    let lines = head.split_inclusive(|&byte| byte == b'\n');
    lines.flat_map(line).collect()
}

fn line(line: &[u8]) -> Vec<u8> {
    let colon = line.iter().position(|&byte| byte == b':');
    let Some(name) = colon.map(|colon| &line[..colon]) else {
        return line.to_vec();
    };
    match lets_in(name) {
        true => [name, b": ", REDACTED, b"\r\n"].concat(),
        false => line.to_vec(),
    }
}

fn lets_in(name: &[u8]) -> bool {
    let is_it = |known: &str| name.eq_ignore_ascii_case(known.as_bytes());
    CREDENTIALS.into_iter().any(is_it)
}

/// Shorter values of fields named like credentials are taken out of these fields alone.
const LEAST_TOLD: usize = 6;

/// Secrets that are not to be kept, as they are looked for.
#[derive(Clone, Default)]
pub struct Secrets(Vec<Needle>);

// Its needles are the secrets.
impl std::fmt::Debug for Secrets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secrets([redacted])")
    }
}

impl Secrets {
    /// These, but for empty ones.
    pub fn of<'a>(secrets: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let given = secrets.into_iter().filter(|secret| !secret.is_empty());
        Self(given.flat_map(Needle::all_of).collect())
    }

    /// These, and what bodies say is a credential, wherever else it stands; but for what is so
    /// short that it comes about by chance.
    pub fn and_told_in<'a>(&self, bodies: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let told: Vec<Vec<u8>> = bodies.into_iter().flat_map(credentials_in).collect();
        let told = told.iter().map(Vec::as_slice);
        let told = Self::of(told.filter(|told| told.len() >= LEAST_TOLD));
        Self([self.0.as_slice(), &told.0].concat())
    }

    /// The text without them, and all else byte for byte: as they are, escaped as in JSON or in a
    /// URL, and within base64.
    pub fn taken_out_of(&self, text: &[u8]) -> Vec<u8> {
        match self.0.is_empty() {
            true => text.to_vec(),
            false => replaced(text, &self.places_in(text)),
        }
    }

    /// As [`Self::taken_out_of`], and without what fields of JSON hold that are named like
    /// credentials.
    pub fn taken_out_of_body(&self, body: &[u8]) -> Vec<u8> {
        let mut hidden = self.places_in(body);
        for field in fields::credentials(body) {
            hidden[field].fill(true);
        }
        replaced(body, &hidden)
    }

    /// As [`Self::taken_out_of`], of a text.
    pub fn taken_out_of_text(&self, text: &str) -> String {
        String::from_utf8_lossy(&self.taken_out_of(text.as_bytes())).into_owned()
    }

    /// The fields without them, and without the values of those that let their bearer in.
    pub fn taken_out_of_headers(&self, headers: &mut Headers) {
        for header in &mut headers.0 {
            header.value = match lets_in(header.name.as_bytes()) {
                true => REDACTED.into(),
                false => self.taken_out_of(&header.value).into(),
            };
        }
    }

    /// Which bytes of a text are to be hidden.
    fn places_in(&self, text: &[u8]) -> Vec<bool> {
        let mut hidden = vec![false; text.len()];
        for view in View::all_of(text) {
            for needle in &self.0 {
                for (start, end) in needle.found_in(view.bytes()) {
                    hidden[view.origin(start, end)].fill(true);
                }
            }
        }
        hidden
    }
}

/// What fields of JSON hold that are named like credentials; nothing of what is no JSON.
pub fn credentials_in(body: &[u8]) -> Vec<Vec<u8>> {
    let quoted = fields::credentials(body).into_iter();
    let quoted = quoted.map(|field| &body[field.start - 1..=field.end]);
    let texts = quoted.filter_map(|quoted| serde_json::from_slice::<String>(quoted).ok());
    texts.map(String::into_bytes).collect()
}

/// The text, each part that is hidden replaced by one word.
fn replaced(text: &[u8], hidden: &[bool]) -> Vec<u8> {
    let mut kept = Vec::with_capacity(text.len());
    let mut before = false;
    for (&byte, &is_hidden) in text.iter().zip(hidden) {
        match (is_hidden, before) {
            (true, false) => kept.extend_from_slice(REDACTED),
            (true, true) => {}
            (false, _) => kept.push(byte),
        }
        before = is_hidden;
    }
    kept
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD};

    use super::*;

    const SECRET: &str = "sk/1+\"é=";

    fn kept(text: &str) -> String {
        let secrets = Secrets::of([SECRET.as_bytes()]);
        String::from_utf8(secrets.taken_out_of(text.as_bytes())).unwrap()
    }

    #[test]
    fn credentials_are_replaced_and_all_else_stays() {
        let head = b"POST /v1 HTTP/1.1\r\nHost: h:1\r\nX-Api-Key: sk_1\r\nAuthorization: Bearer x\r\nAccept: */*\r\n\r\n";
        let kept = String::from_utf8(redacted(head)).unwrap();
        assert_eq!(
            kept,
            "POST /v1 HTTP/1.1\r\nHost: h:1\r\nX-Api-Key: [redacted]\r\nAuthorization: [redacted]\r\nAccept: */*\r\n\r\n"
        );
    }

    #[test]
    fn what_a_body_says_is_a_credential_is_one_wherever_it_stands() {
        let body =
            br#"{"access_token":"A21.to/k","token":"all","again":"A21%2Eto%2Fk","scope":"all"}"#;
        let secrets = Secrets::default().and_told_in([&body[..]]);
        let kept = String::from_utf8(secrets.taken_out_of_body(body)).unwrap();
        assert_eq!(
            kept,
            r#"{"access_token":"[redacted]","token":"[redacted]","again":"[redacted]","scope":"all"}"#
        );
    }

    #[test]
    fn a_secret_is_found_in_every_spelling() {
        for spelling in [
            SECRET,
            r#"sk\/1+\"é="#,
            r#"sk/1+\"\u00e9="#,
            r"\u0073\u006B\u002f1\u002B\u0022\u00E9\u003d",
            "sk%2F1%2B%22%C3%A9%3D",
            "sk/1%2b%22%c3%a9=",
            "%73%6b%2f%31%2b%22%c3%a9%3d",
            r"sk\u00252F1%2B%22%C3%A9%3D",
        ] {
            let text = format!(r#"{{"a":"x","key":"{spelling}","n":1.0}}"#);
            let expected = r#"{"a":"x","key":"[redacted]","n":1.0}"#;
            assert_eq!(kept(&text), expected, "{spelling}");
        }
    }

    #[test]
    fn a_secret_is_found_within_base64_wherever_it_begins() {
        for before in ["", "u", "us", "user:", "another user:"] {
            for after in ["", ":", ":x", ":xyz"] {
                let pair = format!("{before}{SECRET}{after}");
                let basic = BASE64_STANDARD.encode(&pair);
                let told = kept(&format!("Basic {basic}, then"));
                assert_eq!(told, "Basic [redacted], then", "{pair}");
                let safe = BASE64_URL_SAFE_NO_PAD.encode(&pair);
                assert_eq!(
                    kept(&format!("?t={safe}&n=1")),
                    "?t=[redacted]&n=1",
                    "{pair}"
                );
                let escaped = basic.replace('/', "\\/").replace('+', "\\u002b");
                assert_eq!(kept(&format!("\"{escaped}\"")), "\"[redacted]\"", "{pair}");
                let encoded = basic.replace('/', "%2F").replace('=', "%3D");
                assert_eq!(
                    kept(&format!("b={encoded}&n=1")),
                    "b=[redacted]&n=1",
                    "{pair}"
                );
            }
        }
    }

    #[test]
    fn what_is_no_secret_stays_byte_for_byte() {
        for text in ["", "sk/1", r"\u00zz \", "%zz%", "sk%2", "c2svMQ=="] {
            assert_eq!(kept(text), text);
        }
        let secrets = Secrets::of([&b""[..], b"x"]);
        assert_eq!(secrets.taken_out_of(&[0xff, 0x00]), [0xff, 0x00]);
        assert_eq!(format!("{secrets:?}"), "Secrets([redacted])");
    }

    #[test]
    fn a_body_is_kept_but_for_what_its_fields_are_named_for() {
        let secrets = Secrets::of([SECRET.as_bytes()]);
        let body = br#"{"n": 1.0, "access_token" :"A21","was":"sk\/1+\"\u00e9="}"#;
        let kept = secrets.taken_out_of_body(body);
        let expected = r#"{"n": 1.0, "access_token" :"[redacted]","was":"[redacted]"}"#;
        assert_eq!(String::from_utf8(kept).unwrap(), expected);
    }

    #[test]
    fn fields_of_an_answer_keep_their_places_and_names() {
        let mut headers: Headers = [("Set-Cookie", "s=1"), ("X-Echo", "a abc b")]
            .into_iter()
            .collect();
        Secrets::of([&b"abc"[..]]).taken_out_of_headers(&mut headers);
        assert_eq!(headers.text("set-cookie"), Some("[redacted]"));
        assert_eq!(headers.text("x-echo"), Some("a [redacted] b"));
    }

    #[test]
    fn secrets_within_secrets_and_side_by_side_are_one_gap() {
        let secrets = Secrets::of([&b"abc"[..], b"abcdef"]);
        assert_eq!(secrets.taken_out_of(b"<abcdefabc>"), b"<[redacted]>");
    }
}
