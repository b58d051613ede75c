//! Captures read whole and judged anew, many at a time: checks of a whole source.
//!
//! Each call is one turn of a reader or one change in a commit that others
//! share, so that lists and the receiver go on in between.

use model::{CaptureId, Topic, Verification};

use super::{CaptureRecord, Captures, Labels};
use crate::Error;
use crate::error::Fault;
use crate::table::{bodies, captures};

/// A capture with its body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WholeCapture {
    /// All but the body.
    pub record: CaptureRecord,
    /// The body byte for byte.
    pub body: Vec<u8>,
}

/// What a later check says of a capture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// Which capture.
    pub id: CaptureId,
    /// What the check found.
    pub verification: Verification,
    /// What it says about the event.
    pub labels: Labels,
}

impl Captures<'_> {
    /// Captures with their bodies, in the order asked for, until the bodies have `most` bytes: at
    /// least one where there is any. Those that are gone are left out; `read` tells how many ids
    /// were looked at.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn whole(&self, ids: &[CaptureId], most: usize) -> Result<WholeCaptures, Error> {
        let ids = ids.to_vec();
        let read = move |connection: &_| {
            let mut whole = WholeCaptures::default();
            let mut bytes = 0;
            for id in ids {
                whole.read += 1;
                let Some(record) = captures::record(connection, id)? else {
                    continue;
                };
                let body = bodies::range(connection, id, 0..u64::MAX)?.unwrap_or_default();
                bytes += body.len();
                whole.captures.push(WholeCapture { record, body });
                if bytes >= most {
                    break;
                }
            }
            Ok(whole)
        };
        self.0.readers.run(read).await
    }

    /// Replaces the outcomes of checks by those of later ones, all in one commit. Captures that
    /// are gone by now are passed over.
    ///
    /// # Errors
    /// As for every write: full disk or closed store.
    pub async fn judge_again(&self, judgements: Vec<Judgement>) -> Result<(), Error> {
        let change = move |connection: &_| {
            for Judgement {
                id,
                verification,
                labels,
            } in &judgements
            {
                match captures::verify_again(connection, *id, verification, labels) {
                    Ok(()) | Err(Fault::Ours(Error::NotFound { .. })) => {}
                    Err(fault) => return Err(fault),
                }
            }
            Ok(())
        };
        self.0.writer.run(&[Topic::Captures], change).await
    }
}

/// What [`Captures::whole`] read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WholeCaptures {
    /// The captures.
    pub captures: Vec<WholeCapture>,
    /// How many of the ids were looked at.
    pub read: usize,
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use model::Verdict;

    use super::*;
    use crate::NewCapture;
    use crate::fixture::{Fixture, post, rejected};

    #[tokio::test]
    async fn captures_are_read_until_their_bodies_are_enough() {
        let fixture = Fixture::new();
        let mut ids = Vec::new();
        for _ in 0..3 {
            let capture = NewCapture {
                body: Bytes::from_static(&[b'x'; 60]),
                ..post("/")
            };
            ids.push(fixture.add(capture).await);
        }
        fixture.store.captures().delete(&ids[..1]).await.unwrap();
        let captures = fixture.store.captures();
        let whole = captures.whole(&ids, 1).await.unwrap();
        assert_eq!((whole.read, whole.captures.len()), (2, 1));
        assert_eq!(whole.captures[0].record.capture.id, ids[1]);
        assert_eq!(whole.captures[0].body.len(), 60);
        let rest = captures.whole(&ids[2..], 1000).await.unwrap();
        assert_eq!((rest.read, rest.captures.len()), (1, 1));
    }

    #[tokio::test]
    async fn captures_judged_again_move_from_one_count_to_another() {
        let fixture = Fixture::new();
        let captures = fixture.store.captures();
        let (first, gone) = (fixture.add(post("/")).await, fixture.add(post("/")).await);
        captures.delete(&[gone]).await.unwrap();
        let judgement = |id| Judgement {
            id,
            verification: rejected(),
            labels: Labels::default(),
        };
        let judgements = vec![judgement(gone), judgement(first)];
        captures.judge_again(judgements).await.unwrap();
        let record = captures.get(first).await.unwrap().unwrap();
        assert_eq!(record.capture.verdict, Verdict::Rejected);
        let counts = captures.counts().await.unwrap();
        assert!(counts.by_verdict.contains(&(Verdict::Rejected, 1)));
        assert_eq!(counts.total, 1);
    }
}
