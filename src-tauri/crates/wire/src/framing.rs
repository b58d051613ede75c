//! What a head says about itself: where its body ends, and what is odd.
//!
//! A capture tool wants to see odd requests, so what can be read in one way
//! only is accepted and flagged; what two servers could read in two ways is
//! refused with 400 and reported, because a body that may be cut wrongly is no
//! exact capture. hyper decides the same way for all that is accepted here.
//!
//! | what comes | decision | flag |
//! |---|---|---|
//! | `Content-Length` and `Transfer-Encoding: chunked` | chunked counts (RFC 9112, 6.3), last request of its connection | ambiguous_length |
//! | `Content-Length` twice with one value | accepted | ambiguous_length |
//! | `Content-Length` twice with two values, a list, a sign, empty | 400 | ambiguous_length |
//! | `Content-Length` beyond 63 bits | 413 | body_too_large |
//! | `Transfer-Encoding: identity, chunked` or `gzip, chunked` | chunks are taken off, nothing else; last request of its connection | ambiguous_length |
//! | `Transfer-Encoding` that does not end in `chunked`, has it twice, or comes with HTTP/1.0 | 400 | ambiguous_length |
//! | bare line feeds in the head | accepted (RFC 9112, 2.2) | bare_line_feed |
//! | HTTP/1.1 without `Host` | accepted | host_missing_or_repeated |
//! | HTTP/1.0 without `Host` | accepted, that is its custom | – |
//! | `Host` more than once | accepted | host_missing_or_repeated |
//! | absolute form `POST http://host/path` | accepted, every server must (RFC 9112, 3.2.2); the target shows it | – |
//! | `OPTIONS *` | accepted | – |
//! | a value folded over lines | accepted, hyper is shown it unfolded (RFC 9112, 5.2), the record keeps the fold | – |
//! | blank lines before the request line | skipped (RFC 9112, 2.2), not part of the head | – |
//! | `CONNECT` | 400: nothing here is a tunnel | malformed |
//! | white space before a colon, a line without colon, control characters, an unknown version | 400 | malformed |

mod extent;
mod sums;

use std::borrow::Cow;
use std::mem::MaybeUninit;

use bytes::Bytes;
use http::{Method, Uri};
use model::CaptureFlag;

use crate::Limits;
use crate::refusal::Refusal;
pub(crate) use extent::{Extent, Lines};
use sums::Sums;

/// A head that goes on to hyper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Judged {
    pub(crate) method: Method,
    pub(crate) target: Uri,
    pub(crate) extent: Extent,
    pub(crate) flags: Vec<CaptureFlag>,
    /// Whether the connection must not be read beyond this request.
    pub(crate) last: bool,
}

/// Applies the table above to a whole head.
pub(crate) fn judge(head: &Bytes, lines: Lines, most_fields: usize) -> Result<Judged, Refusal> {
    let text = match lines.folded {
        true => Cow::Owned(unfolded(head)),
        false => Cow::Borrowed(&head[..]),
    };
    let mut fields = [const { MaybeUninit::uninit() }; Limits::MOST_HEADERS];
    let fields = &mut fields[..most_fields.min(Limits::MOST_HEADERS)];
    let mut request = httparse::Request::new(&mut []);
    let status = request
        .parse_with_uninit_headers(&text, fields)
        .map_err(|error| unreadable(error, most_fields))?;
    if status != httparse::Status::Complete(head.len()) {
        return Err(Refusal::malformed("the head ends in an odd place"));
    }
    let (method, target) = request_line(&request)?;
    let sums = Sums::of(&request)?;
    Ok(Judged {
        method,
        target,
        extent: sums.extent(),
        flags: sums.flags(lines),
        last: sums.ends_connection(),
    })
}

/// Puts the lines of folded values in one, byte for byte as long as before.
pub(crate) fn unfold(head: &mut [u8]) {
    for at in 1..head.len() {
        if head[at - 1] == b'\n' && matches!(head[at], b' ' | b'\t') {
            head[at - 1] = b' ';
            if at > 1 && head[at - 2] == b'\r' {
                head[at - 2] = b' ';
            }
        }
    }
}

fn unfolded(head: &[u8]) -> Vec<u8> {
    let mut copy = head.to_vec();
    unfold(&mut copy);
    copy
}

fn unreadable(error: httparse::Error, most_fields: usize) -> Refusal {
    use httparse::Error;
    match error {
        Error::TooManyHeaders => Refusal::too_many_fields(most_fields),
        Error::HeaderName => Refusal::malformed("a header line has no valid name before its colon"),
        Error::HeaderValue => Refusal::malformed("a header value has a control character"),
        Error::NewLine => Refusal::malformed("a line of the head ends in an odd way"),
        Error::Token => Refusal::malformed("the first line is no METHOD TARGET HTTP/1.1"),
        Error::Version => Refusal::malformed("the first line does not end in HTTP/1.1 or HTTP/1.0"),
        Error::Status => Refusal::malformed("the first line is no request line"),
    }
}

fn request_line(request: &httparse::Request<'_, '_>) -> Result<(Method, Uri), Refusal> {
    let method = request.method.unwrap_or_default();
    let method = Method::from_bytes(method.as_bytes())
        .map_err(|_| Refusal::malformed("the method is no token"))?;
    if method == Method::CONNECT {
        return Err(Refusal::malformed(
            "CONNECT asks for a tunnel, and this is no proxy",
        ));
    }
    let target = request.path.unwrap_or_default().parse();
    let target = target.map_err(|_| Refusal::malformed("the request target is no valid URI"))?;
    Ok((method, target))
}

#[cfg(test)]
mod tests {
    use super::*;
    use CaptureFlag::{
        AmbiguousLength, BareLineFeed, BodyTooLarge, HostMissingOrRepeated, Malformed,
    };

    fn decide(head: &str) -> Result<Judged, Refusal> {
        let bytes = Bytes::copy_from_slice(head.as_bytes());
        let lines = Lines {
            bare_line_feed: head.replace("\r\n", "").contains('\n'),
            folded: head.contains("\n ") || head.contains("\n\t"),
        };
        judge(&bytes, lines, 10)
    }

    fn post(fields: &str) -> Result<Judged, Refusal> {
        decide(&format!("POST /x HTTP/1.1\r\nHost: a\r\n{fields}\r\n"))
    }

    fn flags(head: Result<Judged, Refusal>) -> Vec<CaptureFlag> {
        head.unwrap().flags
    }

    fn refused(head: Result<Judged, Refusal>) -> (u16, CaptureFlag) {
        let refusal = head.unwrap_err();
        (refusal.status.as_u16(), refusal.flag)
    }

    #[test]
    fn a_plain_request_has_no_flags() {
        let head = post("Content-Length: 5\r\n").unwrap();
        assert_eq!((head.extent, head.last), (Extent::Length(5), false));
        assert!(head.flags.is_empty());
        assert_eq!(post("").unwrap().extent, Extent::Length(0));
        assert_eq!(
            post("transfer-encoding: Chunked\r\n").unwrap().extent,
            Extent::Chunked
        );
    }

    #[test]
    fn chunked_wins_over_a_length_and_the_connection_ends_with_it() {
        let head = post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n").unwrap();
        assert_eq!((head.extent, head.last), (Extent::Chunked, true));
        assert_eq!(head.flags, [AmbiguousLength]);
    }

    #[test]
    fn a_length_given_twice_counts_when_it_is_the_same() {
        let head = post("Content-Length: 5\r\ncontent-length: 5\r\n").unwrap();
        assert_eq!(
            (head.extent, head.flags),
            (Extent::Length(5), vec![AmbiguousLength])
        );
        let two = post("Content-Length: 5\r\nContent-Length: 6\r\n");
        assert_eq!(refused(two), (400, AmbiguousLength));
    }

    #[test]
    fn a_length_that_is_no_plain_number_is_refused() {
        for value in ["5, 5", "+5", "-5", "", "0x5", "5 5", "٥"] {
            let head = post(&format!("Content-Length: {value}\r\n"));
            assert_eq!(refused(head), (400, AmbiguousLength), "{value}");
        }
        let head = post("Content-Length: 18446744073709551615\r\n");
        assert_eq!(refused(head), (413, BodyTooLarge));
    }

    #[test]
    fn codings_before_chunked_are_kept_and_flagged() {
        for value in ["identity, chunked", "gzip,chunked", ", chunked"] {
            let head = post(&format!("Transfer-Encoding: {value}\r\n")).unwrap();
            assert_eq!((head.extent, head.last), (Extent::Chunked, true), "{value}");
            assert_eq!(head.flags, [AmbiguousLength], "{value}");
        }
    }

    #[test]
    fn codings_that_leave_the_end_open_are_refused() {
        for value in [
            "identity",
            "chunked, gzip",
            "chunked, chunked",
            "chunked,",
            "xchunked",
            "",
        ] {
            let head = post(&format!("Transfer-Encoding: {value}\r\n"));
            assert_eq!(refused(head), (400, AmbiguousLength), "{value}");
        }
        let old = decide("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n");
        assert_eq!(refused(old), (400, AmbiguousLength));
    }

    #[test]
    fn hosts_are_counted() {
        assert_eq!(
            flags(decide("GET / HTTP/1.1\r\n\r\n")),
            [HostMissingOrRepeated]
        );
        assert_eq!(flags(post("HOST: a\r\n")), [HostMissingOrRepeated]);
        assert_eq!(flags(decide("GET / HTTP/1.0\r\n\r\n")), []);
    }

    #[test]
    fn targets_in_absolute_and_asterisk_form_pass() {
        let head = decide("POST http://h:1/p?q HTTP/1.1\r\nHost: h\r\n\r\n").unwrap();
        assert_eq!(head.target, "http://h:1/p?q");
        assert_eq!(flags(decide("OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n")), []);
    }

    #[test]
    fn bare_line_feeds_are_flagged() {
        assert_eq!(flags(decide("GET / HTTP/1.1\nHost: h\n\n")), [BareLineFeed]);
    }

    #[test]
    fn folded_values_pass_and_names_in_the_fold_do_not_count() {
        let head = post("X: 1,\r\n Content-Length: 7\r\n\t2\r\n").unwrap();
        assert_eq!((head.extent, head.flags), (Extent::Length(0), vec![]));
    }

    #[test]
    fn what_is_no_http_is_refused() {
        let heads = [
            "CONNECT h:1 HTTP/1.1\r\nHost: h:1\r\n\r\n",
            "GET / HTTP/1.1\r\nHost : h\r\n\r\n",
            "GET / HTTP/1.1\r\nHost\r\n\r\n",
            "GET / HTTP/1.1\r\n folded: h\r\n\r\n",
            "GET / HTTP/1.1\r\nX: a\rb\r\n\r\n",
            "GET / HTTP/1.1\r\nX: \0\r\n\r\n",
            "GET / HTTP/2.0\r\nHost: h\r\n\r\n",
            "GET / HTTP/1.7\r\nHost: h\r\n\r\n",
            "GET /\r\n\r\n",
            "GET  / HTTP/1.1\r\n\r\n",
            "\u{16}\u{3}\u{1}\n\n",
        ];
        for head in heads {
            assert_eq!(refused(decide(head)), (400, Malformed), "{head:?}");
        }
    }

    #[test]
    fn more_fields_than_allowed_are_too_large_a_head() {
        let refusal = post(&"X: y\r\n".repeat(10)).unwrap_err();
        assert_eq!(refusal.status.as_u16(), 431);
        assert!(refusal.detail.contains("more than 10 fields"));
    }
}
