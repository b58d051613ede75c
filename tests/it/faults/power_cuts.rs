//! The program is killed in the middle of a load: what was answered is there.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::{self, JoinHandle};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use tests::{Home, Hookwright, RawClient, is_long, post};

/// Senders at once.
const SENDERS: usize = 8;

/// A capture that was answered: its id, and the target it was sent to.
type Acknowledged = (String, String);

/// Senders that post until the receiver is gone.
struct Load {
    acknowledged: Receiver<Acknowledged>,
    senders: Vec<JoinHandle<()>>,
}

impl Load {
    fn start(receiver: SocketAddr, round: usize) -> Self {
        let (sender, acknowledged) = mpsc::channel();
        let start = |number| {
            let sender = sender.clone();
            thread::spawn(move || send(receiver, &format!("/load/{round}/{number}"), &sender))
        };
        Self {
            acknowledged,
            senders: (0..SENDERS).map(start).collect(),
        }
    }

    /// Waits for so many answers.
    fn take(&self, count: usize) -> Vec<Acknowledged> {
        let answers = (0..count).map(|_| self.acknowledged.recv_timeout(tests::PATIENCE));
        answers.collect::<Result<_, _>>().expect("answers come")
    }

    /// The answers that had come before the end.
    fn rest(self) -> Vec<Acknowledged> {
        for sender in self.senders {
            sender.join().expect("a sender ends with its connection");
        }
        self.acknowledged.try_iter().collect()
    }
}

fn send(receiver: SocketAddr, path: &str, acknowledged: &Sender<Acknowledged>) {
    let Ok(mut client) = RawClient::try_connect(receiver) else {
        return;
    };
    for number in 0.. {
        let target = format!("{path}/{number}");
        let written = client.try_write(&post(&target, &[], &body(&target)));
        let Ok(Some(answer)) = written.and_then(|()| client.try_answer()) else {
            return;
        };
        assert_eq!(answer.status(), 200);
        if acknowledged.send((answer.capture(), target)).is_err() {
            return;
        }
    }
}

/// Between a few bytes and some pages of the database, and different for each target.
fn body(target: &str) -> Vec<u8> {
    let length = target
        .bytes()
        .fold(7_usize, |sum, byte| (sum * 31 + usize::from(byte)) % 20_011);
    target.bytes().cycle().take(length).collect()
}

#[test]
fn nothing_that_was_answered_is_lost_when_it_is_killed() {
    let (kills, answers) = if is_long() { (100, 1_000) } else { (20, 150) };
    let mut home = Home::new();
    let mut acknowledged = BTreeMap::new();
    for round in 0..kills {
        let hookwright = Hookwright::serve_with(home, &["--no-ui"]);
        let load = Load::start(hookwright.receiver(), round);
        // Never at the same place of a transaction.
        acknowledged.extend(load.take(answers / 2 + round * 37 % answers));
        home = hookwright.kill();
        acknowledged.extend(load.rest());
        assert_last_body(&home, &acknowledged);
    }
    let stored = home.rows(&["captures", "list", "--limit", "0"]);
    let text = |value: &serde_json::Value| value.as_str().map(str::to_owned);
    let stored: BTreeMap<_, _> = stored
        .iter()
        .map(|row| (text(&row["id"]), text(&row["target"])))
        .collect();
    let is_lost = |(id, target): &(&String, &String)| {
        stored.get(&Some((*id).clone())) != Some(&Some((*target).clone()))
    };
    let lost: Vec<_> = acknowledged.iter().filter(is_lost).collect();
    assert!(
        lost.is_empty(),
        "{} of {} are lost: {lost:?}",
        lost.len(),
        acknowledged.len()
    );
}

/// The capture answered last is there with its body.
fn assert_last_body(home: &Home, acknowledged: &BTreeMap<String, String>) {
    let number = |id: &str| {
        id.trim_start_matches("cap_")
            .parse::<u64>()
            .unwrap_or_default()
    };
    let last = acknowledged.iter().max_by_key(|(id, _)| number(id));
    let (id, target) = last.expect("something was answered");
    let shown = home.rows(&["captures", "show", id]).remove(0);
    assert_eq!(shown["target"], **target);
    assert!(
        shown["body_b64"] == BASE64_STANDARD.encode(body(target)),
        "{id} has another body"
    );
}
