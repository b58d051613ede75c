//! A text with its escapes undone, and where each byte of it came from.

use std::ops::Range;

/// A text as some reader sees it.
pub struct View {
    bytes: Vec<u8>,
    /// Where each byte stands in the text.
    origins: Vec<Range<usize>>,
}

/// What undoes escapes: of the bytes from one on, how many stand for which.
type Unescape = fn(&[u8]) -> Option<(usize, Vec<u8>)>;

/// Escapes by what they begin with.
const JSON: (u8, Unescape) = (b'\\', json_escape);
const URL: (u8, Unescape) = (b'%', url_escape);

impl View {
    /// The text as it is, and as readers of JSON and of URLs see it, one after the other too.
    pub fn all_of(text: &[u8]) -> Vec<Self> {
        let plain = Self {
            bytes: text.to_vec(),
            origins: (0..text.len()).map(|at| at..at + 1).collect(),
        };
        let (json, url) = (plain.without(JSON), plain.without(URL));
        let both = json.as_ref().and_then(|json| json.without(URL));
        let views = [Some(plain), json, url, both];
        views.into_iter().flatten().collect()
    }

    /// What is read.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Where a part of it stands in the text.
    pub fn origin(&self, start: usize, end: usize) -> Range<usize> {
        self.origins[start].start..self.origins[end - 1].end
    }

    /// The same without escapes of a kind; nothing where there are none.
    fn without(&self, (mark, unescape): (u8, Unescape)) -> Option<Self> {
        if !self.bytes.contains(&mark) {
            return None;
        }
        let (mut bytes, mut origins, mut at) = (Vec::new(), Vec::new(), 0);
        while let Some(&byte) = self.bytes.get(at) {
            let escape = Some(byte).filter(|&byte| byte == mark);
            let escape = escape.and_then(|_| unescape(&self.bytes[at..]));
            let length = escape.as_ref().map_or(1, |(length, _)| *length);
            let origin = self.origin(at, at + length);
            for byte in escape.map_or_else(|| vec![byte], |(_, stands_for)| stands_for) {
                bytes.push(byte);
                origins.push(origin.clone());
            }
            at += length;
        }
        Some(Self { bytes, origins })
    }
}

/// `\/`, `\n`, `\u00e9`, and the pairs of those that stand for one character.
fn json_escape(text: &[u8]) -> Option<(usize, Vec<u8>)> {
    let short = |byte| Some((2, vec![byte]));
    match text {
        [b'\\', b'u', ..] => unicode_escape(text),
        [b'\\', b'n', ..] => short(b'\n'),
        [b'\\', b'r', ..] => short(b'\r'),
        [b'\\', b't', ..] => short(b'\t'),
        [b'\\', b'b', ..] => short(0x08),
        [b'\\', b'f', ..] => short(0x0c),
        [b'\\', other @ (b'"' | b'\\' | b'/'), ..] => short(*other),
        _ => None,
    }
}

fn unicode_escape(text: &[u8]) -> Option<(usize, Vec<u8>)> {
    let first = code_unit(text)?;
    let units = [Some(first), code_unit(&text[6..])];
    let units = units.into_iter().flatten();
    let character = char::decode_utf16(units).next()?.ok()?;
    let mut buffer = [0; 4];
    let bytes = character.encode_utf8(&mut buffer).as_bytes().to_vec();
    Some((6 * character.len_utf16(), bytes))
}

/// The `\u` escape that a text begins with.
fn code_unit(text: &[u8]) -> Option<u16> {
    let digits = text.strip_prefix(b"\\u")?.get(..4)?;
    digits.iter().try_fold(0, |unit, &digit| {
        let digit = char::from(digit).to_digit(16)?;
        Some(unit * 16 + u16::try_from(digit).ok()?)
    })
}

/// `%2F`.
fn url_escape(text: &[u8]) -> Option<(usize, Vec<u8>)> {
    let [b'%', high, low, ..] = text else {
        return None;
    };
    let digit = |digit: &u8| char::from(*digit).to_digit(16);
    let byte = digit(high)? * 16 + digit(low)?;
    Some((3, vec![u8::try_from(byte).ok()?]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let views = View::all_of(text.as_bytes());
        let text = |view: &View| String::from_utf8_lossy(view.bytes()).into_owned();
        views.iter().map(text).collect()
    }

    #[test]
    fn escapes_of_either_kind_are_undone() {
        assert_eq!(read("plain"), ["plain"]);
        assert_eq!(read(r"\u00e9\/\n"), [r"\u00e9\/\n", "é/\n"]);
        assert_eq!(read(r"\ud83d\ude00")[1], "😀");
        assert_eq!(read("a%2Fb%"), ["a%2Fb%", "a/b%"]);
        assert_eq!(read(r"\u0025%32f").last().unwrap(), "%2f");
    }

    #[test]
    fn halves_of_escapes_are_left_as_they_are() {
        for text in [
            r"\",
            r"\u12",
            r"\ud800",
            r"\ud800\u0041",
            "%",
            "%1",
            "%g1",
            r"\x",
        ] {
            assert_eq!(read(text)[0], text);
            assert_eq!(
                View::all_of(text.as_bytes())[0].origin(0, text.len()),
                0..text.len()
            );
        }
    }

    #[test]
    fn each_byte_knows_where_it_came_from() {
        let views = View::all_of(br"a\u00e9b");
        assert_eq!((views[1].origin(0, 1), views[1].origin(1, 3)), (0..1, 1..7));
        assert_eq!(views[1].origin(3, 4), 7..8);
    }
}
