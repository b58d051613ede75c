//! The figures as a table, with the goals beside them.

use crate::trial::{Cell, Figure};
use tests::cost::Memory;

/// Goals for the rate as a share of the bare one: bytes, connections, goal, stretch goal.
const RATES: [(usize, usize, f64, f64); 3] = [
    (1_000, 32, 0.20, 0.35),
    (1_000, 256, 0.30, 0.45),
    (1_000_000, 32, 0.15, 0.20),
];

/// At 32 connections and 1 kB, processor time as a multiple of the bare one.
const PROCESSOR: &str = "goal 4, stretch 3";
/// At 32 connections, the 99th percentile as a multiple of the median, and in milliseconds.
const TAIL: &str = "goal 10 and 50 ms";

/// Prints as it goes.
pub struct Report {
    /// What is said below the table.
    remarks: Vec<String>,
}

impl Report {
    /// Prints the head of the table.
    pub fn begin() -> Self {
        println!(
            "Durable captures with a verified signature, and a bare axum handler that reads the body."
        );
        println!("p50 and p99 in ms, processor time (cpu) in µs a request.\n");
        println!(
            "{:>6} {:>5} | {:>8} {:>7} {:>7} {:>7} | {:>8} {:>7} {:>7} {:>7} | {:>5} {:>5} {:>8}",
            "body",
            "conns",
            "bare/s",
            "p50",
            "p99",
            "cpu",
            "capt./s",
            "p50",
            "p99",
            "cpu",
            "rate",
            "cpu",
            "p99/p50"
        );
        Self {
            remarks: Vec::new(),
        }
    }

    /// Prints a row.
    pub fn row(&mut self, cell: Cell, bare: &Figure, capture: &Figure) {
        let rate = capture.outcome.rate() / bare.outcome.rate();
        let cpu = capture
            .processor
            .zip(bare.processor)
            .map(|(ours, bare)| ours / bare);
        let tail = capture.outcome.percentile(0.99) / capture.outcome.percentile(0.5);
        println!(
            "{:>6} {:>5} | {} | {} | {rate:>5.2} {:>5} {tail:>8.1}{}",
            bytes(cell.size),
            cell.connections,
            side(bare),
            side(capture),
            optional(cpu),
            rate_goal(cell),
        );
        self.remark(cell, bare, capture);
    }

    fn remark(&mut self, cell: Cell, bare: &Figure, capture: &Figure) {
        let refused = bare.outcome.refused + capture.outcome.refused;
        if refused > 0 {
            let (size, connections) = (bytes(cell.size), cell.connections);
            self.remarks.push(format!("{size} at {connections}: {refused} requests were answered with something other than 200."));
        }
    }

    /// Prints memory before and after many captures.
    pub fn memory(&mut self, captures: u64, before: Option<Memory>, after: Option<Memory>) {
        let Some((before, after)) = before.zip(after) else {
            self.remarks
                .push("Memory can only be read on Linux.".to_owned());
            return;
        };
        self.remarks.push(format!(
            "Memory after {captures} captures of 1 kB: {} PSS, {} RSS (at the start {} PSS); goal 60 MB.",
            megabytes(after.proportional),
            megabytes(after.resident),
            megabytes(before.proportional),
        ));
    }

    /// Prints what there is to say about the table.
    pub fn end(self) {
        println!("\n`rate` and `cpu` on the right are multiples of the bare handler's.");
        println!("Goals at 32 connections: cpu {PROCESSOR} (1 kB); p99/p50 {TAIL}.");
        for remark in self.remarks {
            println!("{remark}");
        }
    }
}

fn side(figure: &Figure) -> String {
    let outcome = &figure.outcome;
    format!(
        "{:>8.0} {:>7.2} {:>7.2} {:>7}",
        outcome.rate(),
        outcome.percentile(0.5),
        outcome.percentile(0.99),
        optional(figure.processor),
    )
}

fn optional(figure: Option<f64>) -> String {
    figure.map_or_else(|| "-".to_owned(), |figure| format!("{figure:.1}"))
}

fn rate_goal(cell: Cell) -> String {
    let goal = RATES
        .iter()
        .find(|(size, connections, ..)| (*size, *connections) == (cell.size, cell.connections));
    goal.map_or_else(String::new, |(.., goal, stretch)| {
        format!("   rate: goal {goal:.2}, stretch {stretch:.2}")
    })
}

fn bytes(size: usize) -> String {
    match size {
        1_000_000.. => format!("{} MB", size / 1_000_000),
        _ => format!("{} kB", size / 1_000),
    }
}

fn megabytes(bytes: u64) -> String {
    format!("{} MB", bytes / 1_000_000)
}
