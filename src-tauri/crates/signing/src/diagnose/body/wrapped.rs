//! Bodies inside something else, or something else in the body's place.

use std::borrow::Cow;
use std::io::Read;
use std::ops::ControlFlow;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

use super::super::json::tree::Node;
use super::held::{self, Body, Visit, step};
use crate::encode::from_base64;
use crate::form;

/// A bomb ends here.
const MOST_DECOMPRESSED: u64 = 32 << 20;

/// Forms with more fields are not searched for a body.
const MOST_FIELDS: usize = 16;

/// Fields of an envelope in which platforms and relays put the body.
const ENVELOPE: &[&str] = &[
    "\"body\"",
    "\"rawBody\"",
    "\"payload\"",
    "\"data\"",
    "\"Message\"",
    "\"message\"",
    "\"content\"",
];

/// Decompressed.
pub fn compressed(body: &Body<'_>, visit: Visit<'_>) -> ControlFlow<()> {
    let bytes = body.bytes;
    if bytes.starts_with(b"\x1f\x8b") {
        return inflated(
            MultiGzDecoder::new(bytes),
            "body.gzip_still_compressed",
            "",
            visit,
        );
    }
    let zlib = matches!(bytes, [first, second, ..]
        if first & 15 == 8 && u16::from_be_bytes([*first, *second]).is_multiple_of(31));
    if zlib {
        inflated(
            ZlibDecoder::new(bytes),
            "body.deflate_still_compressed",
            "",
            visit,
        )?;
    }
    if body.text.is_none() {
        inflated(
            DeflateDecoder::new(bytes),
            "body.deflate_still_compressed",
            "raw",
            visit,
        )?;
    }
    ControlFlow::Continue(())
}

fn inflated(
    reader: impl Read,
    code: &'static str,
    detail: &'static str,
    visit: Visit<'_>,
) -> ControlFlow<()> {
    let mut out = Vec::new();
    match reader.take(MOST_DECOMPRESSED).read_to_end(&mut out) {
        Ok(_) => visit(step(code, detail), Cow::Owned(out)),
        Err(_) => ControlFlow::Continue(()),
    }
}

/// Base64, taken off or put on.
pub fn base64(body: &Body<'_>, visit: Visit<'_>) -> ControlFlow<()> {
    let text = body.bytes.trim_ascii();
    let inside = text
        .strip_prefix(b"\"")
        .and_then(|text| text.strip_suffix(b"\""))
        .unwrap_or(text);
    if !inside.is_empty()
        && let Some(decoded) = from_base64(inside)
    {
        visit(step("body.base64_encoded", ""), Cow::Owned(decoded))?;
    }
    let encoded = BASE64_STANDARD.encode(body.bytes);
    visit(
        step("body.base64_decoded", ""),
        Cow::Owned(encoded.into_bytes()),
    )
}

/// The value of one field of a form, or of an envelope of JSON.
pub fn field(body: &Body<'_>, visit: Visit<'_>) -> ControlFlow<()> {
    if let Some(tree) = body.tree() {
        return enveloped(tree, visit);
    }
    let pairs: Vec<_> = form::raw_pairs(body.bytes).take(MOST_FIELDS + 1).collect();
    if pairs.len() > MOST_FIELDS || !body.bytes.contains(&b'=') {
        return ControlFlow::Continue(());
    }
    for (name, value) in pairs {
        let name = String::from_utf8_lossy(name).into_owned();
        let step = held::field(name);
        visit(step, form::decoded(value))?;
    }
    ControlFlow::Continue(())
}

fn enveloped(tree: &Node<'_>, visit: Visit<'_>) -> ControlFlow<()> {
    let mut texts: Vec<(&str, &str)> = Vec::new();
    match tree {
        Node::Text(whole) => texts.push(("\"a JSON string\"", &**whole)),
        Node::Object(members) => {
            texts.extend(members.iter().filter_map(|(key, value)| match value {
                Node::Text(text) if ENVELOPE.contains(&&**key) => Some((&**key, &**text)),
                _ => None,
            }))
        }
        Node::Array(_) | Node::Plain(_) => {}
    }
    for (key, text) in texts {
        let Ok(inside) = serde_json::from_str::<String>(text) else {
            continue;
        };
        let name = key.trim_matches('"').to_owned();
        let step = held::field(name);
        if let Some(decoded) = from_base64(inside.as_bytes()) {
            visit(step.clone(), Cow::Owned(decoded))?;
        }
        visit(step, Cow::Owned(inside.into_bytes()))?;
    }
    ControlFlow::Continue(())
}

/// Nothing, or what programs print for nothing.
pub fn nothing(body: &Body<'_>, visit: Visit<'_>) -> ControlFlow<()> {
    if body.bytes.is_empty() {
        return ControlFlow::Continue(());
    }
    let code = "body.empty_signed";
    for (bytes, detail) in [
        ("", ""),
        ("{}", "{}"),
        ("[object Object]", "[object Object]"),
        ("null", "null"),
        ("undefined", "undefined"),
        ("None", "None"),
    ] {
        visit(step(code, detail), Cow::Borrowed(bytes.as_bytes()))?;
    }
    ControlFlow::Continue(())
}
