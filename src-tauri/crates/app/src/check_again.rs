//! A stored capture checked again with its source as it is set now, and the
//! new verdict kept.

use model::Verification;
use receiver::Again;

use crate::App;
use crate::apart::apart;
use crate::contract::CallError;
use crate::contract::captures::OneCapture;

/// Checks a capture again, as of the time it came, and keeps the outcome.
///
/// # Errors
/// When it does not exist, or its source has no scheme (code `no_scheme`).
pub async fn capture(app: &App, argument: OneCapture) -> Result<Verification, CallError> {
    let id = argument.id;
    let captures = app.store().captures();
    let mut whole = captures.whole(&[id], usize::MAX).await?.captures;
    let missing = || CallError::with_code("not_found", format!("{id} does not exist (any more)"));
    let whole = whole.pop().ok_or_else(missing)?;
    let sources = app.store().sources().snapshot();
    let live = sources.by_path(&whole.record.capture.source);
    let live = live.filter(|live| live.source.scheme.is_some());
    let again = live.map(|live| Again::of(&sources, live));
    let again = again.ok_or_else(crate::signatures::no_scheme)?;
    let judgement = apart(move || again.judge(whole)).await;
    let verification = judgement.verification.clone();
    captures.judge_again(vec![judgement]).await?;
    Ok(verification)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::testing::Running;

    #[tokio::test]
    async fn a_capture_gets_the_verdict_of_its_source_as_it_is_now() {
        let running = Running::new();
        let lab = running
            .source("lab", Some("gitlab-token"), &["right"])
            .await;
        let id = running.gitlab(&lab, "right").await;
        let check = running.call("captures.reverify", json!({ "id": id })).await;
        assert_eq!(check.unwrap()["verdict"], "verified");
        let detail = running
            .call("captures.detail", json!({ "id": id }))
            .await
            .unwrap();
        assert_eq!(detail["capture"]["verdict"], "verified");
        assert_eq!(detail["capture"]["provider"], "GitLab");
        assert_eq!(detail["capture"]["event_type"], "Push Hook");
    }

    #[tokio::test]
    async fn a_source_without_a_scheme_says_so() {
        let running = Running::new();
        let bare = running.source("bare", None, &[]).await;
        let id = running.gitlab(&bare, "x").await;
        let refused = running.call("captures.reverify", json!({ "id": id })).await;
        assert_eq!(refused.unwrap_err().code, "no_scheme");
        let missing = running
            .call("captures.reverify", json!({ "id": "cap_99" }))
            .await;
        assert_eq!(missing.unwrap_err().code, "not_found");
    }
}
