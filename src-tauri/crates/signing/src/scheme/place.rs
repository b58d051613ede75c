//! Where in a request a text stands.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer};

/// A place in a request, written `header:NAME`, `json:a.b.0` and so on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// The fields of this name; each of them is read.
    Header(String),
    /// The fields named by this prefix and a number: `X-Signature-1`.
    NumberedHeader(String),
    /// A value in the JSON body.
    Json(JsonPath),
    /// A field of a form body.
    Form(String),
    /// A parameter of the URL's query.
    Query(String),
}

/// Keys and indexes from a JSON document's root, written `value.0.state`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JsonPath(Vec<String>);

impl JsonPath {
    /// Reads keys separated by dots.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(text.split('.').map(str::to_owned).collect())
    }

    /// The keys.
    #[must_use]
    pub fn keys(&self) -> &[String] {
        &self.0
    }
}

impl fmt::Display for JsonPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("."))
    }
}

/// Where the timestamp stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TimestampPlace {
    /// An item of the signature's own text: `field:t`.
    Field(String),
    /// Anywhere a signature may stand.
    Elsewhere(Place),
}

/// A text that names no place.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is no place: write {1}")]
pub struct PlaceError(String, &'static str);

const PLACES: &str = "header:NAME, header-numbered:PREFIX, json:PATH, form:NAME or query:NAME";
const TIMESTAMP_PLACES: &str = "field:KEY, header:NAME, json:PATH, form:NAME or query:NAME";

impl FromStr for Place {
    type Err = PlaceError;

    fn from_str(text: &str) -> Result<Self, PlaceError> {
        let wrong = || PlaceError(text.to_owned(), PLACES);
        let (kind, name) = text.split_once(':').ok_or_else(wrong)?;
        if name.is_empty() {
            return Err(wrong());
        }
        match kind {
            "header" => Ok(Self::Header(name.to_owned())),
            "header-numbered" => Ok(Self::NumberedHeader(name.to_owned())),
            "json" => Ok(Self::Json(JsonPath::new(name))),
            "form" => Ok(Self::Form(name.to_owned())),
            "query" => Ok(Self::Query(name.to_owned())),
            _ => Err(wrong()),
        }
    }
}

impl FromStr for TimestampPlace {
    type Err = PlaceError;

    fn from_str(text: &str) -> Result<Self, PlaceError> {
        let wrong = || PlaceError(text.to_owned(), TIMESTAMP_PLACES);
        if let Some(key) = text.strip_prefix("field:").filter(|key| !key.is_empty()) {
            return Ok(Self::Field(key.to_owned()));
        }
        match text.parse().map_err(|_| wrong())? {
            Place::NumberedHeader(_) => Err(wrong()),
            place => Ok(Self::Elsewhere(place)),
        }
    }
}

impl fmt::Display for Place {
    /// In words, as evidence tells it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Header(name) => write!(f, "header {name}"),
            Self::NumberedHeader(prefix) => write!(f, "headers {prefix}1, {prefix}2 …"),
            Self::Json(path) => write!(f, "body field {path}"),
            Self::Form(name) => write!(f, "form field {name}"),
            Self::Query(name) => write!(f, "query parameter {name}"),
        }
    }
}

impl fmt::Display for TimestampPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Field(key) => write!(f, "part {key}"),
            Self::Elsewhere(place) => place.fmt(f),
        }
    }
}

impl<'de> Deserialize<'de> for Place {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

impl<'de> Deserialize<'de> for TimestampPlace {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_told_in_words() {
        let words = |text: &str| text.parse::<Place>().map(|place| place.to_string());
        assert_eq!(words("json:a.0.b").unwrap(), "body field a.0.b");
        assert_eq!(words("header:X-A").unwrap(), "header X-A");
    }

    #[test]
    fn what_is_no_place_says_which_there_are() {
        let error = "cookie:x".parse::<Place>().unwrap_err().to_string();
        assert!(
            error.contains("cookie:x") && error.contains("query:NAME"),
            "{error}"
        );
        assert!("header:".parse::<Place>().is_err());
        assert!("header-numbered:X-".parse::<TimestampPlace>().is_err());
    }
}
