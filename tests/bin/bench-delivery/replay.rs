//! Captures replayed exactly, with the proof that what arrived is what was kept: the SHA-256 of every
//! body that the sink read, beside that of every body in the store.

use std::time::{Duration, Instant};

use delivery::replay::{Ready, RunMeans, Wish, carry_out};
use delivery::{Sender, SenderOptions};
use futures_util::future::join_all;
use model::{
    CaptureId, HttpVersion, Origin, Pace, Run, RunOrder, RunPlan, Template, Timestamp, Verification,
};
use store::{NewCapture, NewRun, RunExchange, Store};
use tokio::sync::watch;

use crate::bare;
use crate::figure::{Figure, Measured};
use crate::ours::Ours;
use crate::sink::{Sink, digest};

/// Captures that are stored at once.
const AT_ONCE: u64 = 1_000;

/// What came of replaying.
pub struct Replayed {
    /// reqwest to the same sink.
    pub bare: Figure,
    /// Captures a second, each outcome on disk.
    pub ours: Figure,
    /// Captures.
    pub count: u64,
    /// Of how many the bytes on the wire were proved equal, head included.
    pub exact: u64,
    /// Of how many bodies the sink's digest is that of the store.
    pub alike: u64,
}

/// Replays so many captures, so many at once, after reqwest has posted for a time.
pub async fn measure(sink: &Sink, (count, at_once): (u64, u32), time: Duration) -> Replayed {
    let ours = Ours::new();
    let captures = captures(ours.store(), count).await;
    let kept = kept(ours.store(), &captures).await;
    let bare = bare::rate(&sink.hashing(), at_once as usize, time).await;
    drop(sink.digests().await);
    let (figure, run) = replay(ours.store(), &sink.hashing(), (&captures, at_once)).await;
    let alike = alike(kept, sink.digests().await);
    drop(ours.close().await);
    Replayed {
        bare,
        ours: figure,
        count,
        exact: run.exact,
        alike,
    }
}

/// Stores captures, each with a body of its own.
async fn captures(store: &Store, count: u64) -> Vec<CaptureId> {
    let mut ids = Vec::new();
    for first in (0..count).step_by(usize::try_from(AT_ONCE).unwrap_or(1)) {
        let part = first..count.min(first + AT_ONCE);
        let add = |number| {
            let store = store.clone();
            async move { store.captures().add(capture(number)).await }
        };
        let added = join_all(part.map(add)).await;
        let added = added.into_iter();
        ids.extend(added.map(|id| id.expect("there is room on the disk")));
    }
    ids
}

fn capture(number: u64) -> NewCapture {
    let body = [bare::body(), format!("\n{number}").into()].concat();
    let length = body.len();
    let head = format!(
        "POST /bench/{number} HTTP/1.1\r\nhost: localhost\r\nContent-TYPE: application/json\r\nX-Bench: {number}\r\nX-Bench: again\r\nContent-Length: {length}\r\n\r\n"
    );
    NewCapture {
        received_at: Timestamp::from_unix_seconds(1_000_000),
        started: Instant::now(),
        source: None,
        method: "POST".to_owned(),
        target: format!("/bench/{number}"),
        http_version: HttpVersion::Http11,
        head: head.into(),
        body: body.into(),
        verification: Verification::not_checked(),
        provider: None,
        event_type: None,
        event_id: None,
        handshake: None,
        answer: None,
        delay: Duration::ZERO,
        flags: Vec::new(),
        origin: Origin::Received,
        imported: None,
        remote: None,
        routed: Vec::new(),
    }
}

/// The digest of each body as the store gives it back.
async fn kept(store: &Store, captures: &[CaptureId]) -> Vec<String> {
    let mut digests = Vec::with_capacity(captures.len());
    for id in captures {
        let body = store.captures().body(*id).await.expect("it can be read");
        digests.push(digest(&body.unwrap_or_default()));
    }
    digests
}

async fn replay(
    store: &Store,
    url: &str,
    (captures, at_once): (&[CaptureId], u32),
) -> (Figure, Run) {
    let plan = plan(url, at_once);
    let ready = Ready::check(&plan).expect("the plan is sound");
    let run = NewRun {
        plan,
        chosen: "all".to_owned(),
        exchanges: captures.iter().map(|id| exchange(*id)).collect(),
        again_of: None,
        carrier: 1,
    };
    let run = store.runs().create(run).await.expect("there is room");
    let (_wish, wishes) = watch::channel(Wish::Go);
    let means = RunMeans {
        sender: Sender::new(SenderOptions::default()).expect("it can be set up"),
        store: store.clone(),
        attempts: None,
        wishes,
    };
    let measured = Measured::begin();
    carry_out(run.id, ready, means).await;
    let figure = measured.end(captures.len() as u64);
    let run = store.runs().get(run.id).await.expect("it can be read");
    (figure, run.expect("it was made"))
}

fn plan(url: &str, at_once: u32) -> RunPlan {
    RunPlan {
        targets: vec![url.to_owned()],
        resign: false,
        template: Template::default(),
        order: RunOrder::AsGiven,
        pace: Pace::AsFastAsPossible,
        times: 1,
        concurrency: at_once,
        stop_on_failure: false,
        timeout_ms: 30_000,
        faults: None,
    }
}

const fn exchange(capture: CaptureId) -> RunExchange {
    RunExchange {
        capture,
        target: 0,
        time: 0,
    }
}

/// How many of those that are kept arrived, each as often as it was sent. Anything more that arrived
/// makes all of it worthless.
fn alike(mut kept: Vec<String>, mut arrived: Vec<String>) -> u64 {
    if arrived.len() != kept.len() {
        return 0;
    }
    kept.sort_unstable();
    arrived.sort_unstable();
    let pairs = kept.iter().zip(&arrived);
    pairs.filter(|(kept, arrived)| kept == arrived).count() as u64
}
