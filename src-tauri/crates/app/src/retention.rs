//! Forgets deliveries, runs and probes that ended long ago, and what providers were asked long ago,
//! where the user set how long they are kept.
//!
//! In slices, each a commit of its own, so that captures and attempts never
//! wait for it. Captures are not touched: they are the user's to delete.

use std::time::Duration;

use model::{Timestamp, Topic};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::{Instant, sleep_until};

use crate::contract::CallError;
use crate::{App, settings};

/// How often it is looked.
const EVERY: Duration = Duration::from_secs(3600);
/// Deliveries, or rows of runs, that are forgotten in one commit.
const SLICE: u32 = 500;
const DAY_MICROS: i64 = 86_400_000_000;

/// Forgets from now on, until the store is closed.
pub(crate) async fn run(app: App) {
    let mut changes = app.store().changes();
    loop {
        if let Err(error) = forget_old(&app).await {
            tracing::warn!(
                message = error.message,
                "what is old could not be forgotten"
            );
        }
        if !wait(&mut changes).await {
            return;
        }
    }
}

/// Until it is time again, or the settings changed; false once the store is closed.
async fn wait(changes: &mut Receiver<Vec<Topic>>) -> bool {
    let until = Instant::now() + EVERY;
    loop {
        tokio::select! {
            () = sleep_until(until) => return true,
            changed = changes.recv() => match changed {
                Ok(topics) if !topics.contains(&Topic::Settings) => {}
                Err(RecvError::Closed) => return false,
                // What was missed may have been the settings.
                Ok(_) | Err(RecvError::Lagged(_)) => return true,
            },
        }
    }
}

async fn forget_old(app: &App) -> Result<u64, CallError> {
    let settings = settings::read_settings(app).await?;
    let mut forgotten = 0;
    if let Some(days) = settings.keep_deliveries_days {
        forgotten += forget(app, days_ago(app, days)).await?;
    }
    if let Some(days) = settings.keep_runs_days {
        forgotten += forget_runs(app, days_ago(app, days)).await?;
    }
    Ok(forgotten)
}

fn days_ago(app: &App, days: u32) -> Timestamp {
    let back = i64::from(days).saturating_mul(DAY_MICROS);
    app.clock().now().plus_micros(-back)
}

/// Forgets deliveries that ended before a time, and calls of providers from before it; gives how
/// many.
async fn forget(app: &App, before: Timestamp) -> Result<u64, CallError> {
    let (deliveries, calls) = (app.store().deliveries(), app.store().provider_calls());
    let ended = to_the_end(|| deliveries.purge_ended(before, SLICE)).await?;
    let asked = to_the_end(|| calls.purge_before(before, SLICE)).await?;
    Ok(ended + asked)
}

/// Forgets runs and probes from before a time; gives how much went.
async fn forget_runs(app: &App, before: Timestamp) -> Result<u64, CallError> {
    let (runs, probes) = (app.store().runs(), app.store().probes());
    let of_runs = to_the_end(|| runs.purge_left(before, SLICE)).await?;
    let of_probes = to_the_end(|| probes.purge_begun(before, SLICE)).await?;
    Ok(of_runs + of_probes)
}

/// Forgets slice after slice until nothing is left to forget; gives how much went.
async fn to_the_end<F>(slice: impl Fn() -> F) -> Result<u64, CallError>
where
    F: Future<Output = Result<u64, store::Error>>,
{
    let mut forgotten = 0;
    loop {
        match slice().await? {
            0 => return Ok(forgotten),
            gone => forgotten += gone,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::testing::Running;

    async fn listed(running: &Running) -> usize {
        let argument = json!({ "filter": "", "from": null, "limit": 10 });
        let rows = running.call("deliveries.page", argument).await.unwrap();
        rows.as_array().map_or(0, Vec::len)
    }

    /// A delivery that ended, and one that did not.
    async fn two(running: &Running) {
        for _ in 0..2 {
            let to = json!({ "url": { "url": "http://127.0.0.1:9", "scheme": null, "secrets": [], "schedule": null, "speed": null } });
            let event = json!({ "to": to, "event_type": "", "body": { "text": "{}" }, "content_type": null, "ordering_key": null, "message_id": null, "capture": null });
            running.call("deliveries.create", event).await.unwrap();
        }
        let first = json!({ "ids": ["del_1"] });
        running.call("deliveries.cancel", first).await.unwrap();
    }

    #[tokio::test]
    async fn only_what_ended_long_enough_ago_is_forgotten() {
        let running = Running::new();
        two(&running).await;
        let now = running.app.clock().now();
        assert_eq!(
            forget(&running.app, now.plus_micros(-DAY_MICROS))
                .await
                .unwrap(),
            0
        );
        assert_eq!(
            forget(&running.app, now.plus_micros(DAY_MICROS))
                .await
                .unwrap(),
            1
        );
        assert_eq!(listed(&running).await, 1);
    }

    #[tokio::test]
    async fn without_a_setting_everything_is_kept() {
        let running = Running::new();
        two(&running).await;
        assert_eq!(forget_old(&running.app).await.unwrap(), 0);
        let mut settings = running.call("settings.get", json!({})).await.unwrap();
        assert_eq!(settings["keep_deliveries_days"], Value::Null);
        settings["keep_deliveries_days"] = json!(0);
        let refused = running
            .call("settings.set", settings.clone())
            .await
            .unwrap_err();
        assert_eq!(refused.field.as_deref(), Some("keep_deliveries_days"));
        settings["keep_deliveries_days"] = json!(30);
        settings["keep_runs_days"] = json!(30);
        running.call("settings.set", settings).await.unwrap();
        assert_eq!(forget_old(&running.app).await.unwrap(), 0);
        assert_eq!(listed(&running).await, 2);
    }
}
