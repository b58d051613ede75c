//! A store that takes no more for a while, such as one whose disk is full.
//!
//! Nothing is sent that could not be remembered, so the work waits and tries again.

use std::time::Duration;

use model::Timestamp;
use store::Error;

/// How long the store is left alone.
pub(super) const PAUSE: Duration = Duration::from_secs(1);

/// Whether the store takes what it is given.
#[derive(Debug, Default)]
pub(super) struct Trouble(Option<(String, Timestamp)>);

impl Trouble {
    /// The store refused something.
    pub(super) fn begins(&mut self, error: &Error, now: Timestamp) {
        self.0 = Some((error.to_string(), now.plus(PAUSE)));
    }

    /// The store took something.
    pub(super) fn ends(&mut self) {
        self.0 = None;
    }

    /// Whether the store is to be left alone.
    pub(super) fn lasts(&self, now: Timestamp) -> bool {
        self.0.as_ref().is_some_and(|(_, until)| *until > now)
    }

    /// When to try again.
    pub(super) fn until(&self) -> Option<Timestamp> {
        self.0.as_ref().map(|(_, until)| *until)
    }

    /// Why nothing goes on.
    pub(super) fn words(&self) -> Option<String> {
        self.0.as_ref().map(|(words, _)| words.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_store_that_refuses_is_left_alone_for_a_moment() {
        let mut trouble = Trouble::default();
        trouble.begins(&Error::Busy, Timestamp(0));
        assert!(trouble.lasts(Timestamp(0)) && trouble.words().is_some());
        assert!(!trouble.lasts(Timestamp(0).plus(PAUSE)));
        trouble.ends();
        assert_eq!((trouble.until(), trouble.words()), (None, None));
    }
}
