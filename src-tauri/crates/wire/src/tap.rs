//! The stream between the socket and hyper's server.
//!
//! Reading, it shows hyper whole and judged heads only and keeps a copy of
//! each; bodies go straight from the socket into hyper's buffer. It watches
//! the clock while a head is awaited and while an answer is not taken. What it
//! refuses is answered after hyper is done ([`crate::connection`]), so that
//! answers to earlier requests go out first.

mod ledger;
mod writing;

use std::io;
use std::mem::MaybeUninit;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use bytes::{Buf as _, Bytes, BytesMut};
use http::StatusCode;
use model::CaptureFlag;
use tokio::io::{AsyncRead, ReadBuf};

use crate::Limits;
use crate::framing;
use crate::hangup::Hangup;
use crate::patience::Patience;
use crate::recorder::{Fed, Recorded, Recorder};
use crate::refusal::Refusal;
pub(crate) use ledger::Ledger;

const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
const FIRST_READ: usize = 4096;

/// What a connection speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Protocol {
    Http1,
    Http2,
    /// It ended before it said anything that makes sense.
    Nothing,
}

/// Who ended the reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Peer,
    Us,
}

/// What the sender is waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Waiting {
    Request,
    Head,
}

pub(crate) struct Tap<IO> {
    io: IO,
    limits: Arc<Limits>,
    recorder: Recorder,
    ledger: Ledger,
    hangup: Hangup,
    /// Read, but not shown yet.
    held: BytesMut,
    /// How much of `held` may be shown.
    released: usize,
    /// Whether the recorder has not seen `held` as it is now.
    unjudged: bool,
    waiting: Option<Waiting>,
    reading: Patience,
    writing: Patience,
    end: Option<End>,
    refusal: Option<Refusal>,
}

impl<IO: AsyncRead + Unpin> Tap<IO> {
    pub(crate) fn new(io: IO, limits: Arc<Limits>) -> Self {
        Self {
            io,
            recorder: Recorder::new(&limits),
            limits,
            ledger: Ledger::default(),
            hangup: Hangup::default(),
            held: BytesMut::new(),
            released: 0,
            unjudged: false,
            waiting: None,
            reading: Patience::default(),
            writing: Patience::default(),
            end: None,
            refusal: None,
        }
    }

    pub(crate) fn ledger(&self) -> Ledger {
        self.ledger.clone()
    }

    pub(crate) fn hangup(&self) -> Hangup {
        self.hangup.clone()
    }

    pub(crate) fn io(&mut self) -> &mut IO {
        &mut self.io
    }

    pub(crate) const fn take_refusal(&mut self) -> Option<Refusal> {
        self.refusal.take()
    }

    /// Whether the sender may still be sending what nobody will read.
    pub(crate) fn leaves_unread(&self) -> bool {
        let between = self.recorder.at_head() && self.held.is_empty();
        self.end != Some(End::Peer) && !between
    }

    /// Reads until it is known what the connection speaks.
    pub(crate) async fn sniff(&mut self) -> Protocol {
        while PREFACE.starts_with(&self.held) && self.held.len() < PREFACE.len() {
            if !self.read_more().await {
                return Protocol::Nothing;
            }
        }
        self.unjudged = true;
        if !self.held.starts_with(PREFACE) {
            return Protocol::Http1;
        }
        self.recorder.give_up();
        Protocol::Http2
    }

    /// Reads until the first head is whole or refused, and gives what there is of it.
    pub(crate) async fn first_head(&mut self) -> Bytes {
        loop {
            self.judge();
            if let Some(recorded) = self.ledger.pop() {
                return recorded.head;
            }
            if self.end.is_some() || !self.read_more().await {
                let refusal = self.refusal.take();
                return refusal.map_or_else(Bytes::new, |refusal| refusal.head);
            }
        }
    }

    /// Reads into `held`; false when there is nothing more.
    async fn read_more(&mut self) -> bool {
        std::future::poll_fn(|cx| self.poll_more(cx)).await
    }

    fn poll_more(&mut self, cx: &mut Context<'_>) -> Poll<bool> {
        let mut scratch = [const { MaybeUninit::uninit() }; FIRST_READ];
        let mut scratch = ReadBuf::uninit(&mut scratch);
        let read = ready!(self.poll_socket(cx, &mut scratch));
        self.held.extend_from_slice(scratch.filled());
        self.unjudged = true;
        Poll::Ready(read.is_ok_and(|length| length > 0))
    }

    /// Reads from the socket; 0 when reading has ended.
    fn poll_socket(
        &mut self,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<usize>> {
        let before = buf.filled().len();
        let Poll::Ready(read) = Pin::new(&mut self.io).poll_read(cx, buf) else {
            ready!(self.poll_impatience(cx));
            self.lose_patience();
            return Poll::Ready(Ok(0));
        };
        let length = buf.filled().len() - before;
        if read.is_err() || length == 0 {
            self.peer_ended();
        }
        Poll::Ready(read.map(|()| length))
    }

    fn poll_impatience(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let waiting = match (self.recorder.at_head(), self.held.is_empty()) {
            (false, _) => None,
            (true, true) => Some(Waiting::Request),
            (true, false) => Some(Waiting::Head),
        };
        if waiting != self.waiting {
            self.waiting = waiting;
            match self.wait() {
                Some(wait) => self.reading.start(wait),
                None => self.reading.stop(),
            }
        }
        self.reading.poll_over(cx)
    }

    fn wait(&self) -> Option<std::time::Duration> {
        match self.waiting? {
            Waiting::Request if self.recorder.requests() > 0 => Some(self.limits.idle_timeout),
            Waiting::Request | Waiting::Head => Some(self.limits.header_timeout),
        }
    }

    fn lose_patience(&mut self) {
        self.end = Some(End::Us);
        if self.waiting == Some(Waiting::Head) {
            let detail = format!(
                "the head was not whole after {:?}",
                self.limits.header_timeout
            );
            let refusal = Refusal::new(StatusCode::REQUEST_TIMEOUT, CaptureFlag::TooSlow, detail);
            self.refuse_what_is_held(refusal);
        }
    }

    fn peer_ended(&mut self) {
        self.end = Some(End::Peer);
        if self.recorder.at_head() && !self.held.is_empty() {
            let detail = "the connection ended in the middle of the head";
            let refusal = Refusal::new(StatusCode::BAD_REQUEST, CaptureFlag::Incomplete, detail);
            self.refuse_what_is_held(refusal);
        }
    }

    fn refuse_what_is_held(&mut self, refusal: Refusal) {
        let head = Bytes::copy_from_slice(&self.held);
        self.refusal = Some(refusal.with_head(head));
    }

    /// Asks the recorder about `held`.
    fn judge(&mut self) {
        while std::mem::take(&mut self.unjudged) && !self.held.is_empty() {
            let fed = self.recorder.feed(&self.held);
            self.apply(fed);
        }
    }

    fn apply(&mut self, fed: Fed) {
        match fed {
            Fed::Pass(length, recorded) => {
                self.note(recorded);
                self.released = length;
            }
            Fed::More => {}
            Fed::Skip(length) => {
                self.held.advance(length);
                self.unjudged = true;
            }
            Fed::Refuse(refusal) => {
                self.end = Some(End::Us);
                self.refusal = Some(refusal);
            }
            Fed::Closed => self.end = Some(End::Us),
        }
    }

    /// Books a head that is shown; a folded one is at the beginning of `held`.
    fn note(&mut self, recorded: Option<Box<Recorded>>) {
        self.waiting = None;
        self.reading.stop();
        if let Some(recorded) = recorded {
            if recorded.folded {
                framing::unfold(&mut self.held[..recorded.head.len()]);
            }
            self.ledger.push(recorded);
        }
    }

    /// Moves what may be shown into `buf`; false when there is nothing.
    fn show(&mut self, buf: &mut ReadBuf<'_>) -> bool {
        let length = self.released.min(buf.remaining());
        if self.released == 0 {
            return false;
        }
        buf.put_slice(&self.held[..length]);
        self.held.advance(length);
        self.released -= length;
        self.unjudged = self.released == 0;
        true
    }

    /// Looks at what was read right into hyper's buffer; mostly all of it may stay there.
    fn judge_shown(&mut self, buf: &mut ReadBuf<'_>, before: usize) {
        let fresh = &buf.filled()[before..];
        let fed = self.held.is_empty().then(|| self.recorder.feed(fresh));
        match fed {
            Some(Fed::Pass(length, recorded)) if length == fresh.len() && !is_folded(&recorded) => {
                self.note(recorded);
            }
            fed => {
                self.held.extend_from_slice(fresh);
                buf.set_filled(before);
                match fed {
                    Some(fed) => self.apply(fed),
                    None => self.unjudged = true,
                }
            }
        }
    }
}

fn is_folded(recorded: &Option<Box<Recorded>>) -> bool {
    recorded.as_ref().is_some_and(|recorded| recorded.folded)
}

impl<IO: AsyncRead + Unpin> AsyncRead for Tap<IO> {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let tap = self.get_mut();
        let before = buf.filled().len();
        loop {
            tap.judge();
            if tap.show(buf) || tap.end.is_some() {
                return Poll::Ready(Ok(()));
            }
            if ready!(tap.poll_socket(cx, buf))? == 0 {
                return Poll::Ready(Ok(()));
            }
            tap.judge_shown(buf, before);
            if buf.filled().len() > before {
                return Poll::Ready(Ok(()));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, DuplexStream};
    use tokio::time::Instant;

    use super::*;

    const HEAD: &[u8] = b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n";

    fn tapped() -> (DuplexStream, Tap<DuplexStream>) {
        let (theirs, ours) = tokio::io::duplex(64);
        (theirs, Tap::new(ours, Arc::new(Limits::default())))
    }

    async fn ended(tap: &mut Tap<DuplexStream>) -> bool {
        tap.read(&mut [0; 9]).await.unwrap() == 0
    }

    #[tokio::test(start_paused = true)]
    async fn a_head_that_comes_byte_by_byte_gains_no_time() {
        let (mut theirs, mut tap) = tapped();
        let start = Instant::now();
        let trickle = async {
            while theirs.write_all(b"X").await.is_ok() {
                tokio::time::sleep(Duration::from_secs(3)).await;
            }
        };
        tokio::select! {
            ended = ended(&mut tap) => assert!(ended),
            () = trickle => {}
        }
        assert_eq!(
            start.elapsed().as_secs(),
            Limits::default().header_timeout.as_secs()
        );
        assert_eq!(tap.take_refusal().unwrap().flag, CaptureFlag::TooSlow);
    }

    #[tokio::test(start_paused = true)]
    async fn a_body_has_no_part_in_the_time_of_its_head() {
        let (mut theirs, mut tap) = tapped();
        theirs.write_all(&HEAD[..20]).await.unwrap();
        let early = tokio::time::timeout(Duration::from_secs(9), tap.read_u8()).await;
        assert!(early.is_err(), "no part of a head is shown");
        theirs.write_all(&HEAD[20..]).await.unwrap();
        tap.read_exact(&mut vec![0; HEAD.len()]).await.unwrap();
        let body = tokio::time::timeout(Duration::from_secs(3600), tap.read_u8()).await;
        assert!(body.is_err(), "the tap does not time bodies");
        theirs.write_all(b"ok").await.unwrap();
        tap.read_exact(&mut [0; 2]).await.unwrap();
    }

    #[tokio::test(start_paused = true)]
    async fn rest_is_counted_from_the_last_request() {
        let (mut theirs, mut tap) = tapped();
        for _ in 0..3 {
            theirs.write_all(HEAD).await.unwrap();
            theirs.write_all(b"ok").await.unwrap();
            tap.read_exact(&mut vec![0; HEAD.len() + 2]).await.unwrap();
            let resting = tokio::time::timeout(Duration::from_secs(60), tap.read_u8()).await;
            assert!(resting.is_err());
        }
        let start = Instant::now();
        assert!(ended(&mut tap).await);
        assert_eq!(start.elapsed().as_secs(), 15);
        assert_eq!(tap.take_refusal(), None);
        assert!(!tap.leaves_unread());
    }

    #[tokio::test]
    async fn a_folded_head_is_shown_unfolded_and_kept_as_it_came() {
        let (mut theirs, mut tap) = tapped();
        let folded = b"GET / HTTP/1.1\r\nA: b\r\n\tc\r\n\r\n";
        theirs.write_all(folded).await.unwrap();
        let mut shown = vec![0; folded.len()];
        tap.read_exact(&mut shown).await.unwrap();
        assert_eq!(shown, b"GET / HTTP/1.1\r\nA: b  \tc\r\n\r\n");
        assert_eq!(tap.ledger().pop().unwrap().head, &folded[..]);
    }

    #[tokio::test]
    async fn http2_is_told_by_its_preface_and_passes_untouched() {
        let (mut theirs, mut tap) = tapped();
        theirs.write_all(PREFACE).await.unwrap();
        theirs.write_all(b"GET\n\n").await.unwrap();
        assert_eq!(tap.sniff().await, Protocol::Http2);
        let mut shown = vec![0; PREFACE.len() + 5];
        tap.read_exact(&mut shown).await.unwrap();
        assert!(shown.ends_with(b"GET\n\n"));
    }
}
