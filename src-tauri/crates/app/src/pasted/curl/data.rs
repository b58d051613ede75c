//! The body of a `curl` command, put together from its options.

/// A body under way.
#[derive(Default)]
pub(super) struct Data {
    /// What was given so far; `None` where no option gave a body.
    pub(super) bytes: Option<Vec<u8>>,
    is_json: bool,
    /// What `@-` reads.
    input: Option<Vec<u8>>,
}

/// Fields that curl adds to a body of `--json`, and to any other.
const JSON: &[(&str, &str)] = &[
    ("Content-Type", "application/json"),
    ("Accept", "application/json"),
];
const FORM: &[(&str, &str)] = &[("Content-Type", "application/x-www-form-urlencoded")];

impl Data {
    /// A body that may be read from what is fed to the command.
    pub(super) fn fed(input: Option<Vec<u8>>) -> Self {
        Self {
            input,
            ..Self::default()
        }
    }

    /// Takes an option in, if it is one of a body; says what could not be taken over.
    pub(super) fn take(&mut self, option: &str, value: &[u8]) -> Option<String> {
        match option {
            "data" | "data-ascii" => self.value_or_file(value, without_line_breaks),
            "data-binary" => self.value_or_file(value, std::convert::identity),
            "data-raw" => self.join(value),
            "data-urlencode" => self.join(&url_encoded(value)),
            "json" => {
                self.is_json = true;
                self.bytes.get_or_insert_default().extend(value);
                None
            }
            // How it is sent, who is asked and where the answer goes does not make the request.
            _ => None,
        }
    }

    /// The fields that curl adds.
    pub(super) const fn fields(&self) -> &'static [(&'static str, &'static str)] {
        if self.is_json { JSON } else { FORM }
    }

    fn value_or_file(&mut self, value: &[u8], read: impl Fn(Vec<u8>) -> Vec<u8>) -> Option<String> {
        let Some(file) = value.strip_prefix(b"@") else {
            return self.join(value);
        };
        let input = self.input.take().filter(|_| file == b"-");
        let missing = input.is_none();
        self.join(&read(input.unwrap_or_default()));
        missing.then(|| {
            format!(
                "The body is in {}, which is not read from here: paste it as the body.",
                String::from_utf8_lossy(file)
            )
        })
    }

    fn join(&mut self, value: &[u8]) -> Option<String> {
        match &mut self.bytes {
            None => self.bytes = Some(value.to_vec()),
            Some(bytes) => {
                bytes.push(b'&');
                bytes.extend_from_slice(value);
            }
        }
        None
    }
}

/// curl reads a file of `-d` without its line breaks.
fn without_line_breaks(mut bytes: Vec<u8>) -> Vec<u8> {
    bytes.retain(|byte| !matches!(byte, b'\r' | b'\n' | 0));
    bytes
}

/// Adds an item to a query.
pub(super) fn join(query: &mut Vec<u8>, item: &[u8]) {
    if !query.is_empty() && !item.is_empty() {
        query.push(b'&');
    }
    query.extend_from_slice(item);
}

/// `name=content` with the content encoded; `=content` and `content` have no name.
pub(super) fn url_encoded(value: &[u8]) -> Vec<u8> {
    let at = value.iter().position(|byte| *byte == b'=');
    let (name, content) = match at {
        Some(0) => (&[][..], &value[1..]),
        Some(at) => (&value[..=at], &value[at + 1..]),
        None => (&[][..], value),
    };
    let mut encoded = name.to_vec();
    for &byte in content {
        match byte {
            b'-' | b'.' | b'_' | b'~' => encoded.push(byte),
            _ if byte.is_ascii_alphanumeric() => encoded.push(byte),
            _ => encoded.extend(format!("%{byte:02X}").into_bytes()),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_is_encoded_and_its_name_is_not() {
        assert_eq!(url_encoded(b"a b=c d/\xc3\xa4"), b"a b=c%20d%2F%C3%A4");
        assert_eq!(url_encoded(b"=a=b"), b"a%3Db");
        assert_eq!(url_encoded(b"a~b"), b"a~b");
    }

    #[test]
    fn what_is_fed_is_the_body() {
        let mut data = Data::fed(Some(b"a\nb".to_vec()));
        assert_eq!(data.take("data-binary", b"@-"), None);
        assert_eq!(data.bytes.as_deref(), Some(&b"a\nb"[..]));
        let mut data = Data::fed(Some(b"a\nb".to_vec()));
        data.take("data", b"@-");
        assert_eq!(data.bytes.as_deref(), Some(&b"ab"[..]));
    }
}
