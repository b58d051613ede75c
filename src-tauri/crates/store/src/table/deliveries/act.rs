//! Acts of people on deliveries, one by one or a part of a filter's matches at a time.

use model::{DeliveryId, DeliveryState, Timestamp, Topic};
use rusqlite::Connection;

use super::select::Walk;
use super::{LANE_BEHIND, LANE_FIRST, change, get, purge};
use crate::error::Fault;
use crate::table::delivery_totals::Tally;
use crate::table::endpoints;
use crate::{DeliveryFilter, RedeliverMode};

/// What is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Act {
    Cancel,
    Pause,
    Resume,
    Redeliver(RedeliverMode),
    /// Restarts the schedule, behind what waits for its first attempt.
    Recover,
    Clear,
}

impl Act {
    /// What it changes.
    pub(crate) const fn topics(self) -> &'static [Topic] {
        match self {
            Self::Clear => &[Topic::Deliveries, Topic::Attempts],
            _ => &[Topic::Deliveries],
        }
    }

    /// The states in which it has something to do.
    fn concerns(self, state: DeliveryState) -> bool {
        match self {
            Self::Cancel => !state.has_ended(),
            Self::Pause => !state.has_ended() && state != DeliveryState::Paused,
            Self::Resume => matches!(state, DeliveryState::Paused | DeliveryState::Running),
            Self::Redeliver(_) => state != DeliveryState::Running,
            Self::Recover => state == DeliveryState::Failed,
            Self::Clear => state.has_ended(),
        }
    }
}

/// What was done of a filter's matches, and where to go on.
pub(crate) struct PartDone {
    pub(crate) done: u64,
    pub(crate) next: Option<i64>,
}

/// Does it to the matches of a filter from an id on, at most so many.
pub(crate) fn on_part(
    connection: &Connection,
    (filter, act): (&DeliveryFilter, Act),
    (from, limit): (i64, u32),
    now: Timestamp,
) -> Result<PartDone, Fault> {
    let wanted = |state: &DeliveryState| {
        act.concerns(*state) && (filter.states.is_empty() || filter.states.contains(state))
    };
    let states: Vec<_> = DeliveryState::ALL.into_iter().filter(wanted).collect();
    if states.is_empty() {
        return Ok(PartDone {
            done: 0,
            next: None,
        });
    }
    let filter = DeliveryFilter {
        states,
        ..filter.clone()
    };
    let found = Walk::resolve(connection, &filter)?.page(connection, from, limit)?;
    let full = found.len() == limit as usize;
    let last = found.last().map(|last| last.0 - 1);
    Ok(PartDone {
        done: on_each(connection, &found, act, now)?,
        next: last.filter(|_| full),
    })
}

/// Does it to each where there is something to do; tells to how many.
pub(crate) fn on_each(
    connection: &Connection,
    ids: &[DeliveryId],
    act: Act,
    now: Timestamp,
) -> Result<u64, Fault> {
    let mut tally = Tally::default();
    let mut done = 0;
    for &id in ids {
        done += u64::from(on_one(connection, id, (act, now), &mut tally)?);
    }
    tally.flush(connection)?;
    Ok(done)
}

fn on_one(
    connection: &Connection,
    id: DeliveryId,
    (act, now): (Act, Timestamp),
    tally: &mut Tally,
) -> Result<bool, Fault> {
    if act == Act::Clear {
        return purge::remove(connection, id, tally);
    }
    let Some(stored) = get(connection, id)? else {
        return Ok(false);
    };
    let mut after = stored.standing.clone();
    let changed = act.concerns(after.state)
        && match act {
            Act::Cancel => after.cancel(now),
            Act::Pause => after.pause(),
            Act::Resume => after.resume(now),
            Act::Redeliver(mode) => {
                endpoints::is_by_key(connection, stored.endpoint)?.is_some()
                    && after.redeliver(mode, LANE_FIRST, now)
            }
            Act::Recover => {
                endpoints::is_by_key(connection, stored.endpoint)?.is_some()
                    && after.redeliver(RedeliverMode::RestartSchedule, LANE_BEHIND, now)
            }
            Act::Clear => false,
        };
    if changed {
        change(connection, &stored, after, tally)?;
    }
    Ok(changed)
}
