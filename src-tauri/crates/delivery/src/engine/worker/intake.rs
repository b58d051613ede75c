//! What the worker takes from the store, and what it gives back.

use std::time::Duration;

use model::{DeliveryId, EndpointId, Timestamp};
use store::{Claimed, Claiming, Error};

use super::{MOST_UNSTORED, Worker};
use crate::engine::lane::{EARLY, Lane};
use crate::engine::options::Intake;
use crate::engine::word::Word;

/// How much longer than an attempt may take its lease says, for those who read it.
const LEASE_SLACK: Duration = Duration::from_secs(60);

/// Every commit may bring work, ours as well: so much time is between two questions.
const APART: i64 = 2_000;

impl Worker {
    /// Asks the store for what there is room for, once at a time; when it was asked too lately,
    /// gives when to ask.
    pub(super) fn ask(&mut self, now: Timestamp) -> Option<Timestamp> {
        if self.is_asking || !self.takes_work(now) {
            return None;
        }
        let wanting = self.lanes.iter().map(|(id, lane)| (*id, lane.wants(now)));
        let rooms: Vec<(EndpointId, u32)> = wanting.filter(|(_, room)| *room > 0).collect();
        if rooms.is_empty() {
            return None;
        }
        let next = self.asked_at.map(|at| at.plus_micros(APART));
        if let Some(next) = next.filter(|next| *next > now) {
            return Some(next);
        }
        let asked: Vec<EndpointId> = rooms.iter().map(|(id, _)| *id).collect();
        let claiming = Claiming {
            owner: self.means.owner,
            now: now.plus_micros(EARLY),
            lease_until: now.plus(self.longest_attempt(&asked).saturating_add(LEASE_SLACK)),
            rooms,
        };
        for id in &asked {
            self.lanes.get_mut(id).into_iter().for_each(Lane::asked);
        }
        (self.is_asking, self.asked_at) = (true, Some(now));
        let means = self.means.clone();
        tokio::spawn(async move {
            let claimed = means.store.deliveries().claim(claiming).await;
            means.words.send(Word::Claimed(asked, claimed)).ok();
        });
        None
    }

    fn takes_work(&self, now: Timestamp) -> bool {
        let is_open = *self.intake.borrow() == Intake::Open;
        is_open && !self.is_closing && self.unstored < MOST_UNSTORED && !self.trouble.lasts(now)
    }

    fn longest_attempt(&self, of: &[EndpointId]) -> Duration {
        let timeouts = of
            .iter()
            .filter_map(|id| Some(self.lanes.get(id)?.recipient.timeout()));
        timeouts.max().unwrap_or_default()
    }

    pub(super) fn claimed(
        &mut self,
        asked: &[EndpointId],
        claimed: Result<Claimed, Error>,
    ) -> Result<(), Error> {
        self.is_asking = false;
        let claimed = match claimed {
            Ok(claimed) => claimed,
            Err(error) => {
                for id in asked {
                    self.lanes
                        .get_mut(id)
                        .into_iter()
                        .for_each(Lane::forget_next);
                }
                return self.fail(error);
            }
        };
        self.trouble.ends();
        let now = self.means.clock.now();
        for due in claimed.taken {
            match self.lanes.get_mut(&due.endpoint) {
                Some(lane) if !self.is_closing => lane.take(due, now),
                Some(_) | None => self.returned.push(due.delivery),
            }
        }
        for (id, at) in claimed.next {
            self.lanes
                .get_mut(&id)
                .into_iter()
                .for_each(|lane| lane.due_next(at));
        }
        Ok(())
    }

    /// Gives back what cannot go out soon, so that it can be cancelled, paused and seen to wait.
    pub(super) fn give_back(&mut self, now: Timestamp) {
        let is_drained = *self.intake.borrow() == Intake::Drained;
        for lane in self.lanes.values_mut() {
            if is_drained || lane.is_stuck(now) {
                self.returned.extend(lane.empty());
            }
        }
        if self.returned.is_empty() || self.trouble.lasts(now) {
            return;
        }
        let deliveries = std::mem::take(&mut self.returned);
        self.returning += 1;
        let means = self.means.clone();
        tokio::spawn(async move {
            let given = means
                .store
                .deliveries()
                .give_back(means.owner, deliveries.clone())
                .await;
            means.words.send(Word::GivenBack(deliveries, given)).ok();
        });
    }

    pub(super) fn given_back(
        &mut self,
        deliveries: Vec<DeliveryId>,
        given: Result<u64, Error>,
    ) -> Result<(), Error> {
        self.returning -= 1;
        let Err(error) = given else {
            self.trouble.ends();
            return Ok(());
        };
        self.returned.extend(deliveries);
        self.fail(error)
    }
}
