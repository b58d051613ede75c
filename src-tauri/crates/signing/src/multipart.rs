//! One part of a `multipart/form-data` body (RFC 7578), found and not decoded.

use std::ops::Range;

/// Where the content of the first part of this name stands.
pub fn part(content_type: &str, body: &[u8], name: &str) -> Option<Range<usize>> {
    let boundary = boundary(content_type)?;
    let delimiter = format!("\r\n--{boundary}");
    // The first delimiter may stand at the very beginning, without a line end.
    let first = if body.starts_with(&delimiter.as_bytes()[2..]) {
        delimiter.len() - 2
    } else {
        after(body, 0, delimiter.as_bytes())?
    };
    let mut at = first;
    loop {
        let content = after(body, at, b"\r\n\r\n")?;
        let end = after(body, content, delimiter.as_bytes())?;
        if is_named(&body[at..content], name) {
            return Some(content..end - delimiter.len());
        }
        at = end;
    }
}

fn boundary(content_type: &str) -> Option<&str> {
    let mut parameters = content_type.split(';').map(str::trim);
    let kind = parameters.next()?;
    if !kind.eq_ignore_ascii_case("multipart/form-data") {
        return None;
    }
    let mut values = parameters.filter_map(|parameter| parameter.split_once('='));
    let (_, value) = values.find(|(name, _)| name.eq_ignore_ascii_case("boundary"))?;
    Some(value.trim_matches('"')).filter(|boundary| !boundary.is_empty())
}

/// Whether a part's head names it so.
fn is_named(head: &[u8], name: &str) -> bool {
    let head = String::from_utf8_lossy(head);
    let parameters = head.split([';', '\r', '\n']).map(str::trim);
    let wanted = format!("name=\"{name}\"");
    parameters.into_iter().any(|parameter| parameter == wanted)
}

/// The place after the next occurrence of these bytes.
fn after(body: &[u8], from: usize, wanted: &[u8]) -> Option<usize> {
    let mut places = body.get(from..)?.windows(wanted.len());
    let at = places.position(|window| window == wanted)?;
    Some(from + at + wanted.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &[u8] = b"--xx\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\n1\r\n\
        --xx\r\nContent-Disposition: form-data; name=\"json\"\r\n\r\n{}\r\n--xx--\r\n";

    #[test]
    fn a_part_is_found_by_its_name() {
        let found = |name| part("multipart/form-data; boundary=\"xx\"", BODY, name);
        assert_eq!(found("json").map(|range| &BODY[range]), Some(&b"{}"[..]));
        assert_eq!(found("other").map(|range| &BODY[range]), Some(&b"1"[..]));
        assert_eq!(found("none"), None);
    }

    #[test]
    fn what_is_cut_off_has_no_part() {
        assert_eq!(
            part("multipart/form-data; boundary=xx", &BODY[..60], "json"),
            None
        );
        assert_eq!(part("application/json", BODY, "json"), None);
    }
}
