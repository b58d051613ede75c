//! The program is killed while it delivers: every event arrives, and none twice without need.

use std::collections::BTreeMap;

use model::Manner;
use serde_json::json;
use tests::{Home, Hookwright, Message, Sink};

use super::queue;

/// Deliveries in all.
const DELIVERIES: usize = 10_000;
/// Times that the program is killed on the way.
const KILLS: usize = 20;
/// Exchanges under way at once.
const AT_ONCE: u32 = 16;

/// What arrived, counted by message id.
#[derive(Default)]
struct Arrived {
    times: BTreeMap<String, usize>,
    total: usize,
}

impl Arrived {
    /// Waits for so many requests more.
    fn take(&mut self, sink: &Sink, count: usize) {
        for _ in 0..count {
            self.note(&sink.next());
        }
    }

    fn note(&mut self, request: &Message) {
        let id = request.field("webhook-id").expect("each has its id");
        *self.times.entry(id).or_default() += 1;
        self.total += 1;
    }

    fn duplicates(&self) -> usize {
        self.total - self.times.len()
    }
}

#[test]
fn a_program_that_is_killed_twenty_times_delivers_every_event() {
    let (sink, mut arrived) = (Sink::answering(&[200]), Arrived::default());
    let mut home = Home::new();
    let manner = Manner {
        concurrency: AT_ONCE,
        ..Manner::default()
    };
    let sent = queue::fill(&home, &sink.url("/in"), manner, DELIVERIES);
    for kill in 0..KILLS {
        let hookwright = Hookwright::serve_with(home, &["--no-ui"]);
        // Never at the same place of a transaction.
        arrived.take(&sink, 200 + kill * 37 % 200);
        home = hookwright.kill();
        sink.others()
            .iter()
            .for_each(|request| arrived.note(request));
    }
    let hookwright = Hookwright::serve_in(home);
    while arrived.times.len() < DELIVERIES {
        arrived.note(&sink.next());
    }
    for id in &sent {
        assert!(arrived.times.contains_key(id), "{id} never arrived");
    }
    // What was under way at a kill may have arrived without our knowing, and is sent again.
    let most = KILLS * AT_ONCE as usize;
    let duplicates = arrived.duplicates();
    assert!(
        duplicates <= most,
        "{duplicates} came twice, at most {most} were under way"
    );
    assert_all_succeed(&hookwright);
}

/// The last answers are stored a moment after they came.
fn assert_all_succeed(hookwright: &Hookwright) {
    let browser = hookwright.browser();
    let mut notices = browser.notices();
    let succeeded = || {
        let counts = browser.call("deliveries.counts", &json!({}));
        let states = counts["by_state"].as_array().cloned().unwrap_or_default();
        let succeeded = states.iter().find(|count| count["state"] == "succeeded");
        succeeded.and_then(|count| count["total"].as_u64())
    };
    while succeeded() != Some(DELIVERIES as u64) {
        notices.wait_for("deliveries");
    }
}
