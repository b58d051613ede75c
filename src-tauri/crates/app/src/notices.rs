//! Gathers changes and announces them to the shells, at most ten times a second.

use std::collections::BTreeSet;
use std::time::Duration;

use model::{Notice, Topic};
use tokio::sync::{broadcast, mpsc};

const SHORTEST_PAUSE: Duration = Duration::from_millis(100);

/// Where changes go in and notices come out.
#[derive(Debug, Clone)]
pub struct Notices {
    changes: mpsc::UnboundedSender<Vec<Topic>>,
    notices: broadcast::Sender<Notice>,
}

impl Notices {
    /// Starts gathering; ends with the last [`Notices`].
    #[must_use]
    pub fn start() -> Self {
        let (changes, incoming) = mpsc::unbounded_channel();
        let (notices, _) = broadcast::channel(16);
        tokio::spawn(gather(incoming, notices.clone()));
        Self { changes, notices }
    }

    /// Tells of a change.
    pub fn announce(&self, topics: &[Topic]) {
        if !topics.is_empty() {
            // Nobody gathers any more only while the program ends.
            let _ = self.changes.send(topics.to_vec());
        }
    }

    /// The notices from now on. Whoever lags behind should read everything anew.
    #[must_use]
    pub fn subscribe(&self) -> broadcast::Receiver<Notice> {
        self.notices.subscribe()
    }
}

/// The first change after a quiet time is told at once, the next ones together.
async fn gather(
    mut changes: mpsc::UnboundedReceiver<Vec<Topic>>,
    notices: broadcast::Sender<Notice>,
) {
    let mut sequence = 0;
    while let Some(first) = changes.recv().await {
        let mut topics: BTreeSet<Topic> = first.into_iter().collect();
        while let Ok(more) = changes.try_recv() {
            topics.extend(more);
        }
        sequence += 1;
        let notice = Notice {
            topics: topics.into_iter().collect(),
            sequence,
        };
        // Without a subscriber there is nobody to tell.
        let _ = notices.send(notice);
        tokio::time::sleep(SHORTEST_PAUSE).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn changes_in_quick_succession_become_one_notice() {
        let notices = Notices::start();
        let mut heard = notices.subscribe();
        notices.announce(&[Topic::Sources]);
        assert_eq!(heard.recv().await.unwrap().topics, [Topic::Sources]);
        notices.announce(&[Topic::Captures]);
        notices.announce(&[Topic::Attempts, Topic::Captures]);
        let second = heard.recv().await.unwrap();
        assert_eq!(second.topics, [Topic::Captures, Topic::Attempts]);
        assert_eq!(second.sequence, 2);
    }
}
