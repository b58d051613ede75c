//! Deliveries that somebody else makes: handed over once, then looked at until they end there.
//!
//! What is exchanged is the [`Carrier`]'s matter. Here is decided, purely, what a look means for
//! the delivery: whether it goes on there, when to look again, and how it ended.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use model::{DeliveryState, HandedTo, NextStep, Timestamp};
use store::{DueDelivery, Followed, FollowedAttempt, Handover, LiveEndpoint, NewAttempt};

/// The first look comes so soon, and each that finds nothing new doubles the wait.
const SOON: Duration = Duration::from_millis(250);
const SELDOM: Duration = Duration::from_secs(60);
/// However late the next attempt there is: somebody may make one by hand.
const LONGEST: Duration = Duration::from_secs(15 * 60);
/// Looks after which an end is believed although no attempt tells of it, as when attempts are
/// listed late.
const LATE: u32 = 8;
/// Looks, most of them a minute apart, after which a message that nothing happens to has failed.
const NOTHING: u32 = 40;

/// Whoever delivers in our stead.
///
/// A step may be repeated after a crash or a lost answer: what was done there is then not done
/// a second time.
pub trait Carrier: std::fmt::Debug + Send + Sync {
    /// Does one step of a delivery.
    fn carry<'a>(&'a self, load: Load<'a>) -> Carrying<'a>;
}

/// What a step comes to.
pub type Carrying<'a> = Pin<Box<dyn Future<Output = Result<Progress, Hitch>> + Send + 'a>>;

/// A delivery, and what is to be done about it.
#[derive(Debug, Clone, Copy)]
pub struct Load<'a> {
    /// Who delivers, and what the endpoint is there.
    pub to: &'a HandedTo,
    /// Where to.
    pub endpoint: &'a LiveEndpoint,
    /// What.
    pub due: &'a DueDelivery,
    /// What is to be done.
    pub step: Step<'a>,
}

/// A step of a delivery that somebody else makes; a message is named by its id there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step<'a> {
    /// It is given away.
    HandOver,
    /// What became of it is asked for.
    Look(&'a str),
    /// It is to be sent once more there, now.
    SendAgain(&'a str),
}

/// How far a delivery is there.
#[derive(Debug, Clone)]
pub struct Progress {
    /// Who tells it, for people.
    pub provider: String,
    /// The message's id there.
    pub message: String,
    /// The exchange with which we gave it away, or had it sent again.
    pub ours: Option<NewAttempt>,
    /// Attempts that ended there, oldest first.
    pub theirs: Vec<TheirAttempt>,
    /// How it stands.
    pub standing: There,
}

impl Progress {
    /// Unless nothing has happened there for so long that nothing will.
    pub(super) fn unless_forgotten(self, known: &Handover) -> Result<Self, Hitch> {
        let waits = self.standing == There::Waits(None) && self.ours.is_none();
        if !waits || known.looks < NOTHING {
            return Ok(self);
        }
        Err(Hitch::Unsendable(format!(
            "{} has the message, but tells of no further attempt: see there whether the endpoint is switched off.",
            self.provider
        )))
    }
}

/// An attempt made there.
#[derive(Debug, Clone)]
pub struct TheirAttempt {
    /// Its id there.
    pub id: String,
    /// The exchange, as far as it is told.
    pub attempt: NewAttempt,
    /// Whether it delivered.
    pub delivered: bool,
}

/// How a delivery stands there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum There {
    /// It goes on, at this time where that is told.
    Waits(Option<Timestamp>),
    /// It was delivered.
    Delivered,
    /// It is not tried any more.
    GaveUp,
}

/// Why a step was not done.
#[derive(Debug, Clone)]
pub enum Hitch {
    /// There was no answer, or one that may be another the next time: the schedule decides.
    Failed(Box<NewAttempt>),
    /// It was refused for good, for this reason.
    Refused(Box<NewAttempt>, String),
    /// Nothing was sent, for a reason that somebody may mend: the schedule decides.
    Unready(String),
    /// Nothing was sent, nor will it ever be.
    Unsendable(String),
}

/// What a step means for its delivery.
pub(super) fn followed(
    progress: Progress,
    known: &Handover,
    (delivery, owner): (&DueDelivery, i64),
    now: Timestamp,
) -> Followed {
    let standing = believed(&progress, known);
    let due_at = look_at(standing, known, &progress, now);
    let state = match standing {
        There::Waits(_) => DeliveryState::Retrying,
        There::Delivered => DeliveryState::Succeeded,
        There::GaveUp => DeliveryState::Failed,
    };
    let message = progress.message.clone();
    Followed {
        delivery: delivery.delivery,
        owner,
        message,
        attempts: rows(progress, standing, due_at),
        state,
        due_at: (!state.has_ended()).then_some(due_at),
    }
}

/// How it stands, as far as that can be believed: an end comes with an attempt that tells of it,
/// and the end of an earlier course is none of one that was asked for since.
fn believed(progress: &Progress, known: &Handover) -> There {
    let is_new = |theirs: &TheirAttempt| !known.seen.contains(&theirs.id);
    match progress.standing {
        There::Waits(next) => There::Waits(next),
        _ if progress.ours.is_some() => There::Waits(None),
        end if known.ended || known.looks >= LATE => end,
        end if progress.theirs.iter().any(is_new) => end,
        There::Delivered | There::GaveUp => There::Waits(None),
    }
}

fn look_at(standing: There, known: &Handover, progress: &Progress, now: Timestamp) -> Timestamp {
    let looks = match progress.ours {
        Some(_) => 0,
        None => known.looks,
    };
    let soon = SOON.saturating_mul(1 << looks.min(10)).min(SELDOM);
    match standing {
        There::Waits(Some(next)) if next > now => next.clamp(now.plus(SOON), now.plus(LONGEST)),
        _ => now.plus(soon),
    }
}

/// What was exchanged, with what followed each.
fn rows(progress: Progress, standing: There, due_at: Timestamp) -> Vec<FollowedAttempt> {
    let Progress {
        provider, theirs, ..
    } = progress;
    let ours = progress.ours.map(|attempt| FollowedAttempt {
        id_there: None,
        trigger: attempt.trigger,
        next: retry(
            &attempt,
            due_at,
            format!("{provider} has it: its attempts are followed"),
        ),
        attempt,
    });
    let after: Vec<Option<Timestamp>> = theirs
        .iter()
        .skip(1)
        .map(|later| Some(later.attempt.started_at))
        .chain([None])
        .collect();
    let theirs = theirs.into_iter().zip(after).map(|(theirs, later)| {
        let next = match (later, standing) {
            _ if theirs.delivered => NextStep::Delivered,
            (Some(later), _) => retry(&theirs.attempt, later, format!("{provider} tried again")),
            (None, There::Waits(next)) => {
                let at = next.unwrap_or(due_at);
                retry(&theirs.attempt, at, format!("{provider} tries again"))
            }
            (None, There::GaveUp) => NextStep::GiveUp {
                because: format!("{provider} does not try again."),
            },
            // A success before it stands.
            (None, There::Delivered) => NextStep::Nothing,
        };
        FollowedAttempt {
            id_there: Some(theirs.id),
            trigger: theirs.attempt.trigger,
            attempt: theirs.attempt,
            next,
        }
    });
    ours.into_iter().chain(theirs).collect()
}

fn retry(attempt: &NewAttempt, due_at: Timestamp, because: String) -> NextStep {
    let wait = due_at.micros_since(attempt.started_at).max(0);
    NextStep::Retry {
        due_at,
        wait_micros: wait.unsigned_abs(),
        speed: 1,
        because: Some(because),
    }
}

#[cfg(test)]
mod tests;
