//! How many a second, and what each of them cost this process.

use std::time::{Duration, Instant};

use tests::cost;

/// What was found.
#[derive(Debug, Clone, Copy)]
pub struct Figure {
    /// A second.
    pub rate: f64,
    /// Microseconds of processor time for each, where that can be read.
    pub processor: Option<f64>,
}

/// A measurement under way.
pub struct Measured {
    begun: Instant,
    processor: Option<Duration>,
}

impl Measured {
    /// Begins.
    pub fn begin() -> Self {
        Self {
            begun: Instant::now(),
            processor: cost::processor_time(std::process::id()),
        }
    }

    /// Ends after so many.
    #[expect(clippy::cast_precision_loss, reason = "nobody reads sixteen digits")]
    pub fn end(self, count: u64) -> Figure {
        let rate = count as f64 / self.begun.elapsed().as_secs_f64();
        let after = cost::processor_time(std::process::id());
        let taken = after.zip(self.processor);
        let taken = taken.map(|(after, before)| after.saturating_sub(before));
        let processor = taken.map(|taken| taken.as_secs_f64() * 1e6 / count.max(1) as f64);
        Figure { rate, processor }
    }
}
