//! Running out of file descriptors does not end the accept loop.
//!
//! The limit belongs to the process, so the test runs itself again in one of its own.

use std::fs::File;
use std::process::Command;
use std::time::Duration;

use crate::support::{Host, limits};

const GET: &str = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
const MARK: &str = "WIRE_TEST_FEW_DESCRIPTORS";
const NAME: &str = "descriptors::a_lack_of_descriptors_is_survived";

#[test]
fn a_lack_of_descriptors_is_survived() {
    if std::env::var_os(MARK).is_some() {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build();
        return runtime.unwrap().block_on(run_out_and_recover());
    }
    let again = format!("ulimit -n 40 && exec \"$0\" --exact {NAME}");
    let ended = Command::new("sh")
        .args(["-c", &again])
        .arg(std::env::current_exe().unwrap())
        .env(MARK, "1")
        .output()
        .unwrap();
    let output = String::from_utf8_lossy(&ended.stdout);
    assert!(
        ended.status.success() && output.contains("1 passed"),
        "{output}"
    );
}

async fn run_out_and_recover() {
    let host = Host::start(limits()).await;
    let mut taken: Vec<File> = Vec::new();
    let lack = loop {
        match File::open(std::env::current_exe().unwrap()) {
            Ok(file) => taken.push(file),
            Err(error) => break error,
        }
    };
    assert_eq!(lack.raw_os_error(), Some(24), "{lack}");
    // One for the client, none for the server.
    taken.pop();
    let mut client = host.connect().await;
    client.send(GET).await;
    let waiting = tokio::time::timeout(Duration::from_millis(100), client.answer()).await;
    assert!(waiting.is_err(), "it cannot have been accepted");
    taken.clear();
    assert_eq!(client.answer().await.status, 200);
    assert_eq!(host.connect().await.ask(GET).await.status, 200);
}
