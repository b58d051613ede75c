//! A head cut into its lines, every byte kept.

/// The parts of a head; put together again they are the head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Lines<'a> {
    /// The first line with its end.
    pub(super) first: &'a [u8],
    /// The fields in order.
    pub(super) fields: Vec<Field<'a>>,
    /// The blank line, and whatever follows it.
    pub(super) rest: &'a [u8],
}

/// One field, with its folded lines and line ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Field<'a> {
    pub(super) bytes: &'a [u8],
    /// The name in lower case.
    pub(super) name: String,
}

impl<'a> Lines<'a> {
    pub(super) fn of(head: &'a [u8]) -> Self {
        let (first, mut rest) = head.split_at(line_end(head));
        let mut fields = Vec::new();
        while !is_blank(rest) {
            let (field, after) = rest.split_at(field_end(rest));
            fields.push(Field::of(field));
            rest = after;
        }
        Self {
            first,
            fields,
            rest,
        }
    }

    /// The fields not named in `excepted`.
    pub(super) fn without(&self, excepted: &[&str]) -> Vec<&'a [u8]> {
        let kept = |field: &&Field<'_>| !excepted.contains(&field.name.as_str());
        self.fields
            .iter()
            .filter(kept)
            .map(|field| field.bytes)
            .collect()
    }
}

impl<'a> Field<'a> {
    fn of(bytes: &'a [u8]) -> Self {
        let name = bytes.split(|byte| *byte == b':').next().unwrap_or_default();
        Self {
            bytes,
            name: String::from_utf8_lossy(name.trim_ascii()).to_ascii_lowercase(),
        }
    }

    /// Everything before the value, the value, everything after it.
    pub(super) fn cut(&self) -> (&'a [u8], &'a [u8], &'a [u8]) {
        let colon = self.bytes.iter().position(|byte| *byte == b':');
        let after = colon.map_or(self.bytes.len(), |at| at + 1);
        let start = self.bytes.len() - self.bytes[after..].trim_ascii_start().len();
        // An empty value has its line end left after it, not before.
        let start = match self.bytes[after..].trim_ascii().is_empty() {
            true => after,
            false => start,
        };
        let length = self.bytes[start..].trim_ascii_end().len();
        let (before, rest) = self.bytes.split_at(start);
        let (value, end) = rest.split_at(length);
        (before, value, end)
    }
}

fn is_blank(rest: &[u8]) -> bool {
    rest.is_empty() || rest.starts_with(b"\n") || rest.starts_with(b"\r\n")
}

fn line_end(bytes: &[u8]) -> usize {
    let feed = bytes.iter().position(|byte| *byte == b'\n');
    feed.map_or(bytes.len(), |at| at + 1)
}

fn field_end(bytes: &[u8]) -> usize {
    let mut end = line_end(bytes);
    while matches!(bytes.get(end), Some(b' ' | b'\t')) {
        end += line_end(&bytes[end..]);
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folded_field_is_one_field() {
        let lines = Lines::of(b"GET / HTTP/1.1\r\nA: 1\r\n\t2\r\nB:3\n\r\n");
        let fields: Vec<_> = lines.fields.iter().map(|field| field.bytes).collect();
        assert_eq!(fields, [&b"A: 1\r\n\t2\r\n"[..], b"B:3\n"]);
        assert_eq!(
            (lines.first, lines.rest),
            (&b"GET / HTTP/1.1\r\n"[..], &b"\r\n"[..])
        );
    }

    #[test]
    fn a_value_is_cut_out_of_its_white_space() {
        let cut = |bytes: &'static [u8]| Field::of(bytes).cut();
        assert_eq!(
            cut(b"Host:  a \r\n"),
            (&b"Host:  "[..], &b"a"[..], &b" \r\n"[..])
        );
        assert_eq!(cut(b"Host:\r\n"), (&b"Host:"[..], &b""[..], &b"\r\n"[..]));
    }
}
