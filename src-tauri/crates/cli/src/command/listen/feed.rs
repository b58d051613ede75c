//! Follows the store: which captures came, and which of their forwards ended.
//!
//! The store tells that something changed, here or in another Hookwright of
//! the same data folder; what it was is read from it. So it does not matter
//! which of them received a capture.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use app::App;
use app::contract::Nothing;
use app::contract::captures::PageCaptures;
use model::{
    Attempt, AttemptId, Capture, CaptureFlag, CaptureId, Notice, Timestamp, Topic, Trigger,
    UNSORTED,
};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

use super::line::Heard;
use crate::outcome::Failure;
use crate::session::attempts_of;

/// Most captures that are read at once.
const PAGE: u32 = 500;

/// What came since it began.
pub struct Feed<'a> {
    app: &'a App,
    notices: Receiver<Notice>,
    /// The newest capture that was seen.
    last: CaptureId,
    /// How many targets a capture of each source has, and whether web pages count.
    targets: HashMap<String, Targets>,
    /// The same for captures of no source.
    unsorted: Targets,
    waiting: Vec<Waiting>,
    patience: Duration,
}

/// Where captures are passed on to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Targets {
    count: usize,
    allow_browser: bool,
}

impl Targets {
    /// Those of captures without a source.
    pub const fn of_unsorted(count: usize) -> Self {
        Self {
            count,
            allow_browser: false,
        }
    }
}

/// A capture whose forwards have not all ended.
struct Waiting {
    capture: Capture,
    expected: usize,
    since: Instant,
    /// The forwards that were printed already, once the capture was.
    told: Option<Vec<AttemptId>>,
}

impl<'a> Feed<'a> {
    /// Begins with the captures that came after `begin`.
    pub async fn begin(
        app: &'a App,
        begin: Timestamp,
        patience: Duration,
        unsorted: Targets,
    ) -> Result<Self, Failure> {
        let notices = app.notices();
        let newest = page(app, None).await?;
        let before = newest.iter().find(|capture| capture.received_at < begin);
        let mut feed = Self {
            app,
            notices,
            last: before.map_or(CaptureId(0), |capture| capture.id),
            targets: HashMap::new(),
            waiting: Vec::new(),
            patience,
            unsorted,
        };
        feed.read_targets().await?;
        feed.take_new().await?;
        Ok(feed)
    }

    /// Waits for something to print; may return nothing.
    pub async fn next(&mut self) -> Result<Vec<Heard>, Failure> {
        let topics = if self.has_ready() {
            Vec::new()
        } else {
            self.wait().await
        };
        if topics.contains(&Topic::Sources) {
            self.read_targets().await?;
        }
        if topics.contains(&Topic::Captures) {
            self.take_new().await?;
        }
        self.settle().await
    }

    /// What is left when no more is waited for.
    pub async fn rest(&mut self) -> Result<Vec<Heard>, Failure> {
        self.take_new().await?;
        self.patience = Duration::ZERO;
        self.settle().await
    }

    /// Captures that nothing keeps from being printed.
    fn has_ready(&self) -> bool {
        self.waiting.iter().any(|waiting| waiting.expected == 0)
    }

    /// Waits for a change, or for the end of someone's patience.
    async fn wait(&mut self) -> Vec<Topic> {
        let patience = self.waiting.iter().filter(|waiting| waiting.told.is_none());
        let until = patience.map(|waiting| waiting.since + self.patience).min();
        let notice = self.notices.recv();
        let notice = match until {
            Some(until) => match tokio::time::timeout_at(until.into(), notice).await {
                Ok(notice) => notice,
                Err(_) => return Vec::new(),
            },
            None => notice.await,
        };
        match notice {
            Ok(notice) => notice.topics,
            Err(RecvError::Lagged(_)) => Topic::ALL.to_vec(),
            Err(RecvError::Closed) => std::future::pending().await,
        }
    }

    async fn read_targets(&mut self) -> Result<(), Failure> {
        let sources = app::sources::list(self.app, Nothing {}).await?;
        let targets = sources.into_iter().map(|overview| {
            let source = overview.source;
            let count = if source.paused {
                0
            } else {
                source.forward_to.len()
            };
            (
                source.name,
                Targets {
                    count,
                    allow_browser: source.allow_browser,
                },
            )
        });
        self.targets = targets.collect();
        self.targets.insert(UNSORTED.to_owned(), self.unsorted);
        Ok(())
    }

    /// Takes in what is newer than the last capture seen, oldest first.
    async fn take_new(&mut self) -> Result<(), Failure> {
        let mut fresh: Vec<Capture> = Vec::new();
        loop {
            let from = fresh.last().map(|capture| CaptureId(capture.id.0 - 1));
            let page = page(self.app, from).await?;
            let is_full = page.len() == PAGE as usize;
            let has_more = is_full && page.last().is_some_and(|oldest| oldest.id > self.last);
            fresh.extend(
                page.into_iter()
                    .take_while(|capture| capture.id > self.last),
            );
            if !has_more {
                break;
            }
        }
        self.last = fresh.first().map_or(self.last, |capture| capture.id);
        let since = Instant::now();
        let waiting = fresh.into_iter().rev().map(|capture| Waiting {
            expected: expected(&capture, self.targets.get(&capture.source).copied()),
            capture,
            since,
            told: None,
        });
        self.waiting.extend(waiting);
        Ok(())
    }

    /// What can be printed now.
    async fn settle(&mut self) -> Result<Vec<Heard>, Failure> {
        let mut heard = Vec::new();
        for mut waiting in std::mem::take(&mut self.waiting) {
            let forwards = match waiting.expected {
                0 => Vec::new(),
                _ => forwards_of(self.app, waiting.capture.id).await?,
            };
            // Where a target answers the sender, the answer is known once the forward ended.
            if waiting.capture.response_status.is_none() && !forwards.is_empty() {
                waiting.capture = as_it_is(self.app, waiting.capture).await?;
            }
            let patient = waiting.since.elapsed() < self.patience;
            if waiting.step(forwards, patient, &mut heard) {
                self.waiting.push(waiting);
            }
        }
        Ok(heard)
    }
}

impl Waiting {
    /// Adds what is to be printed; `true` when there is more to wait for.
    fn step(&mut self, forwards: Vec<Attempt>, patient: bool, heard: &mut Vec<Heard>) -> bool {
        let waits = forwards.len() < self.expected;
        let ids: Vec<AttemptId> = forwards.iter().map(|attempt| attempt.id).collect();
        let Some(told) = &mut self.told else {
            if waits && patient {
                return true;
            }
            let capture = Box::new(self.capture.clone());
            heard.push(Heard::Came {
                capture,
                forwards,
                waits,
            });
            self.told = Some(ids);
            return waits;
        };
        let late = forwards
            .into_iter()
            .filter(|attempt| !told.contains(&attempt.id));
        heard.extend(late.map(|attempt| Heard::Ended(Box::new(attempt))));
        *told = ids;
        waits
    }
}

async fn page(app: &App, from: Option<CaptureId>) -> Result<Vec<Capture>, Failure> {
    captures(app, from, PAGE).await
}

/// A capture as the list has it by now; as it was, when it is gone.
async fn as_it_is(app: &App, before: Capture) -> Result<Capture, Failure> {
    let newest = captures(app, Some(before.id), 1).await?.pop();
    Ok(newest
        .filter(|capture| capture.id == before.id)
        .unwrap_or(before))
}

async fn captures(app: &App, from: Option<CaptureId>, limit: u32) -> Result<Vec<Capture>, Failure> {
    let argument = PageCaptures {
        filter: String::new(),
        from,
        limit,
    };
    Ok(app::captures::page(app, argument).await?)
}

async fn forwards_of(app: &App, id: CaptureId) -> Result<Vec<Attempt>, Failure> {
    let mut attempts = attempts_of(app, id).await?;
    attempts.retain(|attempt| attempt.trigger == Trigger::Forward);
    Ok(attempts)
}

/// How many forwards a capture of a source with these targets will have.
fn expected(capture: &Capture, targets: Option<Targets>) -> usize {
    let Some(targets) = targets else { return 0 };
    let kept_here = capture.flags.iter().any(|flag| match flag {
        CaptureFlag::Browser => !targets.allow_browser,
        CaptureFlag::BodyTooLarge
        | CaptureFlag::HeadTooLarge
        | CaptureFlag::TooSlow
        | CaptureFlag::Incomplete
        | CaptureFlag::Malformed
        | CaptureFlag::TooManyConnections
        | CaptureFlag::Handshake => true,
        CaptureFlag::AmbiguousLength
        | CaptureFlag::HostMissingOrRepeated
        | CaptureFlag::BareLineFeed => false,
    });
    if kept_here { 0 } else { targets.count }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::rows::samples;

    const TWO: Targets = Targets {
        count: 2,
        allow_browser: false,
    };

    fn waiting(expected: usize) -> Waiting {
        Waiting {
            capture: samples::capture(),
            expected,
            since: Instant::now(),
            told: None,
        }
    }

    fn attempt(id: i64) -> Attempt {
        Attempt {
            id: AttemptId(id),
            ..samples::attempt()
        }
    }

    #[test]
    fn a_capture_that_stays_here_is_not_waited_for() {
        let capture = samples::capture();
        assert_eq!(expected(&capture, None), 0);
        assert_eq!(expected(&capture, Some(TWO)), 2);
        let page = Capture {
            flags: vec![CaptureFlag::Browser],
            ..capture.clone()
        };
        assert_eq!(expected(&page, Some(TWO)), 0);
        assert_eq!(
            expected(
                &page,
                Some(Targets {
                    allow_browser: true,
                    ..TWO
                })
            ),
            2
        );
        let partial = Capture {
            flags: vec![CaptureFlag::Incomplete],
            ..capture
        };
        assert_eq!(expected(&partial, Some(TWO)), 0);
    }

    #[test]
    fn a_line_waits_for_its_forwards_and_is_printed_once() {
        let mut waiting = waiting(2);
        let mut heard = Vec::new();
        assert!(waiting.step(vec![attempt(1)], true, &mut heard));
        assert!(heard.is_empty());
        assert!(!waiting.step(vec![attempt(1), attempt(2)], true, &mut heard));
        assert!(
            matches!(&heard[..], [Heard::Came { forwards, waits: false, .. }] if forwards.len() == 2)
        );
    }

    #[test]
    fn a_slow_forward_is_told_later_by_itself() {
        let mut waiting = waiting(2);
        let mut heard = Vec::new();
        assert!(waiting.step(vec![attempt(1)], false, &mut heard));
        assert!(matches!(&heard[..], [Heard::Came { waits: true, .. }]));
        assert!(!waiting.step(vec![attempt(1), attempt(2)], false, &mut heard));
        assert_eq!(heard[1], Heard::Ended(Box::new(attempt(2))));
    }
}
