//! The streams between hyper's client and the socket.
//!
//! [`Substitute`] swallows what hyper writes and sends our bytes instead;
//! [`Tee`], next to the socket, tells the tally what the socket accepted.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::{Buf as _, Bytes, BytesMut};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::sync::oneshot;

use super::proof::{Sent, Tally};
use crate::recorder::Search;

/// An answer's head longer than this is not kept; whether to read it is hyper's to decide.
const KEPT_HEAD: usize = 256 * 1024;

/// A tally that both ends of an exchange can look at.
#[derive(Debug, Clone)]
pub(super) struct SharedTally(Arc<Mutex<Tally>>);

impl SharedTally {
    pub(super) fn new(tally: Tally) -> Self {
        Self(Arc::new(Mutex::new(tally)))
    }

    fn note(&self, bytes: &[u8]) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .note(bytes);
    }

    pub(super) fn sent(&self) -> Sent {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).sent()
    }
}

/// Notes what the stream below accepted.
pub(super) struct Tee<IO> {
    pub(super) io: IO,
    pub(super) tally: SharedTally,
}

impl<IO: AsyncRead + Unpin> AsyncRead for Tee<IO> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_read(cx, buf)
    }
}

impl<IO: AsyncWrite + Unpin> AsyncWrite for Tee<IO> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        let accepted = ready!(Pin::new(&mut self.io).poll_write(cx, buf))?;
        self.tally.note(&buf[..accepted]);
        Poll::Ready(Ok(accepted))
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let accepted = ready!(Pin::new(&mut self.io).poll_write_vectored(cx, bufs))?;
        let mut left = accepted;
        for buf in bufs {
            let taken = left.min(buf.len());
            self.tally.note(&buf[..taken]);
            left -= taken;
        }
        Poll::Ready(Ok(accepted))
    }

    fn is_write_vectored(&self) -> bool {
        self.io.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_shutdown(cx)
    }
}

/// The head of the answer as it came.
#[derive(Debug, Clone, Default)]
pub(super) struct AnswerHead(Arc<Mutex<Option<Bytes>>>);

impl AnswerHead {
    pub(super) fn take(&self) -> Option<Bytes> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// Sends our bytes where hyper means to send its own.
pub(super) struct Substitute<IO> {
    io: IO,
    head: Bytes,
    body: Bytes,
    answer: Option<(AnswerHead, BytesMut, Search)>,
    /// Dropped when all is written, or when no more can be.
    writing: Option<oneshot::Sender<()>>,
}

impl<IO> Substitute<IO> {
    pub(super) fn new(
        io: IO,
        (head, body): (Bytes, Bytes),
        answer: AnswerHead,
    ) -> (Self, oneshot::Receiver<()>) {
        let (writing, written) = oneshot::channel();
        let substitute = Self {
            io,
            head,
            body,
            answer: Some((answer, BytesMut::new(), Search::default())),
            writing: Some(writing),
        };
        (substitute, written)
    }

    /// Looks for the head of the final answer in what came.
    fn watch(&mut self, fresh: &[u8]) {
        let Some((answer, gathered, search)) = &mut self.answer else {
            return;
        };
        gathered.extend_from_slice(fresh);
        while let Some(end) = search.end(gathered) {
            let head = gathered.split_to(end).freeze();
            *search = Search::default();
            if !is_interim(&head) {
                *answer.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(head);
                self.answer = None;
                return;
            }
        }
        if gathered.len() > KEPT_HEAD {
            self.answer = None;
        }
    }
}

fn is_interim(head: &[u8]) -> bool {
    let status = head.split(|byte| *byte == b' ').nth(1).unwrap_or_default();
    status.starts_with(b"1") && status != b"101"
}

impl<IO: AsyncWrite + Unpin> Substitute<IO> {
    /// Ready when everything is written, or nothing more can be.
    ///
    /// A receiver that closes early may still have answered, so a failed write is no
    /// error here: the answer is read, and the proof says what was sent.
    fn poll_send(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        while self.writing.is_some() && self.head.len() + self.body.len() > 0 {
            let bufs = [IoSlice::new(&self.head), IoSlice::new(&self.body)];
            let Ok(accepted @ 1..) = ready!(Pin::new(&mut self.io).poll_write_vectored(cx, &bufs))
            else {
                break;
            };
            let of_head = accepted.min(self.head.len());
            self.head.advance(of_head);
            self.body.advance(accepted - of_head);
        }
        self.writing = None;
        Poll::Ready(())
    }
}

impl<IO: AsyncRead + Unpin> AsyncRead for Substitute<IO> {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let substitute = self.get_mut();
        let before = buf.filled().len();
        ready!(Pin::new(&mut substitute.io).poll_read(cx, buf))?;
        substitute.watch(&buf.filled()[before..]);
        Poll::Ready(Ok(()))
    }
}

impl<IO: AsyncWrite + Unpin> AsyncWrite for Substitute<IO> {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        // Whether it is all written by now is asked at flush, which hyper always does.
        let _: Poll<()> = self.get_mut().poll_send(cx);
        Poll::Ready(Ok(buf.len()))
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let substitute = self.get_mut();
        ready!(substitute.poll_send(cx));
        Pin::new(&mut substitute.io).poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().io).poll_shutdown(cx)
    }
}
