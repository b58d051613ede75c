//! Bodies for variants: awkward ones, long ones, those with an id of their own.
//!
//! They are made of the order's body by putting something in, so that a handler which looks for
//! certain members finds them.

use bytes::Bytes;
use serde_json::Value;
use signing::{Request, Scheme};

use super::json_text::{is_object, with_first_member, with_last_member};

/// What a body is, as far as variants are made of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A JSON object.
    Json,
    /// Pairs of a form.
    Form,
    /// Anything else.
    Other,
}

/// What a body is.
pub(crate) fn kind(body: &[u8]) -> Kind {
    if is_object(body) {
        return Kind::Json;
    }
    let is_form = |text: &str| text.contains('=') && !text.contains(['{', '<', '\n', ' ']);
    match std::str::from_utf8(body) {
        Ok(text) if is_form(text) => Kind::Form,
        _ => Kind::Other,
    }
}

/// Members that programs write anew in ways of their own, laid out as nobody would.
pub(crate) const AWKWARD: &str = r#"  "hookwright_probe" :  { "z": 1.0, "a" :[1,  2],"slash": "a/b", "escaped": "caf\u00e9", "plain": "naïve ☕", "html": "<b>&amp;</b>" } "#;

/// The same as one program writes it that changes nothing when it reads and writes again.
pub(crate) const TAME: &str = r#""hookwright_probe":{"a":[1,2],"plain":"naive","z":1}"#;

/// Single things of the awkward ones, by name.
pub(crate) const ASPECTS: [(&str, &str); 5] = [
    ("spaces", r#"  "hookwright_probe" :  { "a" : 1 }  "#),
    ("a float 1.0", r#""hookwright_probe":{"a":1.0}"#),
    ("another key order", r#""hookwright_probe":{"z":1,"a":2}"#),
    (
        "an escape \\u00e9",
        r#""hookwright_probe":{"a":"caf\u00e9"}"#,
    ),
    (
        "characters beyond ASCII",
        r#""hookwright_probe":{"a":"naïve ☕"}"#,
    ),
];

/// What a form has that programs write anew in ways of their own.
const AWKWARD_PAIR: &[u8] = b"hookwright_probe=a+b%20c%2fd%2F%c3%a9~";
const TAME_PAIR: &[u8] = b"hookwright_probe=abc";

/// A body with a member that is written in an awkward way; `None` where there is none of the kind.
pub(crate) fn awkward(body: &Bytes) -> Option<Bytes> {
    with(body, AWKWARD, AWKWARD_PAIR)
}

/// A body with the same member, written as everybody would.
pub(crate) fn tame(body: &Bytes) -> Option<Bytes> {
    with(body, TAME, TAME_PAIR)
}

fn with(body: &Bytes, member: &str, pair: &[u8]) -> Option<Bytes> {
    match kind(body) {
        Kind::Json => with_first_member(body, member.as_bytes()),
        Kind::Form => Some([body, pair].join(&b'&').into()),
        Kind::Other => None,
    }
}

/// A JSON body with one more member in front.
pub(crate) fn with_member(body: &Bytes, member: &[u8]) -> Option<Bytes> {
    with_first_member(body, member)
}

/// A body with something added that nobody signed.
pub(crate) fn with_more(body: &Bytes) -> Option<Bytes> {
    match kind(body) {
        Kind::Json => with_last_member(body, br#""hookwright_forged":true"#),
        Kind::Form => Some([body, &b"hookwright_forged=1"[..]].join(&b'&').into()),
        Kind::Other => Some([body, &b"!"[..]].concat().into()),
    }
}

/// The member that makes a body long, still empty.
const PADDING: &[u8] = br#""hookwright_padding":"""#;

/// A body with room for padding; what is written anew is written anew here, while it is short.
pub(crate) fn with_room(body: &Bytes) -> Option<Bytes> {
    match kind(body) {
        Kind::Json => with_first_member(body, PADDING),
        Kind::Form => Some([body, &b"hookwright_padding="[..]].join(&b'&').into()),
        Kind::Other => Some(body.clone()),
    }
}

/// A body with room, made this many bytes long; `None` where it is longer already.
pub(crate) fn padded(room: &Bytes, size: usize) -> Option<Bytes> {
    let filling = vec![b'a'; size.checked_sub(room.len())?];
    let at = match kind(room) {
        Kind::Json => {
            let name = &PADDING[..PADDING.len() - 3];
            let name_at = room.windows(name.len()).position(|window| window == name)?;
            let after = name_at + name.len();
            after + room[after..].iter().position(|&byte| byte == b'"')? + 1
        }
        Kind::Form | Kind::Other => room.len(),
    };
    Some([&room[..at], &filling, &room[at..]].concat().into())
}

/// A body that every program writes alike: few members, plain values, no white space.
pub(crate) fn plain(body: &Bytes) -> Option<Bytes> {
    let read: Value = serde_json::from_slice(body).ok()?;
    let members = read.as_object()?;
    let is_plain = |value: &Value| match value {
        Value::String(text) => {
            let is_word = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.:".contains(&byte);
            text.bytes().all(is_word) && text.len() <= 100
        }
        Value::Number(number) => number.is_u64() || number.is_i64(),
        Value::Bool(_) => true,
        Value::Null | Value::Array(_) | Value::Object(_) => false,
    };
    let mut kept: Vec<(&String, &Value)> = members
        .iter()
        .filter(|(_, value)| is_plain(value))
        .take(6)
        .collect();
    kept.sort_by_key(|(key, _)| *key);
    let text: Vec<String> = kept
        .iter()
        .map(|(key, value)| format!("{}:{value}", Value::from(key.as_str())))
        .collect();
    Some(format!("{{{}}}", text.join(",")).into())
}

/// The body with an event id of its own, as long as the one it has: handlers may refuse an event
/// that they have seen.
pub(crate) fn with_fresh_id(scheme: &Scheme, request: &Request<'_>, entropy: [u8; 16]) -> Bytes {
    let body = Bytes::copy_from_slice(request.body);
    if kind(&body) != Kind::Json {
        return body;
    }
    let described = signing::describe(Some(scheme), request);
    let places = described.event_id.and_then(|id| quoted_tail(&body, &id));
    let Some(places) = places else {
        return body;
    };
    let mut fresh = body.to_vec();
    let mut number = u128::from_be_bytes(entropy);
    for at in places {
        fresh[at] = other_of_kind(fresh[at], &mut number);
    }
    fresh.into()
}

/// Where the last letters and digits of an id stand, at most eight.
fn quoted_tail(body: &[u8], id: &str) -> Option<Vec<usize>> {
    let quoted = format!("\"{id}\"");
    let start = body
        .windows(quoted.len())
        .position(|window| window == quoted.as_bytes())?;
    let end = start + quoted.len();
    let places = (start..end)
        .rev()
        .filter(|at| body[*at].is_ascii_alphanumeric());
    let places: Vec<usize> = places.take(8).collect();
    (places.len() >= 4).then_some(places)
}

/// A digit for a digit, a hex letter for a letter of its case.
fn other_of_kind(byte: u8, number: &mut u128) -> u8 {
    let mut take = |count: u8| {
        let taken = *number % u128::from(count);
        *number /= u128::from(count);
        u8::try_from(taken).expect("a remainder is smaller than its divisor")
    };
    match byte {
        b'0'..=b'9' => b'0' + take(10),
        b'a'..=b'z' => b'a' + take(6),
        _ => b'A' + take(6),
    }
}

#[cfg(test)]
mod tests {
    use model::Headers;

    use super::*;

    const BODY: &[u8] = br#"{"id":"evt_0001","type":"a.b","data":{"n":1}}"#;

    #[test]
    fn an_awkward_body_is_json_and_holds_what_was_there() {
        let body = awkward(&Bytes::from_static(BODY)).unwrap();
        let read: Value = serde_json::from_slice(&body).unwrap();
        assert_eq!(read["type"], "a.b");
        assert_eq!(read["hookwright_probe"]["escaped"], "café");
        assert!(awkward(&Bytes::from_static(b"{}")).is_some());
        assert!(awkward(&Bytes::from_static(b"plain text")).is_none());
    }

    #[test]
    fn a_padded_body_has_the_very_size() {
        for body in [BODY, b"a=1&b=2", b"plain text", b"{\n  \"a\" : 1 }"] {
            let room = with_room(&Bytes::from_static(body)).unwrap();
            let padded_body = padded(&room, 10_240).unwrap();
            assert_eq!(
                (padded_body.len(), kind(&padded_body)),
                (10_240, kind(body))
            );
            assert_eq!(padded(&room, 3), None);
        }
    }

    #[test]
    fn a_plain_body_keeps_what_every_program_writes_alike() {
        let body = Bytes::from_static(br#"{ "b": 1, "a": "x y", "c": 1.5, "d": true, "e": {} }"#);
        assert_eq!(plain(&body).unwrap(), &br#"{"b":1,"d":true}"#[..]);
    }

    #[test]
    fn an_event_has_another_id_of_the_same_form() {
        let headers = Headers::default();
        let request = Request {
            method: "POST",
            url: "http://h/",
            headers: &headers,
            body: BODY,
        };
        let scheme = signing::catalogue().get("stripe-v1").unwrap();
        let fresh = |entropy| with_fresh_id(scheme, &request, [entropy; 16]);
        assert_ne!(fresh(1), fresh(2));
        assert_eq!(fresh(1).len(), BODY.len());
        assert!(fresh(1).starts_with(br#"{"id":""#));
        assert!(fresh(1).ends_with(br#"","type":"a.b","data":{"n":1}}"#));
    }
}
