//! Storing an attempt and what follows it: the statements that run most often.

use std::collections::BTreeMap;
use std::time::Duration;

use model::{AttemptId, DeliveryState, EndpointId, Timestamp, Topic};
use rusqlite::{CachedStatement, Connection, params};

use super::stored::last_attempt;
use super::{Standing, change, get};
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
    streaks: BTreeMap<EndpointId, Streak>,
}

impl Finisher {
    /// Stores attempts and what follows each.
    pub(crate) fn finish(
        &mut self,
        connection: &Connection,
        finished: &[Finished],
    ) -> Result<Vec<AttemptId>, Fault> {
        let new: Result<Vec<_>, Fault> = finished
            .iter()
            .map(|one| {
                let part = Part {
                    delivery: one.delivery,
                    previous: previous(connection, one)?,
                    sends_event: one.sends_event,
                    decision: &one.decision,
                };
                Ok((&*one.attempt, Some(part)))
            })
            .collect();
        let new = new?;
        let attempts = attempts::insert_all(connection, &new)?;
        let mut ending = connection.prepare_cached(END)?;
        for ((one, &attempt), (_, part)) in finished.iter().zip(&attempts).zip(&new) {
            let previous = part.and_then(|part| part.previous);
            if !self.end(&mut ending, (one, attempt), previous)? {
                self.follow(connection, (one, attempt), previous)?;
            }
        }
        Ok(attempts)
    }

    /// Ends a delivery by its schedule, as nearly all are: one statement, without reading it first.
    /// `false` when it is none of those.
    fn end(
        &mut self,
        ending: &mut CachedStatement<'_>,
        (finished, attempt): (&Finished, AttemptId),
        previous: Option<AttemptId>,
    ) -> Result<bool, Fault> {
        if !finished.state.has_ended() || finished.disable.is_some() {
            return Ok(false);
        }
        let now = ended_at(finished);
        let failure = finished.attempt.failure.as_ref();
        let failure = failure.map(|failure| attempts::failure_word(failure.kind));
        let changed = ending.execute(params![
            finished.delivery.0,
            finished.owner,
            finished.state.as_str(),
            Standing::counts(finished),
            now.0,
            attempt.0,
            finished.attempt.status,
            failure,
            previous.map(|previous| previous.0),
        ])?;
        if changed == 0 {
            return Ok(false);
        }
        let endpoint = finished.to;
        self.tally
            .moved(endpoint, (DeliveryState::Running, finished.state), 1);
        let streak = self.streaks.entry(endpoint).or_default();
        streak.add(finished.endpoint, now);
        Ok(true)
    }

    fn follow(
        &mut self,
        connection: &Connection,
        (finished, attempt): (&Finished, AttemptId),
        previous: Option<AttemptId>,
    ) -> Result<(), Fault> {
        let Some(stored) = get(connection, finished.delivery)? else {
            return Ok(attempts::detach(connection, attempt, &finished.attempt)?);
        };
        if stored.last_attempt != previous {
            attempts::relink(connection, attempt, stored.last_attempt)?;
        }
        let mut after = stored.standing.clone();
        if stored.standing.lease_owner != Some(finished.owner) {
            after.count(finished, attempt);
            return change(connection, &stored, after, &mut self.tally);
        }
        let now = ended_at(finished);
        after.finish(finished, attempt, now);
        catch_up(connection, stored.endpoint, &mut after, now)?;
        change(connection, &stored, after, &mut self.tally)?;
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
        for (endpoint, streak) in std::mem::take(&mut self.streaks) {
            endpoints::note_streak(connection, endpoint, streak)?;
        }
        Ok(())
    }

    /// Forgets everything, after a transaction that was undone.
    pub(crate) fn forget(&mut self) {
        *self = Self::default();
    }
}

/// Ends one that is under way, for which nobody wishes anything else and nobody waits. While it is
/// under way it has no `due_at`.
pub(super) const END: &str = "UPDATE deliveries SET state = ?3, attempts = attempts + 1,
        scheduled = scheduled + ?4, held_due_at = NULL, speed = NULL, lease_owner = NULL,
        lease_until = NULL, ended_at = ?5, last_attempt = ?6, last_status = ?7, last_failure = ?8
    WHERE id = ?1 AND lease_owner = ?2 AND wish IS NULL AND before_state IS NULL
        AND ordering_key IS NULL AND last_attempt IS ?9";

/// The attempt of the delivery before this one. A first attempt is not asked for it: where another
/// was made meanwhile, because its lease was lost, the delivery tells when it is read.
fn previous(connection: &Connection, finished: &Finished) -> rusqlite::Result<Option<AttemptId>> {
    match finished.decision.number {
        1 => Ok(None),
        _ => last_attempt(connection, finished.delivery),
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
