//! Pairs of a query or a form body (`application/x-www-form-urlencoded`).

use std::borrow::Cow;

/// The pairs as written, in order.
pub fn raw_pairs(text: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    text.split(|&byte| byte == b'&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let equals = pair.iter().position(|&byte| byte == b'=');
            equals.map_or((pair, &b""[..]), |at| (&pair[..at], &pair[at + 1..]))
        })
}

/// The decoded value of the first pair of this name.
pub fn value<'a>(text: &'a [u8], name: &str) -> Option<Cow<'a, [u8]>> {
    raw_pairs(text)
        .find(|(key, _)| decoded(key) == name.as_bytes())
        .map(|(_, value)| decoded(value))
}

/// A decoded name and its decoded value.
pub type Pair<'a> = (Cow<'a, [u8]>, Cow<'a, [u8]>);

/// Names and values, decoded, sorted by name and then value.
pub fn sorted_pairs(text: &[u8]) -> Vec<Pair<'_>> {
    let decoded_pair = |(name, value)| (decoded(name), decoded(value));
    let mut pairs: Vec<_> = raw_pairs(text).map(decoded_pair).collect();
    pairs.sort();
    pairs
}

/// Names and values, one after the other without separators.
pub fn joined(pairs: &[Pair<'_>]) -> Vec<u8> {
    pairs
        .iter()
        .flat_map(|(name, value)| [name.as_ref(), value.as_ref()])
        .collect::<Vec<_>>()
        .concat()
}

/// The text with a pair set: the first of its name changed, or one added at the end.
pub fn with_value(text: &[u8], name: &str, value: &str) -> Vec<u8> {
    let new = format!("{}={}", encoded(name), encoded(value)).into_bytes();
    let mut done = false;
    let mut pairs: Vec<Cow<'_, [u8]>> = Vec::new();
    for pair in text
        .split(|&byte| byte == b'&')
        .filter(|pair| !pair.is_empty())
    {
        let same = raw_pairs(pair).any(|(key, _)| decoded(key) == name.as_bytes());
        match (same, done) {
            (false, _) => pairs.push(Cow::Borrowed(pair)),
            (true, false) => pairs.push(Cow::Owned(new.clone())),
            (true, true) => {}
        }
        done |= same;
    }
    if !done {
        pairs.push(Cow::Owned(new));
    }
    pairs.join(&b'&')
}

/// The text with a pair set, or without all pairs of its name.
pub fn with_or_without(text: &[u8], name: &str, value: Option<&str>) -> Vec<u8> {
    let Some(value) = value else {
        let pairs = text.split(|&byte| byte == b'&');
        let is_other =
            |pair: &&[u8]| raw_pairs(pair).all(|(key, _)| decoded(key) != name.as_bytes());
        return pairs.filter(is_other).collect::<Vec<_>>().join(&b'&');
    };
    with_value(text, name, value)
}

/// Percent signs and plus signs undone; a percent sign without two digits stays.
pub fn decoded(text: &[u8]) -> Cow<'_, [u8]> {
    if !text.iter().any(|byte| matches!(byte, b'%' | b'+')) {
        return Cow::Borrowed(text);
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let [first, after @ ..] = rest {
        let escaped = after.get(..2).filter(|_| *first == b'%').and_then(hex_byte);
        bytes.push(escaped.unwrap_or(if *first == b'+' { b' ' } else { *first }));
        rest = if escaped.is_some() {
            &after[2..]
        } else {
            after
        };
    }
    Cow::Owned(bytes)
}

fn hex_byte(digits: &[u8]) -> Option<u8> {
    let digit = |at: usize| char::from(digits[at]).to_digit(16);
    u8::try_from(digit(0)? * 16 + digit(1)?).ok()
}

/// Everything but the unreserved characters of RFC 3986 as percent signs and digits.
pub fn encoded(text: &str) -> String {
    use std::fmt::Write as _;
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            write!(out, "%{byte:02X}").expect("a String takes all text");
        }
    }
    out
}

/// A URL's query without its question mark; a fragment does not belong to it.
pub fn query(url: &str) -> &str {
    let url = url.split_once('#').map_or(url, |(before, _)| before);
    url.split_once('?').map_or("", |(_, query)| query)
}

/// A URL with a query parameter set.
pub fn url_with_value(url: &str, name: &str, value: &str) -> String {
    let base = url.split_once(['?', '#']).map_or(url, |(base, _)| base);
    let query = with_value(query(url).as_bytes(), name, value);
    format!("{base}?{}", String::from_utf8_lossy(&query))
}

/// A URL with a query parameter set, or without it.
pub fn url_with_or_without(url: &str, name: &str, value: Option<&str>) -> String {
    let base = url.split_once(['?', '#']).map_or(url, |(base, _)| base);
    let query = with_or_without(query(url).as_bytes(), name, value);
    let query = String::from_utf8_lossy(&query);
    let mark = if query.is_empty() { "" } else { "?" };
    format!("{base}{mark}{query}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_values_are_decoded() {
        assert_eq!(value(b"x=a+b%20c&y=1", "x").as_deref(), Some(&b"a b c"[..]));
        assert_eq!(value(b"%C3%BC=1", "ü").as_deref(), Some(&b"1"[..]));
        assert_eq!(value(b"a=100%", "a").as_deref(), Some(&b"100%"[..]));
        assert_eq!(value(b"a", "b"), None);
    }

    #[test]
    fn a_pair_is_replaced_once_or_added() {
        assert_eq!(with_value(b"a=1&s=x&s=y", "s", "+"), b"a=1&s=%2B");
        assert_eq!(with_value(b"", "s", "z"), b"s=z");
        assert_eq!(
            url_with_value("http://h/p?a=1#f", "s", "z"),
            "http://h/p?a=1&s=z"
        );
    }

    #[test]
    fn sorting_is_by_name_and_then_by_value() {
        assert_eq!(joined(&sorted_pairs(b"b=1&a=3&a=2")), b"a2a3b1");
    }
}
