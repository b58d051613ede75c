//! Fields of JSON that hold credentials by their names. Pure.

use std::ops::Range;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::raw::items;

/// What such names are, or end in, when all that is no letter and no digit is left out: the fields
/// of RFC 6749 (5.1), and the names by which providers tell signing secrets and repeat headers.
const NAMES: [&str; 3] = ["token", "cookie", "secrets"];
const ENDINGS: [&str; 11] = [
    "secret",
    "secretkey",
    "signingkey",
    "password",
    "accesstoken",
    "refreshtoken",
    "idtoken",
    "privatetoken",
    "privatekey",
    "apikey",
    "authorization",
];
/// Nothing that a provider means to be read lies deeper.
const DEEPEST: usize = 64;

/// Where the texts of such fields stand, without their quotation marks; nothing in what is no JSON.
pub fn credentials(text: &[u8]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let whole = std::str::from_utf8(text).ok();
    let whole = whole.and_then(|text| serde_json::from_str::<&RawValue>(text).ok());
    if let Some(whole) = whole {
        let mut search = Search {
            text,
            found: &mut found,
        };
        search.look(whole, false, DEEPEST);
    }
    found
}

struct Search<'a> {
    text: &'a [u8],
    found: &'a mut Vec<Range<usize>>,
}

impl Search<'_> {
    fn look(&mut self, value: &RawValue, is_credential: bool, deeper: usize) {
        let Some(deeper) = deeper.checked_sub(1) else {
            return;
        };
        match value.get().as_bytes().first() {
            Some(b'{') => {
                let fields: Fields<'_> = serde_json::from_str(value.get()).unwrap_or_default();
                for (name, value) in fields.0 {
                    self.look(value, is_named(&name), deeper);
                }
            }
            Some(b'[') => {
                for item in items(value).unwrap_or_default() {
                    self.look(item, is_credential, deeper);
                }
            }
            Some(b'"') if is_credential => self.note(value.get()),
            _ => {}
        }
    }

    /// `quoted` is a part of the text.
    fn note(&mut self, quoted: &str) {
        let start = quoted.as_ptr().addr() - self.text.as_ptr().addr();
        self.found.push(start + 1..start + quoted.len() - 1);
    }
}

fn is_named(name: &str) -> bool {
    let letters = name.chars().filter(char::is_ascii_alphanumeric);
    let name: String = letters.map(|letter| letter.to_ascii_lowercase()).collect();
    NAMES.contains(&name.as_str()) || ENDINGS.iter().any(|ending| name.ends_with(ending))
}

/// All fields of an object, those of one name included.
#[derive(Default)]
struct Fields<'a>(Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Fields<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Gather).map(Self)
    }
}

struct Gather;

impl<'de> Visitor<'de> for Gather {
    type Value = Vec<(String, &'de RawValue)>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut fields = Vec::new();
        while let Some(field) = map.next_entry()? {
            fields.push(field);
        }
        Ok(fields)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<&str> {
        let found = credentials(text.as_bytes());
        found.into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn credentials_are_found_by_their_names_wherever_they_stand() {
        let text = r#" { "access_token" : "A.1\"x" , "expires_in": 5, "data": [
            {"signingSecret":"s", "X-Api-Key": "k", "secrets":["a", "b"]}], "token":"t", "token":"u" } "#;
        assert_eq!(told(text), [r#"A.1\"x"#, "s", "k", "a", "b", "t", "u"]);
    }

    #[test]
    fn what_only_sounds_alike_is_none() {
        for text in [
            r#"{"next_token":"t","page_token":"t","secret_hint":"wh…","token_type":"Bearer"}"#,
            r#"{"secret":null,"password":7,"keys":{"name":"x"}}"#,
            r#"{"secret":"cut"#,
            "token=t",
            "",
        ] {
            assert_eq!(told(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn whoever_nests_without_end_is_not_followed() {
        let text = "[".repeat(100_000) + &"]".repeat(100_000);
        assert_eq!(told(&text), [""; 0]);
    }
}
