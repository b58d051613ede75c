//! Both in turns: of several ratios the middle one counts.

use crate::figure::Figure;

/// Deliveries a second, of three that do the same.
pub struct Rates {
    /// reqwest and the engine, in turns.
    pub rounds: Rounds,
    /// The job queue on Redis, where it ran.
    pub peer: Option<f64>,
}

/// reqwest, and then the engine.
#[derive(Debug, Clone, Copy)]
pub struct Round {
    /// reqwest.
    pub bare: Figure,
    /// The engine.
    pub ours: Figure,
}

impl Round {
    /// The engine's rate as a share of reqwest's.
    pub fn ratio(&self) -> f64 {
        self.ours.rate / self.bare.rate
    }
}

/// All of them, by their ratios; there is at least one.
pub struct Rounds(Vec<Round>);

impl Rounds {
    /// In whatever order they were.
    pub fn new(mut rounds: Vec<Round>) -> Self {
        rounds.sort_by(|one, other| one.ratio().total_cmp(&other.ratio()));
        Self(rounds)
    }

    /// The one in the middle.
    pub fn middle(&self) -> Round {
        self.0[self.0.len() / 2]
    }

    /// The lowest ratio and the highest.
    pub fn span(&self) -> (f64, f64) {
        (self.0[0].ratio(), self.0[self.0.len() - 1].ratio())
    }
}
