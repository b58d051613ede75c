//! `[detect]`: what tells a provider from others whose signatures look alike.
//!
//! Types only. Where the signature stands, the headers that are signed with it
//! and those of `[event]` are clues by themselves and need no word here.

use std::convert::Infallible;
use std::str::FromStr;

use serde::Deserialize;

use super::one_or_many::one_or_many;

/// What only this provider sends, as its documents or its requests show it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clues {
    /// Texts in the `User-Agent`, letters of any case.
    #[serde(default, deserialize_with = "one_or_many")]
    pub user_agent: Vec<String>,
    /// Header fields: `X-GitHub-Hook-ID`, or `X-HubSpot-Signature-Version=v2`.
    #[serde(default, deserialize_with = "one_or_many")]
    pub headers: Vec<Clue>,
    /// Fields of the JSON body: `api_version`, or `object=event`.
    #[serde(default, deserialize_with = "one_or_many")]
    pub json: Vec<Clue>,
    /// Fields of a form body, or of the query.
    #[serde(default, deserialize_with = "one_or_many")]
    pub form: Vec<Clue>,
    /// Whether it stands first among schemes that nothing tells apart.
    #[serde(default)]
    pub leads: bool,
}

/// A field that is there, or whose value has this text in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clue {
    /// The field's name or path.
    pub name: String,
    /// What its value holds, where not any value will do.
    pub value: Option<String>,
}

impl FromStr for Clue {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        let (name, value) = match text.split_once('=') {
            Some((name, value)) => (name, Some(value.to_owned())),
            None => (text, None),
        };
        Ok(Self {
            name: name.to_owned(),
            value,
        })
    }
}

impl Clue {
    /// Whether a field of this name with this value is meant.
    pub fn is_met_by(&self, value: &str) -> bool {
        self.value
            .as_ref()
            .is_none_or(|wanted| value.contains(wanted))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clue_is_a_name_or_a_name_with_its_value() {
        let clue = |text: &str| text.parse::<Clue>().unwrap();
        assert!(clue("api_version").is_met_by("2026"));
        assert!(clue("object=event").is_met_by("event"));
        assert!(!clue("object=event").is_met_by("list"));
    }
}
