//! Which step of its response rule a source has come to.
//!
//! Kept in memory: a sequence starts anew with the program, and whenever the
//! rule is set.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use model::SourceId;
use store::LiveSource;

/// How many requests each source has answered by its present rule.
#[derive(Debug, Default)]
pub(crate) struct Sequences(Mutex<HashMap<SourceId, Position>>);

#[derive(Debug, Default, Clone, Copy)]
struct Position {
    rule_revision: u64,
    next: u64,
}

impl Sequences {
    /// The number of the next answer of a source, counted from 0.
    pub(crate) fn next(&self, live: &LiveSource) -> u64 {
        if live.source.response.steps.len() < 2 {
            return 0;
        }
        self.advance(live.source.id, live.rule_revision)
    }

    fn advance(&self, source: SourceId, rule_revision: u64) -> u64 {
        let mut positions = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let position = positions.entry(source).or_default();
        if position.rule_revision != rule_revision {
            *position = Position {
                rule_revision,
                next: 0,
            };
        }
        let index = position.next;
        position.next += 1;
        index
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_count_apart_and_start_again_with_a_new_rule() {
        let sequences = Sequences::default();
        let (one, two) = (SourceId(1), SourceId(2));
        assert_eq!(
            (sequences.advance(one, 5), sequences.advance(one, 5)),
            (0, 1)
        );
        assert_eq!(sequences.advance(two, 5), 0);
        assert_eq!(
            (sequences.advance(one, 6), sequences.advance(one, 6)),
            (0, 1)
        );
    }
}
