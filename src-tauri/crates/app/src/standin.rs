//! A provider of tests: answers what it was told to, in order, and counts what it was asked.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

/// A provider that answers one request a connection.
pub(crate) struct StandIn {
    pub(crate) url: String,
    asked: Arc<AtomicUsize>,
}

impl StandIn {
    /// Gives these answers one after the other, and the last one from then on.
    pub(crate) async fn answering(answers: &[(u16, &str, &str)]) -> Self {
        let answers: Vec<String> = answers.iter().map(|answer| rendered(*answer)).collect();
        let listener = TcpListener::bind("127.0.0.1:0").await;
        let listener = listener.expect("a port is free");
        let address = listener.local_addr().expect("it is bound");
        let asked = Arc::new(AtomicUsize::new(0));
        let counter = asked.clone();
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let mut bytes = [0; 8192];
                // Requests of these tests are small, and come in one piece.
                let _ = stream.read(&mut bytes).await;
                let number = counter.fetch_add(1, Ordering::SeqCst);
                let answer = &answers[number.min(answers.len() - 1)];
                let _ = stream.write_all(answer.as_bytes()).await;
            }
        });
        Self {
            url: format!("http://{address}"),
            asked,
        }
    }

    /// How often it was asked.
    pub(crate) fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

fn rendered((status, fields, body): (u16, &str, &str)) -> String {
    let length = body.len();
    format!(
        "HTTP/1.1 {status} Said\r\n{fields}Connection: close\r\nContent-Length: {length}\r\n\r\n{body}"
    )
}
