//! Where each head on a connection begins and ends.
//!
//! Pure: it is fed what came from the socket and says how much of it hyper may
//! be shown. hyper never sees a head before it is whole and judged, so every
//! refusal is ours to answer. Bodies are followed to their end and not kept.

use bytes::Bytes;
use http::{Method, Uri};
use model::CaptureFlag;

use crate::Limits;
use crate::chunked::{Chunks, Reach};
use crate::framing::{self, Extent, Judged, Lines};
use crate::refusal::Refusal;

/// A head as it came, and what was found in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Recorded {
    pub(crate) head: Bytes,
    pub(crate) method: Method,
    pub(crate) target: Uri,
    pub(crate) flags: Vec<CaptureFlag>,
    pub(crate) last: bool,
    pub(crate) folded: bool,
}

/// What is to be done with input.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Fed {
    /// This many bytes may be shown: at most one head, at their very beginning, and body.
    /// What follows them is to be fed again.
    Pass(usize, Option<Box<Recorded>>),
    /// A head is not whole: feed the same again with more behind it.
    More,
    /// This many bytes mean nothing and are shown to nobody.
    Skip(usize),
    /// The head is refused; nothing after it can be read.
    Refuse(Refusal),
    /// Nothing after the last request may be read.
    Closed,
}

/// The place on one connection.
#[derive(Debug)]
pub(crate) struct Recorder {
    head_bytes: usize,
    header_count: usize,
    place: Place,
    requests: u64,
    last: bool,
}

#[derive(Debug)]
enum Place {
    Head(Search),
    Length(u64),
    Chunks(Chunks),
    /// Not ours to read: HTTP/2, or chunks that make no sense, which hyper will refuse.
    Opaque,
    Closed,
}

impl Recorder {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self {
            head_bytes: limits.head_bytes,
            header_count: limits.header_count,
            place: Place::Head(Search::default()),
            requests: 0,
            last: false,
        }
    }

    /// Whether the next byte belongs to a head.
    pub(crate) const fn at_head(&self) -> bool {
        matches!(self.place, Place::Head(_))
    }

    /// How many heads were passed.
    pub(crate) const fn requests(&self) -> u64 {
        self.requests
    }

    /// Lets everything pass from here on.
    pub(crate) fn give_up(&mut self) {
        self.place = Place::Opaque;
    }

    /// Decides about `input`, which begins where the last [`Fed`] left off.
    pub(crate) fn feed(&mut self, input: &[u8]) -> Fed {
        let Place::Head(search) = &mut self.place else {
            return self.feed_body(input);
        };
        let blank = blank_lines(input);
        if blank > 0 {
            *search = Search::default();
            return Fed::Skip(blank);
        }
        if let Some(refusal) = input.first().and_then(|first| no_head(*first)) {
            return Fed::Refuse(refusal.with_head(self.beginning(input)));
        }
        let (end, lines) = (search.end(input), search.lines);
        if end.unwrap_or(input.len()) > self.head_bytes {
            return self.too_long(input);
        }
        match end {
            Some(end) => self.feed_head(input, end, lines),
            None => Fed::More,
        }
    }

    fn feed_head(&mut self, input: &[u8], end: usize, lines: Lines) -> Fed {
        let head = Bytes::copy_from_slice(&input[..end]);
        match framing::judge(&head, lines, self.header_count) {
            Ok(judged) => {
                self.begin(judged.extent, judged.last);
                let body = self.follow(&input[end..]);
                Fed::Pass(end + body, Some(Box::new(recorded(head, judged, lines))))
            }
            Err(refusal) => Fed::Refuse(refusal.with_head(head)),
        }
    }

    fn feed_body(&mut self, input: &[u8]) -> Fed {
        if matches!(self.place, Place::Closed) {
            return Fed::Closed;
        }
        Fed::Pass(self.follow(input), None)
    }

    fn begin(&mut self, extent: Extent, last: bool) {
        self.requests += 1;
        self.last = last;
        match extent {
            Extent::Length(0) => self.next(),
            Extent::Length(length) => self.place = Place::Length(length),
            Extent::Chunked => self.place = Place::Chunks(Chunks::new()),
        }
    }

    fn next(&mut self) {
        self.place = match self.last {
            true => Place::Closed,
            false => Place::Head(Search::default()),
        };
    }

    /// How much of `input` belongs to the body.
    fn follow(&mut self, input: &[u8]) -> usize {
        let reach = match &mut self.place {
            Place::Length(left) => within(left, input.len()),
            Place::Chunks(chunks) => chunks.follow(input),
            Place::Opaque => Reach::Inside,
            Place::Head(_) | Place::Closed => return 0,
        };
        match reach {
            Reach::Inside => input.len(),
            Reach::End(length) => {
                self.next();
                length
            }
            Reach::Lost => {
                self.give_up();
                input.len()
            }
        }
    }

    fn too_long(&self, input: &[u8]) -> Fed {
        let refusal = Refusal::head_too_long(self.head_bytes);
        Fed::Refuse(refusal.with_head(self.beginning(input)))
    }

    fn beginning(&self, input: &[u8]) -> Bytes {
        Bytes::copy_from_slice(&input[..input.len().min(self.head_bytes)])
    }
}

fn recorded(head: Bytes, judged: Judged, lines: Lines) -> Recorded {
    Recorded {
        head,
        method: judged.method,
        target: judged.target,
        flags: judged.flags,
        last: judged.last,
        folded: lines.folded,
    }
}

fn within(left: &mut u64, available: usize) -> Reach {
    if *left > available as u64 {
        *left -= available as u64;
        return Reach::Inside;
    }
    Reach::End(usize::try_from(std::mem::take(left)).unwrap_or(available))
}

/// What cannot begin a head is refused at once, since its end might never come.
fn no_head(first: u8) -> Option<Refusal> {
    match first {
        // A TLS record that holds a handshake.
        0x16 => Some(Refusal::malformed(
            "this looks like TLS, which is not spoken here; send to http:// instead of https://",
        )),
        b'\r' | b'\n' => None,
        _ if first.is_ascii_graphic() => None,
        _ => Some(Refusal::malformed("the first byte begins no HTTP request")),
    }
}

/// The length of the blank lines at the beginning of `input`.
fn blank_lines(input: &[u8]) -> usize {
    let mut length = 0;
    loop {
        match &input[length..] {
            [b'\r', b'\n', ..] => length += 2,
            [b'\n', ..] => length += 1,
            _ => return length,
        }
    }
}

/// The search for the blank line at the end of a head; goes on where it stopped.
#[derive(Debug, Default)]
pub(crate) struct Search {
    line: usize,
    seen: usize,
    lines: Lines,
}

impl Search {
    /// Where the head ends, if it does; `input` is all of the head that there is.
    pub(crate) fn end(&mut self, input: &[u8]) -> Option<usize> {
        while let Some(feed) = input[self.seen..].iter().position(|byte| *byte == b'\n') {
            let end = self.seen + feed;
            let line = &input[self.line..end];
            let text = line.strip_suffix(b"\r");
            self.lines.bare_line_feed |= text.is_none();
            self.lines.folded |= self.line > 0 && matches!(line.first(), Some(b' ' | b'\t'));
            self.line = end + 1;
            self.seen = end + 1;
            if text.unwrap_or(line).is_empty() {
                return Some(end + 1);
            }
        }
        self.seen = input.len();
        None
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Heads and bodies of what a sender may pipeline.
    const EXCHANGES: [(&[u8], &[u8]); 5] = [
        (b"GET /1 HTTP/1.1\r\nhOst: a\r\n\r\n", b""),
        (
            b"POST /2 HTTP/1.1\nHost:a\nContent-Length: 12\n\n",
            b"\r\n\r\nGET / H\n",
        ),
        (
            b"PUT /3 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n",
            b"4;a=b\r\n\r\n\r\n\r\n0\r\nX: y\r\n\r\n",
        ),
        (
            b"X /4 HTTP/1.1\r\nHost: a\r\nX: 1\r\n 2\r\nY: \xff\r\n\r\n",
            b"",
        ),
        (b"POST /5 HTTP/1.0\r\ncontent-length:3\r\n\r\n", b"abc"),
    ];

    #[derive(Debug, Default, PartialEq, Eq)]
    struct Taken {
        heads: Vec<Bytes>,
        shown: Vec<u8>,
        refused: Option<Refusal>,
    }

    /// Feeds pieces the way the tap does: what is not shown is fed again with more.
    fn take<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> Taken {
        let mut recorder = Recorder::new(&Limits::default());
        let mut taken = Taken::default();
        let mut held = Vec::new();
        for piece in pieces {
            held.extend_from_slice(piece);
            while !held.is_empty() && taken.refused.is_none() {
                match recorder.feed(&held) {
                    Fed::Pass(length, recorded) => {
                        taken.heads.extend(recorded.map(|recorded| recorded.head));
                        taken.shown.extend(held.drain(..length));
                    }
                    Fed::Skip(length) => drop(held.drain(..length)),
                    Fed::Refuse(refusal) => taken.refused = Some(refusal),
                    Fed::More | Fed::Closed => break,
                }
            }
        }
        taken
    }

    fn pipeline(order: &[usize]) -> (Vec<u8>, Vec<Bytes>) {
        let chosen = order.iter().map(|index| EXCHANGES[*index]);
        let heads = chosen.clone().map(|(head, _)| Bytes::from_static(head));
        (
            chosen
                .clone()
                .flat_map(|(head, body)| [head, body].concat())
                .collect(),
            heads.collect(),
        )
    }

    #[test]
    fn a_split_at_any_byte_changes_nothing() {
        let (bytes, heads) = pipeline(&[0, 1, 2, 3, 4, 2, 1]);
        for split in 0..bytes.len() {
            let taken = take([&bytes[..split], &bytes[split..]]);
            assert_eq!(taken.heads, heads, "split at {split}");
            assert_eq!(taken.shown, bytes, "split at {split}");
        }
    }

    #[test]
    fn byte_by_byte_is_as_good_as_at_once() {
        let (bytes, heads) = pipeline(&[4, 3, 2, 1, 0]);
        assert_eq!(take(bytes.chunks(1)).heads, heads);
    }

    #[test]
    fn what_is_refused_is_refused_wherever_it_is_split() {
        let bytes = b"GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nContent-Length: x\r\n\r\n";
        let whole = take([&bytes[..]]);
        assert!(whole.refused.is_some());
        for split in 0..bytes.len() {
            assert_eq!(
                take([&bytes[..split], &bytes[split..]]),
                whole,
                "split at {split}"
            );
        }
    }

    #[test]
    fn a_pass_reaches_no_further_than_one_request() {
        let (bytes, _) = pipeline(&[1, 0]);
        let passed = Recorder::new(&Limits::default()).feed(&bytes);
        let first = EXCHANGES[1].0.len() + EXCHANGES[1].1.len();
        assert!(matches!(passed, Fed::Pass(length, Some(_)) if length == first));
    }

    #[test]
    fn a_head_without_end_is_kept_up_to_the_limit() {
        let limits = Limits {
            head_bytes: 10,
            ..Limits::default()
        };
        let Fed::Refuse(refusal) = Recorder::new(&limits).feed(b"GET /long-before-any-line-ends")
        else {
            panic!("it has no end");
        };
        assert_eq!(
            (refusal.status.as_u16(), &refusal.head[..]),
            (431, &b"GET /long-"[..])
        );
    }

    proptest! {
        #[test]
        fn any_pipeline_in_any_pieces_gives_its_heads(
            order in prop::collection::vec(0..EXCHANGES.len(), 1..8),
            mut cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..12),
        ) {
            let (bytes, heads) = pipeline(&order);
            cuts.sort_by_key(|cut| cut.index(bytes.len()));
            let mut from = 0;
            let mut pieces = Vec::new();
            for at in cuts.iter().map(|cut| cut.index(bytes.len())).chain([bytes.len()]) {
                pieces.push(&bytes[from..at]);
                from = at;
            }
            let taken = take(pieces);
            prop_assert_eq!(taken.heads, heads);
            prop_assert_eq!(taken.shown, bytes);
        }

        #[test]
        fn any_bytes_are_taken_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..300), at in 0..300usize) {
            let at = at.min(bytes.len());
            let whole = take([&bytes[..]]);
            let split = take([&bytes[..at], &bytes[at..]]);
            prop_assert_eq!(whole.heads, split.heads);
        }
    }
}
