//! How long answers took: a histogram with equal steps on a logarithmic axis, and percentiles.

use crate::contract::runs::{Latency, LatencyBucket};

/// Steps to a power of ten.
const STEPS: f64 = 6.0;

/// Counts times in microseconds, beside those of another run.
pub(super) fn latency(mut took: Vec<u32>, before: &[u32]) -> Latency {
    took.sort_unstable();
    let at = |share: f64| percentile(&took, share);
    Latency {
        answers: took.len() as u64,
        p50_ms: at(0.50),
        p95_ms: at(0.95),
        p99_ms: at(0.99),
        buckets: buckets(&took, before),
    }
}

/// The smallest time that so large a share took no longer than.
fn percentile(sorted: &[u32], share: f64) -> Option<f64> {
    let rank = (sorted.len() as f64 * share).ceil().max(1.0);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a rank is from 1 to the length"
    )]
    let micros = sorted.get(rank as usize - 1)?;
    Some(f64::from(*micros) / 1000.0)
}

fn buckets(took: &[u32], before: &[u32]) -> Vec<LatencyBucket> {
    let all = || took.iter().chain(before).map(|&micros| step(micros));
    let (Some(first), Some(last)) = (all().min(), all().max()) else {
        return Vec::new();
    };
    let empty = |step| LatencyBucket {
        from_ms: edge_ms(step),
        to_ms: edge_ms(step + 1),
        count: 0,
        before: 0,
    };
    let mut buckets: Vec<_> = (first..=last).map(empty).collect();
    let place = |micros: u32| usize::try_from(step(micros) - first).unwrap_or_default();
    for &micros in took {
        buckets[place(micros)].count += 1;
    }
    for &micros in before {
        buckets[place(micros)].before += 1;
    }
    buckets
}

/// Which step a time falls into, counted from a millisecond on.
fn step(micros: u32) -> i32 {
    let ms = f64::from(micros.max(1)) / 1000.0;
    #[expect(
        clippy::cast_possible_truncation,
        reason = "32 bits of microseconds are less than 40 steps either way"
    )]
    let near = (ms.log10() * STEPS).floor() as i32;
    // Rounding may put what lies on an edge on the wrong side of it.
    if ms >= edge_ms(near + 1) {
        near + 1
    } else if ms < edge_ms(near) {
        near - 1
    } else {
        near
    }
}

fn edge_ms(step: i32) -> f64 {
    10_f64.powf(f64::from(step) / STEPS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_time_is_in_the_bucket_that_holds_it() {
        for micros in [
            0,
            1,
            999,
            1000,
            1001,
            1467,
            1468,
            9999,
            10_000,
            3_600_000,
            u32::MAX,
        ] {
            let buckets = buckets(&[micros], &[]);
            let [bucket] = buckets[..] else {
                panic!("{buckets:?}")
            };
            let ms = f64::from(micros.max(1)) / 1000.0;
            assert!(
                bucket.from_ms <= ms && ms < bucket.to_ms,
                "{micros}: {bucket:?}"
            );
        }
    }

    #[test]
    fn buckets_follow_each_other_without_a_gap_and_count_both_runs() {
        let latency = latency(vec![1_000, 2_000, 50_000], &[200, 1_100]);
        let counts = |of: fn(&LatencyBucket) -> u64| latency.buckets.iter().map(of).sum::<u64>();
        assert_eq!((counts(|b| b.count), counts(|b| b.before)), (3, 2));
        assert_eq!(latency.answers, 3);
        for pair in latency.buckets.windows(2) {
            assert!((pair[0].to_ms - pair[1].from_ms).abs() < 1e-12);
        }
    }

    #[test]
    fn percentiles_are_times_that_were_taken() {
        let latency = latency((1..=100).map(|ms| ms * 1000).collect(), &[]);
        assert_eq!(
            (latency.p50_ms, latency.p95_ms, latency.p99_ms),
            (Some(50.0), Some(95.0), Some(99.0))
        );
        let one = super::latency(vec![7_000], &[]);
        assert_eq!((one.p50_ms, one.p99_ms), (Some(7.0), Some(7.0)));
        let none = super::latency(Vec::new(), &[]);
        assert_eq!((none.p50_ms, none.buckets.len()), (None, 0));
    }
}
