//! Which sources `listen` makes or changes before it listens.

use app::App;
use app::contract::receiver::ReceiverState;
use app::contract::sources::{EditSource, NewSource, RevealSecret, SourceOverview, SourceSettings};

use super::arguments::ListenArguments;
use super::pairs::Pair;
use crate::arguments::forwarding::replace_targets;
use crate::arguments::secrets::SecretFrom;
use crate::command::source;
use crate::outcome::Failure;
use crate::output::text::note;

/// What shall be there before the first capture comes.
pub struct Wanted {
    sources: Vec<WantedSource>,
    forward_to: Vec<String>,
    /// Where captures of no source are passed on to.
    pub unsorted_forward_to: Vec<String>,
}

struct WantedSource {
    /// `None`: named after its scheme's provider.
    name: Option<String>,
    pair: Pair,
}

/// Reads what the arguments ask for, before anything is opened.
pub fn plan(arguments: &ListenArguments) -> Result<Wanted, Failure> {
    let pairs = arguments.pairs.0.clone();
    let sources = match &arguments.source {
        Some(name) => vec![WantedSource {
            name: Some(name.clone()),
            pair: single(name, pairs)?,
        }],
        None => pairs
            .into_iter()
            .map(with_scheme)
            .collect::<Result<_, _>>()?,
    };
    let unsorted_forward_to = match sources.is_empty() {
        true => arguments.forward_to.clone(),
        false => Vec::new(),
    };
    Ok(Wanted {
        sources,
        forward_to: arguments.forward_to.clone(),
        unsorted_forward_to,
    })
}

/// A source signs in one way.
fn single(name: &str, mut pairs: Vec<Pair>) -> Result<Pair, Failure> {
    if pairs.len() > 1 {
        return Err(Failure::usage(format!(
            "source {name} can have one scheme, and {} were given: leave out --source (each scheme \
             gets a source of its own), or name one scheme",
            pairs.len()
        )));
    }
    Ok(pairs.pop().unwrap_or_else(|| Pair {
        scheme: None,
        secrets: Vec::new(),
    }))
}

fn with_scheme(pair: Pair) -> Result<WantedSource, Failure> {
    match pair.scheme {
        Some(_) => Ok(WantedSource { name: None, pair }),
        None => Err(Failure::usage(
            "a secret alone checks nothing: name its scheme with --scheme ID, or a source that has one with --source NAME",
        )),
    }
}

/// What is passed on without a source is this process's own wish: another receiver does not know it.
pub fn refuse_when_joined(app: &App, wanted: &Wanted) -> Result<(), Failure> {
    let joined = app.listening().status().state == ReceiverState::Elsewhere;
    match joined && !wanted.unsorted_forward_to.is_empty() {
        true => Err(Failure::usage(
            "another Hookwright receives here: name the source to forward, with --source NAME or --scheme ID",
        )),
        false => Ok(()),
    }
}

/// Makes or changes the sources, and says what each is.
pub async fn carry_out(app: &App, wanted: &Wanted) -> Result<(), Failure> {
    let names = names(app, &wanted.sources).await?;
    for (wanted_source, name) in wanted.sources.iter().zip(names) {
        let overview = one(app, name, &wanted_source.pair, &wanted.forward_to).await?;
        note(&told(&overview));
    }
    for url in &wanted.unsorted_forward_to {
        note(&format!("Captures of no source are passed on to {url}"));
    }
    Ok(())
}

/// The name of each source: two schemes of one provider are told apart by their ids.
async fn names(app: &App, sources: &[WantedSource]) -> Result<Vec<String>, Failure> {
    let mut schemes = Vec::new();
    for source in sources {
        let scheme = source.pair.scheme.as_deref();
        schemes.push(match scheme {
            Some(text) => Some(crate::schemes::find_in(app, text).await?),
            None => None,
        });
    }
    let provider = |scheme: &Option<signing::Scheme>| {
        scheme
            .as_ref()
            .map_or_else(String::new, |scheme| path_word(scheme.provider()))
    };
    let providers: Vec<String> = schemes.iter().map(provider).collect();
    let name = |(index, source): (usize, &WantedSource)| {
        let alone = providers
            .iter()
            .filter(|other| **other == providers[index])
            .count()
            == 1;
        let id = schemes[index]
            .as_ref()
            .map_or_else(String::new, |scheme| path_word(scheme.id()));
        source
            .name
            .clone()
            .unwrap_or_else(|| if alone { providers[index].clone() } else { id })
    };
    Ok(sources.iter().enumerate().map(name).collect())
}

/// `Standard Webhooks` as it can stand in a path.
fn path_word(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower.split(|character: char| !character.is_ascii_alphanumeric());
    words
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join("-")
}

async fn one(
    app: &App,
    name: String,
    pair: &Pair,
    forward_to: &[String],
) -> Result<SourceOverview, Failure> {
    let existing = source::find(app, &name).await?;
    let mut settings = existing
        .as_ref()
        .map(|it| source::settings_of(&it.source))
        .unwrap_or_default();
    if let Some(scheme) = &pair.scheme {
        settings.scheme = Some(crate::schemes::id_for_source(app, scheme).await?);
    }
    if !forward_to.is_empty() {
        replace_targets(&mut settings, forward_to.to_vec());
    }
    let secrets: Result<Vec<String>, Failure> = pair.secrets.iter().map(SecretFrom::read).collect();
    let secrets = secrets?;
    refuse_unused(&name, &settings, &secrets)?;
    if settings.scheme.is_some() && secrets.is_empty() && existing.is_none() {
        note(&format!(
            "{name} has no secret of yours: one is made up for tests (--secret-env VAR gives yours)"
        ));
    }
    match existing {
        Some(existing) => change(app, existing, settings, secrets).await,
        None => Ok(app::sources::add(
            app,
            NewSource {
                name,
                settings,
                secrets,
            },
        )
        .await?),
    }
}

fn refuse_unused(name: &str, settings: &SourceSettings, secrets: &[String]) -> Result<(), Failure> {
    match settings.scheme.is_none() && !secrets.is_empty() {
        true => Err(Failure::usage(format!(
            "source {name} has no scheme to use a secret with: add --scheme ID"
        ))),
        false => Ok(()),
    }
}

async fn change(
    app: &App,
    existing: SourceOverview,
    settings: SourceSettings,
    secrets: Vec<String>,
) -> Result<SourceOverview, Failure> {
    let known = known_secrets(app, &existing).await;
    let edit = EditSource {
        id: existing.source.id,
        name: existing.source.name,
        settings,
        add_secrets: secrets
            .into_iter()
            .filter(|secret| !known.contains(secret))
            .collect(),
        remove_secrets: Vec::new(),
    };
    Ok(app::sources::edit_source(app, edit).await?)
}

/// The same call twice shall not keep a secret twice.
async fn known_secrets(app: &App, existing: &SourceOverview) -> Vec<String> {
    let mut known = Vec::new();
    for secret in &existing.source.secrets {
        // A locked one cannot be compared; then it may stand there twice.
        if let Ok(revealed) = app::sources::reveal_secret(app, RevealSecret { id: secret.id }).await
        {
            known.push(revealed.text);
        }
    }
    known
}

fn told(overview: &SourceOverview) -> String {
    let source = &overview.source;
    let url = overview.ingest_url.as_deref().unwrap_or(&source.name);
    let scheme = source
        .scheme
        .as_deref()
        .map_or("not checked".to_owned(), |id| format!("checked as {id}"));
    let forwards: Vec<String> = source
        .forward_to
        .iter()
        .map(|url| format!(", -> {url}"))
        .collect();
    format!(
        "Source {}: {url} ({scheme}{})",
        source.name,
        forwards.concat()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(scheme: Option<&str>) -> Pair {
        Pair {
            scheme: scheme.map(Into::into),
            secrets: Vec::new(),
        }
    }

    #[test]
    fn several_schemes_for_one_source_are_refused_with_the_way_out() {
        let Err(Failure::Usage(message)) = single("shop", vec![pair(Some("a")), pair(Some("b"))])
        else {
            panic!("it was taken")
        };
        assert!(message.contains("leave out --source"), "{message}");
        assert!(single("shop", vec![pair(Some("a"))]).is_ok());
    }

    #[test]
    fn a_secret_without_scheme_or_source_is_refused() {
        assert!(matches!(with_scheme(pair(None)), Err(Failure::Usage(_))));
    }

    #[test]
    fn a_providers_name_becomes_a_part_of_a_path() {
        assert_eq!(path_word("Standard Webhooks"), "standard-webhooks");
        assert_eq!(path_word("Cal.com (v2)"), "cal-com-v2");
    }
}
