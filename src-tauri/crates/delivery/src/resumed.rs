//! A connection in the middle of an exchange, for who has to go on with it from its beginning.
//!
//! What is written first has gone out already and is swallowed. What came in already is read again
//! once all of that is written, and so is the error that reading ended with: an answer that stands
//! there before its request is none.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use bytes::{Buf as _, Bytes};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use crate::connect::Stream;

/// A stream with what went over it before.
#[derive(Debug)]
pub(crate) struct Resumed {
    stream: Stream,
    /// Bytes that went out already.
    sent: usize,
    /// What came in already,
    received: Bytes,
    /// and what ended it.
    error: Option<io::Error>,
    /// Who waits for what came in.
    reader: Option<Waker>,
}

impl Resumed {
    /// A stream over which nothing went yet.
    pub(crate) const fn fresh(stream: Stream) -> Self {
        Self::after(stream, 0)
    }

    /// A stream over which the first `sent` bytes of a request went, and no answer came.
    pub(crate) const fn after(stream: Stream, sent: usize) -> Self {
        Self {
            stream,
            sent,
            received: Bytes::new(),
            error: None,
            reader: None,
        }
    }

    /// The same, with what came in and what ended that, if anything did.
    pub(crate) fn with(self, received: Bytes, error: Option<io::Error>) -> Self {
        Self {
            received,
            error,
            ..self
        }
    }

    /// Whether nothing of a request went out over it.
    pub(crate) const fn is_unsent(&self) -> bool {
        self.sent == 0
    }

    /// Swallows what went out already.
    fn swallow(&mut self, length: usize) -> Option<usize> {
        if self.sent == 0 {
            return None;
        }
        let swallowed = length.min(self.sent);
        self.sent -= swallowed;
        if self.sent == 0 {
            self.reader.take().into_iter().for_each(Waker::wake);
        }
        Some(swallowed)
    }
}

impl AsyncRead for Resumed {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if self.sent > 0 {
            self.reader = Some(cx.waker().clone());
            return Poll::Pending;
        }
        if !self.received.is_empty() {
            let length = self.received.len().min(into.remaining());
            into.put_slice(&self.received[..length]);
            self.received.advance(length);
            return Poll::Ready(Ok(()));
        }
        match self.error.take() {
            Some(error) => Poll::Ready(Err(error)),
            None => Pin::new(&mut self.stream).poll_read(cx, into),
        }
    }
}

impl AsyncWrite for Resumed {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        match self.swallow(bytes.len()) {
            Some(swallowed) => Poll::Ready(Ok(swallowed)),
            None => Pin::new(&mut self.stream).poll_write(cx, bytes),
        }
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        match self.swallow(bytes.iter().map(|slice| slice.len()).sum()) {
            Some(swallowed) => Poll::Ready(Ok(swallowed)),
            None => Pin::new(&mut self.stream).poll_write_vectored(cx, bytes),
        }
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
