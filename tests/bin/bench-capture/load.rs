//! Keep-alive HTTP/1.1 senders that post one request over and over, and time each answer.
//!
//! They write bytes made before and read no more of an answer than they must,
//! so that the load takes little of the processor from what is measured.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

use bytes::Bytes;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

/// What is sent, and how.
#[derive(Clone)]
pub struct Load {
    /// Where to.
    pub address: SocketAddr,
    /// The whole request.
    pub request: Bytes,
    /// Connections at once, each with one request under way.
    pub connections: usize,
}

/// When it ends.
#[derive(Debug, Clone, Copy)]
pub enum Until {
    /// After a time.
    Elapsed(Duration),
    /// After so many requests.
    Sent(u64),
}

/// What came back.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Microseconds to each answer of 200.
    pub latencies: Vec<u32>,
    /// Answers of another kind.
    pub refused: u64,
    /// From the first request to the last answer.
    pub elapsed: Duration,
}

/// When a sender stops.
#[derive(Clone)]
struct End {
    at: Option<Instant>,
    left: Arc<AtomicI64>,
}

impl Load {
    /// Sends until the end.
    pub async fn run(&self, until: Until) -> Outcome {
        let begun = Instant::now();
        let end = End::new(begun, until);
        let mut senders = JoinSet::new();
        for _ in 0..self.connections {
            senders.spawn(self.clone().send(end.clone()));
        }
        let mut outcome = Outcome::default();
        while let Some(sender) = senders.join_next().await {
            let part = sender
                .expect("a sender does not panic")
                .expect("the connection holds");
            outcome.latencies.extend(part.latencies);
            outcome.refused += part.refused;
        }
        outcome.elapsed = begun.elapsed();
        outcome.latencies.sort_unstable();
        outcome
    }

    async fn send(self, end: End) -> io::Result<Outcome> {
        let mut stream = TcpStream::connect(self.address).await?;
        stream.set_nodelay(true)?;
        let (mut outcome, mut buffer) = (Outcome::default(), Vec::with_capacity(4096));
        while end.allows_another() {
            let begun = Instant::now();
            stream.write_all(&self.request).await?;
            match answer(&mut stream, &mut buffer).await? {
                200 => outcome.latencies.push(micros(begun.elapsed())),
                _ => outcome.refused += 1,
            }
        }
        Ok(outcome)
    }
}

impl End {
    fn new(begun: Instant, until: Until) -> Self {
        let (at, left) = match until {
            Until::Elapsed(time) => (Some(begun + time), i64::MAX),
            Until::Sent(count) => (None, i64::try_from(count).unwrap_or(i64::MAX)),
        };
        Self {
            at,
            left: Arc::new(AtomicI64::new(left)),
        }
    }

    fn allows_another(&self) -> bool {
        match self.at {
            Some(at) => Instant::now() < at,
            None => self.left.fetch_sub(1, Ordering::Relaxed) > 0,
        }
    }
}

impl Outcome {
    /// Answers of 200 a second.
    #[expect(clippy::cast_precision_loss, reason = "nobody reads sixteen digits")]
    pub fn rate(&self) -> f64 {
        self.latencies.len() as f64 / self.elapsed.as_secs_f64()
    }

    /// Milliseconds within which this share of the answers came.
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a share of a length is a place in it"
    )]
    pub fn percentile(&self, share: f64) -> f64 {
        let last = self.latencies.len().saturating_sub(1);
        let at = (last as f64 * share).round() as usize;
        self.latencies
            .get(at)
            .map_or(f64::NAN, |&micros| f64::from(micros) / 1e3)
    }
}

/// Reads one answer, whose length its head gives; gives its status.
async fn answer(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> io::Result<u16> {
    buffer.clear();
    loop {
        if stream.read_buf(buffer).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let mut fields = [httparse::EMPTY_HEADER; 32];
        let mut head = httparse::Response::new(&mut fields);
        let parsed = head.parse(buffer).map_err(io::Error::other)?;
        if let httparse::Status::Complete(length) = parsed {
            let whole = length + body_length(&head);
            let status = head.code.unwrap_or_default();
            return rest(stream, buffer, whole).await.map(|()| status);
        }
    }
}

fn body_length(head: &httparse::Response<'_, '_>) -> usize {
    let mut fields = head.headers.iter();
    let length = fields.find(|field| field.name.eq_ignore_ascii_case("content-length"));
    let length = length.and_then(|field| std::str::from_utf8(field.value).ok()?.parse().ok());
    length.expect("both servers say how long their answers are")
}

async fn rest(stream: &mut TcpStream, buffer: &mut Vec<u8>, whole: usize) -> io::Result<()> {
    while buffer.len() < whole {
        if stream.read_buf(buffer).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    }
    Ok(())
}

fn micros(time: Duration) -> u32 {
    u32::try_from(time.as_micros()).unwrap_or(u32::MAX)
}
