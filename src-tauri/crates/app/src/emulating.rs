//! The emulations' life: bind, claim, serve.
//!
//! As with the receiver, one process of a data folder holds a port. Another one
//! joins it: both show the same runs, since these are in the folder.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Router;
use providers::{Means, Provider};
use store::{Claim, Held};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use wire::{BindError, Listeners};

use crate::address;

/// Where all emulations are, unless something else is said.
const USUAL_ADDRESS: &str = "localhost:4401";
const USUAL_URL: &str = "http://127.0.0.1:4401";

/// Which emulations are served, and where.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EmulationOptions {
    /// Where all are served, each below its provider's id; `None` serves none so.
    pub all: Option<String>,
    /// Whether the program goes on without them when their port is another program's.
    pub may_be_absent: bool,
    /// Providers that have an address of their own, by id.
    pub alone: Vec<(String, String)>,
}

impl EmulationOptions {
    /// All emulations at their usual address, where that is free.
    #[must_use]
    pub fn usual() -> Self {
        Self {
            all: Some(USUAL_ADDRESS.to_owned()),
            may_be_absent: true,
            alone: Vec::new(),
        }
    }
}

/// Why emulations cannot be served as asked.
#[derive(Debug, thiserror::Error)]
pub enum EmulationError {
    /// They cannot listen there.
    #[error("the emulations cannot be served: {0}")]
    Bind(#[from] BindError),
    /// The port is ours, and its lock is not.
    #[error("the emulations cannot be served: {0}")]
    Held(#[from] Held),
    /// Nobody knows this provider.
    #[error(transparent)]
    Provider(#[from] providers::Error),
}

/// Where the emulations are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EmulationStatus {
    /// Base URL of all of them, here or in another process of this data folder.
    pub url: Option<String>,
    /// Why there is none, and what helps, when there should be one.
    pub problem: Option<String>,
    /// Providers that have a port of their own, by id, with their base URLs.
    pub alone: Vec<(String, String)>,
}

/// The emulations of this process.
#[derive(Debug, Clone)]
pub struct Emulating(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    means: Means,
    status: Mutex<EmulationStatus>,
    running: Mutex<Vec<Running>>,
}

#[derive(Debug)]
struct Running {
    stop: CancellationToken,
    task: JoinHandle<()>,
}

/// A port with its URL; the lock says whose it is for as long as it is served.
enum Place {
    Ours(Listeners, Claim),
    AnotherProcess(String),
}

impl Emulating {
    pub(crate) fn new(means: Means) -> Self {
        Self(Arc::new(Shared {
            means,
            status: Mutex::default(),
            running: Mutex::default(),
        }))
    }

    /// Where they are now.
    #[must_use]
    pub fn status(&self) -> EmulationStatus {
        lock(&self.0.status).clone()
    }

    /// Serves what the options ask for.
    pub(crate) async fn start(
        &self,
        options: &EmulationOptions,
        port_fallback: bool,
    ) -> Result<(), EmulationError> {
        for (id, address) in &options.alone {
            let provider = Provider::of(id)?;
            let router = providers::alone(provider, &self.0.means);
            let name = alone_claims(provider);
            let url = self.serve(&name, (address, port_fallback), router).await?;
            lock(&self.0.status).alone.push((id.clone(), url));
        }
        let Some(address) = &options.all else {
            return Ok(());
        };
        let router = providers::all(&self.0.means);
        let served = self
            .serve(ALL_CLAIMS, (address, port_fallback), router)
            .await;
        let mut status = lock(&self.0.status);
        match served {
            Ok(url) => status.url = Some(url),
            Err(error) if options.may_be_absent => status.problem = Some(error.to_string()),
            Err(error) => return Err(error),
        }
        Ok(())
    }

    /// Serves on a port, unless another process of this folder does; gives its URL.
    async fn serve(
        &self,
        claims: &str,
        (address, port_fallback): (&str, bool),
        router: Router,
    ) -> Result<String, EmulationError> {
        let (listeners, claim) = match self.place(claims, address, port_fallback).await? {
            Place::Ours(listeners, claim) => (listeners, claim),
            Place::AnotherProcess(url) => return Ok(url),
        };
        let url = address::url(&listeners);
        let stop = CancellationToken::new();
        let ended = stop.clone().cancelled_owned();
        let task = tokio::spawn(async move {
            providers::serve(listeners, router, ended).await;
            drop(claim);
        });
        lock(&self.0.running).push(Running { stop, task });
        Ok(url)
    }

    async fn place(
        &self,
        claims: &str,
        address: &str,
        port_fallback: bool,
    ) -> Result<Place, EmulationError> {
        let claim = |port: u16| self.0.means.store.claim(&format!("{claims}{port}"));
        match address::bind(address, port_fallback).await {
            Ok(listeners) => {
                let claim = claim(listeners.port())?;
                let told = claim.announce(&address::url(&listeners));
                told.map_err(Held::Failed)?;
                Ok(Place::Ours(listeners, claim))
            }
            Err(BindError::Taken { port, next_free }) => match claim(port) {
                Err(Held::By {
                    addr: Some(url), ..
                }) => Ok(Place::AnotherProcess(url)),
                _ => Err(BindError::Taken { port, next_free }.into()),
            },
            Err(error) => Err(error.into()),
        }
    }

    /// Stops serving; exchanges under way get a moment.
    pub(crate) async fn stop(&self) {
        let running = std::mem::take(&mut *lock(&self.0.running));
        for part in &running {
            part.stop.cancel();
        }
        for part in running {
            // A panic in the task is told by the runtime; there is nothing left to stop.
            let _ = part.task.await;
        }
        *lock(&self.0.status) = EmulationStatus::default();
    }

    /// Where a client of the provider finds its emulation: wherever one of this data folder
    /// is served now, else where it would be.
    #[must_use]
    pub fn base_url(&self, provider: Provider) -> String {
        let served = self.served_at(provider);
        served.unwrap_or_else(|| below(USUAL_URL, provider))
    }

    /// Whether a process of this data folder serves a provider's emulation now.
    #[must_use]
    pub fn is_served(&self, provider: Provider) -> bool {
        self.served_at(provider).is_some()
    }

    fn served_at(&self, provider: Provider) -> Option<String> {
        let store = &self.0.means.store;
        let all = store.holders(ALL_CLAIMS).into_iter().next();
        let alone = || store.holders(&alone_claims(provider)).into_iter().next();
        all.map(|url| below(&url, provider)).or_else(alone)
    }
}

fn below(url: &str, provider: Provider) -> String {
    format!("{url}/{}", provider.id())
}

/// Beginning of the names of the locks that say who serves all emulations on a port.
const ALL_CLAIMS: &str = "emulations-";

/// The same for one that is served alone.
fn alone_claims(provider: Provider) -> String {
    format!("emulation-{}-", provider.id())
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use delivery::{Sender, SenderOptions};
    use store::{Options, Store};

    use super::*;

    fn emulating(folder: &std::path::Path) -> Emulating {
        let store = Store::open(&Options::new(folder)).unwrap();
        let sender = Sender::new(SenderOptions::default()).unwrap();
        Emulating::new(Means::new(store, sender))
    }

    fn at(address: &str) -> EmulationOptions {
        EmulationOptions {
            all: Some(address.to_owned()),
            ..EmulationOptions::default()
        }
    }

    #[tokio::test]
    async fn a_second_process_joins_the_first_and_clients_find_it() {
        let folder = tempfile::tempdir().unwrap();
        let first = emulating(folder.path());
        assert_eq!(
            first.base_url(Provider::Skyvern),
            "http://127.0.0.1:4401/skyvern"
        );
        first.start(&at("localhost:0"), false).await.unwrap();
        let url = first.status().url.unwrap();
        let second = emulating(folder.path());
        let address = url.trim_start_matches("http://");
        second.start(&at(address), false).await.unwrap();
        assert_eq!(second.status().url.as_deref(), Some(url.as_str()));
        assert_eq!(second.base_url(Provider::Skyvern), format!("{url}/skyvern"));
        first.stop().await;
        assert_eq!(
            second.base_url(Provider::Skyvern),
            "http://127.0.0.1:4401/skyvern"
        );
    }

    #[tokio::test]
    async fn a_port_of_another_program_is_a_fault_only_when_it_was_asked_for() {
        let folder = tempfile::tempdir().unwrap();
        let other = wire::bind_localhost(0).await.unwrap();
        let address = format!("localhost:{}", other.port());
        let ours = emulating(folder.path());
        let error = ours.start(&at(&address), false).await.unwrap_err();
        assert!(error.to_string().contains("is taken"), "{error}");
        let absent = EmulationOptions {
            may_be_absent: true,
            ..at(&address)
        };
        ours.start(&absent, false).await.unwrap();
        assert_eq!(ours.status().url, None);
        assert!(ours.status().problem.unwrap().contains("is taken"));
    }

    #[tokio::test]
    async fn one_provider_alone_is_at_the_root_of_its_port() {
        let folder = tempfile::tempdir().unwrap();
        let alone = |id: &str| EmulationOptions {
            alone: vec![(id.to_owned(), "localhost:0".to_owned())],
            ..EmulationOptions::default()
        };
        let ours = emulating(folder.path());
        ours.start(&alone("skyvern"), false).await.unwrap();
        let base_url = ours.base_url(Provider::Skyvern);
        assert!(!base_url.ends_with("/skyvern"), "{base_url}");
        let unknown = ours.start(&alone("nobody"), false).await.unwrap_err();
        assert!(unknown.to_string().contains("skyvern"), "{unknown}");
        ours.stop().await;
    }
}
