//! The worker that delivers: claims what is due, signs it, sends it, and stores each attempt
//! together with what follows from it.
//!
//! All that must last is in the store, so a process that is killed at any moment is continued by
//! the next one: what it had under way is sent again, with the same event id. What is kept here
//! (how far an endpoint is slowed down, where its breaker stands) may be forgotten.

mod breaker;
mod decide;
mod ended;
mod errand;
mod failing;
mod folder;
mod handover;
mod hands;
mod health;
mod keeping;
mod lane;
mod message;
mod options;
mod pace;
mod rate;
mod recipient;
mod relay;
mod throttle;
mod trouble;
mod word;
mod worker;

use std::future::Future;
use std::pin::pin;
use std::sync::Arc;

pub use handover::{Carrier, Carrying, Hitch, Load, Progress, Step, TheirAttempt, There};
use model::EngineStatus;
pub use options::{EngineOptions, Intake};
use tokio::runtime::Handle;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use hands::{Hands, Others};
use worker::Worker;

/// The engine. Cheap to clone; clones are the same engine.
#[derive(Debug, Clone)]
pub struct Engine(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    options: EngineOptions,
    intake: watch::Sender<Intake>,
    status: watch::Sender<EngineStatus>,
}

impl Engine {
    /// An engine that delivers once it is run.
    #[must_use]
    pub fn new(options: EngineOptions) -> Self {
        Self(Arc::new(Inner {
            options,
            intake: watch::Sender::default(),
            status: watch::Sender::default(),
        }))
    }

    /// Delivers until `shutdown` is there; then what is under way has a short grace to end, and
    /// what was taken and not sent is given back.
    ///
    /// One process delivers what a data folder holds: while another one does, this waits for its
    /// end and then takes over what that had under way.
    ///
    /// # Errors
    /// When the folder cannot be claimed, or the store is closed under it.
    pub async fn run(&self, shutdown: impl Future<Output = ()>) -> Result<(), store::Error> {
        self.run_with(&[], shutdown).await
    }

    /// As [`Engine::run`], with exchanges on these runtimes, too.
    async fn run_with(
        &self,
        others: &[Handle],
        shutdown: impl Future<Output = ()>,
    ) -> Result<(), store::Error> {
        let Inner {
            options,
            intake,
            status,
        } = &*self.0;
        let mut shutdown = pin!(shutdown);
        let held = tokio::select! {
            biased;
            () = &mut shutdown => return Ok(()),
            held = folder::hold(&options.store, status) => held,
        };
        // Given up after the worker has given back what it had.
        let _claim = held?;
        let hands = Hands::here(options.sender.clone()).and(others);
        let worker = Worker::new(options, hands, (intake.subscribe(), status.clone()));
        let ended = worker.run(shutdown, options.grace).await;
        status.send_replace(EngineStatus::default());
        ended
    }

    /// Delivers as [`Engine::run`] does, on threads of its own: what else the process does holds up
    /// none of it.
    ///
    /// Called where a runtime is; dropping the handle does not end it.
    pub fn start(
        &self,
        shutdown: impl Future<Output = ()> + Send + 'static,
    ) -> JoinHandle<Result<(), store::Error>> {
        let engine = self.clone();
        let shared = Handle::current();
        tokio::task::spawn_blocking(move || {
            let others = Others::start();
            let delivered = engine.run_with(&others.runtimes, shutdown);
            match hands::runtime() {
                Ok(own) => own.block_on(delivered),
                // A system without room for more: slower, and still right.
                Err(_) => shared.block_on(delivered),
            }
        })
    }

    /// Stops or resumes taking new work.
    pub fn drain(&self, intake: Intake) {
        self.0.intake.send_replace(intake);
        // Told at once, so that who asked does not see the answer of a moment ago.
        self.0
            .status
            .send_modify(|status| status.draining = intake == Intake::Drained);
    }

    /// What it is doing, now and whenever that changes.
    #[must_use]
    pub fn status(&self) -> watch::Receiver<EngineStatus> {
        self.0.status.subscribe()
    }
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod trial;
