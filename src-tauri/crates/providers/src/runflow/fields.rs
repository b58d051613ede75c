//! The fields of a JSON body, each read by itself, so that every fault names its field. Pure.

use std::collections::HashMap;

use model::Timestamp;
use serde_json::value::RawValue;

use super::payload::compact;

/// 0001-01-01T00:00:00Z: years before it have no four digits.
const FIRST: i64 = -62_135_596_800_000_000;

/// A body's fields; values keep their spelling.
#[derive(Debug, Default)]
pub struct Fields(HashMap<String, Box<RawValue>>);

/// What is wrong with a body, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The field; `body` for the whole.
    pub field: &'static str,
    /// What it should be.
    pub message: String,
}

impl Fault {
    /// A fault of a field.
    pub fn new(field: &'static str, message: impl Into<String>) -> Self {
        let message = message.into();
        Self { field, message }
    }
}

/// Absent, null or a value: a change tells all three apart.
pub type Given<T> = Option<Option<T>>;

impl Fields {
    /// Reads a body; no bytes are no fields.
    pub fn read(body: &[u8]) -> Result<Self, Fault> {
        if body.is_empty() {
            return Ok(Self::default());
        }
        let read = serde_json::from_slice(body);
        read.map(Self)
            .map_err(|error| Fault::new("body", format!("should be a JSON object: {error}")))
    }

    /// A text.
    pub fn text(&self, name: &'static str) -> Result<Given<String>, Fault> {
        self.value(name, "should be a string or null")
    }

    /// A switch.
    pub fn switch(&self, name: &'static str) -> Result<Given<bool>, Fault> {
        self.value(name, "should be true, false or null")
    }

    /// A whole number from 0, also one that is spelled with a fraction of zero.
    pub fn count(&self, name: &'static str) -> Result<Given<u64>, Fault> {
        let wanted = "should be a whole number from 0, or null";
        if let Ok(count) = self.value::<u64>(name, wanted) {
            return Ok(count);
        }
        match self.value::<f64>(name, wanted)? {
            Some(Some(float)) if float.fract() == 0.0 && (0.0..1e15).contains(&float) => {
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "it has no fraction and is within the bounds just tested"
                )]
                let count = float as u64;
                Ok(Some(Some(count)))
            }
            _ => Err(Fault::new(name, wanted)),
        }
    }

    /// A point in time.
    pub fn time(&self, name: &'static str) -> Result<Given<Timestamp>, Fault> {
        let wanted = "should be a time such as 2026-01-31T12:00:00Z, or null";
        match self.value(name, wanted)? {
            Some(Some(Timestamp(micros))) if micros < FIRST => Err(Fault::new(name, wanted)),
            given => Ok(given),
        }
    }

    /// Any JSON, compact.
    pub fn json(&self, name: &'static str) -> Result<Given<String>, Fault> {
        let Some(raw) = self.0.get(name) else {
            return Ok(None);
        };
        let read = compact(raw.get());
        read.map(Some).map_err(|message| Fault::new(name, message))
    }

    fn value<T: serde::de::DeserializeOwned>(
        &self,
        name: &'static str,
        wanted: &str,
    ) -> Result<Given<T>, Fault> {
        let Some(raw) = self.0.get(name) else {
            return Ok(None);
        };
        let read = serde_json::from_str(raw.get());
        read.map(Some).map_err(|_| Fault::new(name, wanted))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absent_null_and_given_are_told_apart() {
        let fields = Fields::read(br#"{"a":null,"b":"x","c":2.0,"d":{"n": 1.0}}"#).unwrap();
        assert_eq!(fields.text("no"), Ok(None));
        assert_eq!(fields.text("a"), Ok(Some(None)));
        assert_eq!(fields.text("b"), Ok(Some(Some("x".into()))));
        assert_eq!(fields.count("c"), Ok(Some(Some(2))));
        assert_eq!(fields.json("d"), Ok(Some(Some(r#"{"n":1.0}"#.into()))));
        assert_eq!(fields.json("a"), Ok(Some(None)));
        assert!(Fields::read(b"").unwrap().text("b").unwrap().is_none());
    }

    #[test]
    fn a_fault_names_its_field() {
        let fields = Fields::read(br#"{"a":1,"b":"x","c":-1,"d":1.5}"#).unwrap();
        assert_eq!(fields.text("a").unwrap_err().field, "a");
        assert_eq!(fields.time("b").unwrap_err().field, "b");
        assert!(fields.count("c").is_err() && fields.count("d").is_err());
        for bad in [&b"[]"[..], b"{", b"null", b"{\"a\":\"\xff\"}"] {
            assert_eq!(Fields::read(bad).unwrap_err().field, "body");
        }
    }
}
