//! The stream below a request that something happens to.
//!
//! It lets the head and so much of the body through as it is told, in its own
//! time, and then does to the connection what it is told.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep, sleep_until};

use crate::connect::Stream;
use crate::harm::{OnPurpose, Then};

/// Pieces that a slow body is sent in, where it has so many bytes.
const PIECES: usize = 20;

/// What happens to a request.
#[derive(Debug, Clone)]
pub(super) struct Script {
    /// Bytes of the head.
    pub head: usize,
    /// Bytes of the body that go out.
    pub body: usize,
    /// How long the body takes.
    pub over: Option<Duration>,
    /// What comes then.
    pub then: Then,
    /// What is told of a connection that was torn down.
    pub told: String,
}

impl Script {
    const fn total(&self) -> usize {
        self.head + self.body
    }

    /// Where the piece ends that the byte at `written` belongs to.
    fn piece_end(&self, written: usize) -> usize {
        if self.over.is_none() {
            return usize::MAX;
        }
        match written.checked_sub(self.head) {
            None => self.head,
            Some(of_body) => {
                let piece = self.piece();
                self.head + (of_body / piece + 1) * piece
            }
        }
    }

    fn piece(&self) -> usize {
        self.body.div_ceil(PIECES).max(1)
    }

    /// How long the piece that begins at `written` waits; the head's end begins the body's time.
    fn wait(&self, written: usize) -> Option<Duration> {
        let of_body = written.checked_sub(self.head)?;
        let begins = of_body < self.body && of_body % self.piece() == 0;
        let pieces = u32::try_from(self.body.div_ceil(self.piece())).unwrap_or(u32::MAX);
        self.over
            .filter(|_| begins)
            .map(|over| over / pieces.max(1))
    }
}

/// A stream that follows a script.
pub(super) struct Harming {
    stream: Stream,
    script: Script,
    written: usize,
    /// The wait before the next piece.
    pause: Option<Pin<Box<Sleep>>>,
    /// Whether what comes behind the request was done.
    over: bool,
}

impl Harming {
    pub(super) const fn new(stream: Stream, script: Script) -> Self {
        Self {
            stream,
            script,
            written: 0,
            pause: None,
            over: false,
        }
    }

    /// Ready when the next piece may go out; what went out before is on the wire by then.
    fn poll_turn(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let Some(pause) = &mut self.pause else {
            return Poll::Ready(Ok(()));
        };
        ready!(Pin::new(&mut self.stream).poll_flush(cx))?;
        ready!(pause.as_mut().poll(cx));
        self.pause = None;
        Poll::Ready(Ok(()))
    }

    fn wrote(&mut self, bytes: usize) {
        self.written += bytes;
        let wait = self.script.wait(self.written);
        self.pause = wait.map(|wait| Box::pin(sleep_until(Instant::now() + wait)));
    }

    /// Does what comes behind the request, once all of it is on the wire.
    fn poll_end(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        if self.over || self.written < self.script.total() {
            return Poll::Ready(Ok(()));
        }
        match self.script.then {
            Then::Wait => {}
            Then::End => ready!(Pin::new(&mut self.stream).poll_shutdown(cx))?,
            Then::Reset => {
                // Closed like this, the system tears the connection down instead of ending it.
                self.stream.tcp().set_zero_linger()?;
                let told = OnPurpose(self.script.told.clone());
                return Poll::Ready(Err(io::Error::other(told)));
            }
        }
        self.over = true;
        Poll::Ready(Ok(()))
    }
}

impl AsyncRead for Harming {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_read(cx, into)
    }
}

impl AsyncWrite for Harming {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        ready!(this.poll_turn(cx))?;
        let room = this.script.piece_end(this.written) - this.written;
        let now = &bytes[..bytes.len().min(room)];
        let accepted = ready!(Pin::new(&mut this.stream).poll_write(cx, now))?;
        this.wrote(accepted);
        Poll::Ready(Ok(accepted))
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        ready!(Pin::new(&mut this.stream).poll_flush(cx))?;
        this.poll_end(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn script(body: usize) -> Script {
        Script {
            head: 10,
            body,
            over: Some(Duration::from_secs(1)),
            then: Then::Wait,
            told: String::new(),
        }
    }

    #[test]
    fn a_slow_body_takes_its_time_whatever_its_size() {
        for body in [1, 3, 19, 20, 21, 1000, 1001] {
            let script = script(body);
            let (mut at, mut waited) = (0, Duration::ZERO);
            while at < script.total() {
                at = script.piece_end(at).min(script.total());
                waited += script.wait(at).unwrap_or_default();
            }
            let missing = Duration::from_secs(1).saturating_sub(waited);
            assert!(missing < Duration::from_micros(1), "{body}: {waited:?}");
        }
    }

    #[test]
    fn an_empty_body_is_not_waited_for() {
        assert_eq!(script(0).wait(10), None);
    }
}
