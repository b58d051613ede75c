//! What others see of the worker: a few times a second, and only when it changed.

use model::{EnginePlace, EngineStatus, Timestamp};

use super::{Worker, status_of};
use crate::engine::options::Intake;

/// Nobody looks closer than this.
const APART: i64 = 100_000;

impl Worker {
    /// Tells how it stands; when told too lately, gives when to tell.
    pub(super) fn show(&mut self, now: Timestamp) -> Option<Timestamp> {
        let next = self.shown_at.map(|at| at.plus_micros(APART));
        if let Some(next) = next.filter(|next| *next > now) {
            let is_stale = self.status.borrow().running != self.running.len() as u64;
            return (is_stale || self.heard_since_shown).then_some(next);
        }
        self.heard_since_shown = false;
        let status = self.status(now);
        let has_changed = self.status.send_if_modified(|shown| {
            let is_new = *shown != status;
            *shown = status;
            is_new
        });
        if has_changed {
            self.shown_at = Some(now);
        }
        None
    }

    fn status(&self, now: Timestamp) -> EngineStatus {
        let lanes = self.lanes.iter();
        EngineStatus {
            place: EnginePlace::Here,
            draining: *self.intake.borrow() == Intake::Drained,
            running: self.running.len() as u64,
            trouble: self.trouble.words(),
            endpoints: lanes.map(|(id, lane)| status_of(*id, lane, now)).collect(),
        }
    }
}
