//! Where a chunked body ends.
//!
//! Follows the chunks by the same grammar as hyper's decoder (RFC 9112,
//! section 7.1), over extensions and trailers, so that both agree on the first
//! byte of the next head. It keeps nothing of the body and limits nothing:
//! hyper does that.

/// The place inside a chunked body.
#[derive(Debug, Clone)]
pub(crate) struct Chunks {
    state: State,
    size: u64,
}

/// How far a piece of input reached.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// All of it belongs to the body, which goes on.
    Inside,
    /// The body ended after this many bytes of it.
    End(usize),
    /// It is not chunked as it should be: nobody can say where the body ends.
    Lost,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Start,
    Size,
    Space,
    Extension,
    SizeLineFeed,
    Content,
    ContentReturn,
    ContentLineFeed,
    TrailerStart,
    Trailer,
    TrailerLineFeed,
    LastLineFeed,
    End,
}

impl Chunks {
    pub(crate) const fn new() -> Self {
        Self {
            state: State::Start,
            size: 0,
        }
    }

    /// Follows the body through the next piece of input.
    pub(crate) fn follow(&mut self, input: &[u8]) -> Reach {
        let mut at = 0;
        while at < input.len() {
            if self.state == State::Content {
                at += self.skip(input.len() - at);
                continue;
            }
            let Some(next) = self.step(input[at]) else {
                return Reach::Lost;
            };
            self.state = next;
            at += 1;
            if next == State::End {
                return Reach::End(at);
            }
        }
        Reach::Inside
    }

    fn skip(&mut self, available: usize) -> usize {
        let skipped = usize::try_from(self.size).map_or(available, |left| left.min(available));
        self.size -= skipped as u64;
        if self.size == 0 {
            self.state = State::ContentReturn;
        }
        skipped
    }

    fn step(&mut self, byte: u8) -> Option<State> {
        match (self.state, byte) {
            (State::Start | State::Size, b'0'..=b'9' | b'a'..=b'f' | b'A'..=b'F') => {
                self.digit(byte)
            }
            (State::Size | State::Space, b' ' | b'\t') => Some(State::Space),
            (State::Size | State::Space, b';') => Some(State::Extension),
            (State::Size | State::Space | State::Extension, b'\r') => Some(State::SizeLineFeed),
            (State::Extension, b'\n') => None,
            (State::Extension, _) => Some(State::Extension),
            (State::SizeLineFeed, b'\n') if self.size == 0 => Some(State::TrailerStart),
            (State::SizeLineFeed, b'\n') => Some(State::Content),
            (State::ContentReturn, b'\r') => Some(State::ContentLineFeed),
            (State::ContentLineFeed, b'\n') => Some(State::Start),
            (State::TrailerStart, b'\r') => Some(State::LastLineFeed),
            (State::Trailer, b'\r') => Some(State::TrailerLineFeed),
            (State::TrailerStart | State::Trailer, _) => Some(State::Trailer),
            (State::TrailerLineFeed, b'\n') => Some(State::TrailerStart),
            (State::LastLineFeed, b'\n') => Some(State::End),
            _ => None,
        }
    }

    fn digit(&mut self, byte: u8) -> Option<State> {
        let digit = char::from(byte).to_digit(16)?;
        self.size = self.size.checked_mul(16)?.checked_add(u64::from(digit))?;
        Some(State::Size)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &[u8] =
        b"5\r\nhello\r\nA ;name=\"v;\"\r\n0123456789\r\n000\r\nDigest: x\r\nX: y\r\n\r\n";

    #[test]
    fn a_body_ends_after_its_trailers() {
        let mut input = BODY.to_vec();
        input.extend_from_slice(b"GET /");
        assert_eq!(Chunks::new().follow(&input), Reach::End(BODY.len()));
    }

    #[test]
    fn the_end_is_the_same_wherever_the_input_is_split() {
        for split in 0..BODY.len() {
            let mut chunks = Chunks::new();
            assert_eq!(chunks.follow(&BODY[..split]), Reach::Inside, "{split}");
            let rest = BODY.len() - split;
            assert_eq!(chunks.follow(&BODY[split..]), Reach::End(rest), "{split}");
        }
    }

    #[test]
    fn what_is_not_chunked_is_given_up() {
        let inputs: [&[u8]; 7] = [
            b"x\r\n",
            b"\r\n",
            b"5\nhello",
            b"5;a\nhello",
            b"1\r\nab",
            b"10000000000000000\r\n",
            b"0\r\n\rx",
        ];
        for input in inputs {
            assert_eq!(Chunks::new().follow(input), Reach::Lost, "{input:?}");
        }
    }
}
