//! When each exchange of a run begins: pure, counted from the run's begin.

use std::time::Duration;

use model::{Pace, RunOrder, Timestamp};

/// The beat of a run.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Beat {
    /// Each as soon as there is room.
    AtOnce,
    /// This many a second.
    PerSecond(f64),
    /// Each at a time of its own.
    At(Vec<Duration>),
}

impl Beat {
    /// The beat of exchanges whose captures came at these times, in the order of sending.
    ///
    /// In reverse the gaps come in reverse, too. Where captures are sent in any other order the
    /// gaps stay as they were and only what is sent in them changes.
    pub(super) fn of(pace: Pace, order: RunOrder, received: &[Option<Timestamp>]) -> Self {
        match pace {
            Pace::AsFastAsPossible => Self::AtOnce,
            Pace::Rate { per_second } => Self::PerSecond(per_second),
            Pace::Original { speed } => Self::At(spaced(order, received, speed)),
        }
    }

    /// How long after the begin exchange number `index` is due, counted from 0.
    pub(super) fn due_after(&self, index: usize) -> Duration {
        match self {
            Self::AtOnce => Duration::ZERO,
            Self::PerSecond(rate) => seconds(index as f64 / rate),
            Self::At(times) => times.get(index).copied().unwrap_or_default(),
        }
    }
}

fn spaced(order: RunOrder, received: &[Option<Timestamp>], speed: f64) -> Vec<Duration> {
    let known = || received.iter().flatten();
    let (Some(first), Some(last)) = (known().min(), known().max()) else {
        return vec![Duration::ZERO; received.len()];
    };
    let offset = |at: Timestamp| match order {
        RunOrder::Reversed => last.micros_since(at),
        RunOrder::AsCaptured | RunOrder::Shuffled { .. } | RunOrder::AsGiven => {
            at.micros_since(*first)
        }
    };
    // One that is gone by now takes no time: it will not be sent.
    let missing = if order == RunOrder::Reversed {
        last
    } else {
        first
    };
    let offsets = received.iter().map(|at| offset(at.unwrap_or(*missing)));
    let mut offsets: Vec<i64> = offsets.collect();
    offsets.sort_unstable();
    let due = |micros: i64| seconds(micros as f64 / 1e6 / speed);
    offsets.into_iter().map(due).collect()
}

/// As many seconds; a time beyond all limits is a very late one.
fn seconds(seconds: f64) -> Duration {
    /// A hundred years: further than timers reach would be none.
    const LATEST: Duration = Duration::from_secs(3_155_760_000);
    Duration::try_from_secs_f64(seconds.max(0.0)).map_or(LATEST, |due| due.min(LATEST))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn due(pace: Pace, order: RunOrder, received: &[i64]) -> Vec<u128> {
        let received: Vec<_> = received
            .iter()
            .map(|&at| Some(Timestamp(at * 1_000_000)))
            .collect();
        let beat = Beat::of(pace, order, &received);
        let due = |index| beat.due_after(index).as_millis();
        (0..received.len()).map(due).collect()
    }

    #[test]
    fn a_rate_spaces_exchanges_evenly() {
        let pace = Pace::Rate { per_second: 4.0 };
        assert_eq!(due(pace, RunOrder::AsGiven, &[0; 4]), [0, 250, 500, 750]);
        assert_eq!(
            due(Pace::AsFastAsPossible, RunOrder::AsGiven, &[0; 2]),
            [0, 0]
        );
        let slow = Beat::of(Pace::Rate { per_second: 1e-300 }, RunOrder::AsGiven, &[]);
        assert!(slow.due_after(9) > Duration::from_secs(1_000_000_000));
    }

    #[test]
    fn original_spacing_is_kept_or_turned_around_at_any_speed() {
        let pace = |speed| Pace::Original { speed };
        let came = [10, 11, 14];
        assert_eq!(due(pace(1.0), RunOrder::AsCaptured, &came), [0, 1000, 4000]);
        assert_eq!(due(pace(2.0), RunOrder::AsCaptured, &came), [0, 500, 2000]);
        assert_eq!(
            due(pace(1.0), RunOrder::Reversed, &[14, 11, 10]),
            [0, 3000, 4000]
        );
        let shuffled = RunOrder::Shuffled { seed: 1 };
        assert_eq!(due(pace(1.0), shuffled, &[14, 10, 11]), [0, 1000, 4000]);
    }

    #[test]
    fn captures_that_are_gone_hold_nothing_up() {
        let beat = Beat::of(
            Pace::Original { speed: 1.0 },
            RunOrder::AsCaptured,
            &[None, None],
        );
        assert_eq!(beat.due_after(1), Duration::ZERO);
    }
}
