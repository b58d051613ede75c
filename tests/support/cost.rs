//! What a process has cost so far: processor time and memory, as Linux counts them.
//!
//! Elsewhere there is nothing to read and the figures are left out.

use std::fs;
use std::time::Duration;

/// Linux counts processor time for us in hundredths of a second, whatever it counts in itself.
/// Source: `man 5 proc`, `sysconf(_SC_CLK_TCK)`.
const TICK: Duration = Duration::from_millis(10);

/// Memory of a process in bytes.
#[derive(Debug, Clone, Copy)]
pub struct Memory {
    /// Its share of what is in memory: pages that several programs use count in parts.
    pub proportional: u64,
    /// All that is in memory.
    pub resident: u64,
}

/// Processor time that a process took, in user and system mode together.
#[must_use]
pub fn processor_time(process: u32) -> Option<Duration> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The name in parentheses may hold spaces; fields 14 and 15 of all are what we want.
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = |at: usize| fields.get(at)?.parse::<u32>().ok();
    Some(TICK * (ticks(11)? + ticks(12)?))
}

/// Memory that a process has now.
#[must_use]
pub fn memory(process: u32) -> Option<Memory> {
    let rollup = fs::read_to_string(format!("/proc/{process}/smaps_rollup")).ok()?;
    let kilobytes = |name: &str| {
        let line = rollup.lines().find_map(|line| line.strip_prefix(name))?;
        line.split_whitespace().next()?.parse::<u64>().ok()
    };
    Some(Memory {
        proportional: kilobytes("Pss:")? * 1024,
        resident: kilobytes("Rss:")? * 1024,
    })
}
