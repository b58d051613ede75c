//! A server that keeps every request byte for byte and answers as it is told.

use std::io::{self, BufReader, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use crate::PATIENCE;
use crate::message::Message;

/// A developer's server, as far as a sender can tell. Its threads end with the test.
pub struct Sink {
    address: SocketAddr,
    received: Receiver<Message>,
}

#[derive(Clone)]
struct Script {
    statuses: Arc<[u16]>,
    /// Body of its answers; `None` tells the status.
    body: Option<Arc<str>>,
    answered: Arc<AtomicUsize>,
    received: Sender<Message>,
}

impl Sink {
    /// Answers each request with the next of these statuses, and all further ones with the last.
    #[must_use]
    pub fn answering(statuses: &[u16]) -> Self {
        Self::listening(statuses, None)
    }

    /// Answers every request with this status and body.
    #[must_use]
    pub fn saying(status: u16, body: &str) -> Self {
        Self::listening(&[status], Some(body.into()))
    }

    fn listening(statuses: &[u16], body: Option<Arc<str>>) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("there are free ports");
        let address = listener.local_addr().expect("it is bound");
        let (sender, received) = mpsc::channel();
        let script = Script {
            statuses: statuses.into(),
            body,
            answered: Arc::default(),
            received: sender,
        };
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let script = script.clone();
                thread::spawn(move || script.play(&stream));
            }
        });
        Self { address, received }
    }

    /// A URL of it.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// The next request.
    #[must_use]
    pub fn next(&self) -> Message {
        self.received
            .recv_timeout(PATIENCE)
            .expect("a request comes")
    }

    /// The requests that came and were not looked at.
    #[must_use]
    pub fn others(&self) -> Vec<Message> {
        self.received.try_iter().collect()
    }
}

impl Script {
    /// Requests on one connection, until the sender ends it.
    fn play(&self, stream: &TcpStream) -> io::Result<()> {
        let mut reader = BufReader::new(stream.try_clone()?);
        while let Some(request) = Message::request(&mut reader)? {
            // Noted before it is answered: who has the answer finds the request here.
            let _ = self.received.send(request);
            self.answer(stream)?;
        }
        Ok(())
    }

    fn answer(&self, mut stream: &TcpStream) -> io::Result<()> {
        let index = self.answered.fetch_add(1, Ordering::Relaxed);
        let last = self.statuses.len() - 1;
        let status = self.statuses[index.min(last)];
        let usual = || format!("sink says {status}");
        let body = self.body.as_deref().map_or_else(usual, str::to_owned);
        let length = body.len();
        let head = format!(
            "HTTP/1.1 {status} Said\r\nX-Sink: {index}\r\nContent-Length: {length}\r\n\r\n"
        );
        stream.write_all((head + &body).as_bytes())
    }
}

/// A URL where nobody listens.
#[must_use]
pub fn dead_url() -> String {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("there are free ports");
    let address = listener.local_addr().expect("it is bound");
    format!("http://{address}/nobody")
}
