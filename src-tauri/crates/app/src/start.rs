//! Brings the whole program up: store, notices, receiver, emulations, engine.

use model::Topic;
use tokio::sync::broadcast;

use crate::{App, Options, StartError};
use crate::{retention, settings};

/// Opens the data folder, listens and delivers. A taken port of the receiver is a state of
/// [`crate::listening::Listening`], not an error.
///
/// # Errors
/// When the data folder cannot be used, or the emulations cannot be served as asked.
pub async fn start(options: &Options) -> Result<App, StartError> {
    let app = App::open(options)?;
    tokio::spawn(pass_on_changes(app.clone()));
    app.runs().recover(app.store()).await?;
    let settings = settings::read_settings(&app).await.unwrap_or_default();
    let from_settings = || format!("localhost:{}", settings.receiver_port);
    let address = options.receiver.clone().unwrap_or_else(from_settings);
    app.listening()
        .listen(&address, options.port_fallback, settings.body_limit)
        .await;
    let emulations = app
        .emulating()
        .start(&options.emulations, options.port_fallback);
    if let Err(error) = emulations.await {
        app.stop().await;
        return Err(error.into());
    }
    app.deliver();
    tokio::spawn(retention::run(app.clone()));
    Ok(app)
}

async fn pass_on_changes(app: App) {
    let mut changes = app.store().changes();
    loop {
        match changes.recv().await {
            Ok(topics) => app.announce(&topics),
            // Too far behind to know what: everything may have changed.
            Err(broadcast::error::RecvError::Lagged(_)) => app.announce(&Topic::ALL),
            Err(broadcast::error::RecvError::Closed) => return,
        }
    }
}
