//! Captures read before their turn, some at a time, so that memory stays small however long a run is.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use model::CaptureId;
use store::{RunExchange, Store};
use tokio::sync::mpsc;

use super::course::Course;
use super::ready::Ready;
use super::subject::{Problem, Subject};

/// Exchanges that are read for at once,
const SLICE: usize = 64;
/// or bytes of bodies, whichever comes first.
const SLICE_BYTES: usize = 8 * 1024 * 1024;

/// An exchange whose capture was read.
pub(super) struct Loaded {
    /// Its place in the run.
    pub position: u32,
    /// Its place in this going.
    pub index: usize,
    pub exchange: RunExchange,
    pub subject: Arc<Subject>,
}

/// Reads what is to be sent.
pub(super) struct Reading {
    pub left: Vec<(u32, RunExchange)>,
    pub ready: Arc<Ready>,
    pub store: Store,
    pub course: Arc<Course>,
}

impl Reading {
    /// Hands out slices until all is read or nobody wants more.
    pub(super) async fn run(self, slices: mpsc::Sender<Vec<Loaded>>) {
        let mut subjects = HashMap::new();
        let mut from = 0;
        while from < self.left.len() {
            match self.slice(from, &mut subjects).await {
                Ok((slice, read)) => {
                    from += read;
                    if slices.send(slice).await.is_err() {
                        return;
                    }
                }
                Err(error) => return self.course.fail(&error.into()),
            }
        }
    }

    /// The next slice, and how many exchanges it stands for: those whose captures are gone are left out.
    async fn slice(
        &self,
        from: usize,
        subjects: &mut HashMap<CaptureId, Arc<Subject>>,
    ) -> Result<(Vec<Loaded>, usize), store::Error> {
        let wanted = &self.left[from..self.left.len().min(from + SLICE)];
        let ids = first_seen(wanted);
        // A capture that is sent a thousand times is not read again for each slice.
        subjects.retain(|id, _| ids.contains(id));
        let mut read: HashSet<CaptureId> = subjects.keys().copied().collect();
        let unread: Vec<_> = ids.into_iter().filter(|id| !read.contains(id)).collect();
        let whole = self.store.captures().whole(&unread, SLICE_BYTES).await?;
        read.extend(&unread[..whole.read]);
        let sources = self.store.sources().snapshot();
        for capture in whole.captures {
            let id = capture.record.capture.id;
            match Subject::new(capture, &self.ready, &sources) {
                Ok(subject) => drop(subjects.insert(id, Arc::new(subject))),
                Err(problem) => self.course.tell(&problem),
            }
        }
        let covered = wanted
            .iter()
            .take_while(|(_, one)| read.contains(&one.capture));
        let covered = covered.count();
        let loaded = (from..).zip(&wanted[..covered]);
        let loaded = loaded.filter_map(|(index, &(position, exchange))| {
            let subject = subjects.get(&exchange.capture).cloned();
            if subject.is_none() {
                // Where it was refused, why it was is the problem that stays.
                self.course.tell(&Problem::Gone(exchange.capture));
            }
            Some(Loaded {
                position,
                index,
                exchange,
                subject: subject?,
            })
        });
        Ok((loaded.collect(), covered))
    }
}

/// The captures of some exchanges, each once.
fn first_seen(exchanges: &[(u32, RunExchange)]) -> Vec<CaptureId> {
    let mut seen = HashSet::new();
    let captures = exchanges.iter().map(|(_, exchange)| exchange.capture);
    captures.filter(|&capture| seen.insert(capture)).collect()
}
