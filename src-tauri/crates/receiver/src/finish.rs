//! Work that goes on when the sender goes away.
//!
//! hyper drops the handler of a connection that breaks. A request that was
//! read whole is worth keeping all the same, and one that was stored is to be
//! forwarded: what is dropped here goes on as a task of its own. The usual
//! request pays no task for this.

use std::pin::Pin;
use std::task::{Context, Poll};

use tokio::runtime::Handle;
use tokio_util::task::TaskTracker;

type Work<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// A future that is run to its end even when it is dropped.
pub(crate) struct Finish<T: Send + 'static> {
    work: Option<Work<T>>,
    tasks: TaskTracker,
}

impl<T: Send + 'static> Finish<T> {
    /// Runs `work`; once dropped it runs on among `tasks`.
    pub(crate) fn new(work: impl Future<Output = T> + Send + 'static, tasks: &TaskTracker) -> Self {
        Self {
            work: Some(Box::pin(work)),
            tasks: tasks.clone(),
        }
    }
}

impl<T: Send + 'static> Future for Finish<T> {
    type Output = T;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<T> {
        let work = self.work.as_mut().expect("it is not polled after its end");
        let polled = work.as_mut().poll(cx);
        if polled.is_ready() {
            self.work = None;
        }
        polled
    }
}

impl<T: Send + 'static> Drop for Finish<T> {
    fn drop(&mut self) {
        // Without a runtime the program is ending, and there is nothing left to run on.
        if let (Some(work), Ok(runtime)) = (self.work.take(), Handle::try_current()) {
            self.tasks.spawn_on(work, &runtime);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::sync::oneshot;

    #[tokio::test]
    async fn what_is_dropped_half_way_is_finished() {
        let (go, gone) = oneshot::channel::<()>();
        let (done, finished) = oneshot::channel();
        let tasks = TaskTracker::new();
        let work = async move {
            gone.await.unwrap();
            done.send(()).unwrap();
        };
        let mut finish = Box::pin(Finish::new(work, &tasks));
        assert!(futures_util::poll!(&mut finish).is_pending());
        drop(finish);
        go.send(()).unwrap();
        finished.await.unwrap();
    }

    #[tokio::test]
    async fn what_is_never_dropped_half_way_needs_no_task() {
        let tasks = TaskTracker::new();
        assert_eq!(Finish::new(async { 7 }, &tasks).await, 7);
        assert!(tasks.is_empty());
    }
}
