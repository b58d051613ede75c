//! The running program: its parts, started together and stopped together.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use model::{Clock, Notice, Source, Topic};
use providers::Means;
use signing::Scheme;
use store::{Durability, Keeper, Store};
use tokio::sync::broadcast;

use crate::console::Underway;
use crate::contract::imports::ImportProgress;
use crate::contract::profiles::RedeliveryBatch;
use crate::contract::receiver::ReceiverStatus;
use crate::emulating::{Emulating, EmulationError, EmulationOptions};
use crate::engine::Delivering;
use crate::jobs::Jobs;
use crate::listening::Listening;
use crate::notices::Notices;
use crate::probes::ProbeRuns;
use crate::reverification::Reverifications;

/// How the program shall run; shells read it from flags and variables.
#[derive(Debug, Clone)]
pub struct Options {
    /// The data folder.
    pub folder: PathBuf,
    /// Who keeps the key that encrypts secrets.
    pub keeper: Keeper,
    /// Address of the receiver (`localhost:4400`); `None` takes the port from the settings.
    pub receiver: Option<String>,
    /// Takes the next free port when the wanted one is taken.
    pub port_fallback: bool,
    /// Which emulated providers are served, and where.
    pub emulations: EmulationOptions,
    /// http(s) URLs that captures of no source are forwarded to.
    pub unsorted_forward_to: Vec<String>,
}

/// Why the program cannot start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The data folder cannot be used.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// The emulations cannot be served as asked.
    #[error(transparent)]
    Emulations(#[from] EmulationError),
    /// A target for captures of no source is no URL.
    #[error(transparent)]
    Target(#[from] delivery::TargetError),
    /// Sending could not be set up.
    #[error(transparent)]
    Sender(#[from] delivery::SenderError),
}

/// The running program. Cheap to clone; everything ends with [`App::stop`].
#[derive(Debug, Clone)]
pub struct App(Arc<Parts>);

#[derive(Debug)]
struct Parts {
    store: Store,
    sender: delivery::Sender,
    means: Means,
    clock: Clock,
    notices: Notices,
    listening: Listening,
    emulating: Emulating,
    delivering: Delivering,
    runs: Underway,
    probes: ProbeRuns,
    reverifications: Reverifications,
    batches: Jobs<RedeliveryBatch>,
    imports: Jobs<ImportProgress>,
}

impl App {
    /// Opens the data folder without listening: enough for one-shot commands.
    ///
    /// # Errors
    /// When the data folder cannot be used.
    pub fn open(options: &Options) -> Result<Self, StartError> {
        let clock = Clock::system();
        let targets = options.unsorted_forward_to.iter();
        let unsorted: Result<Vec<_>, _> = targets.map(|url| delivery::Target::parse(url)).collect();
        let store = Store::open(&store::Options {
            folder: options.folder.clone(),
            keeper: options.keeper,
            durability: Durability::Full,
            clock: clock.clone(),
        })?;
        let sender = delivery::Sender::new(delivery::SenderOptions::default())?;
        let means = Means::new(store.clone(), sender.clone());
        let notices = Notices::start();
        let parts = Parts {
            listening: Listening::new(
                store.clone(),
                sender.clone(),
                clock.clone(),
                notices.clone(),
                unsorted?,
            ),
            emulating: Emulating::new(means.clone()),
            delivering: Delivering::new(means.clone(), notices.clone()),
            runs: Underway::default(),
            probes: ProbeRuns::new(notices.clone()),
            reverifications: Reverifications::default(),
            batches: Jobs::new(notices.clone()),
            imports: Jobs::new(notices.clone()),
            store,
            sender,
            means,
            clock,
            notices,
        };
        Ok(Self(Arc::new(parts)))
    }

    /// Ends everything: running exchanges get a moment, then the store is closed.
    pub async fn stop(&self) {
        self.0.listening.stop().await;
        self.0.emulating.stop().await;
        self.0.delivering.stop().await;
        self.0.runs.interrupt_all().await;
        self.0.probes.cancel_all();
        self.0.reverifications.cancel_all();
        self.0.batches.cancel_all();
        self.0.imports.cancel_all();
        let store = self.0.store.clone();
        // A writer that hangs on a dead disk must not keep the program from ending.
        let _ = tokio::time::timeout(Duration::from_secs(10), store.close()).await;
    }

    /// Everything remembered.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.0.store
    }

    /// What sends.
    #[must_use]
    pub fn sender(&self) -> &delivery::Sender {
        &self.0.sender
    }

    /// The clock.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.0.clock
    }

    /// The receiver's state and switch.
    #[must_use]
    pub fn listening(&self) -> &Listening {
        &self.0.listening
    }

    /// The emulated providers of this process.
    #[must_use]
    pub fn emulating(&self) -> &Emulating {
        &self.0.emulating
    }

    /// The receiver's state, and where the emulations are.
    #[must_use]
    pub fn receiver_status(&self) -> ReceiverStatus {
        ReceiverStatus {
            emulations: self.0.emulating.status().url,
            ..self.0.listening.status()
        }
    }

    pub(crate) fn means(&self) -> Means {
        self.0.means.clone()
    }

    pub(crate) fn delivering(&self) -> &Delivering {
        &self.0.delivering
    }

    pub(crate) fn runs(&self) -> &Underway {
        &self.0.runs
    }

    pub(crate) fn probes(&self) -> &ProbeRuns {
        &self.0.probes
    }

    pub(crate) fn reverifications(&self) -> &Reverifications {
        &self.0.reverifications
    }

    /// Many redeliveries that this process asks for.
    pub(crate) fn batches(&self) -> &Jobs<RedeliveryBatch> {
        &self.0.batches
    }

    /// Imports of provider logs that this process carries out.
    pub(crate) fn imports(&self) -> &Jobs<ImportProgress> {
        &self.0.imports
    }

    pub(crate) fn notices_to_tell(&self) -> Notices {
        self.0.notices.clone()
    }

    /// Changes as they are announced to shells.
    #[must_use]
    pub fn notices(&self) -> broadcast::Receiver<Notice> {
        self.0.notices.subscribe()
    }

    /// Tells the shells of a change.
    pub fn announce(&self, topics: &[Topic]) {
        self.0.notices.announce(topics);
    }

    /// The receiver's URL while something listens for this data folder.
    #[must_use]
    pub fn listening_url(&self) -> Option<String> {
        self.0.listening.status().url
    }

    /// The receiver's URL, or the one it would have.
    #[must_use]
    pub fn receiver_url(&self) -> String {
        self.listening_url()
            .unwrap_or_else(|| "http://127.0.0.1:4400".to_owned())
    }

    /// A scheme by id: of the catalogue, or the user's own.
    pub async fn scheme(&self, id: &str) -> Option<Scheme> {
        if let Some(scheme) = signing::catalogue().get(id) {
            return Some(scheme.clone());
        }
        let definition = self.0.store.schemes().get(id).await.ok()??;
        Scheme::from_text(&definition).ok()
    }

    /// The scheme of a source, while it can be read.
    pub async fn scheme_of(&self, source: &Source) -> Option<Scheme> {
        self.scheme(source.scheme.as_deref()?).await
    }

    /// A scheme's name for people.
    pub async fn scheme_name(&self, id: Option<&str>) -> Option<String> {
        Some(self.scheme(id?).await?.summary().name)
    }
}
