//! Sources by name.

use app::App;
use app::contract::Nothing;
use app::contract::sources::SourceOverview;

use crate::outcome::Failure;

/// The source of this name, if there is one.
pub async fn find(app: &App, name: &str) -> Result<Option<SourceOverview>, Failure> {
    let sources = app::sources::list(app, Nothing {}).await?;
    Ok(sources
        .into_iter()
        .find(|overview| overview.source.name == name))
}

/// The source of this name.
pub async fn named(app: &App, name: &str) -> Result<SourceOverview, Failure> {
    let missing = || {
        Failure::usage(format!(
            "there is no source {name}: `hookwright source list` names them all"
        ))
    };
    find(app, name).await?.ok_or_else(missing)
}
