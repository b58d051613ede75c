//! What a call asks of an endpoint, and what is wrong with it. Pure.

use crate::fastapi::{Fields, Refusal};
use crate::python::Json;

/// Bounds of an attempt's time, in seconds.
const TIMEOUT: std::ops::RangeInclusive<i64> = 1..=60;
/// Bounds of the attempts after the first one.
const RETRIES: std::ops::RangeInclusive<i64> = 0..=20;
/// Longest URL, in characters.
const LONGEST_URL: usize = 2048;

/// What is asked for; what is absent stays as it is, or is the usual.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    pub url: Option<String>,
    /// `Some(None)` takes it away.
    pub description: Option<Option<String>>,
    pub event_patterns: Option<Vec<String>>,
    pub timeout_seconds: Option<u32>,
    pub max_retries: Option<u32>,
    pub enabled: Option<bool>,
}

/// Reads the body of a call that makes an endpoint; its URL has to be there.
pub fn new_endpoint(body: Option<&Json>) -> Result<Wanted, Refusal> {
    let mut fields = Fields::of(body)?;
    let url = fields.required_text("url");
    let wanted = Wanted {
        enabled: None,
        ..others(&mut fields, url)
    };
    fields.checked().map(|()| wanted)
}

/// Reads the body of a call that changes an endpoint.
pub fn change(body: Option<&Json>) -> Result<Wanted, Refusal> {
    let mut fields = Fields::of(body)?;
    let url = fields.text("url");
    let wanted = Wanted {
        enabled: fields.boolean("enabled"),
        ..others(&mut fields, url)
    };
    fields.checked().map(|()| wanted)
}

fn others(fields: &mut Fields<'_>, url: Option<String>) -> Wanted {
    if let Some(why) = url.as_deref().and_then(no_url) {
        fields.refuse("url", why);
    }
    let description = match fields.is_null("description") {
        true => Some(None),
        false => fields.text("description").map(Some),
    };
    let count = |number: i64| u32::try_from(number).expect("bounds are small");
    Wanted {
        url,
        description,
        event_patterns: fields.texts("event_patterns"),
        timeout_seconds: fields.integer("timeout_seconds", TIMEOUT).map(count),
        max_retries: fields.integer("max_retries", RETRIES).map(count),
        enabled: None,
    }
}

fn no_url(text: &str) -> Option<&'static str> {
    match delivery::Target::parse(text) {
        _ if text.chars().count() > LONGEST_URL => Some("url must have at most 2048 characters"),
        Err(_) => Some("url must be an http or https URL"),
        Ok(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python;

    fn read(body: &str) -> (Result<Wanted, String>, Result<Wanted, String>) {
        let json = python::read(body).unwrap();
        let said = |refusal: Refusal| refusal.body;
        (
            new_endpoint(Some(&json)).map_err(said),
            change(Some(&json)).map_err(said),
        )
    }

    #[test]
    fn a_new_endpoint_needs_a_url_and_a_change_needs_nothing() {
        let (new, changed) = read("{}");
        assert!(
            new.unwrap_err()
                .contains(r#""loc":["body","url"],"msg":"Field required""#)
        );
        assert_eq!(changed, Ok(Wanted::default()));
        let (new, changed) = read(
            r#"{"url":"http://h/","description":null,"event_patterns":["vm.*"],"timeout_seconds":5,"max_retries":0,"enabled":false}"#,
        );
        let changed = changed.unwrap();
        assert_eq!(
            (changed.enabled, changed.description),
            (Some(false), Some(None))
        );
        let new = new.unwrap();
        assert_eq!(
            (new.enabled, new.timeout_seconds, new.max_retries),
            (None, Some(5), Some(0))
        );
    }

    #[test]
    fn what_does_not_fit_is_told_by_its_place() {
        for (body, place) in [
            (r#"{"url":null}"#, r#"["body","url"]"#),
            (r#"{"url":"ftp://h/"}"#, r#"["body","url"]"#),
            (
                r#"{"url":"http://h","timeout_seconds":61}"#,
                r#"["body","timeout_seconds"]"#,
            ),
            (
                r#"{"url":"http://h","max_retries":-1}"#,
                r#"["body","max_retries"]"#,
            ),
            (
                r#"{"url":"http://h","event_patterns":[1]}"#,
                r#"["body","event_patterns",0]"#,
            ),
            (
                r#"{"url":"http://h","description":1}"#,
                r#"["body","description"]"#,
            ),
        ] {
            let told = read(body).0.unwrap_err();
            assert!(told.contains(place), "{told}");
        }
        let long = format!(r#"{{"url":"http://h/{}"}}"#, "x".repeat(LONGEST_URL));
        assert!(read(&long).1.unwrap_err().contains("2048"));
    }
}
