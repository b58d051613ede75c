//! The data folder of this call, opened and closed.

use std::path::PathBuf;

use app::contract::Nothing;
use app::contract::replay::PageAttempts;
use app::{App, EmulationOptions, Keeper, Options};
use model::{Attempt, CaptureId, EnginePlace};

use crate::arguments::globals::Globals;
use crate::outcome::{Ended, Failure};
use crate::output::text::note;

impl Globals {
    /// The data folder.
    pub fn folder(&self) -> Result<PathBuf, Failure> {
        let missing =
            || Failure::usage("you have no home folder: name a data folder with --data DIR");
        self.data
            .clone()
            .or_else(app::default_folder)
            .ok_or_else(missing)
    }

    /// How the program runs in this folder.
    pub fn options(&self) -> Result<Options, Failure> {
        let keeper = if self.key_file {
            Keeper::KeyFile
        } else {
            Keeper::Keychain
        };
        Ok(Options {
            folder: self.folder()?,
            keeper,
            receiver: None,
            port_fallback: false,
            emulations: EmulationOptions::default(),
            unsorted_forward_to: Vec::new(),
        })
    }

    /// Whether the folder has data: a question about it alone shall not make it.
    pub fn has_data(&self) -> bool {
        self.folder()
            .is_ok_and(|folder| folder.join("hookwright.db").is_file())
    }
}

/// Opens the data folder for one command and closes it, however the command ends.
pub async fn with_app(globals: &Globals, work: impl AsyncFnOnce(&App) -> Ended) -> Ended {
    let app = App::open(&globals.options()?)?;
    let ended = work(&app).await;
    app.stop().await;
    ended
}

/// The attempts made with a capture, oldest first.
pub async fn attempts_of(app: &App, capture: CaptureId) -> Result<Vec<Attempt>, Failure> {
    let page = PageAttempts {
        capture: Some(capture),
        from: None,
        limit: 100,
    };
    let mut attempts = app::replay::attempts(app, page).await?;
    attempts.reverse();
    Ok(attempts)
}

/// Says so when what is queued waits for a Hookwright that delivers.
pub async fn say_who_delivers(app: &App) -> Result<(), Failure> {
    let engine = app::engine::status(app, Nothing {}).await?;
    if engine.place == EnginePlace::Stopped {
        note(
            "No Hookwright delivers for this data folder now: it is delivered once `hookwright serve` or the window runs (or with --wait).",
        );
    }
    Ok(())
}
