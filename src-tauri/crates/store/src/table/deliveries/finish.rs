//! Storing an attempt and what follows it: the statements that run most often.

use std::collections::HashMap;
use std::time::Duration;

use model::{AttemptId, EndpointId, Timestamp, Topic};
use rusqlite::Connection;

use super::{Standing, Stored, change, get};
use crate::Finished;
use crate::error::Fault;
use crate::table::attempts::{self, Part};
use crate::table::delivery_totals::Tally;
use crate::table::endpoints::{self, Streak};

/// Stores attempts; totals and endpoints' failures are gathered and written once a transaction by
/// [`Finisher::flush`].
#[derive(Default)]
pub(crate) struct Finisher {
    tally: Tally,
    streaks: HashMap<EndpointId, Streak>,
}

impl Finisher {
    /// Stores one attempt and what follows it.
    pub(crate) fn finish(
        &mut self,
        connection: &Connection,
        finished: &Finished,
    ) -> Result<AttemptId, Fault> {
        let stored = get(connection, finished.delivery)?;
        let part = stored.as_ref().map(|stored| Part {
            delivery: stored.id,
            sends_event: finished.sends_event,
            decision: &finished.decision,
        });
        let attempt = attempts::insert_part(connection, &finished.attempt, part)?;
        if let Some(stored) = stored {
            self.follow(connection, &stored, (finished, attempt))?;
        }
        Ok(attempt)
    }

    fn follow(
        &mut self,
        connection: &Connection,
        stored: &Stored,
        (finished, attempt): (&Finished, AttemptId),
    ) -> Result<(), Fault> {
        let mut after = stored.standing.clone();
        if stored.standing.lease_owner != Some(finished.owner) {
            after.count(finished, attempt);
            return change(connection, stored, after, &mut self.tally);
        }
        let now = ended_at(finished);
        after.finish(finished, attempt, now);
        catch_up(connection, stored.endpoint, &mut after, now)?;
        change(connection, stored, after, &mut self.tally)?;
        let streak = self.streaks.entry(stored.endpoint).or_default();
        streak.add(finished.endpoint, now);
        if let Some(because) = &finished.disable {
            endpoints::disable(connection, stored.endpoint, because)?;
        }
        Ok(())
    }

    /// Writes what was gathered since the last flush.
    pub(crate) fn flush(&mut self, connection: &Connection) -> Result<(), Fault> {
        self.tally.flush(connection)?;
        for (endpoint, streak) in self.streaks.drain() {
            endpoints::note_streak(connection, endpoint, streak)?;
        }
        Ok(())
    }

    /// Forgets everything, after a transaction that was undone.
    pub(crate) fn forget(&mut self) {
        *self = Self::default();
    }
}

/// What storing an attempt changes.
pub(crate) const fn topics(finished: &Finished) -> &'static [Topic] {
    match finished.disable {
        Some(_) => &[Topic::Attempts, Topic::Deliveries, Topic::Endpoints],
        None => &[Topic::Attempts, Topic::Deliveries],
    }
}

/// When the exchange ended, which is when what follows was decided.
fn ended_at(finished: &Finished) -> Timestamp {
    let attempt = &finished.attempt;
    let took = Duration::from_micros(attempt.timing.total_micros);
    attempt.started_at.plus(took)
}

/// A speed changed while the attempt was under way holds for the wait behind it too.
fn catch_up(
    connection: &Connection,
    endpoint: EndpointId,
    after: &mut Standing,
    now: Timestamp,
) -> Result<(), Fault> {
    if after.speed.is_some()
        && let Some(speed) = endpoints::speed(connection, endpoint)?
    {
        after.retime(speed, now);
    }
    Ok(())
}
