//! How fast an emulation's schedules and limits go by: one clock a provider, turned by hand.

use model::Manner;
use store::EndpointEdit;

use super::Stage;
use crate::error::Error;

/// Fastest that engine's clocks turn.
const FASTEST: u32 = 100_000;

impl Stage {
    /// How many times faster than real time its schedules and limits go by.
    ///
    /// # Errors
    /// When the store fails.
    pub(crate) async fn speed(&self) -> Result<u32, Error> {
        let speed: Option<u32> = self.store().settings().get(&self.setting()).await?;
        Ok(speed.unwrap_or(1).clamp(1, FASTEST))
    }

    /// Turns the clock, of endpoints that are open too: what is left of each wait goes by at the
    /// new speed.
    ///
    /// # Errors
    /// [`Error::Speed`] beyond what the engine can do; or when the store fails.
    pub(crate) async fn set_speed(&self, speed: u32) -> Result<(), Error> {
        if !(1..=FASTEST).contains(&speed) {
            return Err(Error::Speed {
                given: speed,
                fastest: FASTEST,
            });
        }
        self.store().settings().set(&self.setting(), &speed).await?;
        let all = self.store().endpoints().list().await?;
        let ours = |emulation: &Option<String>| emulation.as_deref() == Some(self.id());
        for endpoint in all.into_iter().filter(|endpoint| ours(&endpoint.emulation)) {
            let edit = EndpointEdit {
                manner: Some(Manner {
                    speed,
                    ..endpoint.manner
                }),
                ..EndpointEdit::default()
            };
            self.store().endpoints().edit(endpoint.id, edit).await?;
        }
        Ok(())
    }

    fn setting(&self) -> String {
        format!("emulation.{}.speed", self.id())
    }
}
