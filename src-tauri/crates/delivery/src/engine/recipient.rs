//! An endpoint as the engine needs it: its schedule read, its signer ready, its dice thrown.
//!
//! Made once for each version of its settings. What is wrong with them is kept as words: they
//! become the failure of each attempt.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

use model::{Endpoint, Fault};
use store::{DueDelivery, EndpointSet, LiveEndpoint};

use crate::faults::FaultDice;
use crate::schedule::{Schedule, published};
use crate::signer::ReadySigner;
use crate::{PrepareError, Signer};

/// With more exchanges at once than this, a disk that is slow to commit would hold them up.
const MANY: u32 = 32;
/// With fewer exchanges at once than this it would too.
const FEW: u32 = 8;
/// With many, so many times what is under way at once may be begun and not stored: about ten
/// milliseconds of sending as fast as one can.
const SENT_PER_STORED: u32 = 16;

/// An endpoint, ready to be delivered to.
#[derive(Debug)]
pub(super) struct Recipient {
    pub(super) live: Arc<LiveEndpoint>,
    /// Where to, for all requests to share.
    pub(super) url: Arc<str>,
    pub(super) schedule: Cow<'static, Schedule>,
    /// Who signs, with keys read once; `None` where nobody does.
    pub(super) signer: Result<Option<ReadySigner>, PrepareError>,
    dice: Option<FaultDice>,
}

impl Recipient {
    /// Whether these settings are the ones it was made of.
    pub(super) fn is_of(&self, live: &LiveEndpoint) -> bool {
        let own = &self.live;
        own.endpoint == live.endpoint
            && own.signing == live.signing
            && own.custom_scheme == live.custom_scheme
    }

    pub(super) fn new(endpoints: &EndpointSet, live: &Arc<LiveEndpoint>) -> Self {
        let manner = &live.endpoint.manner;
        // It was read before it was stored; one from elsewhere that cannot be is no reason to stop.
        let schedule = Schedule::find(&manner.schedule);
        let signer = Signer::of_endpoint(endpoints, live);
        Self {
            live: Arc::clone(live),
            url: live.endpoint.url.as_str().into(),
            schedule: schedule.unwrap_or(Cow::Borrowed(&published()[0])),
            signer: signer.map(|signer| signer.map(ReadySigner::from)),
            // Faults are of our own sending.
            dice: match live.endpoint.handed_to {
                None => manner.faults.as_ref().map(FaultDice::new),
                Some(_) => None,
            },
        }
    }

    pub(super) fn endpoint(&self) -> &Endpoint {
        &self.live.endpoint
    }

    /// Whether so many exchanges are under way at once that commits decide how many go out.
    pub(super) fn sends_many(&self) -> bool {
        self.endpoint().manner.concurrency > MANY
    }

    /// Whether errands may go on with the next delivery by themselves: nothing has to be decided
    /// before each.
    pub(super) fn hands_on(&self) -> bool {
        let endpoint = self.endpoint();
        endpoint.manner.rate.is_none() && endpoint.handed_to.is_none() && self.dice.is_none()
    }

    /// How many attempts may be begun and not stored. After a kill those may come a second time,
    /// so they are no more than are under way at once, unless that would leave it to the disk how
    /// fast one can send.
    pub(super) fn most_unsettled(&self) -> u32 {
        let at_once = self.endpoint().manner.concurrency;
        match self.sends_many() {
            true => at_once.saturating_mul(SENT_PER_STORED),
            false => at_once.max(FEW),
        }
    }

    /// How long an attempt may take.
    pub(super) fn timeout(&self) -> Duration {
        let own = self.endpoint().manner.timeout_ms;
        own.map_or(self.schedule.timeout, Duration::from_millis)
    }

    /// What befalls an attempt on purpose: the same whenever it is made, by whichever process.
    pub(super) fn faults(&self, due: &DueDelivery) -> Vec<Fault> {
        let index = due.delivery.0.unsigned_abs() << 12 | u64::from(due.number & 0xfff);
        let dice = self.dice.as_ref();
        dice.map_or_else(Vec::new, |dice| dice.fall(index))
    }

    /// How late a delayed attempt is, and how long a slow body takes.
    pub(super) fn fault_delay(&self) -> Duration {
        let faults = self.endpoint().manner.faults.as_ref();
        faults.map_or(Duration::ZERO, |mix| Duration::from_millis(mix.delay_ms))
    }
}
