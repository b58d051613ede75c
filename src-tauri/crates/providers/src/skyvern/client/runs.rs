//! The runs that Skyvern knows: it keeps no log of its webhooks, and what can be sent again is a run.

use delivery::{Outgoing, TargetError};
use model::{AttemptAnswer, Headers, Secret, Timestamp};
use serde_json::Value;

use super::{NAME, PATIENCE};
use crate::call::{below, not_its_answer, refused, words_of};
use crate::provider_delivery::{ProviderDelivery, ProviderOutcome, ProviderPage};

/// As many runs as Skyvern gives at once.
const PAGE: usize = 100;

/// The call for a page of runs, newest first; `cursor` is the page's number, from 1. No page says
/// whether there is another after it.
///
/// # Errors
/// When the base URL is none.
pub fn list_request(
    base_url: &str,
    key: &Secret,
    cursor: Option<&str>,
) -> Result<Outgoing, TargetError> {
    let mut url = below(base_url, ["v1", "runs"])?;
    url.query_pairs_mut()
        .append_pair("page", cursor.unwrap_or("1"))
        .append_pair("page_size", &PAGE.to_string());
    Ok(reading(url.into(), key))
}

/// Reads a page of runs.
///
/// # Errors
/// Says why there is none, in words.
pub fn read_list(answer: &AttemptAnswer) -> Result<ProviderPage, String> {
    let json = accepted(answer)?;
    let runs = json.as_array().ok_or_else(|| not_its_answer(NAME))?;
    Ok(ProviderPage {
        rows: runs.iter().map(row).collect(),
        next: None,
    })
}

/// The call for one run.
///
/// # Errors
/// When the base URL is none.
pub fn get_request(base_url: &str, key: &Secret, id: &str) -> Result<Outgoing, TargetError> {
    Ok(reading(below(base_url, ["v1", "runs", id])?.into(), key))
}

/// Reads one run.
///
/// # Errors
/// Says why there is none, in words.
pub fn read_get(answer: &AttemptAnswer) -> Result<ProviderDelivery, String> {
    let json = accepted(answer)?;
    match json["run_id"].is_string() {
        true => Ok(row(&json)),
        false => Err(not_its_answer(NAME)),
    }
}

fn reading(url: String, key: &Secret) -> Outgoing {
    let mut headers = Headers::default();
    headers.push("X-Api-Key", key.expose());
    headers.push("Accept", "application/json");
    Outgoing {
        headers,
        timeout: Some(PATIENCE),
        ..Outgoing::new("GET", url)
    }
}

fn accepted(answer: &AttemptAnswer) -> Result<Value, String> {
    if !(200..300).contains(&answer.status) {
        return Err(words_of(&refused(answer, NAME)));
    }
    serde_json::from_slice(&answer.body).map_err(|_| not_its_answer(NAME))
}

/// How its webhook ended is not told, so the run's own status stands there.
fn row(run: &Value) -> ProviderDelivery {
    let text = |name: &str| run[name].as_str().map(ToOwned::to_owned);
    let at = text("finished_at").or_else(|| text("created_at"));
    ProviderDelivery {
        id: text("run_id").unwrap_or_default(),
        event_type: text("task_run_type").or_else(|| text("run_type")),
        outcome: ProviderOutcome::Other {
            words: text("status").unwrap_or_default(),
        },
        status: None,
        at: at.and_then(|at| moment(&at)),
        url: run["run_request"]["webhook_url"]
            .as_str()
            .map(ToOwned::to_owned),
        event_id: text("run_id"),
        more: run.clone(),
    }
}

/// Skyvern writes UTC and mostly does not say so.
fn moment(text: &str) -> Option<Timestamp> {
    let says_zone = text.ends_with('Z') || text.get(19..)?.contains(['+', '-']);
    let zone = if says_zone { "" } else { "Z" };
    format!("{text}{zone}").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16, body: &str) -> AttemptAnswer {
        AttemptAnswer {
            status,
            headers: Headers::default(),
            body: body.into(),
            truncated: false,
        }
    }

    #[test]
    fn a_page_is_asked_for_by_its_number() {
        let key = Secret::new("k");
        let asked = |cursor| list_request("http://h/skyvern", &key, cursor).unwrap().url;
        let expected = "http://h/skyvern/v1/runs?page=1&page_size=100";
        assert_eq!(&*asked(None), expected);
        assert!(asked(Some("2")).contains("page=2&"));
        let one = get_request("http://h", &key, "a/b").unwrap().url;
        assert_eq!(&*one, "http://h/v1/runs/a%2Fb");
    }

    #[test]
    fn runs_are_rows_and_what_is_not_known_of_them_stays() {
        let run = r#"{"run_id":"tsk_1","task_run_type":"task_v1","status":"completed","finished_at":"2026-11-21T20:00:00.5","new":1}"#;
        let page = read_list(&answer(200, &format!("[{run}]"))).unwrap();
        let row = &page.rows[0];
        assert_eq!(row.id, "tsk_1");
        let words = "completed".to_owned();
        assert_eq!(row.outcome, ProviderOutcome::Other { words });
        assert_eq!(row.at, "2026-11-21T20:00:00.5Z".parse().ok());
        assert_eq!(row.more["new"], 1);
        let one = r#"{"run_id":"wr_1","run_type":"workflow_run","status":"failed","created_at":"2026-11-21T20:00:00","run_request":{"webhook_url":"http://h/"}}"#;
        let row = read_get(&answer(200, one)).unwrap();
        assert_eq!(row.url.as_deref(), Some("http://h/"));
        assert_eq!(row.event_type.as_deref(), Some("workflow_run"));
    }

    #[test]
    fn what_is_no_list_is_said_in_words() {
        let forbidden = answer(403, r#"{"detail":"Invalid credentials"}"#);
        let said = read_list(&forbidden).unwrap_err();
        assert!(said.contains("Invalid credentials"), "{said}");
        for body in ["{}", "<html>"] {
            let said = read_list(&answer(200, body)).unwrap_err();
            assert!(said.contains("Check the base URL"), "{said}");
            assert!(read_get(&answer(200, body)).is_err());
        }
    }

    #[test]
    fn times_are_utc_whether_they_say_so_or_not() {
        let expected = moment("2026-11-21T20:00:00Z");
        assert!(expected.is_some());
        assert_eq!(moment("2026-11-21T20:00:00"), expected);
        assert_eq!(moment("2026-11-21T21:00:00+01:00"), expected);
        assert_eq!(moment("soon"), None);
    }
}
