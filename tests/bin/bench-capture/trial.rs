//! One figure: a target, a body and a number of connections, for a time.

use std::net::SocketAddr;
use std::time::Duration;

use bytes::Bytes;
use model::{Headers, Secret};
use signing::{Draft, Request};
use tests::{Hookwright, cost, post};

use crate::load::{Load, Outcome, Until};

/// The secret of the source that is posted to.
pub const SECRET: &str = "It's a Secret to Everybody";

/// Long enough for connections, caches and the database's first pages.
const WARM_UP: Duration = Duration::from_millis(500);

/// Who is posted to.
#[derive(Debug, Clone, Copy)]
pub struct Target {
    address: SocketAddr,
    process: u32,
}

/// What is measured.
#[derive(Debug, Clone, Copy)]
pub struct Cell {
    /// Bytes of the body.
    pub size: usize,
    /// Connections at once.
    pub connections: usize,
    /// How long.
    pub time: Duration,
}

/// What was found.
#[derive(Debug)]
pub struct Figure {
    /// The answers.
    pub outcome: Outcome,
    /// Microseconds of processor time for each answer.
    pub processor: Option<f64>,
}

impl Target {
    /// The server that only reads.
    pub const fn bare(address: SocketAddr, process: u32) -> Self {
        Self { address, process }
    }

    /// A Hookwright whose source checks what is posted.
    pub fn capturing(hookwright: &Hookwright) -> Self {
        Self {
            address: hookwright.receiver(),
            process: hookwright.process().id(),
        }
    }

    /// Posts so many captures.
    pub async fn fill(&self, size: usize, count: u64) {
        let outcome = self.load(size, 32).run(Until::Sent(count)).await;
        assert_eq!(outcome.refused, 0, "every capture is taken");
    }

    /// Fails when something else was measured than captures that verify.
    pub fn assert_all_verified(&self, hookwright: &Hookwright) {
        let others = [
            "captures",
            "list",
            "--limit",
            "1",
            "--filter",
            "not verdict:verified",
        ];
        assert_eq!(
            hookwright.rows(&others),
            [""; 0],
            "every capture is verified"
        );
        assert_eq!(
            hookwright.rows(&["captures", "list", "--limit", "1"]).len(),
            1
        );
    }

    fn load(&self, size: usize, connections: usize) -> Load {
        Load {
            address: self.address,
            request: request(size),
            connections,
        }
    }
}

impl Cell {
    /// Measures one target.
    pub async fn measure(&self, target: &Target) -> Figure {
        let load = target.load(self.size, self.connections);
        load.run(Until::Elapsed(WARM_UP)).await;
        let before = cost::processor_time(target.process);
        let outcome = load.run(Until::Elapsed(self.time)).await;
        let after = cost::processor_time(target.process);
        let taken = after
            .zip(before)
            .map(|(after, before)| after.saturating_sub(before));
        let processor = taken.map(|taken| per_answer(taken, &outcome));
        Figure { outcome, processor }
    }
}

#[expect(clippy::cast_precision_loss, reason = "nobody reads sixteen digits")]
fn per_answer(taken: Duration, outcome: &Outcome) -> f64 {
    taken.as_secs_f64() * 1e6 / outcome.latencies.len().max(1) as f64
}

/// A POST as GitHub signs it; its signature holds for ever.
fn request(size: usize) -> Bytes {
    let body = body(size);
    let url = "http://localhost/bench/hook";
    let scheme = signing::catalogue()
        .get("github-sha256")
        .expect("it is in the catalogue");
    let draft = Draft {
        scheme,
        secrets: &[Secret::new(SECRET)],
        request: Request {
            method: "POST",
            url,
            headers: &Headers::default(),
            body: &body,
        },
        now: model::Clock::system().now(),
        entropy: [0; 16],
    };
    let signed = signing::sign(&draft).expect("GitHub's scheme signs any body");
    let signature = signed
        .headers
        .text("X-Hub-Signature-256")
        .expect("it is set");
    let fields = [
        ("Content-Type", "application/json"),
        ("X-Hub-Signature-256", signature),
    ];
    post("/bench/hook", &fields, &body).into()
}

/// A JSON event of this length.
fn body(size: usize) -> Vec<u8> {
    let event = |text: &str| format!(r#"{{"action":"opened","text":"{text}"}}"#);
    let padding = size.saturating_sub(event("").len());
    event(&"x".repeat(padding)).into_bytes()
}
