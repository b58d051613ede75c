//! The figures that Runflow goes by.

use std::time::Duration;

use crate::stage::Rate;

/// The waits between the attempts of a delivery, as a schedule's text.
pub const SCHEDULE: &str = "10s, 1m, 5m, 30m";
/// Attempts of a delivery, the first one included.
pub const MAX_ATTEMPTS: u32 = 5;
/// Where a callback names its delivery.
pub const REQUEST_ID_HEADER: &str = "Runflow-Request-Id";
/// Calls of an organization; the figure is ours.
pub const CALLS: Rate = Rate {
    name: "calls",
    calls: 600,
    span: Duration::from_secs(60),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schedule_has_a_wait_before_each_further_attempt() {
        let schedule = delivery::schedule::Schedule::find(SCHEDULE).unwrap();
        assert_eq!(schedule.waits.len() + 1, MAX_ATTEMPTS as usize);
    }
}
