//! In which order captures are sent, and what each of them comes to: pure.

use std::collections::HashMap;

use model::{CaptureId, RunOrder, Timestamp};
use store::RunExchange;

use crate::faults::{self, FaultDice, STEP, mixed};

/// A capture, and when it came, as far as it is known.
pub type Dated = (CaptureId, Option<Timestamp>);

/// Captures in the order of a run.
///
/// Shuffled ones stand in an order that follows from the seed and their ids alone: some of them
/// stand among each other as all of them do.
#[must_use]
pub fn ordered(mut captures: Vec<Dated>, order: RunOrder) -> Vec<CaptureId> {
    let age = |&(id, at): &Dated| (at.unwrap_or(Timestamp(0)), id);
    match order {
        RunOrder::AsCaptured => captures.sort_by_key(age),
        RunOrder::Reversed => captures.sort_by_key(|capture| std::cmp::Reverse(age(capture))),
        RunOrder::Shuffled { seed } => captures.sort_by_key(|&(id, _)| (lot(seed, id), id)),
        RunOrder::AsGiven => {}
    }
    captures.into_iter().map(|(id, _)| id).collect()
}

/// A number that a seed and an id come to.
fn lot(seed: u32, id: CaptureId) -> u64 {
    let lot = u64::from(seed).wrapping_mul(STEP) ^ id.0.cast_unsigned();
    mixed(lot.wrapping_add(STEP))
}

/// Everything a run sends: each capture as often as wanted, each time to every target.
#[must_use]
pub fn exchanges(captures: &[CaptureId], targets: u16, times: u32) -> Vec<RunExchange> {
    // A capture that is given twice is sent twice as often, and each time is told apart.
    let mut sent: HashMap<CaptureId, u32> = HashMap::new();
    let mut exchanges = Vec::new();
    for &capture in captures {
        let before = sent.entry(capture).or_default();
        for time in *before..before.saturating_add(times) {
            let exchange = |target| RunExchange {
                capture,
                target,
                time,
            };
            exchanges.extend((0..targets).map(exchange));
        }
        *before = before.saturating_add(times);
    }
    exchanges
}

/// The same with those that are held back on purpose behind the one that followed them.
pub(super) fn held_back(
    exchanges: Vec<(u32, RunExchange)>,
    dice: &FaultDice,
) -> Vec<(u32, RunExchange)> {
    let mut in_turn = Vec::with_capacity(exchanges.len());
    let mut held = None;
    for exchange in exchanges {
        if held.is_none() && faults::is_held_back(&dice.fall(exchange.0.into())) {
            held = Some(exchange);
            continue;
        }
        in_turn.push(exchange);
        in_turn.extend(held.take());
    }
    in_turn.extend(held);
    in_turn
}

#[cfg(test)]
mod tests {
    use model::FaultMix;

    use super::*;

    fn dated(captures: &[(i64, i64)]) -> Vec<Dated> {
        let dated = |&(id, at)| (CaptureId(id), Some(Timestamp(at)));
        captures.iter().map(dated).collect()
    }

    fn ids(captures: &[CaptureId]) -> Vec<i64> {
        captures.iter().map(|id| id.0).collect()
    }

    #[test]
    fn captures_are_sent_by_age_and_by_id_where_they_came_at_once() {
        let captures = dated(&[(3, 20), (1, 30), (2, 20)]);
        let order = |order| ids(&ordered(captures.clone(), order));
        assert_eq!(order(RunOrder::AsCaptured), [2, 3, 1]);
        assert_eq!(order(RunOrder::Reversed), [1, 3, 2]);
        assert_eq!(order(RunOrder::AsGiven), [3, 1, 2]);
    }

    #[test]
    fn the_same_seed_gives_the_same_order_however_captures_are_given() {
        let captures: Vec<Dated> = (1..=50).map(|id| (CaptureId(id), None)).collect();
        let turned: Vec<Dated> = captures.iter().rev().copied().collect();
        let shuffled = |captures: &[Dated], seed| {
            ids(&ordered(captures.to_vec(), RunOrder::Shuffled { seed }))
        };
        let one = shuffled(&captures, 1);
        assert_eq!(one, shuffled(&turned, 1));
        assert_ne!(one, shuffled(&captures, 2));
        let mut sorted = one.clone();
        sorted.sort_unstable();
        assert!(sorted != one && sorted == (1..=50).collect::<Vec<_>>());
        let some: Vec<i64> = one.iter().copied().filter(|id| *id <= 10).collect();
        assert_eq!(shuffled(&captures[..10], 1), some);
        // A seed that somebody noted down means the same after an update.
        assert_eq!(some, [9, 5, 8, 6, 10, 3, 2, 4, 1, 7]);
    }

    #[test]
    fn each_time_goes_to_every_target_before_the_next_time() {
        let exchanges = exchanges(&[CaptureId(1), CaptureId(2), CaptureId(1)], 2, 2);
        let told = exchanges
            .iter()
            .map(|one| (one.capture.0, one.time, one.target));
        let told: Vec<_> = told.collect();
        assert_eq!(
            told[..5],
            [(1, 0, 0), (1, 0, 1), (1, 1, 0), (1, 1, 1), (2, 0, 0)]
        );
        assert_eq!(told[8..], [(1, 2, 0), (1, 2, 1), (1, 3, 0), (1, 3, 1)]);
    }

    #[test]
    fn one_that_is_held_back_goes_after_the_next() {
        let mix = FaultMix {
            reorder: 1.0,
            ..FaultMix::default()
        };
        let given = exchanges(&[CaptureId(1), CaptureId(2), CaptureId(3)], 1, 1);
        let given = (0..).zip(given).collect();
        let positions = |exchanges: Vec<(u32, RunExchange)>| {
            exchanges.iter().map(|one| one.0).collect::<Vec<_>>()
        };
        let dice = FaultDice::new(&mix);
        assert_eq!(positions(held_back(given, &dice)), [1, 0, 2]);
    }
}
