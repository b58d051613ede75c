//! What a command gets, and how it says that it is done.

use crate::arguments::globals::Globals;
use crate::outcome::{Ended, Outcome};
use crate::output::Output;

/// What every command gets.
pub struct Call<'a> {
    /// The arguments that all commands share.
    pub globals: &'a Globals,
    /// Where rows go.
    pub output: &'a mut Output,
}

/// A command that did what was asked.
pub const fn done() -> Ended {
    Ok(Outcome::Done)
}
