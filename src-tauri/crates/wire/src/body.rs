//! Reading a body within its limits.
//!
//! Bytes only: nothing is decoded, decompressed or parsed.

use std::error::Error;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http_body::Body;
use http_body_util::BodyExt;

/// Memory reserved on the sender's word alone.
const TRUSTED_LENGTH: usize = 1024 * 1024;

/// Why a body is not whole.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BodyError {
    /// Longer than the limit, as declared or as counted: answer 413.
    #[error("the body is longer than the limit of {limit} bytes")]
    TooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// No byte came for the whole time-out: answer 408.
    #[error("the body stopped after {} bytes: nothing came for {timeout:?}", .received.len())]
    TooSlow {
        /// What came until then.
        received: Bytes,
        /// The time-out.
        timeout: Duration,
    },
    /// The sender went away, or its chunks could not be read.
    #[error("the body ended early, after {} bytes: {cause}", .received.len())]
    Incomplete {
        /// What came until then.
        received: Bytes,
        /// What hyper said.
        cause: String,
    },
}

/// Reads all of `body`.
///
/// A declared length above `limit` is refused before the first byte is read;
/// `timeout` is the longest wait for the next bytes, not for the whole.
///
/// # Errors
/// [`BodyError`], with what was received where that is worth keeping.
pub async fn read<B>(mut body: B, limit: u64, timeout: Duration) -> Result<Bytes, BodyError>
where
    B: Body<Data = Bytes> + Unpin,
    B::Error: Error + 'static,
{
    if body.size_hint().lower() > limit {
        return Err(BodyError::TooLarge { limit });
    }
    let mut gathered = Gathered::default();
    loop {
        let frame = match tokio::time::timeout(timeout, body.frame()).await {
            Ok(Some(Ok(frame))) => frame,
            Ok(None) => return Ok(gathered.whole()),
            Ok(Some(Err(error))) => return Err(gathered.incomplete(&error)),
            Err(_) => return Err(gathered.too_slow(timeout)),
        };
        // Trailers are no part of the body, and nothing here asks for them.
        if let Ok(data) = frame.into_data() {
            gathered.add(data, body.size_hint().lower());
        }
        if gathered.len() as u64 > limit {
            return Err(BodyError::TooLarge { limit });
        }
    }
}

/// An error and what caused it: hyper keeps the telling part for the last.
fn whole_cause(error: &(dyn Error + 'static)) -> String {
    let causes = std::iter::successors(Some(error), |error: &&(dyn Error + 'static)| {
        (*error).source()
    });
    let words: Vec<String> = causes.map(ToString::to_string).collect();
    words.join(": ")
}

/// Pieces of a body. Most bodies come in one piece, which is then not copied.
#[derive(Default)]
struct Gathered {
    first: Bytes,
    all: BytesMut,
}

impl Gathered {
    fn len(&self) -> usize {
        self.first.len() + self.all.len()
    }

    fn add(&mut self, data: Bytes, expected: u64) {
        if self.len() == 0 {
            self.first = data;
            return;
        }
        if self.all.is_empty() {
            let expected = usize::try_from(expected).unwrap_or(TRUSTED_LENGTH);
            let more = data.len() + expected.min(TRUSTED_LENGTH);
            self.all.reserve(self.first.len() + more);
            self.all.extend_from_slice(&std::mem::take(&mut self.first));
        }
        self.all.extend_from_slice(&data);
    }

    fn incomplete(self, error: &(dyn Error + 'static)) -> BodyError {
        BodyError::Incomplete {
            received: self.whole(),
            cause: whole_cause(error),
        }
    }

    fn too_slow(self, timeout: Duration) -> BodyError {
        BodyError::TooSlow {
            received: self.whole(),
            timeout,
        }
    }

    fn whole(self) -> Bytes {
        if self.all.is_empty() {
            return self.first;
        }
        self.all.freeze()
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use futures_util::stream;
    use http_body::Frame;
    use http_body_util::{Full, StreamBody};

    use super::*;

    const WAIT: Duration = Duration::from_secs(5);

    fn pieces(pieces: Vec<&'static str>) -> impl Body<Data = Bytes, Error = Infallible> + Unpin {
        let frame = |piece: &'static str| Ok(Frame::data(Bytes::from(piece)));
        StreamBody::new(stream::iter(pieces.into_iter().map(frame)))
    }

    #[tokio::test]
    async fn one_piece_is_not_copied() {
        let whole = Bytes::from_static(b"whole");
        let read = read(Full::new(whole.clone()), 5, WAIT).await.unwrap();
        assert_eq!(read.as_ptr(), whole.as_ptr());
    }

    #[tokio::test]
    async fn pieces_are_put_together() {
        let read = read(pieces(vec!["", "a", "bc", "", "def"]), 6, WAIT).await;
        assert_eq!(read.unwrap(), "abcdef");
    }

    #[tokio::test]
    async fn a_length_declared_or_counted_above_the_limit_is_too_large() {
        let declared = read(Full::new(Bytes::from_static(b"abc")), 2, WAIT).await;
        let counted = read(pieces(vec!["a", "bc"]), 2, WAIT).await;
        assert_eq!(declared, Err(BodyError::TooLarge { limit: 2 }));
        assert_eq!(counted, declared);
    }

    #[tokio::test(start_paused = true)]
    async fn a_body_that_stops_gives_what_came() {
        let first = stream::iter([Ok::<_, Infallible>(Frame::data(Bytes::from("a")))]);
        let endless = futures_util::StreamExt::chain(first, stream::pending());
        let error = read(StreamBody::new(endless), 9, WAIT).await.unwrap_err();
        assert_eq!(
            error.to_string(),
            "the body stopped after 1 bytes: nothing came for 5s"
        );
    }
}
