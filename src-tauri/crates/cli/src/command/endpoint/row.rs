//! An endpoint as a JSON row and as text. Its secrets are only hinted at, unless revealed.

use std::collections::BTreeMap;

use app::contract::endpoints::{EndpointOverview, ScheduleView};
use model::{EndpointId, Manner, Ordering, Timestamp};
use serde::Serialize;

use crate::outcome::Failure;
use crate::output::columns::{Cell, fact_rows};
use crate::output::secret::SecretRow;
use crate::output::text::Colour;
use crate::output::{Output, words};

/// A row an endpoint.
#[derive(Debug, Serialize)]
pub struct EndpointRow {
    id: EndpointId,
    name: String,
    url: String,
    scheme: Option<String>,
    secrets: Vec<SecretRow>,
    #[serde(flatten)]
    manner: Manner,
    /// Profile of the provider that delivers; null: this machine does.
    delivered_by: Option<String>,
    enabled: bool,
    disabled_because: Option<String>,
    created_at: Timestamp,
    /// Deliveries by state.
    deliveries: BTreeMap<&'static str, u64>,
    #[serde(skip)]
    schedule: Option<ScheduleView>,
}

impl EndpointRow {
    /// Whether deliveries wait for it.
    pub fn is_awaited(&self) -> bool {
        let waiting = ["pending", "retrying"].iter();
        waiting
            .filter_map(|state| self.deliveries.get(state))
            .any(|count| *count > 0)
    }
}

impl From<EndpointOverview> for EndpointRow {
    fn from(overview: EndpointOverview) -> Self {
        let EndpointOverview {
            endpoint,
            counts,
            schedule,
            ..
        } = overview;
        let counted = counts
            .iter()
            .map(|count| (count.state.as_str(), count.total));
        Self {
            deliveries: counted.collect(),
            id: endpoint.id,
            name: endpoint.name,
            url: endpoint.url,
            scheme: endpoint.scheme,
            secrets: endpoint.secrets.into_iter().map(SecretRow::from).collect(),
            manner: endpoint.manner,
            delivered_by: endpoint.handed_to.map(|to| to.profile),
            enabled: endpoint.enabled,
            disabled_because: endpoint.disabled_because,
            created_at: endpoint.created_at,
            schedule,
        }
    }
}

impl EndpointRow {
    /// Its secrets.
    pub const fn secrets_mut(&mut self) -> &mut Vec<SecretRow> {
        &mut self.secrets
    }

    /// Name, URL, scheme, schedule and what its deliveries are, for a list.
    pub fn cells(&self) -> Vec<Cell> {
        let schedule = match (&self.delivered_by, self.manner.speed) {
            (Some(profile), _) => format!("by {profile}"),
            (None, 1) => self.manner.schedule.clone(),
            (None, speed) => format!("{} ×{speed}", self.manner.schedule),
        };
        let state = match self.enabled {
            true => Cell::new(self.counted()),
            false => Cell::new("disabled").colour(Colour::Bad),
        };
        vec![
            Cell::new(&self.name),
            Cell::new(format!("-> {}", self.url)),
            Cell::new(self.scheme.as_deref().unwrap_or("unsigned")),
            Cell::new(schedule).colour(Colour::Quiet),
            state,
        ]
    }

    /// `3 pending, 1 failed`: the states that have any.
    fn counted(&self) -> String {
        let there = self.deliveries.iter().filter(|(_, total)| **total > 0);
        let words: Vec<String> = there
            .map(|(state, total)| format!("{total} {state}"))
            .collect();
        words.join(", ")
    }

    /// Everything, one fact a line.
    fn facts(&self) -> Vec<(&'static str, String)> {
        let scheme = self.scheme.clone();
        let mut facts = vec![
            ("name", self.name.clone()),
            ("URL", self.url.clone()),
            (
                "scheme",
                scheme.unwrap_or_else(|| "none: unsigned".to_owned()),
            ),
        ];
        facts.extend(self.secrets.iter().map(SecretRow::fact));
        match &self.delivered_by {
            None => facts.push(("schedule", self.schedule_words())),
            Some(profile) => facts.push(("delivered by", profile.clone())),
        }
        facts.extend(manner_facts(&self.manner));
        let because = self.disabled_because.clone().unwrap_or_default();
        facts.extend((!self.enabled).then_some(("disabled", because)));
        facts.push((
            "deliveries",
            Some(self.counted())
                .filter(|text| !text.is_empty())
                .unwrap_or_else(|| "none yet".to_owned()),
        ));
        facts
    }

    fn schedule_words(&self) -> String {
        let Some(schedule) = &self.schedule else {
            return format!("{} (cannot be read any more)", self.manner.schedule);
        };
        let last = schedule.at_ms.last().copied().unwrap_or_default() / 1e3;
        let attempts = schedule.at_ms.len();
        let span = match attempts {
            1 => "1 attempt".to_owned(),
            _ => format!("{attempts} attempts in {}", words::wait(last)),
        };
        match self.manner.speed {
            1 => format!("{}: {span}", schedule.name),
            speed => {
                let real = words::wait(last / f64::from(speed));
                format!("{}: {span}, ×{speed}: {real}", schedule.name)
            }
        }
    }
}

fn manner_facts(manner: &Manner) -> Vec<(&'static str, String)> {
    let mut facts = vec![("at once", manner.concurrency.to_string())];
    facts.extend(manner.rate.map(|rate| ("rate", format!("{rate} a second"))));
    let ordered = manner.ordering == Ordering::ByKey;
    facts.extend(ordered.then(|| ("order", "by ordering key".to_owned())));
    facts.extend(
        manner
            .timeout_ms
            .map(|timeout| ("timeout", format!("{timeout} ms"))),
    );
    let types = manner.event_types.join(", ");
    facts.extend((!types.is_empty()).then_some(("event types", types)));
    facts.extend(manner.headers.iter().map(|header| {
        let value = String::from_utf8_lossy(&header.value);
        ("header", format!("{}: {value}", header.name))
    }));
    facts.extend(manner.breaker.map(|breaker| {
        let cooldown = format!("{} ms", breaker.cooldown_ms);
        (
            "breaker",
            format!("{} failures in a row, {cooldown}", breaker.failures),
        )
    }));
    facts.extend(
        manner
            .faults
            .as_ref()
            .map(|faults| ("faults", faults.to_string())),
    );
    facts
}

/// Prints an endpoint in full.
pub fn print(output: &mut Output, row: &EndpointRow) -> Result<(), Failure> {
    if output.is_json() {
        return output.row(row);
    }
    output.table(&fact_rows(row.facts()))
}

#[cfg(test)]
mod tests {
    use app::contract::endpoints::StateCount;
    use model::{DeliveryState, Endpoint, SecretId, SecretInfo};

    use super::*;

    fn row() -> EndpointRow {
        let secret = SecretInfo {
            id: SecretId(4),
            hint: "whsec_…4f".into(),
            created_at: Timestamp(0),
            locked: false,
            learned: false,
        };
        let count = |state, total| StateCount { state, total };
        EndpointRow::from(EndpointOverview {
            endpoint: Endpoint {
                id: EndpointId(1),
                name: "shop".into(),
                url: "http://localhost:3000/".into(),
                scheme: Some("standard-webhooks-v1".into()),
                secrets: vec![secret],
                manner: Manner::default(),
                enabled: true,
                disabled_because: None,
                emulation: None,
                handed_to: None,
                created_at: Timestamp(0),
            },
            scheme_name: None,
            counts: vec![
                count(DeliveryState::Pending, 3),
                count(DeliveryState::Failed, 0),
            ],
            status: None,
            schedule: None,
        })
    }

    #[test]
    fn a_secret_is_hinted_at_until_it_is_revealed() {
        let json = serde_json::to_value(row()).unwrap();
        assert_eq!(json["secrets"][0]["hint"], "whsec_…4f");
        assert_eq!(json["secrets"][0].get("value"), None);
        assert_eq!(json["schedule"], "standard-webhooks");
        assert_eq!(json["deliveries"]["pending"], 3);
    }

    #[test]
    fn the_text_has_a_line_a_fact() {
        let facts = row().facts();
        assert!(facts.contains(&("secret", "sec_4  whsec_…4f".into())));
        assert!(facts.contains(&("deliveries", "3 pending".into())));
        assert!(!facts.iter().any(|(name, _)| *name == "disabled"));
    }
}
