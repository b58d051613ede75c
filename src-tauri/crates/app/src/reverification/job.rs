//! One pass over the captures of a source, newest first.
//!
//! In slices: each is one turn of a reader, one piece of work on a thread of
//! its own and one share of a commit, so that lists and the receiver never
//! wait for the whole. Settings are looked up for every slice: what is changed
//! meanwhile holds for the rest.

use std::sync::Arc;
use std::time::Instant;

use model::{Capture, CaptureId, Filter, SourceId, Term, TermKind, Verification};
use receiver::Again;
use store::{Judgement, LiveSource, SourceSet, Store, WholeCapture};
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use crate::apart::apart;
use crate::contract::sources::Reverification;

/// Captures of one slice,
const SLICE: u32 = 64;
/// or this many bytes of their bodies.
const SLICE_BYTES: usize = 4 * 1024 * 1024;

/// A pass under way.
pub(super) struct Job {
    pub(super) store: Store,
    pub(super) source: SourceId,
    pub(super) tell: watch::Sender<Reverification>,
    pub(super) cancel: CancellationToken,
    pub(super) began: Instant,
}

impl Job {
    /// Goes through all captures, then says that it has ended.
    pub(super) async fn run(self) {
        let outcome = self.pass().await;
        self.tell.send_modify(|progress| {
            progress.finished = true;
            progress.elapsed_ms = self.elapsed_ms();
            progress.cancelled = self.cancel.is_cancelled();
            progress.problem = outcome.err().map(|error| error.to_string());
        });
    }

    async fn pass(&self) -> Result<(), store::Error> {
        let mut from = None;
        loop {
            let rows = self.rows(from).await?;
            let Some(last) = rows.last() else {
                return Ok(());
            };
            from = Some(CaptureId(last.id.0 - 1));
            let ids: Vec<CaptureId> = rows.iter().map(|row| row.id).collect();
            let mut left = ids.as_slice();
            while !left.is_empty() {
                if self.cancel.is_cancelled() {
                    return Ok(());
                }
                left = &left[self.slice(left).await?..];
            }
        }
    }

    /// The next captures of the source, under the name it has now.
    async fn rows(&self, from: Option<CaptureId>) -> Result<Vec<Capture>, store::Error> {
        let (_, live) = self.live()?;
        let of_source = Term {
            negated: false,
            kind: TermKind::Source(live.source.name.clone()),
        };
        let filter = Filter {
            terms: vec![of_source],
        };
        self.store.captures().page(&filter, from, SLICE).await
    }

    fn live(&self) -> Result<(Arc<SourceSet>, Arc<LiveSource>), store::Error> {
        let sources = self.store.sources().snapshot();
        let missing = || store::Error::NotFound {
            what: "source",
            which: self.source.to_string(),
        };
        let live = sources.by_id(self.source).cloned().ok_or_else(missing)?;
        Ok((sources, live))
    }

    /// Checks as many of these captures as one slice holds; gives how many.
    async fn slice(&self, ids: &[CaptureId]) -> Result<usize, store::Error> {
        let (sources, live) = self.live()?;
        let whole = self.store.captures().whole(ids, SLICE_BYTES).await?;
        let again = Again::of(&sources, &live);
        let judge = move |captures: Vec<WholeCapture>| -> Vec<Judged> {
            captures
                .into_iter()
                .map(|it| Judged::of(&again, it))
                .collect()
        };
        let captures = whole.captures;
        let judged = apart(move || judge(captures)).await;
        let telling: Vec<_> = judged.iter().map(Judged::told).collect();
        let differing = judged.into_iter().filter(|judged| judged.differs);
        let judgements: Vec<Judgement> = differing.map(|judged| judged.judgement).collect();
        if !judgements.is_empty() {
            self.store.captures().judge_again(judgements).await?;
        }
        self.told(whole.read, &telling);
        Ok(whole.read)
    }

    fn elapsed_ms(&self) -> u64 {
        u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    fn told(&self, read: usize, judged: &[(model::Verdict, bool)]) {
        self.tell.send_modify(|progress| {
            progress.elapsed_ms = self.elapsed_ms();
            progress.done += read as u64;
            // More may have come since the count.
            progress.total = progress.total.max(progress.done);
            for (verdict, changed) in judged {
                progress.changed += u64::from(*changed);
                let counts = progress.by_verdict.iter_mut();
                for (_, count) in counts.filter(|(of, _)| of == verdict) {
                    *count += 1;
                }
            }
        });
    }
}

/// A capture and what the check says of it now.
struct Judged {
    judgement: Judgement,
    /// Whether anything of it is another than stored.
    differs: bool,
    /// Whether its verdict or reason is.
    changed: bool,
}

impl Judged {
    fn of(again: &Again, whole: WholeCapture) -> Self {
        let before = whole.record.capture.clone();
        let stored = whole.record.evidence.clone();
        let judgement = again.judge(whole);
        let now = &judgement.verification;
        let changed = (before.verdict, before.reason) != (now.verdict, now.reason);
        let labels = &judgement.labels;
        let same_labels = before.provider == labels.provider
            && before.event_type == labels.event_type
            && before.event_id == labels.event_id;
        let bare = Verification {
            verdict: before.verdict,
            reason: before.reason,
            evidence: None,
        };
        Self {
            differs: changed || !same_labels || *now != stored.unwrap_or(bare),
            changed,
            judgement,
        }
    }

    const fn told(&self) -> (model::Verdict, bool) {
        (self.judgement.verification.verdict, self.changed)
    }
}
