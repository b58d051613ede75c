//! The endpoint that a call asks for, and what is wrong with it. Pure.
//!
//! Null and missing are alike, and names that are not known are passed over.

use serde_json::Value;

use super::refusal::{Detail, Refusal};

/// Retries of an endpoint that says nothing of them.
const USUAL_RETRIES: u32 = 5;
/// Most retries.
const MOST_RETRIES: u64 = 20;

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WantedEndpoint {
    pub name: String,
    pub url: String,
    pub description: Option<String>,
    pub max_retries: u32,
    pub subscribed_event_types: Vec<String>,
}

impl WantedEndpoint {
    /// One that nothing more is said of.
    pub fn new(name: String, url: String) -> Self {
        Self {
            name,
            url,
            description: None,
            max_retries: USUAL_RETRIES,
            subscribed_event_types: Vec::new(),
        }
    }

    /// Reads the body of a call.
    pub fn read(body: &[u8]) -> Result<Self, Refusal> {
        let mut faults = Faults::default();
        let whole: Value = serde_json::from_slice(body).unwrap_or_default();
        if !whole.is_object() {
            faults.add("body", "must be a JSON object");
            return Err(Refusal::invalid(faults.0));
        }
        let wanted = Self {
            name: faults.required(&whole, "name"),
            url: faults.required(&whole, "url"),
            description: faults.text(&whole, "description"),
            max_retries: faults.retries(&whole),
            subscribed_event_types: faults.event_types(&whole),
        };
        if !wanted.url.is_empty() && delivery::Target::parse(&wanted.url).is_err() {
            faults.add("url", "must be an http or https URL");
        }
        match faults.0.is_empty() {
            true => Ok(wanted),
            false => Err(Refusal::invalid(faults.0)),
        }
    }
}

#[derive(Default)]
struct Faults(Vec<Detail>);

impl Faults {
    fn add(&mut self, field: &'static str, message: &str) {
        let message = message.to_owned();
        self.0.push(Detail { field, message });
    }

    fn required(&mut self, whole: &Value, name: &'static str) -> String {
        let text = match &whole[name] {
            Value::String(text) => text.as_str(),
            Value::Null => "",
            _ => {
                self.add(name, "must be a string");
                return String::new();
            }
        };
        if text.trim().is_empty() {
            self.add(name, "is required");
        }
        text.to_owned()
    }

    fn text(&mut self, whole: &Value, name: &'static str) -> Option<String> {
        match &whole[name] {
            Value::String(text) => Some(text.clone()),
            Value::Null => None,
            _ => {
                self.add(name, "must be a string");
                None
            }
        }
    }

    fn retries(&mut self, whole: &Value) -> u32 {
        let given = match &whole["maxRetries"] {
            Value::Null => return USUAL_RETRIES,
            // JSON has one kind of number: 5.0 is an integer too.
            Value::Number(number) => number.as_u64().or_else(|| integral(number.as_f64()?)),
            _ => None,
        };
        let within = given.filter(|retries| *retries <= MOST_RETRIES);
        let retries = within.and_then(|retries| u32::try_from(retries).ok());
        retries.unwrap_or_else(|| {
            self.add("maxRetries", "must be an integer from 0 to 20");
            USUAL_RETRIES
        })
    }

    fn event_types(&mut self, whole: &Value) -> Vec<String> {
        let name = "subscribedEventTypes";
        let read = match &whole[name] {
            Value::Null => return Vec::new(),
            Value::Array(items) => items
                .iter()
                .map(|item| item.as_str().map(str::to_owned))
                .collect(),
            _ => None,
        };
        read.unwrap_or_else(|| {
            self.add(name, "must be a list of strings");
            Vec::new()
        })
    }
}

fn integral(number: f64) -> Option<u64> {
    (0..=MOST_RETRIES).find(|known| f64::from(u32::try_from(*known).unwrap_or(0)) == number)
}

#[cfg(test)]
mod tests {
    use axum::response::IntoResponse as _;

    use super::*;

    fn read(body: &str) -> Result<WantedEndpoint, Refusal> {
        WantedEndpoint::read(body.as_bytes())
    }

    fn faults(body: &str) -> Vec<&'static str> {
        let fault = |detail: &Detail| detail.field;
        read(body).unwrap_err().details.iter().map(fault).collect()
    }

    #[test]
    fn name_and_url_are_enough() {
        let wanted = read(r#"{"name":"n","url":"https://h/","maxRetries":null,"new":1}"#).unwrap();
        assert_eq!(wanted, WantedEndpoint::new("n".into(), "https://h/".into()));
        let full = r#"{"name":"n","url":"http://h","description":"d","maxRetries":0.0,"subscribedEventTypes":["run.failed"]}"#;
        let full = read(full).unwrap();
        assert_eq!(
            (full.max_retries, full.description.as_deref()),
            (0, Some("d"))
        );
        assert_eq!(full.subscribed_event_types, ["run.failed"]);
    }

    #[test]
    fn every_field_that_is_wrong_is_named() {
        assert_eq!(faults("{}"), ["name", "url"]);
        assert_eq!(faults(r#"{"name":" ","url":"ftp://h"}"#), ["name", "url"]);
        let wrong =
            r#"{"name":1,"url":[],"description":{},"maxRetries":"5","subscribedEventTypes":[1]}"#;
        let named = [
            "name",
            "url",
            "description",
            "maxRetries",
            "subscribedEventTypes",
        ];
        assert_eq!(faults(wrong)[..5], named);
        for retries in ["-1", "21", "1.5", "1e99", "true"] {
            let body = format!(r#"{{"name":"n","url":"http://h","maxRetries":{retries}}}"#);
            assert_eq!(faults(&body), ["maxRetries"], "{retries}");
        }
        for body in ["", "[]", "{", "null"] {
            assert_eq!(faults(body), ["body"], "{body}");
        }
    }

    #[test]
    fn a_refusal_is_400() {
        assert_eq!(read("{}").unwrap_err().into_response().status(), 400);
    }
}
