//! A notification when a delivery is rejected; off unless the user wants it.

use app::contract::captures::PageCaptures;
use app::{Capture, CaptureId, Topic};
use tauri::AppHandle;
use tauri_plugin_notification::NotificationExt as _;

/// Remembers what was told already.
#[derive(Debug, Default)]
pub(crate) struct Notifier {
    last: Option<CaptureId>,
}

impl Notifier {
    /// Tells of the newest rejected capture, once.
    pub(crate) async fn tell(&mut self, handle: &AppHandle, app: &app::App, topics: &[Topic]) {
        if !topics.contains(&Topic::Captures) || !wanted(app).await {
            return;
        }
        let Some(newest) = newest_rejected(app).await else {
            return;
        };
        let known = self.last.replace(newest.id);
        // What was there before the program started is no news.
        if known.is_some_and(|known| known < newest.id) {
            show(handle, &newest);
        }
    }
}

async fn wanted(app: &app::App) -> bool {
    let settings = app::settings::get(app, Default::default()).await;
    settings.is_ok_and(|settings| settings.notify_rejected)
}

async fn newest_rejected(app: &app::App) -> Option<Capture> {
    let argument = PageCaptures {
        filter: "verdict:rejected".to_owned(),
        from: None,
        limit: 1,
    };
    app::captures::page(app, argument)
        .await
        .ok()?
        .into_iter()
        .next()
}

fn show(handle: &AppHandle, capture: &Capture) {
    let reason = capture.reason.map_or("rejected", app::Reason::as_str);
    let body = format!(
        "{} {} from {}: {reason}",
        capture.method, capture.target, capture.source
    );
    let shown = handle
        .notification()
        .builder()
        .title("Delivery rejected")
        .body(body)
        .show();
    if let Err(error) = shown {
        eprintln!("No notification: {error}");
    }
}
