//! The flags that `source add` and `source edit` share.

use app::App;
use app::contract::sources::SourceSettings;
use clap::Args;
use model::{FuturePolicy, Header, ResponseRule, Source};

use crate::arguments::forwarding::ForwardArguments;
use crate::arguments::handshakes::HandshakeArguments;
use crate::arguments::values::{self, Steps};
use crate::input;
use crate::outcome::Failure;

/// What takes a setting back.
const NONE: &str = "none";

/// Settings of a source; what is not given stays as it is.
#[derive(Debug, Default, Args)]
pub struct SettingArguments {
    /// How it signs: an id, a file with a definition, or none.
    #[arg(long, value_name = "ID")]
    scheme: Option<String>,

    /// Allowed clock difference in seconds, or none for the scheme's own.
    #[arg(long, value_name = "S")]
    tolerance: Option<String>,

    /// What happens to times ahead of ours, or none for the scheme's own policy.
    #[arg(long, value_name = "accept|reject")]
    future: Option<String>,

    /// Whether keys that the provider publishes at an address are fetched.
    #[arg(long, value_name = "YES", num_args = 0..=1, default_missing_value = "true")]
    fetch_keys: Option<bool>,

    #[command(flatten)]
    handshakes: HandshakeArguments,

    /// URL the provider was given, for schemes that sign it, or none.
    #[arg(long, value_name = "U")]
    public_url: Option<String>,

    #[command(flatten)]
    forwarding: ForwardArguments,

    /// Statuses of the answers in turn, the last one stays; never keeps the sender waiting.
    #[arg(long, value_name = "503,503,200", value_parser = values::steps)]
    respond: Option<Steps>,

    /// Header field of the answer.
    #[arg(long, value_name = "NAME: VALUE", value_parser = values::header)]
    respond_header: Vec<Header>,

    /// Body of the answer: a file, the text itself, or none for the usual one.
    #[arg(long, value_name = "FILE|TEXT")]
    respond_body: Option<String>,

    /// Milliseconds to wait before answering.
    #[arg(long, value_name = "MS")]
    respond_delay: Option<u64>,

    /// Whether requests of web pages are passed on like others.
    #[arg(long, value_name = "YES", num_args = 0..=1, default_missing_value = "true")]
    allow_browser: Option<bool>,
}

/// The settings a source has.
pub fn of(source: &Source) -> SourceSettings {
    SourceSettings {
        scheme: source.scheme.clone(),
        tolerance_seconds: source.tolerance_seconds,
        future: source.future,
        fetch_keys: source.fetch_keys,
        handshake: source.handshake,
        handshake_values: Vec::new(),
        public_url: source.public_url.clone(),
        forward_to: source.forward_to.clone(),
        forward_mode: source.forward_mode,
        routes: None,
        response: source.response.clone(),
        allow_browser: source.allow_browser,
    }
}

impl SettingArguments {
    /// These settings in place of those that were.
    pub async fn apply(
        &self,
        app: &App,
        mut settings: SourceSettings,
    ) -> Result<SourceSettings, Failure> {
        match self.scheme.as_deref() {
            Some(NONE) => settings.scheme = None,
            Some(scheme) => {
                settings.scheme = Some(crate::schemes::id_for_source(app, scheme).await?)
            }
            None => {}
        }
        self.apply_plain(&mut settings)?;
        self.forwarding.apply(app, &mut settings).await?;
        Ok(settings)
    }

    fn apply_plain(&self, settings: &mut SourceSettings) -> Result<(), Failure> {
        if let Some(tolerance) = &self.tolerance {
            settings.tolerance_seconds = read_tolerance(tolerance)?;
        }
        if let Some(future) = &self.future {
            settings.future = read_future(future)?;
        }
        if let Some(fetch) = self.fetch_keys {
            settings.fetch_keys = fetch;
        }
        self.handshakes.apply(settings)?;
        if let Some(url) = &self.public_url {
            settings.public_url = Some(url.clone()).filter(|url| url != NONE);
        }
        if let Some(allow) = self.allow_browser {
            settings.allow_browser = allow;
        }
        self.apply_response(&mut settings.response)
    }

    fn apply_response(&self, rule: &mut ResponseRule) -> Result<(), Failure> {
        if let Some(Steps(steps)) = &self.respond {
            rule.steps.clone_from(steps);
        }
        if !self.respond_header.is_empty() {
            rule.headers.0.clone_from(&self.respond_header);
        }
        match self.respond_body.as_deref() {
            Some(NONE) => rule.body = None,
            Some(words) => rule.body = Some(input::file_or_text(words)?),
            None => {}
        }
        rule.delay_ms = self.respond_delay.unwrap_or(rule.delay_ms);
        Ok(())
    }
}

fn read_tolerance(text: &str) -> Result<Option<u64>, Failure> {
    if text == NONE {
        return Ok(None);
    }
    let wrong = |_| {
        Failure::usage(format!(
            "\"{text}\" is no tolerance: give seconds, such as 300, or none"
        ))
    };
    text.parse().map(Some).map_err(wrong)
}

fn read_future(text: &str) -> Result<Option<FuturePolicy>, Failure> {
    if text == NONE {
        return Ok(None);
    }
    let wrong = || {
        Failure::usage(format!(
            "\"{text}\" is no policy for times ahead: give accept, reject or none"
        ))
    };
    FuturePolicy::from_word(text).map(Some).ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use model::ResponseStep;

    use super::*;

    fn before() -> SourceSettings {
        SourceSettings {
            tolerance_seconds: Some(60),
            public_url: Some("https://a.example/".into()),
            response: ResponseRule {
                body: Some("ok".into()),
                delay_ms: 5,
                ..ResponseRule::default()
            },
            ..SourceSettings::default()
        }
    }

    #[test]
    fn what_is_not_named_stays() {
        let mut settings = before();
        SettingArguments::default()
            .apply_plain(&mut settings)
            .unwrap();
        assert_eq!(settings.public_url, before().public_url);
        assert_eq!(
            (settings.tolerance_seconds, settings.response),
            (Some(60), before().response)
        );
    }

    #[test]
    fn none_takes_a_setting_back() {
        let mut settings = before();
        let none = || Some(NONE.to_owned());
        let arguments = SettingArguments {
            tolerance: none(),
            public_url: none(),
            respond_body: none(),
            ..SettingArguments::default()
        };
        arguments.apply_plain(&mut settings).unwrap();
        assert_eq!(
            (settings.tolerance_seconds, settings.public_url),
            (None, None)
        );
        assert_eq!(
            (settings.response.body, settings.response.delay_ms),
            (None, 5)
        );
    }

    #[test]
    fn the_answer_is_put_together_from_its_flags() {
        let mut settings = before();
        let arguments = SettingArguments {
            respond: Some(Steps(vec![ResponseStep::Status(503), ResponseStep::Never])),
            respond_header: vec![Header {
                name: "X-A".into(),
                value: b"1"[..].into(),
            }],
            respond_delay: Some(250),
            ..SettingArguments::default()
        };
        arguments.apply_plain(&mut settings).unwrap();
        assert_eq!(settings.response.steps.len(), 2);
        assert_eq!(settings.response.headers.text("x-a"), Some("1"));
        assert_eq!(settings.response.delay_ms, 250);
    }

    #[test]
    fn a_tolerance_is_seconds() {
        assert_eq!(read_tolerance("300"), Ok(Some(300)));
        assert!(matches!(read_tolerance("5m"), Err(Failure::Usage(_))));
    }
}
