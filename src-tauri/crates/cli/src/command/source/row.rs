//! A source as a JSON row and as text. Its secrets are only hinted at, unless revealed.

use app::App;
use app::contract::Nothing;
use app::contract::sources::{RouteOverview, SourceOverview};
use model::{
    ForwardMode, FuturePolicy, HandshakeValueInfo, ResponseRule, Source, SourceId, Timestamp,
};
use serde::Serialize;

use crate::outcome::Failure;
use crate::output::Output;
use crate::output::columns::{Cell, fact_rows};
use crate::output::secret::SecretRow;

/// A row a source.
#[derive(Debug, Serialize)]
pub struct SourceRow {
    id: SourceId,
    name: String,
    ingest_url: String,
    scheme: Option<String>,
    provider: Option<String>,
    secrets: Vec<SecretRow>,
    tolerance_seconds: Option<u64>,
    future: Option<FuturePolicy>,
    fetch_keys: bool,
    handshake: bool,
    handshake_values: Vec<HandshakeValueInfo>,
    public_url: Option<String>,
    forward_to: Vec<String>,
    forward_mode: ForwardMode,
    routes: Vec<RouteOverview>,
    response: ResponseRule,
    allow_browser: bool,
    paused: bool,
    created_at: Timestamp,
}

impl SourceRow {
    /// The row of a source whose receiver is at `receiver`, if nothing says otherwise.
    pub fn new(overview: SourceOverview, receiver: &str) -> Self {
        let SourceOverview {
            source,
            ingest_url,
            provider,
            routes,
            ..
        } = overview;
        let Source {
            id,
            name,
            scheme,
            secrets,
            ..
        } = source;
        Self {
            ingest_url: ingest_url.unwrap_or_else(|| format!("{receiver}/{name}/")),
            secrets: secrets.into_iter().map(SecretRow::from).collect(),
            tolerance_seconds: source.tolerance_seconds,
            future: source.future,
            fetch_keys: source.fetch_keys,
            handshake: source.handshake,
            handshake_values: source.handshake_values,
            public_url: source.public_url,
            forward_to: source.forward_to,
            forward_mode: source.forward_mode,
            routes,
            response: source.response,
            allow_browser: source.allow_browser,
            paused: source.paused,
            created_at: source.created_at,
            id,
            name,
            scheme,
            provider,
        }
    }

    /// Its secrets.
    pub const fn secrets_mut(&mut self) -> &mut Vec<SecretRow> {
        &mut self.secrets
    }

    /// Name, scheme, ingest URL and targets, for a list.
    pub fn cells(&self) -> Vec<Cell> {
        let targets = self.forward_to.iter().map(String::as_str);
        let routed = self.routes.iter().map(|route| &*route.endpoint_name);
        let forwards: Vec<String> = targets.chain(routed).map(|to| format!("-> {to}")).collect();
        vec![
            Cell::new(&self.name),
            Cell::new(self.scheme.as_deref().unwrap_or("not checked")),
            Cell::new(&self.ingest_url),
            Cell::new(if self.paused {
                "paused".to_owned()
            } else {
                forwards.join(" ")
            }),
        ]
    }

    /// Everything, one fact a line.
    fn facts(&self) -> Vec<(&'static str, String)> {
        let steps: Vec<String> = self
            .response
            .steps
            .iter()
            .map(ToString::to_string)
            .collect();
        let mut facts = vec![
            ("name", self.name.clone()),
            ("ingest URL", self.ingest_url.clone()),
            (
                "scheme",
                self.scheme
                    .clone()
                    .unwrap_or_else(|| "none: nothing is checked".to_owned()),
            ),
        ];
        facts.extend(self.secrets.iter().map(SecretRow::fact));
        facts.extend(
            self.tolerance_seconds
                .map(|seconds| ("tolerance", format!("{seconds} s"))),
        );
        facts.extend(
            self.future
                .map(|policy| ("times ahead", policy.as_str().to_owned())),
        );
        if self.fetch_keys {
            facts.push(("published keys", "fetched".to_owned()));
        }
        let answered = if self.handshake { "answered" } else { "off" };
        facts.push(("handshakes", answered.to_owned()));
        facts.extend(self.handshake_values.iter().map(value_fact));
        facts.extend(self.public_url.clone().map(|url| ("public URL", url)));
        facts.extend(self.forward_facts());
        facts.push((
            "respond",
            if steps.is_empty() {
                "200".to_owned()
            } else {
                steps.join(",")
            },
        ));
        facts.extend(self.response.headers.iter().map(|header| {
            (
                "",
                format!(
                    "{}: {}",
                    header.name,
                    String::from_utf8_lossy(&header.value)
                ),
            )
        }));
        facts.extend(self.response.body.clone().map(|body| ("body", body)));
        facts.extend(
            (self.response.delay_ms > 0)
                .then(|| ("delay", format!("{} ms", self.response.delay_ms))),
        );
        facts.extend(
            self.allow_browser
                .then(|| ("web pages", "passed on like others".to_owned())),
        );
        facts.extend(self.paused.then(|| {
            (
                "paused",
                "yes: answered 503, kept, not passed on".to_owned(),
            )
        }));
        facts
    }
}

impl SourceRow {
    /// Targets, the one that answers first, and routes.
    fn forward_facts(&self) -> Vec<(&'static str, String)> {
        let target = |(at, url): (usize, &String)| match (at, self.forward_mode) {
            (0, ForwardMode::Answer) => ("answer from", url.clone()),
            _ => ("forward to", url.clone()),
        };
        let targets = self.forward_to.iter().enumerate().map(target);
        targets.chain(self.routes.iter().map(route_fact)).collect()
    }
}

fn route_fact(route: &RouteOverview) -> (&'static str, String) {
    let which = match route.filter.as_str() {
        "" => "every capture",
        filter => filter,
    };
    let how = if route.resign {
        "signed afresh"
    } else {
        "as it came"
    };
    let name = &route.endpoint_name;
    let waits = match route.endpoint_enabled {
        true => "",
        false => "; the endpoint is disabled, deliveries wait",
    };
    ("route", format!("{name}: {which}, {how}{waits}"))
}

fn value_fact(value: &HandshakeValueInfo) -> (&'static str, String) {
    let shown = value.text.as_ref().unwrap_or(&value.hint);
    let locked = if value.locked { " (locked)" } else { "" };
    ("", format!("{} = {shown}{locked}", value.name))
}

/// Where the receiver is, or would be.
pub async fn receiver_url(app: &App) -> Result<String, Failure> {
    if let Some(url) = app.listening_url() {
        return Ok(url);
    }
    let port = app::settings::get(app, Nothing {}).await?.receiver_port;
    Ok(format!("http://127.0.0.1:{port}"))
}

/// Prints a source in full.
pub fn print(output: &mut Output, row: &SourceRow) -> Result<(), Failure> {
    if output.is_json() {
        return output.row(row);
    }
    output.table(&fact_rows(row.facts()))
}

#[cfg(test)]
pub mod samples {
    //! A source to print.

    use app::contract::sources::SourceOverview;
    use model::{ForwardMode, ResponseRule, SecretId, SecretInfo, Source, SourceId, Timestamp};

    /// A source with one secret.
    pub fn stripe() -> SourceOverview {
        let secret = SecretInfo {
            id: SecretId(4),
            hint: "whsec_…4f".into(),
            created_at: Timestamp(0),
            locked: false,
            learned: false,
        };
        SourceOverview {
            source: Source {
                id: SourceId(1),
                name: "stripe".into(),
                scheme: Some("stripe-v1".into()),
                secrets: vec![secret],
                tolerance_seconds: None,
                future: None,
                fetch_keys: false,
                handshake: true,
                handshake_values: Vec::new(),
                public_url: None,
                forward_to: vec!["http://localhost:3000".into()],
                forward_mode: ForwardMode::After,
                response: ResponseRule::default(),
                allow_browser: false,
                paused: false,
                created_at: Timestamp(0),
            },
            ingest_url: None,
            scheme_name: None,
            provider: Some("Stripe".into()),
            forward_failure: None,
            routes: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row() -> SourceRow {
        SourceRow::new(samples::stripe(), "http://127.0.0.1:4400")
    }

    #[test]
    fn a_secret_is_hinted_at_until_it_is_revealed() {
        let json = serde_json::to_value(row()).unwrap();
        assert_eq!(json["secrets"][0]["hint"], "whsec_…4f");
        assert_eq!(json["secrets"][0].get("value"), None);
        assert_eq!(json["ingest_url"], "http://127.0.0.1:4400/stripe/");
    }

    #[test]
    fn the_target_that_answers_and_routes_are_said_apart() {
        let mut row = row();
        row.forward_mode = ForwardMode::Answer;
        row.forward_to.push("http://localhost:4000".into());
        row.routes = vec![RouteOverview {
            endpoint: model::EndpointId(1),
            endpoint_name: "shop".into(),
            endpoint_url: "http://localhost:5000".into(),
            endpoint_enabled: false,
            filter: "type:invoice.*".into(),
            resign: true,
        }];
        let facts = row.forward_facts();
        assert_eq!(facts[0], ("answer from", "http://localhost:3000".into()));
        assert_eq!(facts[1], ("forward to", "http://localhost:4000".into()));
        assert_eq!(
            facts[2].1,
            "shop: type:invoice.*, signed afresh; the endpoint is disabled, deliveries wait"
        );
    }

    #[test]
    fn the_text_has_a_line_a_fact() {
        let facts = row().facts();
        assert!(facts.contains(&("secret", "sec_4  whsec_…4f".into())));
        assert!(facts.contains(&("respond", "200".into())));
        assert!(!facts.iter().any(|(name, _)| *name == "paused"));
    }
}
