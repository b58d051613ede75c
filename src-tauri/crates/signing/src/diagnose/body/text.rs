//! Escapes in JSON text and in forms, everything else as it stands.

use std::borrow::Cow;
use std::ops::ControlFlow;

use super::super::json::escape;
use super::held::{Body, Visit, step};

type Escape = fn(&str) -> Option<String>;

const ESCAPES: &[(&str, &str, Escape)] = &[
    ("body.json_ascii_escaped", "", escape::to_ascii),
    ("body.json_ascii_unescaped", "", escape::from_ascii),
    ("body.json_slashes_escaped", "", escape::slashes),
    (
        "body.json_slashes_escaped",
        "unescaped",
        escape::from_slashes,
    ),
    ("body.json_ascii_escaped", "html", escape::html),
    ("body.json_ascii_unescaped", "html", escape::from_html),
    ("body.json_ascii_escaped", "upper", escape::to_upper_ascii),
];

/// Escapes put into JSON or taken out of it.
pub fn escapes(body: &Body<'_>, visit: Visit<'_>) -> ControlFlow<()> {
    let text = body.text.filter(|text| looks_like_json(text));
    let Some(text) = text else {
        return ControlFlow::Continue(());
    };
    for &(code, detail, escape) in ESCAPES {
        if let Some(changed) = escape(text) {
            visit(step(code, detail), Cow::Owned(changed.into_bytes()))?;
        }
    }
    ControlFlow::Continue(())
}

// Broken JSON has escapes too: its ends are enough to try.
fn looks_like_json(text: &str) -> bool {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    text.trim_start().starts_with(['{', '[', '"'])
}

/// `+` for `%20` in a form, or the other way round, and other ways to write the same pairs.
pub fn form_spaces(body: &Body<'_>, visit: Visit<'_>) -> ControlFlow<()> {
    let Some(text) = body.text.filter(|text| text.contains(['+', '%'])) else {
        return ControlFlow::Continue(());
    };
    let code = "body.form_plus_vs_percent20";
    if text.contains('+') {
        visit(
            step(code, ""),
            Cow::Owned(text.replace('+', "%20").into_bytes()),
        )?;
    }
    if text.contains("%20") {
        visit(
            step(code, "plus"),
            Cow::Owned(text.replace("%20", "+").into_bytes()),
        )?;
    }
    for (detail, change) in [
        ("lower-case digits", u8::to_ascii_lowercase as fn(&u8) -> u8),
        ("upper-case digits", u8::to_ascii_uppercase),
    ] {
        visit(
            step(code, detail),
            Cow::Owned(with_digits(body.bytes, change)),
        )?;
    }
    ControlFlow::Continue(())
}

/// The two digits behind each percent sign changed.
fn with_digits(bytes: &[u8], change: fn(&u8) -> u8) -> Vec<u8> {
    let mut out = bytes.to_vec();
    for at in 0..out.len() {
        if out[at] == b'%' {
            let end = out.len().min(at + 3);
            let digits: Vec<u8> = out[at + 1..end].iter().map(change).collect();
            out[at + 1..end].copy_from_slice(&digits);
        }
    }
    out
}
