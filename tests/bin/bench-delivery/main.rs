//! `cargo xtask bench delivery`: what durable deliveries cost, and how late they are.
//!
//! The rate stands beside that of reqwest, which posts the same body to the same
//! sink and remembers nothing, and beside that of a job queue on Redis, both
//! measured in the same run. It judges nothing; the goals are printed beside the
//! figures.

mod backlog;
mod bare;
mod figure;
mod lateness;
mod ours;
mod peer;
mod replay;
mod report;
mod rounds;
mod sink;

use std::time::Duration;

use crate::lateness::Steady;
use crate::rounds::{Rates, Round, Rounds};
use crate::sink::Sink;

/// As in the program itself.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const HELP: &str = "\
cargo xtask bench delivery [-- [--seconds N] [--rounds N] [--at-once N] [--queued N]
                               [--captures N] [--only PART]]
    --seconds N  how long each figure is measured, about (3)
    --rounds N   how often the engine and reqwest take turns (5); the middle one counts
    --at-once N  rates with so many at once alone (1 and 64)
    --queued N   deliveries in the queue when memory is measured (1000000)
    --captures N captures that are replayed (10000)
    --only PART  this part alone: rates, lateness, memory or replay";

/// Deliveries under way at once.
const AT_ONCE: [u32; 2] = [1, 64];
/// What waits beside the steady stream.
const WAITING: u64 = 100_000;
const PER_SECOND: u64 = 500;

struct Options {
    seconds: u64,
    rounds: usize,
    at_once: Vec<u32>,
    queued: u64,
    captures: u64,
    only: Option<String>,
}

#[tokio::main]
async fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments == [sink::ARGUMENT] {
        return sink::serve().await;
    }
    let Some(options) = Options::read(&arguments) else {
        println!("{HELP}");
        return;
    };
    let sink = Sink::start();
    measure(&options, &sink).await;
    sink.stop();
}

async fn measure(options: &Options, sink: &Sink) {
    if options.wants("rates") {
        report::head();
        for &at_once in &options.at_once {
            report::rates(at_once, &rates(options, sink, at_once).await);
        }
    }
    if options.wants("lateness") {
        let steady = Steady {
            per_second: PER_SECOND,
            seconds: options.seconds * 5,
            waiting: WAITING,
        };
        report::lateness(steady, &lateness::measure(&sink.flaky(), steady).await);
    }
    if options.wants("memory") {
        let short = backlog::memory(&sink.good(), 2_000).await;
        let long = backlog::memory(&sink.good(), options.queued).await;
        report::backlog(options.queued, short, long);
    }
    if options.wants("replay") {
        report::replay_head(options.captures);
        let time = Duration::from_secs(options.seconds);
        for at_once in AT_ONCE {
            let pair = (options.captures, at_once);
            report::replayed(at_once, &replay::measure(sink, pair, time).await);
        }
    }
}

async fn rates(options: &Options, sink: &Sink, at_once: u32) -> Rates {
    let url = sink.good();
    let mut rounds = Vec::new();
    for _ in 0..options.rounds {
        rounds.push(round(options, &url, at_once).await);
    }
    let bare = rounds[0].bare.rate;
    let count = whole(bare * options.seconds as f64 / 5.0);
    Rates {
        rounds: Rounds::new(rounds),
        peer: peer::rate(&url, count, at_once),
    }
}

/// One after the other, so that a host that is busy for a while is so for both.
async fn round(options: &Options, url: &str, at_once: u32) -> Round {
    let time = Duration::from_secs(options.seconds);
    let bare = bare::rate(url, at_once as usize, time).await;
    // As many as reqwest would send in the time: then ours takes about as long.
    let count = whole(bare.rate * time.as_secs_f64());
    let ours = ours::rate(url, at_once, count).await;
    Round { bare, ours }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a rate is positive and far below what a u64 holds"
)]
const fn whole(count: f64) -> u64 {
    count as u64
}

impl Options {
    fn wants(&self, part: &str) -> bool {
        self.only.as_deref().is_none_or(|only| only == part)
    }

    fn read(arguments: &[String]) -> Option<Self> {
        let mut options = Self {
            seconds: 3,
            rounds: 5,
            at_once: AT_ONCE.to_vec(),
            queued: 1_000_000,
            captures: 10_000,
            only: None,
        };
        for pair in arguments.chunks(2) {
            let [name, value] = pair else { return None };
            match name.as_str() {
                "--seconds" => {
                    options.seconds = value.parse().ok().filter(|seconds| *seconds > 0)?
                }
                "--rounds" => options.rounds = value.parse().ok().filter(|rounds| *rounds > 0)?,
                "--at-once" => options.at_once = vec![value.parse().ok().filter(|one| *one > 0)?],
                "--only" => options.only = Some(value.clone()),
                "--queued" => options.queued = value.parse().ok()?,
                "--captures" => options.captures = value.parse().ok()?,
                _ => return None,
            }
        }
        Some(options)
    }
}
