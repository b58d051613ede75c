//! What is under way towards one endpoint, and what waits here for its turn.
//!
//! Pure: the caller brings the time. Only so much is taken from the store as will be sent at once,
//! and as much more as goes out while the store is asked again: what waits here can neither be
//! cancelled nor paused, and takes up memory.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex};

use model::{DeliveryId, Timestamp, Trigger};
use store::DueDelivery;

use super::errand::{Errand, lock};
use super::failing::Failing;
use super::health::Health;
use super::pace::Pace;
use super::recipient::Recipient;
use super::relay::Relay;
use super::word::Lesson;
use crate::faults::is_held_back;

/// Deliveries are taken so much before they are due, so that they are here when they are.
pub(super) const EARLY: i64 = 20_000;
/// What waits here for longer is given back.
const PATIENCE: i64 = 2_000_000;
/// What is held back to go out after its successor goes alone when none comes.
const HELD_AT_MOST: i64 = 1_000_000;
/// So many times what is under way at once is handed on to errands: what goes out while the worker
/// waits for a processor.
const HANDED_ON: u32 = 4;
/// No more is taken ahead of need.
const MOST_AHEAD: i64 = 1_024;

/// One endpoint's part of the work.
#[derive(Debug)]
pub(super) struct Lane {
    pub(super) recipient: Arc<Recipient>,
    pub(super) health: Arc<Mutex<Health>>,
    /// What errands may go on with.
    relay: Arc<Relay>,
    /// How many were handed on and neither heard to have begun nor taken back.
    handed_on: u32,
    /// Exchanges under way.
    pub(super) running: u32,
    /// Exchanges that ended and are not stored.
    unstored: u32,
    /// Whether it may be sent to at all.
    is_open: bool,
    /// Retries, and what was asked for by hand.
    urgent: VecDeque<DueDelivery>,
    /// First attempts.
    ready: VecDeque<DueDelivery>,
    /// What is not due yet.
    soon: BTreeMap<(Timestamp, DeliveryId), DueDelivery>,
    held: Option<Held>,
    /// What the store has for it.
    next: Next,
    pace: Pace,
    /// Since when nothing was sent though something waits here.
    idle_since: Option<Timestamp>,
}

/// A delivery that goes out after its successor.
#[derive(Debug)]
struct Held {
    errand: Errand,
    /// It waits no longer.
    until: Timestamp,
    successor: Successor,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Successor {
    Awaited,
    UnderWay,
    Gone,
}

/// When the store has something due for an endpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    /// It was not asked since something changed.
    Unknown,
    /// It has nothing planned.
    Nothing,
    /// At this time, or since.
    At(Timestamp),
}

impl Lane {
    pub(super) fn new(recipient: Arc<Recipient>) -> Self {
        let endpoint = recipient.endpoint();
        Self {
            health: Arc::new(Mutex::new(Health::new(&endpoint.manner))),
            relay: Arc::default(),
            handed_on: 0,
            running: 0,
            unstored: 0,
            is_open: endpoint.enabled,
            urgent: VecDeque::new(),
            ready: VecDeque::new(),
            soon: BTreeMap::new(),
            held: None,
            next: Next::Unknown,
            pace: Pace::default(),
            idle_since: None,
            recipient,
        }
    }

    /// Takes other settings. One that is enabled again begins anew.
    pub(super) fn follow(&mut self, recipient: Arc<Recipient>) {
        let (manner, enabled) = (&recipient.endpoint().manner, recipient.endpoint().enabled);
        match enabled && !self.is_open {
            true => *lock(&self.health) = Health::new(manner),
            false => lock(&self.health).follow(manner),
        }
        self.is_open = enabled;
        self.next = Next::Unknown;
        self.recipient = recipient;
        // Errands go on with the settings that they began with.
        self.take_back();
        self.relay = Arc::default();
    }

    /// Something about deliveries has changed.
    pub(super) fn forget_next(&mut self) {
        self.next = Next::Unknown;
    }

    /// How many to ask the store for; 0 when it need not be asked.
    pub(super) fn wants(&self, now: Timestamp) -> u32 {
        let soon = now.plus_micros(EARLY);
        if !self.is_open || !self.has_due(soon) {
            return 0;
        }
        let health = lock(&self.health);
        let room = health.room(soon, self.running).min(self.unsettled_room());
        let ahead = match health.is_unhindered(soon) {
            true => self.ahead(now),
            false => 0,
        };
        let here = u32::try_from(self.waiting()).unwrap_or(u32::MAX);
        // While half of it is still here the store is left alone: each question is a transaction.
        match here >= room && here > ahead / 2 {
            true => 0,
            false => room.saturating_add(ahead).saturating_sub(here),
        }
    }

    /// How many more may begin until some are stored.
    fn unsettled_room(&self) -> u32 {
        let begun = self.running.saturating_add(self.unstored);
        let unsettled = begun.saturating_add(self.handed_on);
        self.recipient.most_unsettled().saturating_sub(unsettled)
    }

    fn has_due(&self, at: Timestamp) -> bool {
        match self.next {
            Next::Unknown => true,
            Next::Nothing => false,
            Next::At(next) => next <= at,
        }
    }

    /// How many will go out while the store answers.
    fn ahead(&self, now: Timestamp) -> u32 {
        let ahead = self.pace.in_a_window(now).min(MOST_AHEAD);
        u32::try_from(ahead).unwrap_or(0)
    }

    /// The store is being asked.
    pub(super) fn asked(&mut self) {
        // Whatever changes from now on makes it unknown again.
        self.next = Next::Nothing;
    }

    /// The store has its next one due then; a change in the meantime counts more.
    pub(super) fn due_next(&mut self, at: Timestamp) {
        if self.next == Next::Nothing {
            self.next = Next::At(at);
        }
    }

    /// Takes in a delivery.
    pub(super) fn take(&mut self, due: DueDelivery, now: Timestamp) {
        lock(&self.health).recall(Failing {
            since: due.failing_since,
            in_a_row: due.failures_in_a_row,
        });
        self.idle_since.get_or_insert(now);
        if due.due_at > now {
            self.soon.insert((due.due_at, due.delivery), due);
        } else if due.trigger == Trigger::Scheduled {
            self.ready.push_back(due);
        } else {
            self.urgent.push_back(due);
        }
    }

    /// The next errand that may begin at `now`, if any may.
    pub(super) fn begin(&mut self, now: Timestamp) -> Option<Errand> {
        self.bring_due(now);
        let room = lock(&self.health).room(now, self.running);
        if !self.is_open || room == 0 {
            return None;
        }
        let errand = self.released(now).or_else(|| self.errand(now))?;
        self.running += 1;
        self.idle_since = (self.waiting() > 0).then_some(now);
        lock(&self.health).begin(now);
        Some(errand)
    }

    /// Hands on to errands what goes out next while nothing but what is under way limits what
    /// begins; else takes it back.
    pub(super) fn hand_on(&mut self, now: Timestamp) {
        if !self.may_hand_on(now) {
            return self.take_back();
        }
        if !self.urgent.is_empty() {
            // What goes first is not left to wait behind what was handed on before it came due.
            self.take_back();
        }
        let at_once = self.recipient.endpoint().manner.concurrency;
        let most = at_once.saturating_mul(HANDED_ON);
        let room = most.saturating_sub(self.handed_on);
        for _ in 0..room.min(self.unsettled_room()) {
            let next = self.urgent.pop_front().or_else(|| self.ready.pop_front());
            let Some(next) = next else { break };
            self.relay.hand_on(next);
            self.handed_on += 1;
        }
    }

    fn may_hand_on(&self, now: Timestamp) -> bool {
        let health = lock(&self.health);
        // None of those under way would be one too many.
        let others = self.running.saturating_sub(1);
        self.is_open
            && self.recipient.hands_on()
            && health.is_unhindered(now)
            && health.room(now, others) > 0
    }

    /// Takes back what was handed on and not taken, each before what goes out after it.
    pub(super) fn take_back(&mut self) {
        let back = self.relay.take_back();
        let count = u32::try_from(back.len()).unwrap_or(u32::MAX);
        self.handed_on = self.handed_on.saturating_sub(count);
        for due in back.into_iter().rev() {
            match due.trigger {
                Trigger::Scheduled => self.ready.push_front(due),
                _ => self.urgent.push_front(due),
            }
        }
    }

    /// What came due while it waited here goes before first attempts, as retries do.
    fn bring_due(&mut self, now: Timestamp) {
        while let Some(first) = self.soon.first_entry() {
            if first.key().0 > now {
                break;
            }
            self.urgent.push_back(first.remove());
        }
    }

    /// What was held back, once its successor has gone or none came.
    fn released(&mut self, now: Timestamp) -> Option<Errand> {
        let may_go = |held: &mut Held| held.successor == Successor::Gone || held.until <= now;
        self.held.take_if(may_go).map(|held| held.errand)
    }

    /// The next one in line; one that is to go after its successor steps aside.
    fn errand(&mut self, now: Timestamp) -> Option<Errand> {
        let errand = self.in_line()?;
        let Some(held) = &mut self.held else {
            if !is_held_back(&errand.faults) {
                return Some(errand);
            }
            self.held = Some(Held {
                errand,
                until: now.plus_micros(HELD_AT_MOST),
                successor: Successor::Awaited,
            });
            return self.errand(now);
        };
        held.successor = Successor::UnderWay;
        Some(errand)
    }

    fn in_line(&mut self) -> Option<Errand> {
        let due = self.next_due()?;
        Some(Errand {
            faults: self.recipient.faults(&due),
            to: Arc::clone(&self.recipient),
            health: Arc::clone(&self.health),
            relay: Arc::clone(&self.relay),
            due,
        })
    }

    /// What was handed on counts as begun already: where there is no room for more, it alone may go.
    fn next_due(&mut self) -> Option<DueDelivery> {
        let has_room = self.unsettled_room() > 0;
        if has_room && let Some(urgent) = self.urgent.pop_front() {
            return Some(urgent);
        }
        if let Some(handed_on) = self.relay.take() {
            self.handed_on = self.handed_on.saturating_sub(1);
            return Some(handed_on);
        }
        has_room.then(|| self.ready.pop_front())?
    }

    /// An exchange is over, and its errand goes on with another or not.
    pub(super) fn ended(&mut self, lesson: Lesson, goes_on: bool, now: Timestamp) {
        match goes_on {
            true => {
                self.handed_on = self.handed_on.saturating_sub(1);
                self.idle_since = (self.waiting() > 0).then_some(now);
            }
            false => self.running = self.running.saturating_sub(1),
        }
        self.unstored = self.unstored.saturating_add(1);
        self.pace.ended(now);
        self.is_open &= lesson != Lesson::Stop;
        let successor = self.held.as_mut().map(|held| &mut held.successor);
        if let Some(successor) = successor.filter(|one| **one == Successor::UnderWay) {
            *successor = Successor::Gone;
        }
    }

    /// An attempt is stored.
    pub(super) fn stored(&mut self) {
        self.unstored = self.unstored.saturating_sub(1);
    }

    /// An exchange came to nothing.
    pub(super) fn lost(&mut self, now: Timestamp) {
        self.running = self.running.saturating_sub(1);
        lock(&self.health).told_nothing(now);
    }

    /// Deliveries that wait here.
    pub(super) fn waiting(&self) -> usize {
        self.relay.len() + self.urgent.len() + self.ready.len() + self.soon.len()
    }

    /// Whether what waits here is to be given back: it may not be sent, or not for long.
    pub(super) fn is_stuck(&self, now: Timestamp) -> bool {
        if self.waiting() == 0 && self.held.is_none() {
            return false;
        }
        let paused = lock(&self.health).paused_until(now.plus_micros(EARLY));
        let waits_long = self.gives_up_at().is_some_and(|at| at <= now);
        !self.is_open || paused.is_some() || waits_long
    }

    /// When what waits here has waited too long.
    fn gives_up_at(&self) -> Option<Timestamp> {
        self.idle_since.map(|since| since.plus_micros(PATIENCE))
    }

    /// Hands out what waits here, to be given back.
    pub(super) fn empty(&mut self) -> Vec<DeliveryId> {
        self.take_back();
        self.idle_since = None;
        let soon = std::mem::take(&mut self.soon).into_values();
        let waiting = self
            .urgent
            .drain(..)
            .chain(self.ready.drain(..))
            .chain(soon);
        let held = self.held.take().map(|held| held.errand.due);
        waiting.chain(held).map(|due| due.delivery).collect()
    }

    /// When something can be done here without anything else happening; `None` when nothing can.
    pub(super) fn wakes(&self, now: Timestamp) -> Option<Timestamp> {
        let held = self.held.as_ref().map(|held| held.until);
        let due = self.soon.first_key_value().map(|((at, _), _)| *at);
        let next = match self.next {
            Next::At(at) if self.is_open => Some(at.plus_micros(-EARLY)),
            Next::At(_) | Next::Nothing | Next::Unknown => None,
        };
        let [early, room] = self.room_again(now);
        let times = [held, due, next, early, room, self.gives_up_at()];
        times.into_iter().flatten().filter(|at| *at > now).min()
    }

    /// When the store is to be asked since there will be room, and when there is.
    fn room_again(&self, now: Timestamp) -> [Option<Timestamp>; 2] {
        let soon = now.plus_micros(EARLY);
        if !self.is_open || (self.waiting() == 0 && !self.has_due(soon)) {
            return [None, None];
        }
        let health = lock(&self.health);
        let early = health.next_room(soon).map(|at| at.plus_micros(-EARLY));
        [early, health.next_room(now)]
    }
}

#[cfg(test)]
mod tests;
