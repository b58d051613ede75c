//! What a capture asks of the provider's side, done once on the user's word:
//! agreeing to a subscription, and taking a key from where it is published.
//!
//! Nothing here happens by itself, and no address is visited that the scheme
//! has not told to be the provider's.

use std::time::Duration;

use delivery::Outgoing;
use model::{KeyUrl, Secret, SourceId};

use crate::App;
use crate::contract::CallError;
use crate::contract::captures::{OneCapture, Visited};
use crate::contract::sources::SourceOverview;
use crate::record::read;
use crate::sources::one;

const PATIENCE: Duration = Duration::from_secs(10);
const LONGEST_ANSWER: u64 = 64 * 1024;

/// Visits the address by which a handshake is agreed to.
///
/// # Errors
/// When the capture does not exist or brought no such address.
pub async fn agree(app: &App, argument: OneCapture) -> Result<Visited, CallError> {
    let handshake = read(app, argument.id).await?.handshake;
    let url = handshake.and_then(|handshake| handshake.visit);
    let url = url.ok_or_else(|| CallError::new("this capture asks for no visit"))?;
    let outgoing = Outgoing {
        timeout: Some(PATIENCE),
        keep_body: Some(LONGEST_ANSWER),
        ..Outgoing::new("GET", url)
    };
    Ok(match app.sender().send(outgoing).await.outcome {
        Ok(answer) => Visited {
            status: Some(answer.status),
            problem: None,
        },
        Err(failure) => Visited {
            status: None,
            problem: Some(failure.message),
        },
    })
}

/// Fetches the key that checks a capture and keeps it with the capture's source.
///
/// # Errors
/// When the capture waits for no key, its source is gone, or the key cannot be had.
pub async fn fetch_key(app: &App, argument: OneCapture) -> Result<SourceOverview, CallError> {
    let record = read(app, argument.id).await?;
    let source = source_of(app, &record.capture.source)?;
    let evidence = record.evidence.and_then(|check| check.evidence);
    let KeyUrl { url, .. } = evidence
        .and_then(|evidence| evidence.key_url)
        .ok_or_else(|| CallError::new("this capture waits for no key"))?;
    let text = delivery::fetch_key(app.sender(), &url)
        .await
        .map_err(|error| CallError::new(error.to_string()))?;
    app.store()
        .sources()
        .add_secret(source, Secret::new(text))
        .await?;
    one(app, source).await
}

fn source_of(app: &App, name: &str) -> Result<SourceId, CallError> {
    let sources = app.store().sources().snapshot();
    let live = sources.by_path(name);
    let gone =
        || CallError::with_code("not_found", format!("there is no source {name} (any more)"));
    Ok(live.ok_or_else(gone)?.source.id)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::testing::Running;

    #[tokio::test]
    async fn what_no_handshake_told_is_not_visited() {
        let running = Running::new();
        let lab = running
            .source("lab", Some("gitlab-token"), &["right"])
            .await;
        let capture = running.gitlab(&lab, "right").await;
        let refused = running
            .call("captures.agree", json!({ "id": capture }))
            .await;
        assert_eq!(
            refused.unwrap_err().message,
            "this capture asks for no visit"
        );
        let refused = running
            .call("captures.fetch_key", json!({ "id": capture }))
            .await;
        assert_eq!(
            refused.unwrap_err().message,
            "this capture waits for no key"
        );
    }
}
