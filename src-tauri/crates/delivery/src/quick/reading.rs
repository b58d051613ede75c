//! An answer as far as it came. Pure.

use model::{AttemptAnswer, Header, Headers};

/// Fields an answer may have here.
const FIELDS: usize = 64;
/// A head that is longer and has no end yet is not waited for here,
const LONGEST_HEAD: usize = 16 * 1024;
/// nor is a longer body.
const LONGEST: u64 = 256 * 1024;

/// An answer on its way.
#[derive(Debug)]
pub(super) struct Reading {
    /// Bytes of the body that are kept.
    keep: u64,
    head: Option<Head>,
}

/// A head that is here.
#[derive(Debug)]
struct Head {
    status: u16,
    headers: Headers,
    /// Where the body begins and ends.
    body: usize,
    end: usize,
    /// Whether the connection ends with it.
    is_last: bool,
}

/// What the bytes so far come to.
#[derive(Debug)]
pub(super) enum Step {
    /// There has to be more.
    More,
    /// The answer, and whether nothing may follow it on its connection.
    Whole(AttemptAnswer, bool),
    /// It is not for here.
    Unusual,
}

impl Reading {
    pub(super) const fn new(keep: u64) -> Self {
        Self { keep, head: None }
    }

    /// The status, once the head is here and the body is not.
    pub(super) fn status(&self) -> Option<u16> {
        self.head.as_ref().map(|head| head.status)
    }

    /// Looks at everything that came so far.
    pub(super) fn go_on(&mut self, received: &[u8]) -> Step {
        let head = match self.head.take() {
            Some(head) => head,
            None => match head(received, self.keep.min(LONGEST)) {
                Ok(Some(head)) => head,
                Ok(None) => return Step::More,
                Err(Unusual) => return Step::Unusual,
            },
        };
        let Some(body) = received.get(head.body..head.end) else {
            self.head = Some(head);
            return Step::More;
        };
        let is_last = head.is_last || received.len() > head.end;
        let answer = AttemptAnswer {
            status: head.status,
            headers: head.headers,
            body: body.to_vec(),
            truncated: false,
        };
        Step::Whole(answer, is_last)
    }
}

struct Unusual;

/// Reads a head; `None` where it is not all here.
fn head(received: &[u8], longest: u64) -> Result<Option<Head>, Unusual> {
    let mut fields = [httparse::EMPTY_HEADER; FIELDS];
    let mut answer = httparse::Response::new(&mut fields);
    let body = match answer.parse(received).map_err(|_| Unusual)? {
        httparse::Status::Complete(length) => length,
        httparse::Status::Partial if received.len() > LONGEST_HEAD => return Err(Unusual),
        httparse::Status::Partial => return Ok(None),
    };
    let status = answer.code.filter(|_| answer.version == Some(1));
    let status = status.ok_or(Unusual)?;
    let framing = Framing::of(answer.headers)?;
    let length = framing.length(status)?;
    if length > longest {
        return Err(Unusual);
    }
    Ok(Some(Head {
        status,
        headers: Headers(answer.headers.iter().map(field).collect()),
        body,
        end: usize::try_from(length).map_err(|_| Unusual)? + body,
        is_last: framing.is_last,
    }))
}

fn field(field: &httparse::Header<'_>) -> Header {
    Header {
        name: field.name.into(),
        value: field.value.into(),
    }
}

/// What the fields of an answer say of its length and of its connection.
#[derive(Debug, Default)]
struct Framing {
    length: Option<u64>,
    is_last: bool,
}

impl Framing {
    fn of(fields: &[httparse::Header<'_>]) -> Result<Self, Unusual> {
        let mut framing = Self::default();
        for field in fields {
            framing.add(field)?;
        }
        Ok(framing)
    }

    fn add(&mut self, field: &httparse::Header<'_>) -> Result<(), Unusual> {
        let is = |name: &str| field.name.eq_ignore_ascii_case(name);
        let says = |word: &str| field.value.eq_ignore_ascii_case(word.as_bytes());
        if is("content-length") {
            let length = self.length.replace(digits(field.value).ok_or(Unusual)?);
            return length.map_or(Ok(()), |_| Err(Unusual));
        }
        if is("connection") && !says("keep-alive") {
            self.is_last = true;
            return says("close").then_some(()).ok_or(Unusual);
        }
        match is("transfer-encoding") || is("upgrade") {
            true => Err(Unusual),
            false => Ok(()),
        }
    }

    /// How long the body is that comes with a status.
    fn length(&self, status: u16) -> Result<u64, Unusual> {
        match (status, self.length) {
            (204, None | Some(0)) => Ok(0),
            (100..200 | 204 | 304, _) | (_, None) => Err(Unusual),
            (_, Some(length)) => Ok(length),
        }
    }
}

/// A number of digits alone, as `Content-Length` has it.
fn digits(value: &[u8]) -> Option<u64> {
    let text = std::str::from_utf8(value).ok()?;
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(received: &[u8]) -> Step {
        Reading::new(1_000).go_on(received)
    }

    const USUAL: &[u8] = b"HTTP/1.1 200 OK\r\nX-Mixed: a\r\ncontent-length: 2\r\n\r\nok";

    #[test]
    fn an_answer_is_whole_with_its_last_byte_however_it_comes() {
        for cut in 0..USUAL.len() {
            let mut reading = Reading::new(1_000);
            assert!(matches!(reading.go_on(&USUAL[..cut]), Step::More), "{cut}");
            let Step::Whole(answer, is_last) = reading.go_on(USUAL) else {
                panic!("{cut}");
            };
            assert_eq!(
                (answer.status, &answer.body[..], is_last),
                (200, &b"ok"[..], false)
            );
            assert_eq!(answer.headers.0[0].name, "X-Mixed");
        }
    }

    #[test]
    fn what_may_follow_on_a_connection_is_as_the_answer_says() {
        for (answer, expected) in [
            ("HTTP/1.1 204 No Content\r\n\r\n", false),
            (
                "HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n",
                false,
            ),
            (
                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: Keep-Alive\r\n\r\n",
                false,
            ),
            (
                "HTTP/1.1 500 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
                true,
            ),
            (
                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\nHTTP/1.1 200 OK\r\n",
                true,
            ),
        ] {
            let Step::Whole(_, is_last) = step(answer.as_bytes()) else {
                panic!("{answer}");
            };
            assert_eq!(is_last, expected, "{answer}");
        }
    }

    #[test]
    fn a_head_without_an_end_is_left_to_others() {
        let mut endless = b"HTTP/1.1 200 OK\r\nX: ".to_vec();
        endless.resize(LONGEST_HEAD, b'x');
        assert!(matches!(step(&endless), Step::More));
        endless.extend(b"xx");
        assert!(matches!(step(&endless), Step::Unusual));
    }

    #[test]
    fn whatever_is_not_plain_is_left_to_others() {
        for answer in [
            "HTTP/1.1 100 Continue\r\n\r\n",
            "HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n",
            "HTTP/1.1 200 OK\r\n\r\n",
            "HTTP/1.1 204 No\r\nContent-Length: 5\r\n\r\n",
            "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n",
            "HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nok",
            "HTTP/1.1 200 OK\r\nContent-Length: +2\r\n\r\nok",
            "HTTP/1.1 200 OK\r\nContent-Length: 2, 2\r\n\r\nok",
            "HTTP/1.1 200 OK\r\nContent-Length: \r\n\r\nok",
            "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: upgrade\r\n\r\n",
            "HTTP/1.1 200 OK\r\n folded: no\r\n\r\n",
            "SSH-2.0-OpenSSH_9.2\r\n",
        ] {
            assert!(matches!(step(answer.as_bytes()), Step::Unusual), "{answer}");
        }
    }
}
