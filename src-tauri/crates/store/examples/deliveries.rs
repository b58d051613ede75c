//! How fast deliveries are made, claimed and finished, and whether a backlog slows that down:
//! `cargo run -p store --example deliveries -- 100000`.
//!
//! Prints times of this machine at this moment; compare rows of one run only.

use std::sync::Arc;
use std::time::Instant;

use bytes::Bytes;
use model::{
    AttemptAnswer, AttemptDecision, Clock, DeliveryState, EndpointId, Headers, Manner, NextStep,
    SendMode, Timing, Trigger,
};
use store::{
    Claiming, DueDelivery, EndpointOutcome, Error, Finished, NewAttempt, NewEndpoint, NewEvent,
    Options, Store,
};

/// Attempts under way at once.
const AT_ONCE: u32 = 64;
/// Attempts of a measurement.
const MEASURED: u32 = 20_000;

#[tokio::main]
async fn main() -> Result<(), Error> {
    let backlog = std::env::args().nth(1).and_then(|text| text.parse().ok());
    let backlog: u32 = backlog.unwrap_or(100_000);
    let folder = std::env::temp_dir().join(format!("hookwright-deliveries-{}", std::process::id()));
    let store = Store::open(&Options::new(&folder))?;
    let new = NewEndpoint {
        name: "sink".into(),
        url: "http://127.0.0.1:9/".into(),
        manner: Manner::default(),
        ..NewEndpoint::default()
    };
    let endpoint = store.endpoints().add(new).await?.id;
    make(&store, endpoint, MEASURED).await?;
    work(&store, endpoint, MEASURED).await?;
    make(&store, endpoint, backlog).await?;
    work(&store, endpoint, MEASURED.min(backlog)).await?;
    store.close().await;
    std::fs::remove_dir_all(&folder).map_err(|error| Error::File {
        path: folder,
        detail: error.to_string(),
    })
}

fn rate(what: &str, count: u32, since: Instant) {
    let each = since.elapsed() / count.max(1);
    println!(
        "  {what}: {:.0}/s, {each:.1?} each",
        1.0 / each.as_secs_f64()
    );
}

async fn make(store: &Store, endpoint: EndpointId, count: u32) -> Result<(), Error> {
    println!("{count} deliveries");
    let started = Instant::now();
    let event = NewEvent {
        event_type: "invoice.paid".into(),
        content_type: "application/json".into(),
        body: Some(Bytes::from(vec![b'x'; 1_000])),
        ..NewEvent::default()
    };
    for part in (0..count).step_by(1_000) {
        let size = (count - part).min(1_000) as usize;
        let events = vec![(event.clone(), vec![endpoint]); size];
        store.deliveries().add_many(events).await?;
    }
    rate("made", count, started);
    Ok(())
}

async fn work(store: &Store, endpoint: EndpointId, count: u32) -> Result<(), Error> {
    let started = Instant::now();
    let (mut claims, mut done) = (std::time::Duration::ZERO, 0);
    while done < count {
        let claiming = Instant::now();
        let taken = claim(store, endpoint, AT_ONCE).await?;
        claims += claiming.elapsed();
        done += AT_ONCE;
        let finished = taken.iter().map(delivered).collect();
        store.deliveries().finish(Arc::new(finished)).await?;
    }
    println!("  a claim of {AT_ONCE}: {:.1?}", claims / (done / AT_ONCE));
    rate("claimed and finished", done, started);
    Ok(())
}

async fn claim(store: &Store, endpoint: EndpointId, room: u32) -> Result<Vec<DueDelivery>, Error> {
    let now = Clock::system().now();
    let claiming = Claiming {
        owner: 1,
        now,
        lease_until: now.plus_micros(60_000_000),
        rooms: vec![(endpoint, room)],
    };
    Ok(store.deliveries().claim(claiming).await?.taken)
}

fn delivered(due: &DueDelivery) -> Finished {
    let headers = [("content-type", "text/plain"), ("date", "today")];
    Finished {
        delivery: due.delivery,
        to: due.endpoint,
        owner: 1,
        sends_event: true,
        attempt: Box::new(NewAttempt {
            capture: None,
            trigger: Trigger::Scheduled,
            mode: SendMode::Resigned,
            method: "POST".into(),
            target: "http://127.0.0.1:9/".into(),
            started_at: Clock::system().now(),
            timing: Timing::default(),
            status: Some(200),
            failure: None,
            exact: None,
            request_head: Bytes::from(vec![b'h'; 300]),
            exceptions: Vec::new(),
            request_body: due.body.clone(),
            answer: Some(AttemptAnswer {
                status: 200,
                headers: headers.into_iter().collect::<Headers>(),
                body: b"ok".to_vec(),
                truncated: false,
            }),
        }),
        decision: AttemptDecision {
            number: due.number,
            trigger: due.trigger,
            next: NextStep::Delivered,
            faults: Vec::new(),
        },
        state: DeliveryState::Succeeded,
        due_at: None,
        lane: 0,
        endpoint: EndpointOutcome::Succeeded,
        disable: None,
    }
}
