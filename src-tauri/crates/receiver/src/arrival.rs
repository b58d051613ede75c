//! From what the socket hands over to an [`Inbound`].
//!
//! The recorded head is the truth; hyper's own view of it, which has lost
//! order and case, stands in only where nothing was recorded.

use std::net::SocketAddr;
use std::time::Instant;

use bytes::Bytes;
use http::Version;
use http::request::Parts;
use model::{Answer, Clock, Headers, HttpVersion, Origin};
use wire::head::ParsedHead;
use wire::{HeadFlags, Peer, RecordedHead, Refused};

use crate::inbound::{Answered, Inbound};

/// A request to our own receiver with this header, from this machine, is a test delivery.
pub const TEST_HEADER: &str = "x-hookwright-test";

/// A request whose head is there and whose body is still to come.
pub(crate) fn arrival(mut parts: Parts, clock: &Clock) -> Inbound {
    let recorded = parts.extensions.remove::<RecordedHead>();
    let head = recorded.map_or_else(|| wire::head::rendered_http2(&parts).into(), |head| head.0);
    let flags = parts.extensions.remove::<HeadFlags>();
    let peer = parts.extensions.get::<Peer>().map(|peer| peer.0);
    let parsed = wire::head::parse(&head).unwrap_or_else(|_| seen(&parts));
    let mut inbound = inbound(parsed, head, peer, clock);
    inbound.http_version = version(parts.version);
    inbound.flags = flags.map(|flags| flags.0).unwrap_or_default();
    if inbound.is_local() && inbound.headers.get(TEST_HEADER).is_some() {
        inbound.origin = Origin::Test;
    }
    inbound
}

/// A request that was refused at the socket: its head as far as it came, and no body.
pub(crate) fn refused(refused: Refused, clock: &Clock) -> Inbound {
    let parsed = wire::head::parse(&refused.head).unwrap_or_else(|_| beginning(&refused.head));
    let mut inbound = inbound(parsed, refused.head, Some(refused.peer), clock);
    inbound.flags = vec![refused.flag];
    inbound.answered = Answered::Already(Some(Answer {
        status: refused.status,
        headers: Headers::default(),
        body: Some((refused.detail + "\n").into_bytes()),
    }));
    inbound
}

fn inbound(parsed: ParsedHead, head: Bytes, remote: Option<SocketAddr>, clock: &Clock) -> Inbound {
    Inbound {
        received_at: clock.now(),
        started: Instant::now(),
        method: parsed.method,
        target: parsed.target,
        http_version: parsed.version,
        head,
        headers: parsed.headers,
        body: Bytes::new(),
        flags: Vec::new(),
        origin: Origin::Received,
        imported: None,
        remote,
        answered: Answered::ByRule,
    }
}

const fn version(version: Version) -> HttpVersion {
    match version {
        Version::HTTP_10 => HttpVersion::Http10,
        Version::HTTP_2 => HttpVersion::Http2,
        _ => HttpVersion::Http11,
    }
}

fn seen(parts: &Parts) -> ParsedHead {
    let field = |(name, value): (&http::HeaderName, &http::HeaderValue)| {
        (name.as_str().to_owned(), value.as_bytes().to_vec())
    };
    ParsedHead {
        method: parts.method.to_string(),
        target: parts.uri.to_string(),
        version: version(parts.version),
        headers: parts.headers.iter().map(field).collect(),
    }
}

/// Method and target of a head that cannot be read further, as far as its first line has them.
fn beginning(head: &[u8]) -> ParsedHead {
    let line = head.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let line = String::from_utf8_lossy(&line[..line.len().min(LONGEST_LINE)]);
    let mut words = line.split_whitespace();
    let mut word = || words.next().unwrap_or_default().to_owned();
    ParsedHead {
        method: word(),
        target: word(),
        version: HttpVersion::Http11,
        headers: Headers::default(),
    }
}

/// What is read of a first line that may be anything.
const LONGEST_LINE: usize = 8 * 1024;

#[cfg(test)]
mod tests {
    use super::*;
    use model::CaptureFlag;

    fn refusal(head: &'static [u8]) -> Inbound {
        let refusal = Refused {
            flag: CaptureFlag::HeadTooLarge,
            status: 431,
            head: Bytes::from_static(head),
            peer: ([127, 0, 0, 1], 9).into(),
            detail: "the head is longer than 65536 bytes".into(),
        };
        refused(refusal, &Clock::system())
    }

    #[test]
    fn a_head_cut_off_anywhere_still_says_method_and_target() {
        let inbound = refusal(b"PUT /stripe/a HTTP/1.1\r\nX-Long: aaaaaaaa\r\nX-Ha");
        assert_eq!((&*inbound.method, &*inbound.target), ("PUT", "/stripe/a"));
        assert_eq!(inbound.flags, [CaptureFlag::HeadTooLarge]);
        let inbound = refusal(b"\x16\x03\x01");
        assert_eq!(
            (&*inbound.method, &*inbound.target),
            ("\u{16}\u{3}\u{1}", "")
        );
        assert_eq!(refusal(b"").method, "");
    }

    #[test]
    fn only_this_machine_can_mark_a_test_delivery() {
        let origin = |peer: [u8; 4]| {
            let request = http::Request::post("/s").header(TEST_HEADER, "1").body(());
            let (mut parts, ()) = request.unwrap().into_parts();
            parts.extensions.insert(Peer((peer, 9).into()));
            arrival(parts, &Clock::system()).origin
        };
        assert_eq!(origin([127, 0, 0, 1]), Origin::Test);
        assert_eq!(origin([192, 0, 2, 1]), Origin::Received);
    }
}
