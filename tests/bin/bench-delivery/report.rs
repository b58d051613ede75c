//! The figures, with the goals beside them.

use tests::cost::Memory;

use crate::lateness::Steady;
use crate::replay::Replayed;
use crate::rounds::Rates;

/// Prints the head of the table.
pub fn head() {
    println!(
        "Signed deliveries of 1 kB to a local sink, each attempt on disk before the next step;"
    );
    println!(
        "reqwest posts the same and remembers nothing; BullMQ posts with undici from a queue on Redis.\n"
    );
    println!(
        "{:>8} | {:>10} {:>7} | {:>10} {:>7} | {:>10} | {:>10} {:>10} | all rounds",
        "at once", "reqwest/s", "cpu µs", "ours/s", "cpu µs", "BullMQ/s", "of reqwest", "of BullMQ"
    );
}

/// Prints a row.
pub fn rates(at_once: u32, rates: &Rates) {
    let goal = match at_once {
        1 => "",
        _ => "   goal 0.80 of reqwest, stretch 1.30",
    };
    let (middle, peer) = (rates.rounds.middle(), rates.peer);
    let (lowest, highest) = rates.rounds.span();
    println!(
        "{at_once:>8} | {:>10.0} {:>7} | {:>10.0} {:>7} | {:>10} | {:>10.2} {:>10} | {lowest:.2} to {highest:.2}{goal}",
        middle.bare.rate,
        optional(middle.bare.processor, 0),
        middle.ours.rate,
        optional(middle.ours.processor, 0),
        optional(peer, 0),
        middle.ratio(),
        optional(peer.map(|peer| middle.ours.rate / peer), 1),
    );
}

fn optional(figure: Option<f64>, places: usize) -> String {
    figure.map_or_else(|| "-".to_owned(), |figure| format!("{figure:.places$}"))
}

/// Prints how late attempts began; `late` is sorted.
pub fn lateness(steady: Steady, late: &[f64]) {
    println!(
        "\nLateness of {} attempts at {}/s for {} s, one in ten failing, {} others waiting:",
        late.len(),
        steady.per_second,
        steady.seconds,
        steady.waiting,
    );
    let (middle, tail) = (percentile(late, 0.5), percentile(late, 0.99));
    let worst = late.last().copied().unwrap_or(f64::NAN);
    println!("  p50 {middle:.1} ms, p99 {tail:.1} ms, worst {worst:.1} ms; goal p99 15 ms");
}

#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share of a length is a place in it"
)]
fn percentile(sorted: &[f64], share: f64) -> f64 {
    let at = (sorted.len().saturating_sub(1) as f64 * share).round() as usize;
    sorted.get(at).copied().unwrap_or(f64::NAN)
}

/// Prints memory with a short and a long queue.
pub fn backlog(queued: u64, short: Option<Memory>, long: Option<Memory>) {
    let Some((short, long)) = short.zip(long) else {
        println!("Memory can only be read on Linux.");
        return;
    };
    println!(
        "Memory while delivering from a queue of {queued}: {} MB PSS; from one of 2000: {} MB; goal: the same.",
        long.proportional / 1_000_000,
        short.proportional / 1_000_000,
    );
}

/// Prints the head of the replays.
pub fn replay_head(count: u64) {
    println!(
        "\nExact replay of {count} captures of 1 kB, each outcome on disk; reqwest posts a body to the same sink."
    );
    println!(
        "{:>8} | {:>10} {:>7} | {:>10} {:>7} | {:>10} | exact on the wire | digests as stored",
        "at once", "reqwest/s", "cpu µs", "captures/s", "cpu µs", "of reqwest"
    );
}

/// Prints a row of them.
pub fn replayed(at_once: u32, replayed: &Replayed) {
    let Replayed { bare, ours, .. } = replayed;
    println!(
        "{at_once:>8} | {:>10.0} {:>7} | {:>10.0} {:>7} | {:>10.2} | {:>17} | {}",
        bare.rate,
        optional(bare.processor, 0),
        ours.rate,
        optional(ours.processor, 0),
        ours.rate / bare.rate,
        share(replayed.exact, replayed.count),
        share(replayed.alike, replayed.count),
    );
}

fn share(part: u64, all: u64) -> String {
    let word = if part == all { "all" } else { "NOT ALL" };
    format!("{word} {part} of {all}")
}
