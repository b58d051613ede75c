//! What a search has found and how much it has spent.

use std::ops::ControlFlow;

use model::{Mend, Proof, SecretRef};

use super::step::Step;

/// More steps are no explanation but a coincidence of causes.
pub const MOST_STEPS: usize = 2;

/// Matches beyond this are not kept: the best are among the first.
const MOST_FOUND: usize = 64;

/// How many bytes are worked through between two looks at the budget.
const WORK_BETWEEN_LOOKS: usize = 64 << 10;

/// What a try costs besides the bytes of its message.
const WORK_OF_A_TRY: usize = 512;

/// A digest match.
#[derive(Debug, Clone)]
pub struct Found {
    /// What differs, in the order in which it is undone.
    pub steps: Vec<Step>,
    /// The secret that made the signature.
    pub secret: Option<SecretRef>,
    /// What can be changed here.
    pub mend: Option<Mend>,
    /// What matched.
    pub proof: Proof,
}

/// Counts tries and keeps matches.
pub struct Tally<'b> {
    budget: &'b dyn Fn() -> bool,
    work: usize,
    /// How many digests were compared.
    pub tried: u64,
    /// Whether the budget held.
    pub finished: bool,
    /// Whether the digest is right as it is: then something else is refused.
    pub right: bool,
    /// The matches, in the order they were found.
    pub found: Vec<Found>,
}

impl<'b> Tally<'b> {
    /// Nothing tried yet.
    pub const fn new(budget: &'b dyn Fn() -> bool) -> Self {
        Self {
            budget,
            work: 0,
            tried: 0,
            finished: true,
            right: false,
            found: Vec::new(),
        }
    }

    /// Counts a try over this many bytes.
    pub fn tries(&mut self, bytes: usize) {
        self.tried += 1;
        self.work = self.work.saturating_add(bytes + WORK_OF_A_TRY);
    }

    /// Counts bytes that were written for a try.
    pub fn works(&mut self, bytes: usize) {
        self.work = self.work.saturating_add(bytes + WORK_OF_A_TRY / 4);
    }

    /// Whether there is time left and something left to find.
    ///
    /// One step that explains the digest ends the search: another one would
    /// have to give the same bytes, and those that do come after the one that
    /// explains best.
    pub fn goes_on(&mut self) -> ControlFlow<()> {
        let settled = self.right || self.explains_within(1);
        match self.has_time() && !settled {
            true => ControlFlow::Continue(()),
            false => ControlFlow::Break(()),
        }
    }

    /// Whether there is time left; asks only after some work.
    pub fn has_time(&mut self) -> bool {
        if self.finished && self.work >= WORK_BETWEEN_LOOKS {
            self.work = 0;
            self.finished = (self.budget)();
        }
        self.finished
    }

    /// Keeps a match.
    pub fn keep(&mut self, found: Found) {
        if self.found.len() < MOST_FOUND {
            self.found.push(found);
        }
    }

    /// Whether something explains the signature with this many steps, or fewer.
    pub fn explains_within(&self, steps: usize) -> bool {
        self.found.iter().any(|found| found.steps.len() <= steps)
    }

    /// Breaks off once there is an explanation, or nothing to explain.
    pub fn unless_explained(&self) -> ControlFlow<()> {
        match self.right || self.explains_within(MOST_STEPS) {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_budget_is_asked_after_some_work_and_only_until_it_is_spent() {
        let asked = std::cell::Cell::new(0);
        let budget = || {
            asked.set(asked.get() + 1);
            asked.get() < 2
        };
        let mut tally = Tally::new(&budget);
        tally.tries(10);
        assert!(tally.goes_on().is_continue());
        assert_eq!(asked.get(), 0);
        for _ in 0..5 {
            tally.tries(1 << 20);
            let _ = tally.goes_on();
        }
        assert_eq!(asked.get(), 2);
        assert!(!tally.finished);
    }
}
