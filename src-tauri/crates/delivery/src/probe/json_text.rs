//! JSON text with something put in, and not one other byte changed.

use bytes::Bytes;
use serde_json::value::RawValue;

/// Whether these bytes are a JSON object.
pub(crate) fn is_object(body: &[u8]) -> bool {
    body.trim_ascii().starts_with(b"{") && serde_json::from_slice::<&RawValue>(body).is_ok()
}

/// An object with one more member in front.
pub(crate) fn with_first_member(body: &Bytes, member: &[u8]) -> Option<Bytes> {
    if !is_object(body) {
        return None;
    }
    let at = body.iter().position(|&byte| byte == b'{')? + 1;
    let comma: &[u8] = if is_empty_behind(&body[at..]) {
        b""
    } else {
        b","
    };
    Some([&body[..at], member, comma, &body[at..]].concat().into())
}

/// An object with one more member at its end.
pub(crate) fn with_last_member(body: &Bytes, member: &[u8]) -> Option<Bytes> {
    if !is_object(body) {
        return None;
    }
    let first = body.iter().position(|&byte| byte == b'{')? + 1;
    let at = body.iter().rposition(|&byte| byte == b'}')?;
    let comma: &[u8] = if is_empty_behind(&body[first..]) {
        b""
    } else {
        b","
    };
    Some([&body[..at], comma, member, &body[at..]].concat().into())
}

fn is_empty_behind(rest: &[u8]) -> bool {
    rest.trim_ascii_start().starts_with(b"}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_member_is_put_in_at_either_end() {
        let put = |body: &'static str| {
            let body = Bytes::from_static(body.as_bytes());
            let text =
                |body: Option<Bytes>| body.map(|body| String::from_utf8(body.to_vec()).unwrap());
            (
                text(with_first_member(&body, b"\"x\":1")),
                text(with_last_member(&body, b"\"x\":1")),
            )
        };
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(put("{}"), (some("{\"x\":1}"), some("{\"x\":1}")));
        assert_eq!(
            put("{ \"a\":2 }\n"),
            (some("{\"x\":1, \"a\":2 }\n"), some("{ \"a\":2 ,\"x\":1}\n"))
        );
        assert_eq!(put("[]"), (None, None));
    }
}
