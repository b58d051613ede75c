//! Where everything is sent: an axum handler that reads the body and answers at once.

use std::net::SocketAddr;
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::Router;
use axum::body::Bytes;
use axum::http::StatusCode;
use axum::routing::{get, post};
use serde_json::json;
use sha2::{Digest as _, Sha256};
use tests::Process;
use tokio::net::TcpListener;

/// Makes this program the sink, so that its processor time is not ours.
pub const ARGUMENT: &str = "--serve-sink";

/// Of so many requests to the flaky path one fails.
const ONE_FAILS_OF: u64 = 10;

/// A sink in a process of its own.
pub struct Sink {
    process: Process,
    address: SocketAddr,
}

impl Sink {
    /// Starts it.
    pub fn start() -> Self {
        let program = std::env::current_exe().expect("a running program has a path");
        let mut command = Command::new(program);
        command.arg(ARGUMENT);
        let process = Process::start(command);
        let ready = process.row();
        let address = ready["address"].as_str().and_then(|text| text.parse().ok());
        let address = address.expect("it says where it listens");
        Self { process, address }
    }

    /// A URL that always answers 200.
    pub fn good(&self) -> String {
        format!("http://{}/good", self.address)
    }

    /// A URL that answers every tenth request with 500.
    pub fn flaky(&self) -> String {
        format!("http://{}/flaky", self.address)
    }

    /// A URL that remembers the digest of each body, and answers 200.
    pub fn hashing(&self) -> String {
        format!("http://{}/hashing", self.address)
    }

    /// The digests of all bodies since it was asked last.
    pub async fn digests(&self) -> Vec<String> {
        let url = format!("http://{}/digests", self.address);
        let answer = reqwest::get(url).await.expect("the sink answers");
        let lines = answer.text().await.expect("the answer is whole");
        lines.lines().map(str::to_owned).collect()
    }

    /// Ends it.
    pub fn stop(self) {
        self.process.kill();
    }
}

/// Serves until it is killed.
pub async fn serve() {
    let router = Router::new()
        .route("/good", post(good))
        .route("/flaky", post(flaky))
        .route("/hashing", post(hashing))
        .route("/digests", get(digests));
    let listener = TcpListener::bind("127.0.0.1:0").await;
    let listener = listener.expect("there are free ports");
    let address = listener.local_addr().expect("it is bound");
    println!("{}", json!({ "address": address.to_string() }));
    let served = axum::serve(listener, router).await;
    served.expect("it serves until it is killed");
}

async fn good(body: Bytes) -> String {
    json!({ "received": body.len() }).to_string()
}

/// Digests since they were asked for last.
static DIGESTS: Mutex<Vec<String>> = Mutex::new(Vec::new());

async fn hashing(body: Bytes) -> String {
    let digest = digest(&body);
    DIGESTS.lock().expect("nobody panics with it").push(digest);
    good(body).await
}

async fn digests() -> String {
    let mut all = DIGESTS.lock().expect("nobody panics with it");
    std::mem::take(&mut *all).join("\n")
}

/// SHA-256 in hex.
pub fn digest(body: &[u8]) -> String {
    let bytes = Sha256::digest(body);
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

async fn flaky(body: Bytes) -> (StatusCode, String) {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let status = match number % ONE_FAILS_OF {
        0 => StatusCode::INTERNAL_SERVER_ERROR,
        _ => StatusCode::OK,
    };
    (status, good(body).await)
}
