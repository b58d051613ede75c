//! Word of changes as server-sent events: `data: {"topics":["captures"],"sequence":7}`.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::Stream;
use futures_util::stream::unfold;
use model::{Notice, Topic};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio_util::sync::CancellationToken;

use super::shared::Shared;

/// Often enough that neither end takes the silence for a dead connection.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// Tells of changes until one end goes away.
pub async fn notices(
    State(shared): State<Shared>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let following = Following {
        notices: shared.app.notices(),
        end: shared.end,
        sequence: 0,
    };
    let events = unfold(following, |mut following| async move {
        let notice = following.next().await?;
        Some((Ok(event(&notice)), following))
    });
    Sse::new(events).keep_alive(KeepAlive::new().interval(HEARTBEAT))
}

fn event(notice: &Notice) -> Event {
    let data = serde_json::to_string(notice).expect("a notice has only words and a number");
    Event::default().data(data)
}

struct Following {
    notices: Receiver<Notice>,
    end: CancellationToken,
    sequence: u64,
}

impl Following {
    /// The next notice; `None` when the program ends.
    async fn next(&mut self) -> Option<Notice> {
        let notice = tokio::select! {
            notice = self.notices.recv() => notice,
            () = self.end.cancelled() => return None,
        };
        let notice = match notice {
            Ok(notice) => notice,
            // What was missed is not known: everything may have changed.
            Err(RecvError::Lagged(missed)) => Notice {
                topics: Topic::ALL.to_vec(),
                sequence: self.sequence + missed,
            },
            Err(RecvError::Closed) => return None,
        };
        self.sequence = notice.sequence;
        Some(notice)
    }
}

#[cfg(test)]
mod tests {
    use tokio::sync::broadcast;

    use super::*;

    fn notice(sequence: u64) -> Notice {
        Notice {
            topics: vec![Topic::Captures],
            sequence,
        }
    }

    #[tokio::test]
    async fn who_lags_behind_hears_that_everything_changed() {
        let (sender, notices) = broadcast::channel(2);
        let mut following = Following {
            notices,
            end: CancellationToken::new(),
            sequence: 0,
        };
        sender.send(notice(1)).unwrap();
        assert_eq!(following.next().await, Some(notice(1)));
        for sequence in 2..=5 {
            sender.send(notice(sequence)).unwrap();
        }
        let caught_up = following.next().await.unwrap();
        assert_eq!(
            (caught_up.topics.len(), caught_up.sequence),
            (Topic::ALL.len(), 3)
        );
        assert_eq!(following.next().await, Some(notice(4)));
    }

    #[tokio::test]
    async fn the_stream_ends_with_the_program() {
        let (_sender, notices) = broadcast::channel(2);
        let end = CancellationToken::new();
        end.cancel();
        assert_eq!(
            Following {
                notices,
                end,
                sequence: 0
            }
            .next()
            .await,
            None
        );
    }
}
