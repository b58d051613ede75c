//! What delivering is compared with: reqwest that posts the same body, and remembers nothing.

use std::time::{Duration, Instant};

use bytes::Bytes;
use reqwest::Client;
use tokio::task::JoinSet;

use crate::figure::{Figure, Measured};

/// Long enough for the connections.
const WARM_UP: Duration = Duration::from_millis(500);

/// Answers a second and what each cost, with so many requests at once for a time.
pub async fn rate(url: &str, at_once: usize, time: Duration) -> Figure {
    let load = Load {
        client: client(),
        url: url.to_owned(),
        body: body(),
    };
    load.run(at_once, WARM_UP).await;
    let measured = Measured::begin();
    let count = load.run(at_once, time).await;
    measured.end(count)
}

/// The body of every delivery, one kilobyte.
pub fn body() -> Bytes {
    let event = |text: &str| format!(r#"{{"type":"bench","text":"{text}"}}"#);
    let padding = 1_000 - event("").len();
    event(&"x".repeat(padding)).into()
}

fn client() -> Client {
    // Without a provider reqwest cannot set up TLS, which nobody uses here.
    rustls::crypto::ring::default_provider()
        .install_default()
        .ok();
    let client = Client::builder().no_proxy().tcp_nodelay(true).build();
    client.expect("its settings are sound")
}

#[derive(Clone)]
struct Load {
    client: Client,
    url: String,
    body: Bytes,
}

impl Load {
    /// Gives the number of answers.
    async fn run(&self, at_once: usize, time: Duration) -> u64 {
        let end = Instant::now() + time;
        let mut senders = JoinSet::new();
        for _ in 0..at_once {
            senders.spawn(self.clone().send(end));
        }
        senders.join_all().await.iter().sum()
    }

    /// Posts until then; gives how often.
    async fn send(self, end: Instant) -> u64 {
        let mut count = 0;
        while Instant::now() < end {
            let request = self.client.post(&self.url);
            let request = request.header("content-type", "application/json");
            let answer = request.body(self.body.clone()).send().await;
            let answer = answer.expect("the sink answers");
            answer.bytes().await.expect("the answer is whole");
            count += 1;
        }
        count
    }
}
