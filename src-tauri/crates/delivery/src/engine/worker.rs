//! The loop: hears what ended, what changed and what came due, and begins what may begin.
//!
//! It never waits for anything but the next thing to happen, and never asks the store whether
//! something happened. Exchanges and transactions are tasks that report back.

use std::collections::{BTreeMap, HashMap};
use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use model::{DeliveryId, EndpointId, EngineStatus, Timestamp, Topic};
use store::{EndpointSet, Error};
use tokio::sync::broadcast::Receiver as Notices;
use tokio::sync::broadcast::error::{RecvError, TryRecvError};
use tokio::sync::{mpsc, watch};
use tokio::task::yield_now;
use tokio::time::{Instant, sleep, sleep_until};

use super::errand::{Means, lock};
use super::hands::{Begun, Hands};
use super::keeping::Keeping;
use super::lane::Lane;
use super::options::{EngineOptions, Intake};
use super::recipient::Recipient;
use super::trouble::{self, Trouble};
use super::word::{ErrandId, Lesson, Over, Word};

mod intake;
mod shown;
mod storing;

/// Words that are heard before the lanes are looked at again.
const HEARD_AT_ONCE: usize = 256;
/// Attempts that wait for a commit: no more begin while there are so many.
const MOST_UNSTORED: usize = 1_024;
/// What may have changed when some changes were missed.
const ANYTHING: [Topic; 2] = [Topic::Endpoints, Topic::Deliveries];
/// A machine that slept, or whose clock was set, is noticed after this.
const LONGEST_SLEEP: Duration = Duration::from_secs(20);

/// The engine while it holds the folder.
pub(super) struct Worker {
    means: Arc<Means>,
    heard: mpsc::UnboundedReceiver<Word>,
    intake: watch::Receiver<Intake>,
    status: watch::Sender<EngineStatus>,
    shown_at: Option<Timestamp>,
    /// Whether anything was heard that may not be shown yet.
    heard_since_shown: bool,
    endpoints: Arc<EndpointSet>,
    lanes: BTreeMap<EndpointId, Lane>,
    /// Whether the store is being asked for work, and when it was last.
    is_asking: bool,
    asked_at: Option<Timestamp>,
    /// What is to be given back, and how many times that is under way.
    returned: Vec<DeliveryId>,
    returning: usize,
    hands: Hands,
    /// Errands under way, each with one exchange.
    running: HashMap<ErrandId, Begun>,
    /// Exchanges that ended and are not stored.
    unstored: usize,
    keeping: Keeping,
    trouble: Trouble,
    /// Whether nothing more is begun.
    is_closing: bool,
    /// Whether what was still under way at the end was cut off.
    is_cut: bool,
}

impl Worker {
    pub(super) fn new(
        options: &EngineOptions,
        hands: Hands,
        (intake, status): (watch::Receiver<Intake>, watch::Sender<EngineStatus>),
    ) -> Self {
        let (words, heard) = mpsc::unbounded_channel();
        let means = Arc::new(Means {
            store: options.store.clone(),
            clock: options.clock.clone(),
            owner: rand::random::<i64>(),
            words,
            carrier: options.carrier.clone(),
        });
        Self {
            means,
            heard,
            intake,
            status,
            shown_at: None,
            heard_since_shown: false,
            endpoints: Arc::default(),
            lanes: BTreeMap::new(),
            is_asking: false,
            asked_at: None,
            returned: Vec::new(),
            returning: 0,
            hands,
            running: HashMap::new(),
            unstored: 0,
            keeping: Keeping::default(),
            trouble: Trouble::default(),
            is_closing: false,
            is_cut: false,
        }
    }

    /// Frees what dead processes had under way, then delivers until `shutdown`.
    pub(super) async fn run(
        mut self,
        shutdown: impl Future<Output = ()>,
        grace: Duration,
    ) -> Result<(), Error> {
        let mut shutdown = pin!(shutdown);
        tokio::select! {
            biased;
            () = &mut shutdown => return Ok(()),
            freed = self.take_over() => freed?,
        }
        let mut notices = self.means.store.changes();
        self.read_endpoints();
        let delivered = self.deliver(&mut notices, shutdown).await;
        let ended = self.wind_down(grace).await;
        delivered.and(ended)
    }

    /// Tries until the store takes it: on a full disk too this is the process that will deliver.
    async fn take_over(&mut self) -> Result<(), Error> {
        let means = Arc::clone(&self.means);
        loop {
            let now = means.clock.now();
            match means.store.deliveries().take_over(means.owner, now).await {
                Ok(_) => return Ok(()),
                Err(error) => self.fail(error)?,
            }
            self.show(now);
            sleep(trouble::PAUSE).await;
        }
    }

    async fn deliver(
        &mut self,
        notices: &mut Notices<Vec<Topic>>,
        mut shutdown: impl Future<Output = ()> + Unpin,
    ) -> Result<(), Error> {
        let mut words = Vec::with_capacity(HEARD_AT_ONCE);
        loop {
            // What else is ready goes first: then many words are heard at once.
            yield_now().await;
            let wakes = self.work();
            tokio::select! {
                () = &mut shutdown => return Ok(()),
                _ = self.heard.recv_many(&mut words, HEARD_AT_ONCE) => {
                    words.drain(..).try_for_each(|word| self.hear(word))?;
                }
                notice = notices.recv() => self.notice(notice, notices)?,
                // Without its sender the engine itself is gone, and nobody asks it to drain.
                Ok(()) = self.intake.changed() => {}
                () = sleep_until(wakes) => {}
            }
        }
    }

    /// Begins all that may begin now; gives when to look again at the latest.
    fn work(&mut self) -> Instant {
        let now = self.means.clock.now();
        self.begin(now);
        self.give_back(now);
        let keeps = self.keep(now);
        let asks = self.ask(now);
        let shown = self.show(now);
        let wakes = self.lanes.values().filter_map(|lane| lane.wakes(now));
        let again = self.trouble.until().filter(|until| *until > now);
        let next = wakes
            .chain(asks)
            .chain(keeps)
            .chain(shown)
            .chain(again)
            .min();
        let micros = next.map_or(i64::MAX, |at| at.micros_since(now).max(0));
        let pause = Duration::from_micros(micros.unsigned_abs());
        Instant::now() + pause.min(LONGEST_SLEEP)
    }

    fn begin(&mut self, now: Timestamp) {
        if self.is_closing {
            return;
        }
        for lane in self.lanes.values_mut() {
            while self.unstored < MOST_UNSTORED {
                let Some(errand) = lane.begin(now) else {
                    break;
                };
                let begun = self.hands.begin(errand, &self.means);
                self.running.insert(begun.id, begun);
            }
            match self.unstored < MOST_UNSTORED {
                true => lane.hand_on(now),
                false => lane.take_back(),
            }
        }
    }

    fn hear(&mut self, word: Word) -> Result<(), Error> {
        self.heard_since_shown = true;
        match word {
            Word::Ended(over) => self.ended(over),
            Word::Stored(batch, stored) => return self.kept(batch, stored),
            Word::Lost(errand, delivery, endpoint) => self.lost(errand, delivery, endpoint),
            Word::Carried(errand, endpoint) => self.freed(errand, endpoint),
            Word::Claimed(asked, claimed) => return self.claimed(&asked, claimed),
            Word::GivenBack(deliveries, given) => return self.given_back(deliveries, given),
        }
        Ok(())
    }

    fn ended(&mut self, over: Over) {
        if !over.goes_on {
            self.over(over.errand);
        }
        self.unstored += 1;
        let (endpoint, now) = (over.finished.to, self.means.clock.now());
        self.keeping.add(over.finished, now);
        let Some(lane) = self.lanes.get_mut(&endpoint) else {
            return;
        };
        lane.ended(over.lesson, over.goes_on, now);
        if over.lesson != Lesson::GoOn {
            self.returned.extend(lane.empty());
        }
    }

    fn lost(&mut self, errand: ErrandId, delivery: DeliveryId, endpoint: EndpointId) {
        self.returned.push(delivery);
        self.freed(errand, endpoint);
    }

    fn over(&mut self, errand: ErrandId) {
        let begun = self.running.remove(&errand);
        begun.iter().for_each(|begun| self.hands.ended(begun));
    }

    /// An exchange is over of which nothing is left to store.
    fn freed(&mut self, errand: ErrandId, endpoint: EndpointId) {
        self.over(errand);
        let now = self.means.clock.now();
        if let Some(lane) = self.lanes.get_mut(&endpoint) {
            lane.lost(now);
        }
    }

    /// The store takes no more for now; one that is closed never will.
    fn fail(&mut self, error: Error) -> Result<(), Error> {
        if error == Error::Closed {
            return Err(error);
        }
        self.trouble.begins(&error, self.means.clock.now());
        Ok(())
    }

    /// Heeds a change, and at once those that were told meanwhile: each commit tells of itself.
    fn notice(
        &mut self,
        first: Result<Vec<Topic>, RecvError>,
        notices: &mut Notices<Vec<Topic>>,
    ) -> Result<(), Error> {
        let mut told = match first {
            Ok(topics) => topics,
            Err(RecvError::Lagged(_)) => ANYTHING.to_vec(),
            Err(RecvError::Closed) => return Err(Error::Closed),
        };
        loop {
            match notices.try_recv() {
                Ok(topics) => told.extend(topics),
                Err(TryRecvError::Lagged(_)) => told.extend(ANYTHING),
                Err(TryRecvError::Empty | TryRecvError::Closed) => break,
            }
        }
        self.heed(&told);
        Ok(())
    }

    fn heed(&mut self, told: &[Topic]) {
        if told.contains(&Topic::Endpoints) || told.contains(&Topic::Sources) {
            self.read_endpoints();
        }
        if told.contains(&Topic::Deliveries) {
            self.lanes.values_mut().for_each(Lane::forget_next);
        }
    }

    /// Takes over the endpoints as they stand.
    fn read_endpoints(&mut self) {
        let set = self.means.store.endpoints().snapshot();
        if Arc::ptr_eq(&set, &self.endpoints) {
            return;
        }
        self.endpoints = set;
        self.lanes.retain(|id, lane| {
            let stays = self.endpoints.by_id(*id).is_some();
            if !stays {
                self.returned.extend(lane.empty());
            }
            stays
        });
        for live in self.endpoints.iter() {
            let recipient = || Arc::new(Recipient::new(&self.endpoints, live));
            match self.lanes.get_mut(&live.endpoint.id) {
                Some(lane) if lane.recipient.is_of(live) => {}
                Some(lane) => lane.follow(recipient()),
                None => drop(self.lanes.insert(live.endpoint.id, Lane::new(recipient()))),
            }
        }
    }

    /// Ends what is under way: each errand tells that it was lost.
    fn cut_off(&mut self) {
        self.is_cut = true;
        self.running.values().for_each(Begun::abort);
    }

    fn is_busy(&self) -> bool {
        !self.running.is_empty() || self.unstored > 0 || self.is_asking || self.returning > 0
    }

    /// Lets what is under way end, and gives back the rest.
    async fn wind_down(mut self, grace: Duration) -> Result<(), Error> {
        self.is_closing = true;
        for lane in self.lanes.values_mut() {
            self.returned.extend(lane.empty());
        }
        let mut grace = pin!(sleep(grace));
        while self.is_busy() {
            let again = self.keep_all(self.means.clock.now());
            if !self.is_busy() {
                break;
            }
            tokio::select! {
                Some(word) = self.heard.recv() => self.hear(word)?,
                () = &mut grace, if !self.is_cut => self.cut_off(),
                () = sleep(again) => {}
            }
        }
        for lane in self.lanes.values_mut() {
            self.returned.extend(lane.empty());
        }
        let (owner, returned) = (self.means.owner, std::mem::take(&mut self.returned));
        let deliveries = self.means.store.deliveries();
        deliveries.give_back(owner, returned).await.map(drop)
    }
}

/// Whether a lane is slowed down, for who shows it.
fn status_of(id: EndpointId, lane: &Lane, now: Timestamp) -> model::EndpointStatus {
    lock(&lane.health).status(id, lane.running, now)
}
