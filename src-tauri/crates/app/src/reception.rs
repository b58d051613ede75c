//! What screens ask of the receiver: its state, pause, another port.

use crate::App;
use crate::contract::receiver::{ListenOn, ReceiverStatus};
use crate::contract::{CallError, Nothing};
use crate::settings;

/// Whether and where we listen.
///
/// # Errors
/// Never; the form is that of every command.
pub async fn status(app: &App, _: Nothing) -> Result<ReceiverStatus, CallError> {
    Ok(app.receiver_status())
}

/// Answers 503 to everything, captures included, until [`resume`].
///
/// # Errors
/// Never; the form is that of every command.
pub async fn pause(app: &App, _: Nothing) -> Result<ReceiverStatus, CallError> {
    app.listening().pause(true);
    Ok(app.receiver_status())
}

/// Takes a pause back.
///
/// # Errors
/// Never; the form is that of every command.
pub async fn resume(app: &App, _: Nothing) -> Result<ReceiverStatus, CallError> {
    app.listening().pause(false);
    Ok(app.receiver_status())
}

/// Listens on another port from now on, and at the next start.
///
/// # Errors
/// When the port is taken or the store fails.
pub async fn listen_on(app: &App, argument: ListenOn) -> Result<ReceiverStatus, CallError> {
    let mut settings = settings::read_settings(app).await?;
    let address = format!("localhost:{}", argument.port);
    app.listening()
        .listen(&address, false, settings.body_limit)
        .await;
    settings.receiver_port = argument.port;
    settings::set(app, settings).await?;
    Ok(app.receiver_status())
}
