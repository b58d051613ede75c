//! How late attempts begin, at a steady rate with failures, beside a long queue of others.

use model::{AttemptDecision, Clock, Manner, NextStep, Timestamp};
use store::DeliveryRecord;

use crate::ours::Ours;

/// What is measured.
#[derive(Debug, Clone, Copy)]
pub struct Steady {
    /// Deliveries that come due in a second.
    pub per_second: u64,
    /// For how many seconds.
    pub seconds: u64,
    /// Others that wait for a day that does not come.
    pub waiting: u64,
}

/// Milliseconds, sorted: how much later than due each attempt began.
pub async fn measure(url: &str, steady: Steady) -> Vec<f64> {
    let ours = Ours::new();
    let later = ours.endpoint("later", url, Manner::default()).await;
    let tomorrow = Clock::system().now().plus_micros(24 * 3600 * 1_000_000);
    ours.schedule(later, &every(1, steady.waiting, tomorrow))
        .await;
    let manner = Manner {
        schedule: "1s, 1s, 1s, 1s, 1s, 1s".to_owned(),
        concurrency: 64,
        ..Manner::default()
    };
    let flaky = ours.endpoint("flaky", url, manner).await;
    let count = steady.per_second * steady.seconds;
    // Late enough that all of them are queued before the first is due.
    let begin = Clock::system().now().plus_micros(10_000_000);
    let due = every(1_000_000 / steady.per_second, count, begin);
    let deliveries = ours.schedule(flaky, &due).await;
    let running = ours.start();
    ours.until(flaky, count).await;
    running.stop().await;
    let mut late = Vec::new();
    for (first_due, delivery) in due.into_iter().zip(deliveries) {
        let record = ours.store().deliveries().get(delivery).await;
        let record = record.ok().flatten().expect("it is stored");
        late.extend(lateness(&record, first_due));
    }
    drop(ours.close().await);
    late.sort_by(f64::total_cmp);
    late
}

/// So many times, this many microseconds apart.
fn every(apart: u64, count: u64, begin: Timestamp) -> Vec<Timestamp> {
    let at = |number: u64| begin.plus_micros((number * apart).cast_signed());
    (0..count).map(at).collect()
}

/// Of each attempt of a delivery whose first was due then.
fn lateness(record: &DeliveryRecord, first_due: Timestamp) -> Vec<f64> {
    let (mut due, mut late) = (first_due, Vec::new());
    for (attempt, decision) in &record.attempts {
        late.push(attempt.started_at.micros_since(due) as f64 / 1e3);
        if let Some(AttemptDecision {
            next: NextStep::Retry { due_at, .. },
            ..
        }) = decision
        {
            due = *due_at;
        }
    }
    late
}
