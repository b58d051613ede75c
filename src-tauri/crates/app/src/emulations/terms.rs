//! What a user decides about the AgentMessage that is played.

use providers::agentmessage::AgentMessageTerms;

use crate::App;
use crate::contract::{CallError, Nothing};
use crate::fault::told;

/// How long its events can be replayed, and how its secrets become keys.
///
/// # Errors
/// When the store fails.
pub async fn terms(app: &App, _: Nothing) -> Result<AgentMessageTerms, CallError> {
    AgentMessageTerms::read(app.store()).await.map_err(told)
}

/// Lets other terms hold from the next call on.
///
/// # Errors
/// When nothing can be kept for so long, or the store fails.
pub async fn set_terms(
    app: &App,
    argument: AgentMessageTerms,
) -> Result<AgentMessageTerms, CallError> {
    argument.write(app.store()).await.map_err(told)?;
    Ok(argument)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::testing::Running;

    #[tokio::test]
    async fn terms_are_kept_and_those_that_cannot_be_are_refused() {
        let running = Running::new();
        let usual = running.answer("emulations.terms", json!({})).await;
        assert_eq!(
            usual,
            json!({ "retention_days": 30, "key_form": "decoded" })
        );
        let other = json!({ "retention_days": 1, "key_form": "text" });
        running.answer("emulations.set_terms", other.clone()).await;
        assert_eq!(running.answer("emulations.terms", json!({})).await, other);
        let never = json!({ "retention_days": 0, "key_form": "text" });
        let refused = running.call("emulations.set_terms", never).await;
        let refused = refused.unwrap_err();
        assert!(refused.message.contains("choose 1 to"), "{refused:?}");
    }
}
