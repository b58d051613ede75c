//! How fast captures are stored and found: `cargo run -p store --example speed -- 100000`.
//!
//! Prints times of this machine at this moment; compare rows of one run only.

use std::time::{Duration, Instant};

use bytes::Bytes;
use model::{CaptureId, Clock, Filter, HttpVersion, Origin, Verification};
use store::{Durability, Error, NewCapture, Options, Store};

#[tokio::main]
async fn main() -> Result<(), Error> {
    let mut arguments = std::env::args().skip(1);
    let rows = arguments.next().and_then(|rows| rows.parse().ok());
    let rows: usize = rows.unwrap_or(20_000);
    let folder = std::env::temp_dir().join(format!("hookwright-speed-{}", std::process::id()));
    for durability in [Durability::Normal, Durability::Full] {
        let store = open(&folder, durability)?;
        for (size, at_once) in [(1_000, 32), (1_000, 256), (1_000_000, 32)] {
            let rows = if size > 1_000 { rows / 100 } else { rows };
            write(&store, rows, (size, at_once)).await?;
        }
        read(&store).await?;
        store.close().await;
    }
    std::fs::remove_dir_all(&folder).map_err(|error| Error::File {
        path: folder,
        detail: error.to_string(),
    })
}

fn open(folder: &std::path::Path, durability: Durability) -> Result<Store, Error> {
    println!("{durability:?}");
    let started = Instant::now();
    let store = Store::open(&Options {
        durability,
        ..Options::new(folder)
    })?;
    println!("  open {:.1?}", started.elapsed());
    Ok(store)
}

async fn write(store: &Store, rows: usize, (size, at_once): (usize, usize)) -> Result<(), Error> {
    let started = Instant::now();
    let (mut tasks, mut slowest) = (tokio::task::JoinSet::new(), Duration::ZERO);
    for worker in 0..at_once {
        let (store, body) = (store.clone(), Bytes::from(vec![b'x'; size]));
        tasks.spawn(async move {
            let mut slowest = Duration::ZERO;
            for row in 0..rows / at_once {
                let began = Instant::now();
                store
                    .captures()
                    .add(capture(worker + row, body.clone()))
                    .await?;
                slowest = slowest.max(began.elapsed());
            }
            Ok::<_, Error>(slowest)
        });
    }
    while let Some(Ok(done)) = tasks.join_next().await {
        slowest = slowest.max(done?);
    }
    let rate = rows as f64 / started.elapsed().as_secs_f64();
    println!("  {rows} of {size} B, {at_once} at once: {rate:.0}/s, slowest {slowest:.1?}");
    Ok(())
}

fn capture(number: usize, body: Bytes) -> NewCapture {
    let target = format!("/stripe/hooks/{}?id={number}", number % 7);
    NewCapture {
        received_at: Clock::system().now(),
        started: Instant::now(),
        source: None,
        method: "POST".into(),
        head: Bytes::from(format!(
            "POST {target} HTTP/1.1\r\nHost: localhost:4400\r\nContent-Type: application/json\r\n\
             Stripe-Signature: t=1,v1={number:064x}\r\nUser-Agent: speed\r\n\r\n"
        )),
        target,
        http_version: HttpVersion::Http11,
        body,
        verification: Verification::not_checked(),
        provider: Some("Stripe".into()),
        event_type: Some(format!("invoice.{}", number % 5)),
        event_id: Some(format!("evt_{number}")),
        handshake: None,
        answer: None,
        delay: Duration::ZERO,
        flags: Vec::new(),
        origin: Origin::Received,
        imported: None,
        remote: Some("127.0.0.1:50000".into()),
        routed: Vec::new(),
    }
}

async fn read(store: &Store) -> Result<(), Error> {
    let captures = store.captures();
    let total = captures.counts().await?.total;
    timed("counts", async || captures.counts().await.map(drop)).await?;
    let middle = Some(CaptureId(i64::try_from(total / 2).unwrap_or(1)));
    for text in ["", "type:invoice.*", "path:/hooks/3", "verdict:rejected"] {
        let filter = Filter::parse(text).unwrap_or_default();
        let page = async || captures.page(&filter, middle, 100).await.map(drop);
        timed(&format!("page \"{text}\""), page).await?;
        let outline = async || captures.outline(&filter, 100).await.map(drop);
        timed(&format!("outline \"{text}\""), outline).await?;
    }
    let filter = Filter::parse("\"evt_nowhere\"").unwrap_or_default();
    let hour = Duration::from_secs(3600);
    let search = async || captures.search(&filter, None, 100, hour).await.map(drop);
    timed(&format!("text among {total}"), search).await
}

async fn timed(what: &str, mut work: impl AsyncFnMut() -> Result<(), Error>) -> Result<(), Error> {
    let started = Instant::now();
    work().await?;
    println!("  {what}: {:.1?}", started.elapsed());
    Ok(())
}
