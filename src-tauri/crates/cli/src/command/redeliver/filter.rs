//! What is looked for in a provider's log, on the command line.

use app::contract::profiles::{LogFilter, OutcomeKind};
use model::Timestamp;

/// Reads `outcome:failed type:T since:TIME until:TIME run:ID limit:N`, in any order.
pub fn filter(text: &str) -> Result<LogFilter, String> {
    let mut filter = LogFilter::default();
    for term in text.split_whitespace() {
        let wrong = || format!("\"{term}\" is no part of a filter: write it like outcome:failed");
        let (name, value) = term.split_once(':').ok_or_else(wrong)?;
        match name {
            "outcome" => filter.outcome = Some(outcome(value)?),
            "type" => filter.event_type = Some(value.to_owned()),
            "since" => filter.since = Some(time(value)?),
            "until" => filter.until = Some(time(value)?),
            "run" => filter.of = Some(value.to_owned()),
            "limit" => filter.limit = Some(value.parse().map_err(|_| wrong())?),
            _ => return Err(wrong()),
        }
    }
    Ok(filter)
}

fn time(text: &str) -> Result<Timestamp, String> {
    let read: Result<Timestamp, _> = text.parse();
    read.map_err(|error| error.to_string())
}

fn outcome(word: &str) -> Result<OutcomeKind, String> {
    match word {
        "succeeded" => Ok(OutcomeKind::Succeeded),
        "retrying" => Ok(OutcomeKind::Retrying),
        "failed" => Ok(OutcomeKind::Failed),
        "pending" => Ok(OutcomeKind::Pending),
        other => Err(format!(
            "\"{other}\" is no outcome: choose succeeded, retrying, failed or pending"
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_is_read_term_by_term() {
        let read = filter("outcome:failed type:a.b since:2026-01-31T12:00:00Z limit:5").unwrap();
        assert_eq!(read.outcome, Some(OutcomeKind::Failed));
        assert_eq!(
            (read.event_type.as_deref(), read.limit),
            (Some("a.b"), Some(5))
        );
        assert!(read.since.is_some() && read.until.is_none());
        for bad in [
            "failed",
            "colour:red",
            "outcome:x",
            "since:soon",
            "limit:many",
        ] {
            assert!(filter(bad).is_err(), "{bad}");
        }
    }
}
