//! The text of a receiver's answer, as Skyvern's HTTP library reads it: unpacked, and decoded by
//! its `charset`.

use std::borrow::Cow;
use std::io::Read as _;

use flate2::read::{DeflateDecoder, GzDecoder, ZlibDecoder};
use model::AttemptAnswer;

/// What an answer may be packed with.
pub const ENCODINGS: &str = "gzip, deflate";
/// Longest text that is unpacked, in bytes: more than is ever told of an answer.
const LONGEST: u64 = 64 * 1024;

/// The text of an answer: UTF-8, unless it says that each byte is a character.
pub fn text(answer: &AttemptAnswer) -> Cow<'_, str> {
    let content_type = answer.headers.text("content-type").unwrap_or_default();
    let content_type = content_type.to_ascii_lowercase();
    let charset = content_type.split_once("charset=").map(|(_, name)| name);
    let charset = charset.map(|name| name.trim_matches(['"', ' ', ';']));
    let body = unpacked(answer);
    match (charset, body) {
        (Some("iso-8859-1" | "latin-1" | "latin1"), body) => {
            body.iter().copied().map(char::from).collect()
        }
        (_, Cow::Borrowed(body)) => String::from_utf8_lossy(body),
        (_, Cow::Owned(body)) => Cow::Owned(String::from_utf8_lossy(&body).into_owned()),
    }
}

/// The body without what it is packed in; as it came where that cannot be opened.
fn unpacked(answer: &AttemptAnswer) -> Cow<'_, [u8]> {
    let packed = answer.body.as_slice();
    let encoding = answer.headers.text("content-encoding").unwrap_or_default();
    let opened = match encoding.trim().to_ascii_lowercase().as_str() {
        "gzip" => read(GzDecoder::new(packed)),
        // Some senders leave out the frame that the word promises.
        "deflate" => read(ZlibDecoder::new(packed)).or_else(|| read(DeflateDecoder::new(packed))),
        _ => None,
    };
    opened.map_or(Cow::Borrowed(packed), Cow::Owned)
}

fn read(opened: impl std::io::Read) -> Option<Vec<u8>> {
    let mut text = Vec::new();
    opened.take(LONGEST).read_to_end(&mut text).ok()?;
    Some(text)
}

#[cfg(test)]
mod tests {
    use flate2::Compression;
    use flate2::read::{DeflateEncoder, GzEncoder, ZlibEncoder};

    use super::*;

    fn packed(mut packed: impl std::io::Read, encoding: &str) -> AttemptAnswer {
        let mut body = Vec::new();
        packed.read_to_end(&mut body).unwrap();
        AttemptAnswer {
            status: 200,
            headers: [("Content-Encoding", encoding)].into_iter().collect(),
            body,
            truncated: false,
        }
    }

    #[test]
    fn a_packed_answer_is_told_unpacked() {
        let (said, fast) = ("pack\u{e9}d".as_bytes(), Compression::fast());
        for answer in [
            packed(GzEncoder::new(said, fast), "gzip"),
            packed(ZlibEncoder::new(said, fast), "Deflate"),
            packed(DeflateEncoder::new(said, fast), "deflate"),
            packed(said, "br"),
            packed(said, "gzip"),
        ] {
            assert_eq!(text(&answer), "packéd", "{:?}", answer.headers);
        }
    }

    #[test]
    fn what_unpacks_to_more_than_is_told_is_not_unpacked_whole() {
        let bomb = vec![b'a'; 1024 * 1024];
        let answer = packed(GzEncoder::new(&bomb[..], Compression::best()), "gzip");
        assert_eq!(text(&answer).len(), 64 * 1024);
    }
}
