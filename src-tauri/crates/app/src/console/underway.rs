//! The runs that this process carries out: their tasks, and the way to end them.
//!
//! Several processes may use one data folder. Each that carries out runs holds
//! a numbered part of it, and its runs bear that number: a run whose part
//! nobody holds was interrupted, however its process ended.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use delivery::replay::{Ready, RunMeans, Wish, carry_out};
use model::{Attempt, Run, RunId, RunState, Topic};
use store::{Claim, Held, Shown, Store};
use tokio::sync::{OnceCell, broadcast, mpsc, watch};
use tokio::time::sleep;
use tokio_util::sync::CancellationToken;

use super::compared::Compared;
use super::memory::Memory;
use crate::App;

/// Processes that may carry out runs of one folder at once.
const PROCESSES: i64 = 1000;
/// How often it is looked whether another process wishes something of a run.
const HEED: Duration = Duration::from_millis(250);
/// How long runs have to be cut off when the program ends.
const LAST_MOMENT: Duration = Duration::from_secs(3);

/// Every run that this process carries out.
#[derive(Debug, Default)]
pub(crate) struct Underway {
    live: Mutex<BTreeMap<RunId, Live>>,
    /// This process's number, and its hold on it.
    part: OnceCell<(i64, Claim)>,
    /// What two runs compared come to, as it was found last.
    pub(super) compared: Compared,
    /// The positions of a run's rows by what has changed, as they were found last.
    pub(super) ranked: Memory<Shown, Vec<u32>>,
}

/// A run under way.
#[derive(Debug, Clone)]
struct Live {
    wish: watch::Sender<Wish>,
    ended: CancellationToken,
    began: Instant,
    /// Time under way before that.
    before_ms: u64,
}

impl Underway {
    fn live(&self) -> MutexGuard<'_, BTreeMap<RunId, Live>> {
        self.live.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// This process's number among those that carry out runs.
    pub(crate) async fn carrier(&self, store: &Store) -> Result<i64, store::Error> {
        let part = self.part.get_or_try_init(|| claim(store)).await?;
        Ok(part.0)
    }

    /// Marks runs as interrupted whose processes are gone.
    pub(crate) async fn recover(&self, store: &Store) -> Result<(), store::Error> {
        let own = self.part.get().map(|(number, _)| *number);
        for carrier in store.runs().carriers().await? {
            if Some(carrier) == own {
                continue;
            }
            if let Ok(_held) = store.claim(&part(carrier)) {
                store.runs().interrupt(carrier).await?;
            }
        }
        Ok(())
    }

    /// Carries out a run from here on.
    pub(crate) fn go(
        &self,
        app: &App,
        (run, ready): (&Run, Ready),
        attempts: Option<mpsc::UnboundedSender<Attempt>>,
    ) {
        let (wish, wishes) = watch::channel(Wish::Go);
        let live = Live {
            wish,
            ended: CancellationToken::new(),
            began: Instant::now(),
            before_ms: run.elapsed_ms,
        };
        self.live().insert(run.id, live.clone());
        let means = RunMeans {
            sender: app.sender().clone(),
            store: app.store().clone(),
            attempts,
            wishes,
        };
        let (app, run) = (app.clone(), run.id);
        tokio::spawn(async move {
            tokio::select! {
                _ = carry_out(run, ready, means) => {}
                () = heed(app.store(), run, &live.wish) => {}
            }
            app.runs().live().remove(&run);
            live.ended.cancel();
            app.announce(&[Topic::Runs]);
        });
    }

    /// Tells a run that is carried out here how to go on.
    pub(crate) fn wish(&self, run: RunId, wish: Wish) {
        if let Some(live) = self.live().get(&run) {
            live.wish.send_replace(wish);
        }
    }

    /// Waits until a run is not carried out here any more.
    pub(crate) async fn ended(&self, run: RunId) {
        let ended = self.live().get(&run).map(|live| live.ended.clone());
        if let Some(ended) = ended {
            ended.cancelled().await;
        }
    }

    /// Puts in how long a run has been under way until now.
    pub(crate) fn keep_time(&self, run: &mut Run) {
        if let Some(live) = self.live().get(&run.id) {
            let here = u64::try_from(live.began.elapsed().as_millis()).unwrap_or(u64::MAX);
            run.elapsed_ms = live.before_ms.saturating_add(here);
        }
    }

    /// Ends all runs because the program does; they can be gone on with later.
    pub(crate) async fn interrupt_all(&self) {
        let live: Vec<Live> = self.live().values().cloned().collect();
        for live in &live {
            live.wish.send_replace(Wish::Interrupt);
        }
        let all_ended = async {
            for live in &live {
                live.ended.cancelled().await;
            }
        };
        // One that does not end in time is found interrupted by whoever comes next.
        drop(tokio::time::timeout(LAST_MOMENT, all_ended).await);
    }
}

fn part(number: i64) -> String {
    format!("runs-{number}")
}

/// Takes the first number that is free; runs that bear it are those of a process that is gone.
async fn claim(store: &Store) -> Result<(i64, Claim), store::Error> {
    for number in 1..=PROCESSES {
        match store.claim(&part(number)) {
            Ok(claim) => {
                store.runs().interrupt(number).await?;
                return Ok((number, claim));
            }
            Err(Held::By { .. }) => {}
            Err(Held::Failed(error)) => return Err(error),
        }
    }
    Err(store::Error::Busy)
}

/// Passes on what another process has made of the run in the store; never ends by itself.
async fn heed(store: &Store, run: RunId, wish: &watch::Sender<Wish>) {
    let mut changes = store.changes();
    loop {
        match changes.recv().await {
            Ok(topics) if !topics.contains(&Topic::Runs) => continue,
            Ok(_) | Err(broadcast::error::RecvError::Lagged(_)) => {}
            Err(broadcast::error::RecvError::Closed) => return std::future::pending().await,
        }
        let state = store
            .runs()
            .get(run)
            .await
            .ok()
            .flatten()
            .map(|run| run.state);
        let wished = match state {
            Some(RunState::Paused) => Some(Wish::Pause),
            Some(RunState::Cancelled) => Some(Wish::Cancel),
            _ => None,
        };
        wish.send_if_modified(|wish| {
            let before = *wish;
            *wish = wished.unwrap_or(before);
            *wish != before
        });
        sleep(HEED).await;
    }
}
