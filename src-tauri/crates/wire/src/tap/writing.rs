//! The way out: everything passes, unless nobody takes it.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use tokio::io::AsyncWrite;

use super::Tap;
use crate::hangup::Line;

impl<IO: AsyncWrite + Unpin> Tap<IO> {
    /// Gives up on a sender that does not take its answer.
    fn progress<T>(
        &mut self,
        cx: &mut Context<'_>,
        polled: Poll<io::Result<T>>,
    ) -> Poll<io::Result<T>> {
        if polled.is_ready() {
            self.writing.stop();
            return polled;
        }
        self.writing.go_on(self.limits.body_timeout);
        ready!(self.writing.poll_over(cx));
        let error = io::Error::new(io::ErrorKind::TimedOut, "the answer was not taken in time");
        Poll::Ready(Err(error))
    }
}

impl<IO: AsyncWrite + Line + Unpin> AsyncWrite for Tap<IO> {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        let tap = self.get_mut();
        let polled = Pin::new(&mut tap.io).poll_write(cx, buf);
        tap.progress(cx, polled)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let tap = self.get_mut();
        let polled = Pin::new(&mut tap.io).poll_write_vectored(cx, bufs);
        tap.progress(cx, polled)
    }

    fn is_write_vectored(&self) -> bool {
        self.io.is_write_vectored()
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let tap = self.get_mut();
        // hyper flushes whenever its task runs, and reads nothing while an answer is awaited.
        tap.hangup.look(&tap.io, cx);
        let polled = Pin::new(&mut tap.io).poll_flush(cx);
        tap.progress(cx, polled)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().io).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use tokio::io::AsyncWriteExt as _;

    use super::*;
    use crate::Limits;

    #[tokio::test(start_paused = true)]
    async fn a_writer_that_is_not_read_gives_up() {
        let (_theirs, ours) = tokio::io::duplex(64);
        let mut tap = Tap::new(ours, Arc::new(Limits::default()));
        let error = tap.write_all(&[0; 65]).await.unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::TimedOut);
    }
}
