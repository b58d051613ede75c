//! Captures that were asked for: found as they are stored, in their own transaction.
//!
//! While nothing is awaited this costs one look into an empty index a transaction.

use model::{CaptureId, MatchedBy, Origin};
use rusqlite::Connection;

use super::awaited::Candidate;
use super::redeliveries::{self, Waiting};
use crate::NewCapture;
use crate::error::Fault;

/// What is awaited, as far as this transaction has looked.
#[derive(Default)]
pub(crate) struct Arrivals {
    waiting: Option<Vec<Waiting>>,
    found: bool,
}

impl Arrivals {
    /// Looks whether a capture that is being stored was asked for.
    pub(crate) fn note(
        &mut self,
        connection: &Connection,
        id: CaptureId,
        row: &NewCapture,
    ) -> Result<(), Fault> {
        if row.origin != Origin::Received {
            return Ok(());
        }
        let waiting = match &mut self.waiting {
            Some(waiting) => waiting,
            unknown => unknown.insert(redeliveries::waiting(connection)?),
        };
        if waiting.is_empty() {
            return Ok(());
        }
        let candidate = Candidate {
            received_at: row.received_at,
            target: &row.target,
            event_id: row.event_id.as_deref(),
            head: &row.head,
            body: &row.body,
        };
        if let Some((place, by)) = recognized(waiting, &candidate) {
            let redelivery = &mut waiting[place];
            redeliveries::arrived(connection, redelivery.id, (id, by))?;
            redelivery.found = true;
            self.found = true;
            // By its URL it may have been another one: the one with the id is awaited still.
            if by == MatchedBy::Id {
                waiting.remove(place);
            }
        }
        Ok(())
    }

    /// Forgets what is awaited: others may have changed it.
    pub(crate) fn forget(&mut self) {
        self.waiting = None;
    }

    /// Whether one arrived since this was asked last.
    pub(crate) fn take_found(&mut self) -> bool {
        std::mem::take(&mut self.found)
    }
}

/// The oldest of what is awaited that the capture is, and by what.
fn recognized(waiting: &[Waiting], candidate: &Candidate<'_>) -> Option<(usize, MatchedBy)> {
    let asked = |one: &Waiting| candidate.received_at >= one.created_at;
    let by_id = |one: &Waiting| asked(one) && candidate.has(&one.awaited);
    let by_url = |one: &Waiting| asked(one) && !one.found && candidate.came_to(&one.awaited);
    let first = waiting.iter().position(by_id);
    let first = first.map(|place| (place, MatchedBy::Id));
    first.or_else(|| Some((waiting.iter().position(by_url)?, MatchedBy::Url)))
}
