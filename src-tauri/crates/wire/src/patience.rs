//! A time-out that is cheap to start again.
//!
//! Moving a timer costs more than reading the clock, and most waits end
//! before their time. So the timer stays where it is, and only when it rings
//! is it asked whether the wait is really over.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::time::{Instant, Sleep};

/// One wait after another, each with its own end.
#[derive(Debug, Default)]
pub(crate) struct Patience {
    due: Option<Instant>,
    timer: Option<Pin<Box<Sleep>>>,
}

impl Patience {
    /// Begins a wait of this length; replaces the one before.
    pub(crate) fn start(&mut self, wait: Duration) {
        self.due = Some(Instant::now() + wait);
    }

    /// Begins a wait of this length unless one is under way.
    pub(crate) fn go_on(&mut self, wait: Duration) {
        if self.due.is_none() {
            self.start(wait);
        }
    }

    /// Nothing is waited for.
    pub(crate) const fn stop(&mut self) {
        self.due = None;
    }

    /// Ready when the wait is over; never when there is none.
    pub(crate) fn poll_over(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let Some(due) = self.due else {
            return Poll::Pending;
        };
        let timer = self
            .timer
            .get_or_insert_with(|| Box::pin(tokio::time::sleep_until(due)));
        if timer.deadline() > due {
            timer.as_mut().reset(due);
        }
        loop {
            ready!(timer.as_mut().poll(cx));
            if timer.deadline() >= due {
                return Poll::Ready(());
            }
            timer.as_mut().reset(due);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn over(patience: &mut Patience) -> Duration {
        let start = Instant::now();
        std::future::poll_fn(|cx| patience.poll_over(cx)).await;
        start.elapsed()
    }

    #[tokio::test(start_paused = true)]
    async fn a_wait_started_again_ends_later() {
        let mut patience = Patience::default();
        patience.start(Duration::from_secs(10));
        tokio::select! {
            biased;
            _ = over(&mut patience) => panic!("too early"),
            () = tokio::time::sleep(Duration::from_secs(9)) => {}
        }
        patience.start(Duration::from_secs(10));
        assert!(over(&mut patience).await >= Duration::from_secs(10));
    }

    #[tokio::test(start_paused = true)]
    async fn a_shorter_wait_after_a_longer_one_ends_in_time() {
        let mut patience = Patience::default();
        patience.start(Duration::from_secs(100));
        let polled = std::future::poll_fn(|cx| Poll::Ready(patience.poll_over(cx))).await;
        assert!(polled.is_pending());
        patience.start(Duration::from_secs(1));
        assert!(over(&mut patience).await < Duration::from_secs(2));
    }
}
