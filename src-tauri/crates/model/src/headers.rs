//! Header fields as they came: order, case, duplicates and bytes kept.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use compact_str::CompactString;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use smallvec::SmallVec;

/// A field's value. Usual ones are short enough to need no memory of their own: a date, or an
/// HMAC-SHA256 in base64.
pub type HeaderValue = SmallVec<[u8; 48]>;

/// One header field. A name is ASCII by HTTP's grammar, a value any bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// The name with the sender's case.
    pub name: CompactString,
    /// The value without the white space around it.
    pub value: HeaderValue,
}

/// All header fields of a message.
///
/// In JSON `[[name, value], …]`; a value that is not UTF-8 is `{"b64": "…"}`.
#[derive(Debug, Clone, Default, PartialEq, Eq, ts_rs::TS)]
#[ts(type = "Array<[string, string | { b64: string }]>")]
pub struct Headers(pub Vec<Header>);

impl Headers {
    /// Adds a field at the end.
    pub fn push(&mut self, name: impl AsRef<str>, value: impl AsRef<[u8]>) {
        self.0.push(Header {
            name: name.as_ref().into(),
            value: value.as_ref().into(),
        });
    }

    /// The values of every field of this name, whatever its case, in order.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a [u8]> {
        let named = move |header: &&Header| header.name.eq_ignore_ascii_case(name);
        self.0
            .iter()
            .filter(named)
            .map(|header| header.value.as_slice())
    }

    /// The first value of this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&[u8]> {
        self.0
            .iter()
            .find(|h| h.name.eq_ignore_ascii_case(name))
            .map(|h| h.value.as_slice())
    }

    /// The first value of this name, when it is UTF-8.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        self.get(name)
            .and_then(|value| std::str::from_utf8(value).ok())
    }

    /// Replaces the first field of this name, drops the others of it, or adds it at the end.
    pub fn set(&mut self, name: &str, value: impl AsRef<[u8]>) {
        let first = self
            .0
            .iter()
            .position(|h| h.name.eq_ignore_ascii_case(name));
        let Some(first) = first else {
            return self.push(name, value);
        };
        self.0[first].value = value.as_ref().into();
        let mut index = 0;
        self.0.retain(|header| {
            index += 1;
            index <= first + 1 || !header.name.eq_ignore_ascii_case(name)
        });
    }

    /// Drops every field of this name.
    pub fn remove(&mut self, name: &str) {
        self.0
            .retain(|header| !header.name.eq_ignore_ascii_case(name));
    }

    /// The fields in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Header> {
        self.0.iter()
    }

    /// How many fields there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no field.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'a> IntoIterator for &'a Headers {
    type Item = &'a Header;
    type IntoIter = std::slice::Iter<'a, Header>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<N: AsRef<str>, V: AsRef<[u8]>> FromIterator<(N, V)> for Headers {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(fields: I) -> Self {
        let header = |(name, value): (N, V)| Header {
            name: name.as_ref().into(),
            value: value.as_ref().into(),
        };
        Self(fields.into_iter().map(header).collect())
    }
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum JsonValue {
    Text(String),
    Bytes { b64: String },
}

impl JsonValue {
    fn of(value: &[u8]) -> Self {
        match std::str::from_utf8(value) {
            Ok(text) => Self::Text(text.to_owned()),
            Err(_) => Self::Bytes {
                b64: BASE64_STANDARD.encode(value),
            },
        }
    }

    fn bytes(self) -> Result<Vec<u8>, base64::DecodeError> {
        match self {
            Self::Text(text) => Ok(text.into_bytes()),
            Self::Bytes { b64 } => BASE64_STANDARD.decode(b64),
        }
    }
}

impl Serialize for Headers {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(|h| (&h.name, JsonValue::of(&h.value))))
    }
}

impl<'de> Deserialize<'de> for Headers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let pairs = Vec::<(String, JsonValue)>::deserialize(deserializer)?;
        let mut headers = Self::default();
        for (name, value) in pairs {
            headers.push(name, value.bytes().map_err(D::Error::custom)?);
        }
        Ok(headers)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Headers {
        [("X-A", &b"1"[..]), ("x-a", b"2"), ("B", b"\xff")]
            .into_iter()
            .collect()
    }

    #[test]
    fn names_are_found_whatever_their_case_and_in_order() {
        assert_eq!(sample().all("x-A").collect::<Vec<_>>(), [b"1", b"2"]);
        assert_eq!(sample().get("b"), Some(&b"\xff"[..]));
        assert_eq!(sample().text("b"), None);
    }

    #[test]
    fn setting_a_name_keeps_its_place_and_drops_its_duplicates() {
        let mut headers = sample();
        headers.set("x-a", "3");
        assert_eq!(
            headers.0[0],
            Header {
                name: "X-A".into(),
                value: b"3"[..].into()
            }
        );
        assert_eq!(headers.len(), 2);
    }

    #[test]
    fn json_keeps_what_is_not_utf8() {
        let json = serde_json::to_string(&sample()).unwrap();
        assert_eq!(json, r#"[["X-A","1"],["x-a","2"],["B",{"b64":"/w=="}]]"#);
        assert_eq!(serde_json::from_str::<Headers>(&json).unwrap(), sample());
    }
}
