//! Which deliveries are listed, and where a page begins. Pure.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use model::{AttemptId, OrganizationId, RecordId, Timestamp};
use store::{AttemptedFilter, AttemptedPlace, RecordFilter};

use super::event::is_known;
use super::records::{Kind, Of};
use super::refusal::{Faults, Refusal};
use super::row::Outcome;
use crate::stage::ids::is_uuid;

/// What is said of a cursor that is none.
const NO_CURSOR: &str = "must be a next_cursor of this list";

/// Which deliveries are listed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// Where a page begins.
    pub cursor: Option<Cursor>,
    /// Rows of a page.
    pub limit: usize,
    /// To this endpoint.
    pub endpoint_id: Option<String>,
    event_type: Option<String>,
    outcome: Option<Outcome>,
    since: Option<Timestamp>,
    until: Option<Timestamp>,
    http_status_min: Option<u16>,
    http_status_max: Option<u16>,
}

/// The last row of the page before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor(pub AttemptedPlace);

/// How many rows a page may have.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// At most.
    pub most: usize,
    /// Where nothing is asked for.
    pub usual: usize,
}

/// A page of a list without filters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// Only rows before this one.
    pub after: Option<i64>,
    /// Rows of a page.
    pub limit: usize,
}

impl Page {
    /// Reads it from a URL's query.
    pub fn read(query: &str, limits: Limits) -> Result<Self, Refusal> {
        let parameters = Parameters::read(query);
        let mut faults = Faults::default();
        let read = Self {
            after: faults.take("cursor", parameters.cursor(number)),
            limit: faults.take("limit", parameters.limit(limits)),
        };
        faults.check().map(|()| read)
    }

    /// The cursor after a row.
    pub fn cursor(row: i64) -> String {
        URL_SAFE_NO_PAD.encode(row.to_string())
    }
}

impl Query {
    /// Reads it from a URL's query; every parameter with a fault is named.
    pub fn read(query: &str, limits: Limits) -> Result<Self, Refusal> {
        let parameters = Parameters::read(query);
        let mut faults = Faults::default();
        let read = Self {
            cursor: faults.take("cursor", parameters.cursor(Cursor::read)),
            limit: faults.take("limit", parameters.limit(limits)),
            endpoint_id: faults.take("endpoint_id", parameters.read_as("endpoint_id", id)),
            event_type: faults.take("event_type", parameters.read_as("event_type", known)),
            outcome: faults.take("outcome", parameters.read_as("outcome", outcome)),
            since: faults.take("since", parameters.read_as("since", time)),
            until: faults.take("until", parameters.read_as("until", time)),
            http_status_min: faults.take(
                "http_status_min",
                parameters.read_as("http_status_min", status),
            ),
            http_status_max: faults.take(
                "http_status_max",
                parameters.read_as("http_status_max", status),
            ),
        };
        if let (Some(min), Some(max)) = (read.http_status_min, read.http_status_max)
            && min > max
        {
            faults.note(
                "http_status_min",
                "must not be greater than http_status_max",
            );
        }
        faults.check().map(|()| read)
    }

    /// What the store is asked for: all but what only the emulation knows of its records.
    pub fn filter(&self, organization: OrganizationId) -> AttemptedFilter {
        let events = Of {
            organization,
            kind: Kind::Event,
        };
        AttemptedFilter {
            records: RecordFilter {
                parent: self.endpoint_id.clone(),
                // One more tells whether there is another page.
                limit: u32::try_from(self.limit + 1).unwrap_or(u32::MAX),
                ..events.filter()
            },
            since: self.since,
            until: self.until,
            status_min: self.http_status_min,
            status_max: self.http_status_max,
            after: self.cursor.as_ref().map(|cursor| cursor.0),
        }
    }

    /// Whether an attempt that the store found is listed.
    pub fn wants(&self, event_type: &str, outcome: Outcome) -> bool {
        let is_type = self.event_type.as_deref();
        is_type.is_none_or(|wanted| wanted == event_type)
            && self.outcome.is_none_or(|wanted| wanted == outcome)
    }
}

impl Cursor {
    /// Its text, which means nothing to others.
    pub fn text(&self) -> String {
        let AttemptedPlace {
            at,
            record,
            attempt,
        } = self.0;
        let attempt = attempt.map_or(0, |attempt| attempt.0);
        URL_SAFE_NO_PAD.encode(format!("{} {} {attempt}", at.0, record.0))
    }

    fn read(text: &str) -> Result<Self, String> {
        let read = || {
            let text = String::from_utf8(URL_SAFE_NO_PAD.decode(text).ok()?).ok()?;
            let numbers: Result<Vec<i64>, _> = text.split(' ').map(str::parse).collect();
            let [at, record, attempt] = numbers.ok()?[..] else {
                return None;
            };
            Some(Self(AttemptedPlace {
                at: Timestamp(at),
                record: RecordId(record),
                attempt: (attempt > 0).then_some(AttemptId(attempt)),
            }))
        };
        read().ok_or_else(|| NO_CURSOR.to_owned())
    }
}

/// The parameters of a URL; of those given twice the last one counts.
struct Parameters(crate::query::Query);

impl Parameters {
    fn read(query: &str) -> Self {
        Self(crate::query::Query::read(query))
    }

    fn read_as<T>(
        &self,
        name: &str,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> Result<Option<T>, String> {
        self.0.last(name).map(read).transpose()
    }

    /// An empty one asks for the first page, as none does.
    fn cursor<T>(&self, read: impl Fn(&str) -> Result<T, String>) -> Result<Option<T>, String> {
        let given = self.0.last("cursor").filter(|cursor| !cursor.is_empty());
        given.map(read).transpose()
    }

    fn limit(&self, limits: Limits) -> Result<usize, String> {
        let read = |text: &str| {
            let limit = text.parse().ok();
            limit
                .filter(|limit| (1..=limits.most).contains(limit))
                .ok_or_else(|| format!("must be 1..{}", limits.most))
        };
        Ok(self.read_as("limit", read)?.unwrap_or(limits.usual))
    }
}

fn number(text: &str) -> Result<i64, String> {
    let bytes = URL_SAFE_NO_PAD.decode(text).unwrap_or_default();
    let text = String::from_utf8(bytes).unwrap_or_default();
    text.parse().map_err(|_| NO_CURSOR.to_owned())
}

fn id(text: &str) -> Result<String, String> {
    match is_uuid(text) {
        true => Ok(text.to_ascii_lowercase()),
        false => Err("must be a UUID".to_owned()),
    }
}

fn known(text: &str) -> Result<String, String> {
    match is_known(text) {
        true => Ok(text.to_owned()),
        false => Err("unknown event type".to_owned()),
    }
}

fn outcome(text: &str) -> Result<Outcome, String> {
    Outcome::of(text).ok_or_else(|| "must be success, retry or dead".to_owned())
}

fn time(text: &str) -> Result<Timestamp, String> {
    text.parse()
        .map_err(|_| "must be an RFC 3339 time".to_owned())
}

fn status(text: &str) -> Result<u16, String> {
    let status = text.parse().ok();
    let status = status.filter(|status| (100..=599).contains(status));
    status.ok_or_else(|| "must be 100..599".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: Limits = Limits {
        most: 200,
        usual: 50,
    };

    fn read(query: &str) -> Result<Query, Refusal> {
        Query::read(query, LIMITS)
    }

    #[test]
    fn a_query_without_parameters_lists_all() {
        let query = read("").unwrap();
        assert_eq!(query.limit, 50);
        assert!(query.wants("brand.vetted", Outcome::Dead));
        assert_eq!(read("cursor=").unwrap(), query);
        assert_eq!(read("limit=200&unknown=1").unwrap().limit, 200);
    }

    #[test]
    fn a_parameter_that_cannot_be_is_named() {
        for (query, field) in [
            ("limit=0", "limit"),
            ("limit=201", "limit"),
            ("limit=x", "limit"),
            ("limit=", "limit"),
            ("cursor=zz", "cursor"),
            ("endpoint_id=1", "endpoint_id"),
            ("event_type=brand.*", "event_type"),
            ("outcome=failed", "outcome"),
            ("since=yesterday", "since"),
            ("http_status_min=99", "http_status_min"),
            ("http_status_max=600", "http_status_max"),
            ("http_status_min=500&http_status_max=400", "http_status_min"),
        ] {
            let refusal = read(query).unwrap_err();
            assert!(refusal.details().names(field), "{query}");
        }
    }

    #[test]
    fn what_the_store_cannot_tell_is_looked_at_here() {
        for (query, wanted) in [
            ("event_type=brand.vetted", true),
            ("event_type=lookup.completed", false),
            ("outcome=retry", true),
            ("outcome=dead", false),
        ] {
            let query = read(query).unwrap();
            assert_eq!(
                query.wants("brand.vetted", Outcome::Retry),
                wanted,
                "{query:?}"
            );
        }
    }

    #[test]
    fn all_else_is_asked_of_the_store() {
        let endpoint = "0190a1b2-c3d4-e5f6-a7b8-c9d0e1f2a3d9";
        let query = format!(
            "endpoint_id={endpoint}&since=1970-01-01T00:00:01Z&until=1970-01-01T00:00:02Z\
             &http_status_min=500&http_status_max=599&limit=7"
        );
        let filter = read(&query).unwrap().filter(OrganizationId(3));
        assert_eq!(filter.records.organization, Some(OrganizationId(3)));
        assert_eq!(filter.records.parent.as_deref(), Some(endpoint));
        assert_eq!(filter.records.limit, 8);
        let seconds = |at| Some(Timestamp::from_unix_seconds(at));
        assert_eq!((filter.since, filter.until), (seconds(1), seconds(2)));
        assert_eq!(
            (filter.status_min, filter.status_max),
            (Some(500), Some(599))
        );
        assert_eq!(filter.after, None);
    }

    #[test]
    fn a_cursor_is_read_as_it_was_written() {
        for attempt in [None, Some(AttemptId(9))] {
            let place = AttemptedPlace {
                at: Timestamp(5),
                record: RecordId(7),
                attempt,
            };
            let query = format!("cursor={}", Cursor(place).text());
            let filter = read(&query).unwrap().filter(OrganizationId(1));
            assert_eq!(filter.after, Some(place));
        }
    }
}
