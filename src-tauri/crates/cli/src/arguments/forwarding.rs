//! Where a source's captures go on to: targets, the one that answers, and routes.

use app::App;
use app::contract::Nothing;
use app::contract::endpoints::EndpointOverview;
use app::contract::sources::SourceSettings;
use clap::Args;
use model::{Filter, ForwardMode, Route};

use crate::outcome::Failure;

/// What takes a setting back.
const NONE: &str = "none";

/// `--forward-to`, `--answer-from` and `--route`.
#[derive(Debug, Default, Args)]
pub struct ForwardArguments {
    /// Where captures are passed on to as they came, or none.
    #[arg(long, value_name = "URL")]
    forward_to: Vec<String>,

    /// Handler whose answer goes back to the sender in place of --respond, or none.
    #[arg(long, value_name = "URL")]
    answer_from: Option<String>,

    /// Endpoint that captures flow on to, all or those that a filter takes, or none; replaces all routes.
    #[arg(long, value_name = "ENDPOINT[=FILTER]")]
    route: Vec<String>,

    /// Sign what is routed afresh with the endpoint's scheme, instead of passing the bytes on.
    #[arg(long, requires = "route")]
    route_resign: bool,
}

impl ForwardArguments {
    /// Puts what was given in place of what was.
    pub async fn apply(&self, app: &App, settings: &mut SourceSettings) -> Result<(), Failure> {
        self.apply_targets(settings);
        if !self.route.is_empty() {
            let endpoints = app::endpoints::list(app, Nothing {}).await?;
            settings.routes = Some(self.routes(&endpoints)?);
        }
        Ok(())
    }

    /// The target that answers is the first one.
    fn apply_targets(&self, settings: &mut SourceSettings) {
        if !self.forward_to.is_empty() {
            let given = self.forward_to.iter().filter(|url| *url != NONE);
            replace_targets(settings, given.cloned().collect());
        }
        match self.answer_from.as_deref() {
            Some(NONE) => settings.forward_mode = ForwardMode::After,
            Some(url) => put_first(settings, Some(url.to_owned())),
            None => {}
        }
    }

    fn routes(&self, endpoints: &[EndpointOverview]) -> Result<Vec<Route>, Failure> {
        let given = self.route.iter().filter(|text| *text != NONE);
        given.map(|text| self.route(text, endpoints)).collect()
    }

    fn route(&self, text: &str, endpoints: &[EndpointOverview]) -> Result<Route, Failure> {
        let named = |name: &str| {
            let mut all = endpoints.iter().map(|overview| &overview.endpoint);
            all.find(|endpoint| endpoint.name == name)
        };
        // A name may hold an equals sign, a whole one counts first.
        let (name, filter) = match text.split_once('=') {
            Some((name, filter)) if named(text).is_none() => (name, filter),
            _ => (text, ""),
        };
        let endpoint = named(name).ok_or_else(|| unknown(name, endpoints))?;
        if let Err(error) = Filter::parse(filter) {
            return Err(Failure::usage(format!("--route {text}: {error}")));
        }
        Ok(Route {
            endpoint: endpoint.id,
            filter: filter.to_owned(),
            resign: self.route_resign,
        })
    }
}

/// Other targets; the one that answers the sender stays, since these were not asked to.
pub fn replace_targets(settings: &mut SourceSettings, targets: Vec<String>) {
    let answering = answering(settings);
    settings.forward_to = targets;
    put_first(settings, answering);
}

fn answering(settings: &SourceSettings) -> Option<String> {
    match settings.forward_mode {
        ForwardMode::Answer => settings.forward_to.first().cloned(),
        ForwardMode::After => None,
    }
}

fn put_first(settings: &mut SourceSettings, url: Option<String>) {
    let Some(url) = url else { return };
    settings.forward_to.retain(|other| *other != url);
    settings.forward_to.insert(0, url);
    settings.forward_mode = ForwardMode::Answer;
}

fn unknown(name: &str, endpoints: &[EndpointOverview]) -> Failure {
    let names: Vec<_> = endpoints.iter().map(|it| &*it.endpoint.name).collect();
    let known = match names[..] {
        [] => "there is none yet: make one with `hookwright endpoint add`".to_owned(),
        _ => format!("there is {}", names.join(", ")),
    };
    Failure::usage(format!(
        "there is no endpoint \"{name}\" to route to; {known}"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn before() -> SourceSettings {
        SourceSettings {
            forward_to: vec!["http://localhost:1".into(), "http://localhost:2".into()],
            ..SourceSettings::default()
        }
    }

    fn after(forward_to: &[&str], answer_from: Option<&str>) -> (Vec<String>, ForwardMode) {
        applied(before(), forward_to, answer_from)
    }

    fn applied(
        mut settings: SourceSettings,
        forward_to: &[&str],
        answer_from: Option<&str>,
    ) -> (Vec<String>, ForwardMode) {
        let arguments = ForwardArguments {
            forward_to: forward_to.iter().map(ToString::to_string).collect(),
            answer_from: answer_from.map(ToOwned::to_owned),
            ..ForwardArguments::default()
        };
        arguments.apply_targets(&mut settings);
        (settings.forward_to, settings.forward_mode)
    }

    #[test]
    fn what_is_not_named_stays_and_none_takes_it_back() {
        assert_eq!(after(&[], None), (before().forward_to, ForwardMode::After));
        assert_eq!(after(&[NONE], None), (Vec::new(), ForwardMode::After));
    }

    #[test]
    fn the_handler_that_answers_is_the_first_target_and_stands_once() {
        let two = "http://localhost:2";
        let (targets, mode) = after(&[], Some(two));
        assert_eq!(targets, [two, "http://localhost:1"]);
        assert_eq!(mode, ForwardMode::Answer);
        let again = SourceSettings {
            forward_to: targets,
            forward_mode: mode,
            ..SourceSettings::default()
        };
        let (targets, mode) = applied(again, &["http://localhost:3"], None);
        assert_eq!(targets, [two, "http://localhost:3"]);
        assert_eq!(mode, ForwardMode::Answer);
        assert_eq!(after(&[], Some(NONE)).1, ForwardMode::After);
    }

    #[test]
    fn a_route_to_nowhere_or_with_a_filter_that_cannot_be_read_is_refused() {
        let arguments = ForwardArguments::default();
        let Err(Failure::Usage(message)) = arguments.route("shop=type:invoice.*", &[]) else {
            panic!("it was taken")
        };
        assert!(message.contains("no endpoint \"shop\""), "{message}");
        assert!(message.contains("endpoint add"), "{message}");
    }
}
