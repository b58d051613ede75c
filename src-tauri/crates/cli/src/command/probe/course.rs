//! How far a probe is, on one line of the terminal that is written again and again.
//!
//! Only a person at a terminal sees it: a file or a program that reads stderr gets none of it, and
//! neither does whoever asked for JSON. When the probe ends the line is gone.

use std::io::{self, IsTerminal as _, Write};
use std::time::{Duration, Instant};

use app::probes::ProbeStep;
use tokio::sync::watch::Receiver;
use tokio::time::{MissedTickBehavior, interval};

use crate::output::Output;

/// How often the line is written: often enough for its seconds to run.
const PACE: Duration = Duration::from_millis(100);

/// Back to the line's beginning, and nothing on it.
const CLEARED: &str = "\r\x1b[2K";

/// Shows how far a probe is while it runs, and gives what it came to.
pub async fn shown<T>(
    output: &Output,
    heard: Receiver<ProbeStep>,
    probe: impl Future<Output = T>,
) -> T {
    if !is_wanted(output) {
        return probe.await;
    }
    let mut out = io::stderr();
    let ended = tokio::select! {
        ended = probe => ended,
        never = show(heard, &mut out) => match never {},
    };
    tell(&mut out, CLEARED);
    ended
}

fn is_wanted(output: &Output) -> bool {
    let is_dumb = std::env::var("TERM").is_ok_and(|term| term == "dumb");
    !output.is_json() && !is_dumb && io::stderr().is_terminal()
}

async fn show(heard: Receiver<ProbeStep>, out: &mut impl Write) -> std::convert::Infallible {
    let began = Instant::now();
    let mut ticks = interval(PACE);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        let line = line(&heard.borrow(), began.elapsed());
        tell(out, &format!("{CLEARED}{line}"));
    }
}

fn tell(out: &mut impl Write, text: &str) {
    // With stderr closed there is nobody left to tell.
    let _ = write!(out, "{text}").and_then(|()| out.flush());
}

/// The requests, the check and the time, short enough for eighty columns.
fn line(step: &ProbeStep, took: Duration) -> String {
    let seconds = took.as_secs_f32();
    match step.check {
        "" => format!("Probing  {seconds:.1} s"),
        check => format!(
            "Probing  {} of about {}  {seconds:.1} s  {check}  (Ctrl+C ends it)",
            step.done, step.total
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_says_how_far_it_is_and_fits_a_terminal() {
        let step = ProbeStep {
            done: 23,
            total: 61,
            check: "rejects_garbage_signature",
        };
        let line = line(&step, Duration::from_millis(61_240));
        assert_eq!(
            line,
            "Probing  23 of about 61  61.2 s  rejects_garbage_signature  (Ctrl+C ends it)"
        );
        assert!(line.len() < 80);
    }

    #[test]
    fn before_the_first_check_only_the_time_is_known() {
        let line = line(&ProbeStep::default(), Duration::ZERO);
        assert_eq!(line, "Probing  0.0 s");
    }

    #[tokio::test]
    async fn json_is_disturbed_by_nothing() {
        let (_tell, heard) = tokio::sync::watch::channel(ProbeStep::default());
        assert!(!is_wanted(&Output::new(true)));
        let ended = shown(&Output::new(true), heard, std::future::ready(7)).await;
        assert_eq!(ended, 7);
    }
}
