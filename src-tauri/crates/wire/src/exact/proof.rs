//! What the socket accepted, compared with what was recorded.
//!
//! The comparison does not trust the rewriting: it cuts both heads into lines
//! and lets them differ only where an exception says so.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use sha2::{Digest as _, Sha256};

use super::lines::Lines;
use super::request::{ExactRequest, Exception, Expected};

/// What the socket accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// Bytes written, head and body.
    pub bytes: u64,
    /// SHA-256 of those bytes.
    pub sha256: [u8; 32],
    /// Whether the head written is the head given, and the recorded one but for the named exceptions.
    pub head_equal: bool,
    /// Whether the body written is the body given, whole.
    pub body_equal: bool,
}

/// A request on its way out, and the proof of what the socket accepted of it.
///
/// Cheap to clone: all clones are the same transfer.
#[derive(Debug, Clone)]
pub struct Transfer(Arc<Mutex<Tally>>);

impl Transfer {
    /// A request of which nothing is sent yet.
    #[must_use]
    pub fn new(request: ExactRequest) -> Self {
        Self(Arc::new(Mutex::new(Tally::new(request))))
    }

    /// What was sent until now.
    #[must_use]
    pub fn sent(&self) -> Sent {
        self.tally().sent()
    }

    /// Head and body as they are meant to go out.
    pub(super) fn bytes(&self) -> (Bytes, Bytes) {
        let tally = self.tally();
        (tally.request.head.clone(), tally.request.body.clone())
    }

    /// Takes note of bytes that the socket accepted.
    pub(super) fn note(&self, bytes: &[u8]) {
        self.tally().note(bytes);
    }

    fn tally(&self) -> MutexGuard<'_, Tally> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Watches the bytes of one request on their way out.
#[derive(Debug)]
struct Tally {
    request: ExactRequest,
    head: Vec<u8>,
    body: u64,
    body_differs: bool,
    digest: Sha256,
}

impl Tally {
    fn new(request: ExactRequest) -> Self {
        Self {
            request,
            head: Vec::new(),
            body: 0,
            body_differs: false,
            digest: Sha256::new(),
        }
    }

    fn note(&mut self, bytes: &[u8]) {
        self.digest.update(bytes);
        let missing = self.request.head.len() - self.head.len();
        let (head, body) = bytes.split_at(missing.min(bytes.len()));
        self.head.extend_from_slice(head);
        self.note_body(body);
    }

    fn note_body(&mut self, bytes: &[u8]) {
        let meant = usize::try_from(self.body).ok();
        let meant = meant.and_then(|at| self.request.body.get(at..at + bytes.len()));
        self.body_differs |= meant != Some(bytes);
        self.body += bytes.len() as u64;
    }

    /// The proof for all that was noted so far.
    fn sent(&self) -> Sent {
        let as_given = self.request.head == self.head;
        Sent {
            bytes: self.head.len() as u64 + self.body,
            sha256: self.digest.clone().finalize().into(),
            head_equal: as_given && equal_but_for(&self.head, &self.request.expect),
            body_equal: !self.body_differs && self.body == self.request.body.len() as u64,
        }
    }
}

/// Whether `written` is the recorded head, the named exceptions aside.
pub(super) fn equal_but_for(written: &[u8], expected: &Expected) -> bool {
    let written = Lines::of(written);
    let recorded = Lines::of(&expected.recorded);
    let fields: Vec<&str> = expected.excepted.iter().filter_map(field_name).collect();
    first_line(written.first, &expected.excepted) == first_line(recorded.first, &expected.excepted)
        && written.without(&fields) == recorded.without(&fields)
        && written.rest == recorded.rest
}

fn field_name(exception: &Exception) -> Option<&str> {
    match exception {
        Exception::Field(name) => Some(name),
        Exception::Target | Exception::Version => None,
    }
}

/// The parts of a first line that have to be equal.
fn first_line<'a>(line: &'a [u8], excepted: &[Exception]) -> [&'a [u8]; 3] {
    let first = line
        .iter()
        .position(|byte| *byte == b' ')
        .unwrap_or(line.len());
    let last = line.iter().rposition(|byte| *byte == b' ').unwrap_or(first);
    let unless = |exception, part| match excepted.contains(&exception) {
        true => &[][..],
        false => part,
    };
    let target = unless(Exception::Target, &line[first..last.max(first)]);
    let version = unless(Exception::Version, &line[last.max(first)..]);
    [&line[..first], target, version]
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &[u8] = b"POST /x HTTP/1.1\r\nHost: a\r\nX-Y:  z\r\n\r\n";

    fn expected(excepted: Vec<Exception>) -> Expected {
        Expected {
            recorded: Bytes::from_static(HEAD),
            excepted,
        }
    }

    fn tally() -> Tally {
        Tally::new(ExactRequest {
            head: Bytes::from_static(HEAD),
            body: Bytes::from_static(b"body"),
            expect: expected(vec![]),
        })
    }

    #[test]
    fn any_altered_byte_of_the_head_breaks_the_proof() {
        for at in 0..HEAD.len() {
            let mut altered = HEAD.to_vec();
            altered[at] ^= 1;
            assert!(!equal_but_for(&altered, &expected(vec![])), "byte {at}");
        }
        assert!(equal_but_for(HEAD, &expected(vec![])));
    }

    #[test]
    fn an_exception_covers_its_field_and_no_other() {
        let host = || expected(vec![Exception::Field("host".into())]);
        let other_host = b"POST /x HTTP/1.1\r\nHost: b\r\nX-Y:  z\r\n\r\n";
        assert!(equal_but_for(other_host, &host()));
        assert!(!equal_but_for(other_host, &expected(vec![])));
        assert!(!equal_but_for(
            b"POST /x HTTP/1.1\r\nHost: b\r\nX-Y: z\r\n\r\n",
            &host()
        ));
    }

    #[test]
    fn the_pieces_in_which_it_was_written_do_not_matter() {
        let whole = [HEAD, b"body"].concat();
        for split in 0..whole.len() {
            let mut tally = tally();
            tally.note(&whole[..split]);
            assert!(!tally.sent().body_equal);
            tally.note(&whole[split..]);
            let sent = tally.sent();
            assert!(sent.head_equal && sent.body_equal, "{split}");
            assert_eq!(sent.bytes, whole.len() as u64);
            assert_eq!(sent.sha256, <[u8; 32]>::from(Sha256::digest(&whole)));
        }
    }

    #[test]
    fn a_body_that_is_altered_or_goes_on_breaks_the_proof() {
        for body in [&b"bodY"[..], b"body!"] {
            let mut tally = tally();
            tally.note(HEAD);
            tally.note(body);
            assert!(tally.sent().head_equal && !tally.sent().body_equal);
        }
    }
}
