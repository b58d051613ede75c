//! Escapes put into JSON text and taken out of it, everything else as it stands.

/// Characters beyond ASCII as `\uXXXX`.
pub fn to_ascii(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let mut out = String::with_capacity(text.len() * 2);
    push_ascii(text, &mut out);
    Some(out)
}

/// The same with upper-case digits, as .NET writes.
pub fn to_upper_ascii(text: &str) -> Option<String> {
    let lower = to_ascii(text)?;
    Some(replaced(&lower, |escape, out| {
        out.push_str("\\u");
        out.push_str(&escape[2..].to_ascii_uppercase());
    }))
}

/// `\uXXXX` as the characters they stand for, as far as those are beyond ASCII.
pub fn from_ascii(text: &str) -> Option<String> {
    text.contains("\\u")
        .then(|| unescaped(text, |letter| !letter.is_ascii()))
}

/// `<`, `>`, `&` and two line separators as `\uXXXX`, as Go writes.
pub fn html(text: &str) -> Option<String> {
    const LETTERS: [char; 5] = ['<', '>', '&', '\u{2028}', '\u{2029}'];
    use std::fmt::Write as _;
    text.contains(LETTERS).then(|| {
        let mut out = String::with_capacity(text.len() + 32);
        for letter in text.chars() {
            if LETTERS.contains(&letter) {
                write!(out, "\\u{:04x}", u32::from(letter)).expect("a String takes all text");
            } else {
                out.push(letter);
            }
        }
        out
    })
}

/// `\u003c` and the like as the letters they stand for.
pub fn from_html(text: &str) -> Option<String> {
    let plain = |letter: char| !letter.is_control() && !matches!(letter, '"' | '\\');
    text.contains("\\u00").then(|| unescaped(text, plain))
}

/// `/` as `\/`, as PHP writes.
pub fn slashes(text: &str) -> Option<String> {
    if !text.contains('/') {
        return None;
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut escaped = false;
    for letter in text.chars() {
        if letter == '/' && !escaped {
            out.push('\\');
        }
        escaped = letter == '\\' && !escaped;
        out.push(letter);
    }
    Some(out)
}

/// `\/` as `/`.
pub fn from_slashes(text: &str) -> Option<String> {
    text.contains("\\/").then(|| {
        let mut out = String::with_capacity(text.len());
        let mut letters = text.chars();
        while let Some(letter) = letters.next() {
            if letter != '\\' {
                out.push(letter);
                continue;
            }
            match letters.next() {
                Some('/') => out.push('/'),
                next => out.extend(std::iter::once('\\').chain(next)),
            }
        }
        out
    })
}

/// Characters beyond ASCII as `\uXXXX`, beyond the first plane as two of them.
pub fn push_ascii(text: &str, out: &mut String) {
    use std::fmt::Write as _;
    for letter in text.chars() {
        if letter.is_ascii() {
            out.push(letter);
            continue;
        }
        for unit in letter.encode_utf16(&mut [0; 2]) {
            write!(out, "\\u{unit:04x}").expect("a String takes all text");
        }
    }
}

/// The text with `\uXXXX` decoded where the character is `wanted`.
fn unescaped(text: &str, wanted: impl Fn(char) -> bool) -> String {
    replaced(text, |escape, out| match decoded(escape) {
        Some(letter) if wanted(letter) => out.push(letter),
        _ => out.push_str(escape),
    })
}

/// The text with every `\uXXXX`, or two that make a pair, written by `write`.
fn replaced(text: &str, write: impl Fn(&str, &mut String)) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let length = escape_length(rest);
        match length {
            6 | 12 => write(&rest[..length], &mut out),
            _ => out.push_str(&rest[..length]),
        }
        rest = &rest[length..];
    }
    out.push_str(rest);
    out
}

/// How long the escape is that the text begins with: 12 for a surrogate pair.
fn escape_length(text: &str) -> usize {
    let Some(first) = unit(text) else {
        let second = text[1..].chars().next();
        return 1 + second.map_or(0, char::len_utf8);
    };
    let high = (0xd800..0xdc00).contains(&first);
    let low = unit(&text[6..]).is_some_and(|unit| (0xdc00..0xe000).contains(&unit));
    if high && low { 12 } else { 6 }
}

fn unit(text: &str) -> Option<u16> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    let plain = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    plain.then(|| u16::from_str_radix(digits, 16).ok())?
}

fn decoded(escape: &str) -> Option<char> {
    let first = unit(escape)?;
    let second = escape.get(6..).and_then(unit);
    char::decode_utf16(std::iter::once(first).chain(second))
        .next()?
        .ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn escapes_go_in_and_out() {
        let plain = "{\"a\":\"Zoë 🦀\"}";
        let ascii = r#"{"a":"Zo\u00eb \ud83e\udd80"}"#;
        assert_eq!(to_ascii(plain).as_deref(), Some(ascii));
        assert_eq!(from_ascii(ascii).as_deref(), Some(plain));
        assert_eq!(to_upper_ascii("ë").as_deref(), Some(r"\u00EB"));
        assert_eq!(to_ascii("a"), None);
    }

    #[test]
    fn what_only_looks_like_an_escape_stays() {
        for text in [
            r"\\u00eb",
            r"\u00",
            r"\ud83e",
            "\\u00e\u{fc}",
            r"\u0041",
            "\\",
        ] {
            assert_eq!(from_ascii(text).unwrap_or(text.to_owned()), text);
        }
    }

    #[test]
    fn slashes_are_escaped_once() {
        assert_eq!(slashes(r#""a/b\/c""#).as_deref(), Some(r#""a\/b\/c""#));
        assert_eq!(
            from_slashes(r#""a\/b\\/c""#).as_deref(),
            Some(r#""a/b\\/c""#)
        );
    }

    #[test]
    fn letters_with_a_meaning_in_html_are_escaped_as_go_does() {
        assert_eq!(
            html("\"<a&b>\"").as_deref(),
            Some("\"\\u003ca\\u0026b\\u003e\"")
        );
        assert_eq!(
            from_html("\"\\u003ca\\u0022\"").as_deref(),
            Some("\"<a\\u0022\"")
        );
    }

    proptest! {
        #[test]
        fn no_text_makes_an_escape_panic(text in "[\\PC\\\\u0-9a-f/]*") {
            for escape in [to_ascii, to_upper_ascii, from_ascii, html, from_html, slashes, from_slashes] {
                let _ = escape(&text);
            }
        }
    }
}
