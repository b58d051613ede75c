//! Where a source's captures flow on to: read, checked and set with the source.

use model::{EndpointId, Filter, Route, SourceId};

use crate::App;
use crate::contract::CallError;
use crate::contract::sources::RouteOverview;

/// The field of a source's settings that errors are of.
const FIELD: &str = "routes";

/// A source's routes, with what is shown of their endpoints.
pub(crate) async fn of(app: &App, source: SourceId) -> Result<Vec<RouteOverview>, CallError> {
    let endpoints = app.store().endpoints();
    let routes = endpoints.routes(source).await?;
    if routes.is_empty() {
        return Ok(Vec::new());
    }
    let all = endpoints.list().await?;
    let overview = |route: Route| {
        let endpoint = all.iter().find(|endpoint| endpoint.id == route.endpoint)?;
        Some(RouteOverview {
            endpoint: route.endpoint,
            endpoint_name: endpoint.name.clone(),
            endpoint_url: endpoint.url.clone(),
            endpoint_enabled: endpoint.enabled,
            filter: route.filter,
            resign: route.resign,
        })
    };
    Ok(routes.into_iter().filter_map(overview).collect())
}

/// Refuses routes that lead nowhere or whose filter cannot be read.
pub(crate) async fn check(app: &App, routes: &[Route]) -> Result<(), CallError> {
    for (at, route) in routes.iter().enumerate() {
        let endpoint = app.store().endpoints().get(route.endpoint).await?;
        let endpoint = endpoint.ok_or_else(|| missing(route.endpoint))?;
        Filter::parse(&route.filter).map_err(|error| {
            wrong(format!(
                "the filter of the route to {} cannot be read: {error}",
                endpoint.name
            ))
        })?;
        if route.resign && endpoint.scheme.is_none() {
            return Err(wrong(format!(
                "{} has no signature scheme to sign with: choose one for the endpoint, or pass the bytes on as they came",
                endpoint.name
            )));
        }
        if routes[..at]
            .iter()
            .any(|earlier| earlier.endpoint == route.endpoint)
        {
            return Err(wrong(format!(
                "two routes lead to {}: make them one, with a filter for both",
                endpoint.name
            )));
        }
    }
    Ok(())
}

fn missing(endpoint: EndpointId) -> CallError {
    wrong(format!(
        "there is no endpoint {endpoint} (any more): choose another"
    ))
}

fn wrong(message: String) -> CallError {
    CallError::new(message).at_field(FIELD)
}

/// Sets a source's routes, where they are to change.
pub(crate) async fn set(
    app: &App,
    source: SourceId,
    routes: Option<Vec<Route>>,
) -> Result<(), CallError> {
    let Some(mut routes) = routes else {
        return Ok(());
    };
    for route in &mut routes {
        route.filter = route.filter.trim().to_owned();
    }
    Ok(app.store().endpoints().set_routes(source, routes).await?)
}
