//! Endpoints by name.

use app::App;
use app::contract::Nothing;
use app::contract::endpoints::EndpointOverview;

use crate::outcome::Failure;

/// The endpoint of this name, or of this id.
pub async fn named(app: &App, name: &str) -> Result<EndpointOverview, Failure> {
    let endpoints = app::endpoints::list(app, Nothing {}).await?;
    let is_meant = |overview: &EndpointOverview| {
        let endpoint = &overview.endpoint;
        endpoint.name == name || endpoint.id.to_string() == name
    };
    let missing = || {
        Failure::usage(format!(
            "there is no endpoint {name}: `hookwright endpoint list` names them all"
        ))
    };
    endpoints.into_iter().find(is_meant).ok_or_else(missing)
}
