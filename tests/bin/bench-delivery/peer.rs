//! A job queue on Redis that does the same, beside ours in the same run.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// Deliveries a second of BullMQ and undici; `None`, with a word why, where it cannot run.
pub fn rate(url: &str, count: u64, at_once: u32) -> Option<f64> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("bin/bench-delivery/peer/bullmq.mjs");
    let mut command = Command::new("node");
    command.arg(script).arg(url);
    command.args([count.to_string(), at_once.to_string()]);
    let output = match command.output() {
        Ok(output) if output.status.success() => output,
        Ok(output) => {
            println!(
                "The peer did not run: {}",
                String::from_utf8_lossy(&output.stderr)
            );
            return None;
        }
        Err(error) => {
            println!("The peer did not run: {error}");
            return None;
        }
    };
    let row: Value = serde_json::from_slice(&output.stdout).ok()?;
    Some(row["count"].as_f64()? / row["seconds"].as_f64()?)
}
