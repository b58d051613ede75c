//! What capturing is compared with: an axum handler that only reads the body.

use std::process::Command;

use axum::Router;
use axum::body::Bytes;
use axum::extract::DefaultBodyLimit;
use axum::routing::post;
use serde_json::json;
use tests::Process;
use tokio::net::TcpListener;

use crate::trial::Target;

/// Makes this program the bare server, so that its processor time can be told from the load's.
pub const ARGUMENT: &str = "--serve-bare";

/// Starts it in a process of its own.
pub fn start() -> (Process, Target) {
    let mut command = Command::new(std::env::current_exe().expect("a running program has a path"));
    command.arg(ARGUMENT);
    let process = Process::start(command);
    let ready = process.row();
    let address = ready["address"].as_str().and_then(|text| text.parse().ok());
    let target = Target::bare(address.expect("it says where it listens"), process.id());
    (process, target)
}

/// Serves until it is killed.
pub async fn serve() {
    let router = Router::new()
        .fallback(post(read))
        .layer(DefaultBodyLimit::disable());
    let listener = TcpListener::bind("127.0.0.1:0")
        .await
        .expect("there are free ports");
    let address = listener.local_addr().expect("it is bound");
    println!("{}", json!({ "address": address.to_string() }));
    axum::serve(listener, router)
        .await
        .expect("it serves until it is killed");
}

/// As long as the usual answer to a capture.
async fn read(body: Bytes) -> String {
    json!({ "received": body.len() }).to_string()
}
