//! What every request needs at hand, shared by all of them.

use std::sync::Mutex;
use std::time::Duration;

use delivery::Target;
use model::{Clock, Origin};
use store::{LiveSource, Store};
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::budget::Budget;
use crate::checker::Checkers;
use crate::gate::Gate;
use crate::inbound::{Answered, Inbound};
use crate::keys::Keys;
use crate::refusal::Allowance;
use crate::sequence::Sequences;
use crate::{Pause, Reply};

/// Bytes of bodies that may be between socket and disk at once, unless told otherwise.
const BODY_BUDGET: u64 = 128 * 1024 * 1024;

/// How long a sender waits for a target's answer: providers give up no later.
const ANSWER_WITHIN: Duration = Duration::from_secs(30);

/// How long forwards may go on after the call for shutdown.
const LAST_TASKS: Duration = Duration::from_secs(5);
/// How long forwards that were cut off may take to store that.
const LAST_WORDS: Duration = Duration::from_secs(1);

/// What a receiver is made of.
#[derive(Clone)]
pub struct ReceiverOptions {
    /// Where captures, sources and attempts are.
    pub store: Store,
    /// What forwards go out with.
    pub sender: delivery::Sender,
    /// Where the time comes from.
    pub clock: Clock,
    /// What one sender may cost.
    pub limits: wire::Limits,
    /// Bytes of bodies that all senders together may have in memory.
    pub body_budget: u64,
    /// The switch that pauses it.
    pub pause: Pause,
    /// How long a target may take whose answer goes back to the sender.
    pub answer_within: Duration,
    /// Where captures are forwarded to whose path belongs to no source; their path is kept whole.
    pub unsorted_forward_to: Vec<Target>,
}

impl ReceiverOptions {
    /// The defaults, with the machine's clock.
    #[must_use]
    pub fn new(store: Store, sender: delivery::Sender) -> Self {
        Self {
            store,
            sender,
            clock: Clock::system(),
            limits: wire::Limits::default(),
            body_budget: BODY_BUDGET,
            pause: Pause::default(),
            answer_within: ANSWER_WITHIN,
            unsorted_forward_to: Vec::new(),
        }
    }
}

/// What [`crate::admit`] works with.
pub struct Context {
    pub(crate) options: ReceiverOptions,
    pub(crate) budget: Budget,
    pub(crate) checkers: Checkers,
    pub(crate) refusals: Mutex<Allowance>,
    pub(crate) gate: Gate,
    pub(crate) keys: Keys,
    /// What runs on without a connection: forwards, and captures whose sender has gone.
    pub(crate) tasks: TaskTracker,
    /// Cancelled when the receiver shuts down: nobody is kept waiting from then on.
    pub(crate) stop: CancellationToken,
    /// Cancelled when what runs on must end.
    pub(crate) cut: CancellationToken,
    sequences: Sequences,
}

impl Context {
    /// Makes what a receiver's requests, and imports beside them, share.
    #[must_use]
    pub fn new(options: ReceiverOptions) -> Self {
        let tasks = TaskTracker::new();
        let (store, sender) = (options.store.clone(), options.sender.clone());
        Self {
            keys: Keys::new(store, sender, tasks.clone()),
            budget: Budget::new(options.body_budget),
            checkers: Checkers::default(),
            refusals: Mutex::default(),
            gate: Gate::default(),
            tasks,
            stop: CancellationToken::new(),
            cut: CancellationToken::new(),
            sequences: Sequences::default(),
            options,
        }
    }

    /// Whether what a source's provider asks is answered at all just now.
    pub(crate) fn shakes(&self, live: &LiveSource, exchange: &Inbound) -> bool {
        let is_paused = self.options.pause.is_set() || live.source.paused;
        exchange.answered == Answered::ByRule && !is_paused
    }

    /// How the sender of a request is answered.
    pub(crate) fn reply(&self, live: Option<&LiveSource>, answered: &Answered) -> Reply {
        match answered {
            Answered::Already(Some(answer)) => Reply::now(answer.clone()),
            Answered::Already(None) => Reply::Never,
            Answered::ByRule => self.reply_by_rule(live),
        }
    }

    fn reply_by_rule(&self, live: Option<&LiveSource>) -> Reply {
        match live {
            _ if self.options.pause.is_set() => Reply::paused("the receiver"),
            Some(live) if live.source.paused => {
                Reply::paused(&format!("source {}", live.source.name))
            }
            Some(live) => Reply::by_rule(&live.source.response, self.sequences.next(live)),
            None => Reply::by_rule(&model::ResponseRule::default(), 0),
        }
    }

    /// Whether a request is passed on: never while paused, and only if allowed for web pages.
    pub(crate) fn passes_on(&self, live: Option<&LiveSource>, exchange: &Inbound) -> bool {
        let is_paused = self.options.pause.is_set() || live.is_some_and(|live| live.source.paused);
        let web_allowed = live.is_some_and(|live| live.source.allow_browser);
        let is_ours = exchange.origin != Origin::Imported && !exchange.is_partial();
        is_ours && !is_paused && (web_allowed || !exchange.from_browser())
    }

    /// Ends what runs on without a connection: given a while, then told to, so that it is stored how it ended.
    pub(crate) async fn wind_up(&self) {
        self.tasks.close();
        if timeout(LAST_TASKS, self.tasks.wait()).await.is_err() {
            self.cut.cancel();
            // What does not end even then is left behind; its captures are on disk.
            let _ = timeout(LAST_WORDS, self.tasks.wait()).await;
        }
    }

    /// How long a sender may keep us waiting for its body.
    pub(crate) const fn patience(&self) -> Duration {
        self.options.limits.body_timeout
    }
}
