//! What stands at the ends of a body and of its lines.

use std::borrow::Cow;
use std::ops::ControlFlow;

use super::held::{Body, Visit, step};

const MARK: &[u8] = b"\xef\xbb\xbf";

/// A newline at the end, taken away or put there.
pub fn newline(body: &Body<'_>, visit: Visit<'_>) -> ControlFlow<()> {
    let bytes = body.bytes;
    let added = "body.trailing_newline_added";
    if let Some(rest) = bytes.strip_suffix(b"\n") {
        let shorter = rest.strip_suffix(b"\r").unwrap_or(rest);
        visit(step(added, ""), Cow::Borrowed(shorter))?;
        visit(step(added, "lf"), Cow::Borrowed(rest))?;
        let end = bytes.iter().rposition(|byte| !b"\r\n".contains(byte));
        let bare = &bytes[..end.map_or(0, |at| at + 1)];
        visit(step(added, "several"), Cow::Borrowed(bare))?;
    }
    let trimmed = "body.trailing_newline_trimmed";
    for (end, detail) in [
        (&b"\n"[..], ""),
        (b"\r\n", "crlf"),
        (b"\n\n", "two"),
        (b"\r\n\r\n", "two crlf"),
    ] {
        visit(step(trimmed, detail), Cow::Owned([bytes, end].concat()))?;
    }
    ControlFlow::Continue(())
}

/// Line ends of the other kind.
pub fn line_ends(body: &Body<'_>, visit: Visit<'_>) -> ControlFlow<()> {
    let bytes = body.bytes;
    if !bytes.iter().any(|byte| matches!(byte, b'\r' | b'\n')) {
        return ControlFlow::Continue(());
    }
    let unix = with_unix_lines(bytes);
    let windows = with_windows_lines(&unix);
    if unix != bytes {
        visit(step("body.lf_to_crlf", ""), Cow::Borrowed(&unix))?;
    }
    if windows != bytes {
        visit(step("body.crlf_to_lf", ""), Cow::Owned(windows))?;
    }
    let old_mac: Vec<u8> = unix
        .iter()
        .map(|&byte| if byte == b'\n' { b'\r' } else { byte })
        .collect();
    visit(step("body.crlf_to_lf", "cr"), Cow::Owned(old_mac))
}

fn with_unix_lines(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    for (at, &byte) in bytes.iter().enumerate() {
        match byte {
            b'\r' if bytes.get(at + 1) == Some(&b'\n') => {}
            b'\r' => out.push(b'\n'),
            _ => out.push(byte),
        }
    }
    out
}

fn with_windows_lines(unix: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(unix.len() + unix.len() / 16);
    for &byte in unix {
        if byte == b'\n' {
            out.push(b'\r');
        }
        out.push(byte);
    }
    out
}

/// A byte-order mark in front, taken away or put there.
pub fn mark(body: &Body<'_>, visit: Visit<'_>) -> ControlFlow<()> {
    match body.bytes.strip_prefix(MARK) {
        Some(rest) => visit(step("body.bom_added", ""), Cow::Borrowed(rest)),
        None => visit(
            step("body.bom_stripped", ""),
            Cow::Owned([MARK, body.bytes].concat()),
        ),
    }
}

/// Blanks at either end, taken away; where none are there, one put there.
pub fn blanks(body: &Body<'_>, visit: Visit<'_>) -> ControlFlow<()> {
    let bytes = body.bytes;
    let code = "body.whitespace_trimmed";
    for (trimmed, detail) in [
        (bytes.trim_ascii(), ""),
        (bytes.trim_ascii_start(), "start"),
        (bytes.trim_ascii_end(), "end"),
    ] {
        if trimmed.len() < bytes.len() {
            visit(step(code, detail), Cow::Borrowed(trimmed))?;
        }
    }
    visit(step(code, "one lost"), Cow::Owned([bytes, b" "].concat()))
}

/// Every newline taken away, wherever it stands.
pub fn all_newlines(body: &Body<'_>, visit: Visit<'_>) -> ControlFlow<()> {
    let kept = body
        .bytes
        .iter()
        .copied()
        .filter(|byte| !matches!(byte, b'\r' | b'\n'));
    let bare: Vec<u8> = kept.collect();
    match bare.len() == body.bytes.len() {
        true => ControlFlow::Continue(()),
        false => visit(
            step("body.whitespace_trimmed", "newlines"),
            Cow::Owned(bare),
        ),
    }
}
