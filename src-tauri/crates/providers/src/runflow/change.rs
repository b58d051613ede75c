//! Making runs, and changing them. Pure.
//!
//! Runflow's own calls for that are another matter: these are the emulation's, so that there is
//! something to redeliver, and so that it can change between two redeliveries.

use delivery::Target;
use model::Timestamp;

use super::fields::{Fault, Fields, Given};
use super::run::{Kind, Run, Status};

/// What to change; absent fields stay as they are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Change {
    /// Its status.
    pub status: Option<Status>,
    /// Where its callback goes.
    pub callback_url: Given<String>,
    /// Compact JSON.
    pub output: Given<String>,
    /// Compact JSON.
    pub metadata: Given<String>,
    /// How long it took.
    pub duration_ms: Given<u64>,
    /// When it was made.
    pub created_at: Given<Timestamp>,
    /// When it ended.
    pub completed_at: Given<Timestamp>,
}

impl Change {
    /// Reads it from a body.
    pub fn of(fields: &Fields) -> Result<Self, Fault> {
        Ok(Self {
            status: status(fields.text("status")?.flatten().as_deref())?,
            callback_url: url(fields.text("callback_url")?)?,
            output: fields.json("output")?,
            metadata: fields.json("metadata")?,
            duration_ms: fields.count("duration_ms")?,
            created_at: fields.time("created_at")?,
            completed_at: fields.time("completed_at")?,
        })
    }

    /// A new run: one that has succeeded unless told otherwise.
    pub fn made(self, id: String, kind: Kind, now: Timestamp) -> Run {
        let run = Run {
            id,
            kind,
            status: Status::Succeeded,
            callback_url: None,
            output: None,
            metadata: None,
            duration_ms: None,
            created_at: now,
            completed_at: None,
        };
        self.applied(run, now)
    }

    /// The run with this change; it has ended exactly when its status says so.
    pub fn applied(self, mut run: Run, now: Timestamp) -> Run {
        run.status = self.status.unwrap_or(run.status);
        run.callback_url = self.callback_url.unwrap_or(run.callback_url);
        run.output = self.output.unwrap_or(run.output);
        run.metadata = self.metadata.unwrap_or(run.metadata);
        run.duration_ms = self.duration_ms.unwrap_or(run.duration_ms);
        run.created_at = self.created_at.flatten().unwrap_or(run.created_at);
        run.completed_at = self.completed_at.unwrap_or(run.completed_at);
        if run.status.is_terminal() {
            let completed_at = *run.completed_at.get_or_insert(now);
            run.duration_ms = run
                .duration_ms
                .or_else(|| lasted(run.created_at, completed_at));
        } else {
            (run.completed_at, run.duration_ms) = (None, None);
        }
        run
    }
}

/// Milliseconds from one to the other; none for an end before the beginning.
fn lasted(created_at: Timestamp, completed_at: Timestamp) -> Option<u64> {
    u64::try_from(completed_at.micros_since(created_at) / 1000).ok()
}

fn status(word: Option<&str>) -> Result<Option<Status>, Fault> {
    let Some(word) = word else {
        return Ok(None);
    };
    let unknown = || Fault::new("status", format!("should be one of {}", Status::words()));
    Status::of(word).map(Some).ok_or_else(unknown)
}

fn url(given: Given<String>) -> Result<Given<String>, Fault> {
    if let Some(Some(url)) = &given {
        let no_url = "should be an http or https URL, or null";
        Target::parse(url).map_err(|_| Fault::new("callback_url", no_url))?;
    }
    Ok(given)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_unix_seconds(1_800_000_000);

    fn change(body: &str) -> Result<Change, Fault> {
        Change::of(&Fields::read(body.as_bytes())?)
    }

    fn made(body: &str) -> Run {
        change(body).unwrap().made("r".into(), Kind::Run, NOW)
    }

    #[test]
    fn a_new_run_has_succeeded_unless_told_otherwise() {
        let run = made("{}");
        assert_eq!(run.status, Status::Succeeded);
        assert_eq!((run.completed_at, run.duration_ms), (Some(NOW), Some(0)));
        let run = made(r#"{"status":"running"}"#);
        assert_eq!((run.completed_at, run.duration_ms), (None, None));
    }

    #[test]
    fn how_long_it_took_follows_from_its_times_unless_given() {
        let run = made(
            r#"{"created_at":"2026-05-06T10:00:00Z","completed_at":"2026-05-06T10:00:01.5+00:00"}"#,
        );
        assert_eq!(run.duration_ms, Some(1500));
        assert_eq!(made(r#"{"duration_ms":7}"#).duration_ms, Some(7));
    }

    #[test]
    fn a_change_leaves_what_it_does_not_name_and_takes_away_what_it_calls_null() {
        let run = made(r#"{"callback_url":"http://h/x","output":{"a":1},"metadata":[1]}"#);
        let change = change(r#"{"output":{"a":2},"metadata":null,"status":"failed"}"#).unwrap();
        let run = change.applied(run, NOW);
        assert_eq!(run.callback_url.as_deref(), Some("http://h/x"));
        assert_eq!(run.output.as_deref(), Some(r#"{"a":2}"#));
        assert_eq!((run.metadata, run.status), (None, Status::Failed));
    }

    #[test]
    fn what_cannot_be_is_told_by_field() {
        for (body, field) in [
            (r#"{"status":"cancelled"}"#, "status"),
            (r#"{"status":5}"#, "status"),
            (r#"{"callback_url":"ftp://h"}"#, "callback_url"),
            (r#"{"callback_url":"nowhere"}"#, "callback_url"),
            (r#"{"duration_ms":-1}"#, "duration_ms"),
            (r#"{"completed_at":"today"}"#, "completed_at"),
        ] {
            assert_eq!(change(body).unwrap_err().field, field, "{body}");
        }
    }
}
