//! The call to end: Ctrl+C, or a polite signal.

use crate::outcome::Failure;

/// Hears the signals that ask a program to end. From its making on they no longer kill.
pub struct Stop {
    #[cfg(unix)]
    signals: [tokio::signal::unix::Signal; 2],
}

#[cfg(unix)]
impl Stop {
    /// Begins to listen.
    pub fn install() -> Result<Self, Failure> {
        use tokio::signal::unix::{SignalKind, signal};
        let hear = |kind| {
            signal(kind).map_err(|error| Failure::broken(format!("cannot hear signals: {error}")))
        };
        let (interrupt, terminate) = (SignalKind::interrupt(), SignalKind::terminate());
        Ok(Self {
            signals: [hear(interrupt)?, hear(terminate)?],
        })
    }

    /// Waits for a signal.
    pub async fn wait(&mut self) {
        let [interrupt, terminate] = &mut self.signals;
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    }
}

#[cfg(not(unix))]
impl Stop {
    /// Begins to listen.
    pub fn install() -> Result<Self, Failure> {
        Ok(Self {})
    }

    /// Waits for Ctrl+C.
    pub async fn wait(&mut self) {
        if tokio::signal::ctrl_c().await.is_err() {
            // Without a console there is nobody to press it.
            std::future::pending::<()>().await;
        }
    }
}
