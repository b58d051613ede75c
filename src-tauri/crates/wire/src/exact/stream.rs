//! The streams between hyper's client and the socket.
//!
//! [`Substitute`] swallows what hyper writes and sends our bytes instead;
//! [`Tee`], next to the socket, tells the tally what the socket accepted.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::{Buf as _, Bytes, BytesMut};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::sync::oneshot;

use super::proof::Transfer;
use crate::recorder::Search;

/// An answer's head longer than this is not kept; whether to read it is hyper's to decide.
const KEPT_HEAD: usize = 256 * 1024;

/// The exchange under way, for the connection's streams and its owner.
#[derive(Debug, Clone, Default)]
pub(super) struct Slot(Arc<Mutex<Option<Exchange>>>);

#[derive(Debug)]
struct Exchange {
    transfer: Transfer,
    /// What is still to be written.
    head: Bytes,
    body: Bytes,
    /// Whether hyper has begun to write: what comes back before that it takes for a fault.
    begun: bool,
    /// Dropped when all is written, or when no more can be.
    writing: Option<oneshot::Sender<()>>,
    answer: AnswerHead,
}

impl Exchange {
    const fn is_being_written(&self) -> bool {
        self.begun && self.writing.is_some()
    }
}

impl Slot {
    /// Puts in the next request; what is given is ready when it is written, or cannot be.
    pub(super) fn begin(
        &self,
        transfer: Transfer,
        head: Bytes,
        body: Bytes,
    ) -> oneshot::Receiver<()> {
        let (writing, written) = oneshot::channel();
        *self.lock() = Some(Exchange {
            transfer,
            head,
            body,
            begun: false,
            writing: Some(writing),
            answer: AnswerHead::default(),
        });
        written
    }

    pub(super) fn is_all_written(&self) -> bool {
        let left = |exchange: &Exchange| exchange.head.len() + exchange.body.len();
        self.lock()
            .as_ref()
            .is_none_or(|exchange| left(exchange) == 0)
    }

    /// The head of the final answer as it came.
    pub(super) fn take_answer_head(&self) -> Option<Bytes> {
        self.lock().as_mut()?.answer.found.take()
    }

    /// What is to be written next; nothing when all is, or when no more can be.
    fn rest(&self) -> Option<(Bytes, Bytes)> {
        let slot = self.lock();
        let exchange = slot.as_ref().filter(|it| it.is_being_written())?;
        let rest = (exchange.head.clone(), exchange.body.clone());
        (rest.0.len() + rest.1.len() > 0).then_some(rest)
    }

    /// hyper writes its request: ours may go out.
    fn go(&self) {
        if let Some(exchange) = self.lock().as_mut() {
            exchange.begun = true;
        }
    }

    /// So many bytes of the rest are written.
    fn advance(&self, written: usize) {
        if let Some(exchange) = self.lock().as_mut() {
            let of_head = written.min(exchange.head.len());
            exchange.head.advance(of_head);
            exchange.body.advance(written - of_head);
        }
    }

    /// No more is going to be written.
    fn end_writing(&self) {
        if let Some(exchange) = self.lock().as_mut().filter(|exchange| exchange.begun) {
            exchange.writing = None;
        }
    }

    fn transfer(&self) -> Option<Transfer> {
        self.lock()
            .as_ref()
            .map(|exchange| exchange.transfer.clone())
    }

    /// Looks for the head of the final answer in what came.
    fn watch(&self, fresh: &[u8]) {
        if let Some(exchange) = self.lock().as_mut() {
            exchange.answer.watch(fresh);
        }
    }

    fn lock(&self) -> MutexGuard<'_, Option<Exchange>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The head of an answer as it comes.
#[derive(Debug, Default)]
struct AnswerHead {
    gathered: BytesMut,
    search: Search,
    found: Option<Bytes>,
    /// Whether it was found, or is too long to be kept.
    over: bool,
}

impl AnswerHead {
    fn watch(&mut self, fresh: &[u8]) {
        if self.over {
            return;
        }
        self.gathered.extend_from_slice(fresh);
        while let Some(end) = self.search.end(&self.gathered) {
            let head = self.gathered.split_to(end).freeze();
            self.search = Search::default();
            if !is_interim(&head) {
                self.found = Some(head);
                return self.end();
            }
        }
        if self.gathered.len() > KEPT_HEAD {
            self.end();
        }
    }

    fn end(&mut self) {
        self.over = true;
        self.gathered = BytesMut::new();
    }
}

fn is_interim(head: &[u8]) -> bool {
    let status = head.split(|byte| *byte == b' ').nth(1).unwrap_or_default();
    status.starts_with(b"1") && status != b"101"
}

/// Notes what the stream below accepted.
pub(super) struct Tee<IO> {
    io: IO,
    slot: Slot,
}

impl<IO> Tee<IO> {
    pub(super) const fn new(io: IO, slot: Slot) -> Self {
        Self { io, slot }
    }
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
        if let Some(transfer) = self.slot.transfer() {
            transfer.note(&buf[..accepted]);
        }
        Poll::Ready(Ok(accepted))
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let accepted = ready!(Pin::new(&mut self.io).poll_write_vectored(cx, bufs))?;
        let transfer = self.slot.transfer();
        let mut left = accepted;
        for buf in bufs {
            let taken = left.min(buf.len());
            if let Some(transfer) = &transfer {
                transfer.note(&buf[..taken]);
            }
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

/// Sends our bytes where hyper means to send its own.
pub(super) struct Substitute<IO> {
    io: IO,
    slot: Slot,
}

impl<IO> Substitute<IO> {
    pub(super) const fn new(io: IO, slot: Slot) -> Self {
        Self { io, slot }
    }
}

impl<IO: AsyncWrite + Unpin> Substitute<IO> {
    /// Ready when everything is written, or nothing more can be.
    ///
    /// A receiver that closes early may still have answered, so a failed write is no
    /// error here: the answer is read, and the proof says what was sent.
    fn poll_send(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        while let Some((head, body)) = self.slot.rest() {
            let bufs = [IoSlice::new(&head), IoSlice::new(&body)];
            let Ok(accepted @ 1..) = ready!(Pin::new(&mut self.io).poll_write_vectored(cx, &bufs))
            else {
                break;
            };
            self.slot.advance(accepted);
        }
        self.slot.end_writing();
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
        substitute.slot.watch(&buf.filled()[before..]);
        Poll::Ready(Ok(()))
    }
}

impl<IO: AsyncWrite + Unpin> AsyncWrite for Substitute<IO> {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        let substitute = self.get_mut();
        substitute.slot.go();
        // Whether it is all written by now is asked at flush, which hyper always does.
        let _: Poll<()> = substitute.poll_send(cx);
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

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

    use super::*;
    use crate::exact::head_for;

    #[tokio::test]
    async fn nothing_goes_out_before_hyper_writes() {
        let (ours, mut theirs) = tokio::io::duplex(1024);
        let slot = Slot::default();
        let mut substitute = Substitute::new(Tee::new(ours, slot.clone()), slot.clone());
        let request = head_for(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n", "a", 0);
        let transfer = Transfer::new(request.with_body(Bytes::new()));
        let (head, body) = transfer.bytes();
        let written = slot.begin(transfer.clone(), head, body);
        // As hyper does when its task is woken for something else.
        substitute.flush().await.unwrap();
        assert_eq!(transfer.sent().bytes, 0);
        substitute.write_all(b"what hyper writes").await.unwrap();
        substitute.flush().await.unwrap();
        written.await.unwrap_err();
        assert_eq!(theirs.read_u8().await.unwrap(), b'G');
    }
}
