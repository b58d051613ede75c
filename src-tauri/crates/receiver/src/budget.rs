//! How many bytes of bodies may be in memory at once, between the socket and the disk.
//!
//! Two lanes, so that nobody waits for somebody who waits: a body takes its
//! first part from the lane of small bodies, and what goes beyond from the
//! lane of large ones, in one piece that is enough to come to its end. It
//! never reads the body itself.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio_util::sync::PollSemaphore;
use wire::body::BodyError;

/// What a body may hold without a place in the lane of large ones.
const SMALL: u64 = 64 * 1024;
/// Bytes that one permit stands for.
const UNIT: u64 = 1024;

/// The memory that all bodies share.
#[derive(Debug)]
pub(crate) struct Budget {
    small: Arc<Semaphore>,
    large: Arc<Semaphore>,
    large_units: u32,
}

/// Why a body could not be taken in.
#[derive(Debug)]
pub(crate) enum TakeError {
    /// It is not whole.
    Body(BodyError),
    /// There was no memory for it within the time a body may rest.
    NoRoom,
}

/// A body and the place in memory that it holds until this is dropped.
#[derive(Debug)]
pub(crate) struct Held {
    /// The body, whole.
    pub body: Bytes,
    /// Its places in both lanes.
    pub place: Place,
}

/// Memory that is counted until this is dropped.
#[derive(Debug, Default)]
pub(crate) struct Place {
    _small: Option<OwnedSemaphorePermit>,
    _large: Option<OwnedSemaphorePermit>,
}

impl Budget {
    /// Shares out `bytes`: a quarter for small bodies, the rest for large ones.
    pub(crate) fn new(bytes: u64) -> Self {
        let small = units(bytes / 4).max(units(SMALL));
        let large = units(bytes).saturating_sub(small).max(1);
        Self {
            small: Arc::new(Semaphore::new(small as usize)),
            large: Arc::new(Semaphore::new(large as usize)),
            large_units: large,
        }
    }

    /// Reads `body` once there is room for it.
    pub(crate) async fn take<B>(
        &self,
        body: B,
        limit: u64,
        patience: Duration,
    ) -> Result<Held, TakeError>
    where
        B: Body<Data = Bytes> + Unpin,
        B::Error: std::error::Error + 'static,
    {
        if body.size_hint().lower() > limit {
            return Err(TakeError::Body(BodyError::TooLarge { limit }));
        }
        let most = body.size_hint().upper().unwrap_or(limit).min(limit);
        let small = self.small_place(most.min(SMALL), patience).await?;
        let mut measured = Measured {
            body,
            count: 0,
            lane: PollSemaphore::new(Arc::clone(&self.large)),
            wanted: units(most).min(self.large_units),
            place: None,
            waiting: false,
        };
        match wire::body::read(&mut measured, limit, patience).await {
            Ok(body) => Ok(Held {
                body,
                place: Place {
                    _small: small,
                    _large: measured.place,
                },
            }),
            Err(BodyError::TooSlow { .. }) if measured.waiting => Err(TakeError::NoRoom),
            Err(error) => Err(TakeError::Body(error)),
        }
    }

    async fn small_place(
        &self,
        bytes: u64,
        patience: Duration,
    ) -> Result<Option<OwnedSemaphorePermit>, TakeError> {
        if bytes == 0 {
            return Ok(None);
        }
        let place = Arc::clone(&self.small).acquire_many_owned(units(bytes));
        let place = tokio::time::timeout(patience, place).await;
        let place = place.map_err(|_| TakeError::NoRoom)?;
        Ok(Some(place.expect("the budget is never closed")))
    }
}

fn units(bytes: u64) -> u32 {
    u32::try_from(bytes.div_ceil(UNIT)).unwrap_or(u32::MAX)
}

/// A body that stops at the end of its small part until it has a place for the rest.
struct Measured<B> {
    body: B,
    count: u64,
    lane: PollSemaphore,
    wanted: u32,
    place: Option<OwnedSemaphorePermit>,
    waiting: bool,
}

impl<B: Body> Measured<B> {
    fn poll_place(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let known = self.count + self.body.size_hint().lower();
        if known <= SMALL || self.place.is_some() {
            return Poll::Ready(());
        }
        self.waiting = true;
        self.place = ready!(self.lane.poll_acquire_many(cx, self.wanted));
        self.waiting = false;
        Poll::Ready(())
    }
}

impl<B: Body<Data = Bytes> + Unpin> Body for Measured<B> {
    type Data = Bytes;
    type Error = B::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, B::Error>>> {
        let this = self.get_mut();
        ready!(this.poll_place(cx));
        let frame = ready!(Pin::new(&mut this.body).poll_frame(cx));
        if let Some(Ok(data)) = frame
            .as_ref()
            .map(|frame| frame.as_ref().map(Frame::data_ref))
        {
            this.count += data.map_or(0, |data| data.len() as u64);
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http_body_util::Full;

    const PATIENCE: Duration = Duration::from_secs(20);

    fn body(length: u64) -> Full<Bytes> {
        Full::new(vec![7; usize::try_from(length).unwrap()].into())
    }

    #[tokio::test(start_paused = true)]
    async fn large_bodies_take_turns_and_small_ones_pass_them() {
        let budget = Budget::new(4 * SMALL);
        let large = budget.take(body(3 * SMALL), 4 * SMALL, PATIENCE).await;
        let mut second = Box::pin(budget.take(body(2 * SMALL), 4 * SMALL, PATIENCE));
        assert!(futures_util::poll!(&mut second).is_pending());
        drop(large);
        assert_eq!(second.await.unwrap().body.len() as u64, 2 * SMALL);
    }

    #[tokio::test(start_paused = true)]
    async fn a_body_that_finds_no_room_is_not_blamed_for_being_slow() {
        let budget = Budget::new(2 * SMALL);
        let _small = budget.take(body(SMALL), SMALL, PATIENCE).await.unwrap();
        let error = budget.take(body(SMALL), SMALL, PATIENCE).await.unwrap_err();
        assert!(matches!(error, TakeError::NoRoom), "{error:?}");
    }

    #[tokio::test]
    async fn a_body_declared_too_long_takes_no_room() {
        let budget = Budget::new(2 * SMALL);
        let error = budget.take(body(9), 8, PATIENCE).await.unwrap_err();
        let TakeError::Body(BodyError::TooLarge { limit: 8 }) = error else {
            panic!("{error:?}")
        };
    }

    #[tokio::test]
    async fn a_limit_beyond_the_budget_still_lets_one_body_through() {
        let budget = Budget::new(2 * SMALL);
        let held = budget.take(body(9 * SMALL), 9 * SMALL, PATIENCE).await;
        assert_eq!(held.unwrap().body.len() as u64, 9 * SMALL);
    }
}
