//! Finds the scheme that `--scheme` means: an id, or a file with a definition.

use std::path::Path;

use app::App;
use app::contract::schemes::{OneScheme, SaveScheme};
use app::contract::signatures::SchemeChoice;
use signing::Scheme;

use crate::arguments::globals::Globals;
use crate::input;
use crate::outcome::{Ended, Failure, Outcome};
use crate::session::with_app;

/// The scheme of this id or file; user-made ones are looked for in the data folder.
pub async fn find(globals: &Globals, text: &str) -> Result<Scheme, Failure> {
    if is_file(text) {
        return read(text);
    }
    if let Some(scheme) = signing::catalogue().get(text) {
        return Ok(scheme.clone());
    }
    own(globals, text).await?.ok_or_else(|| unknown(text))
}

/// A scheme of the user's own, when the data folder has one of this id.
async fn own(globals: &Globals, id: &str) -> Result<Option<Scheme>, Failure> {
    if !globals.has_data() {
        return Ok(None);
    }
    let mut found = None;
    let look = async |app: &App| -> Ended {
        found = app.scheme(id).await;
        Ok(Outcome::Done)
    };
    with_app(globals, look).await?;
    Ok(found)
}

/// A scheme and its definition as it was written.
pub struct Written {
    pub scheme: Scheme,
    pub definition: String,
    /// Whether it is the user's own.
    pub own: bool,
}

impl Written {
    /// One of the catalogue.
    pub fn of_catalogue(id: &str) -> Option<Self> {
        Some(Self {
            scheme: signing::catalogue().get(id)?.clone(),
            definition: signing::catalogue().definition(id)?.to_owned(),
            own: false,
        })
    }
}

/// The same with its definition.
pub async fn written(globals: &Globals, text: &str) -> Result<Written, Failure> {
    if is_file(text) {
        return Ok(Written {
            scheme: read(text)?,
            definition: input::read_text(Path::new(text))?,
            own: true,
        });
    }
    if let Some(written) = Written::of_catalogue(text) {
        return Ok(written);
    }
    let scheme = own(globals, text).await?.ok_or_else(|| unknown(text))?;
    let mut definition = String::new();
    let read = async |app: &App| -> Ended {
        let id = text.to_owned();
        definition = app::schemes::detail(app, OneScheme { id })
            .await?
            .definition;
        Ok(Outcome::Done)
    };
    with_app(globals, read).await?;
    Ok(Written {
        scheme,
        definition,
        own: true,
    })
}

/// The scheme of this id or file, with the data folder open.
pub async fn find_in(app: &App, text: &str) -> Result<Scheme, Failure> {
    if is_file(text) {
        return read(text);
    }
    app.scheme(text).await.ok_or_else(|| unknown(text))
}

/// The scheme as commands of `app` take it: an id, or the definition in a file.
pub async fn choice(app: &App, text: &str) -> Result<SchemeChoice, Failure> {
    if is_file(text) {
        return Ok(SchemeChoice::Definition(input::read_text(Path::new(text))?));
    }
    let scheme = find_in(app, text).await?;
    Ok(SchemeChoice::Id(scheme.id().to_owned()))
}

/// The id of a scheme for a source; a definition in a file is kept in the data folder.
pub async fn id_for_source(app: &App, text: &str) -> Result<String, Failure> {
    if !is_file(text) {
        return find_in(app, text)
            .await
            .map(|scheme| scheme.id().to_owned());
    }
    let definition = input::read_text(Path::new(text))?;
    let wrong = |error| Failure::usage(format!("{text}: {error}"));
    let id = Scheme::from_text(&definition)
        .map_err(wrong)?
        .id()
        .to_owned();
    // The file is the scheme's home: what is kept of an earlier state of it gives way.
    let save = SaveScheme {
        definition,
        replaces: Some(id),
    };
    Ok(app::schemes::save(app, save).await?.id)
}

/// Ids have neither a dot nor a slash.
fn is_file(text: &str) -> bool {
    text.contains(['/', '\\']) || text.ends_with(".toml") || text.ends_with(".json")
}

fn read(path: &str) -> Result<Scheme, Failure> {
    let text = input::read_text(Path::new(path))?;
    let wrong = |error| Failure::usage(format!("{path}: {error}"));
    Scheme::from_text(&text).map_err(wrong)
}

/// Says that there is no such scheme, and which were perhaps meant.
pub fn unknown(text: &str) -> Failure {
    let word = text
        .split(['-', '_'])
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let ids = signing::catalogue().iter().map(Scheme::id);
    let near: Vec<&str> = ids
        .filter(|id| !word.is_empty() && id.contains(&word))
        .take(4)
        .collect();
    let advice = match near.is_empty() {
        true => "`hookwright schemes list` names them all".to_owned(),
        false => format!("did you mean {}?", near.join(", ")),
    };
    Failure::usage(format!("there is no scheme \"{text}\": {advice}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn an_unknown_scheme_is_answered_with_those_of_a_similar_name() {
        let globals = Globals {
            data: Some("/no/such/folder".into()),
            ..Globals::default()
        };
        let Err(Failure::Usage(message)) = find(&globals, "stripe").await else {
            panic!("it was found")
        };
        assert!(message.contains("did you mean stripe-v1"), "{message}");
        assert_eq!(find(&globals, "stripe-v1").await.unwrap().id(), "stripe-v1");
    }

    #[tokio::test]
    async fn a_scheme_can_be_a_file() {
        let globals = Globals::default();
        let Err(Failure::Usage(message)) = find(&globals, "./mine.toml").await else {
            panic!("it was found")
        };
        assert!(message.contains("mine.toml cannot be read"), "{message}");
    }
}
