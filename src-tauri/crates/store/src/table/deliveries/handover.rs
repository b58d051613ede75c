//! Storing what became of a delivery that somebody else was given.

use model::{AttemptDecision, AttemptId, DeliveryState, Timestamp, Trigger};
use rusqlite::Connection;

use super::standing::{LANE_FIRST, Made, Standing};
use super::{Stored, change, get};
use crate::error::Fault;
use crate::table::attempts::{self, Part};
use crate::table::delivery_totals::Tally;
use crate::table::endpoints::{self, Streak};
use crate::table::handovers;
use crate::{EndpointOutcome, Followed, FollowedAttempt, Handover};

/// Stores it: attempts that are new, what is known of it there, and how it stands.
pub(crate) fn follow(
    connection: &Connection,
    followed: &Followed,
    now: Timestamp,
) -> Result<(), Fault> {
    let Some(stored) = get(connection, followed.delivery)? else {
        return Ok(());
    };
    let before = handovers::get(connection, stored.id)?.unwrap_or_default();
    let mut known = Handover {
        message: followed.message.clone(),
        looks: before.looks.saturating_add(1),
        ended: followed.state.has_ended(),
        ..before
    };
    let mut after = stored.standing.clone();
    for new in &followed.attempts {
        let id = new.id_there.as_ref();
        if id.is_none_or(|id| !known.seen.contains(id)) {
            let number = after.attempts + 1;
            let previous = after.made.map(|made| made.attempt).or(stored.last_attempt);
            let attempt = insert(connection, (&stored, previous), (new, number))?;
            after.made(new, attempt);
            known.seen.extend(new.id_there.clone());
            known.looks = 0;
        }
    }
    handovers::put(connection, stored.id, &known)?;
    if stored.standing.lease_owner == Some(followed.owner) {
        after.follow_there(followed, now);
        reached(connection, &stored, now)?;
    }
    let mut tally = Tally::default();
    change(connection, &stored, after, &mut tally)?;
    Ok(tally.flush(connection)?)
}

fn insert(
    connection: &Connection,
    (stored, previous): (&Stored, Option<AttemptId>),
    (new, number): (&FollowedAttempt, u32),
) -> Result<AttemptId, Fault> {
    let decision = AttemptDecision {
        number,
        trigger: new.trigger,
        next: new.next.clone(),
        faults: Vec::new(),
    };
    let part = Part {
        delivery: stored.id,
        previous,
        sends_event: false,
        decision: &decision,
    };
    attempts::insert_part(connection, &new.attempt, Some(part))
}

/// Whoever delivers was reached: what failed before on the way there is forgotten.
fn reached(connection: &Connection, stored: &Stored, now: Timestamp) -> Result<(), Fault> {
    let mut streak = Streak::default();
    streak.add(EndpointOutcome::Succeeded, now);
    Ok(endpoints::note_streak(connection, stored.endpoint, streak)?)
}

impl Standing {
    /// An attempt that the schedule does not count.
    fn made(&mut self, new: &FollowedAttempt, attempt: AttemptId) {
        self.attempts += 1;
        let failure = new.attempt.failure.as_ref();
        self.made = Some(Made {
            attempt,
            status: new.attempt.status,
            failure: failure.map(|failure| failure.kind),
        });
    }

    /// What it is after a look; the schedule counts failures to reach whoever delivers, anew.
    fn follow_there(&mut self, followed: &Followed, now: Timestamp) {
        self.lease_owner = None;
        (self.scheduled, self.speed) = (0, None);
        if followed.state.has_ended() {
            self.end(self.ending(followed.state), now);
            return;
        }
        (self.trigger, self.lane) = (Trigger::Retry, LANE_FIRST);
        self.wait_until(followed.due_at.unwrap_or(now));
        self.state = DeliveryState::Retrying;
        self.grant_wish(now);
    }

    /// One that was asked for by hand beside its schedule and failed is what it was.
    fn ending(&self, state: DeliveryState) -> DeliveryState {
        let before = self.before.map(|(state, _)| state);
        match before.filter(|before| before.has_ended()) {
            Some(before) if state == DeliveryState::Failed => before,
            Some(_) | None => state,
        }
    }
}
