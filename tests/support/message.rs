//! One HTTP/1 message with its bytes as they came.

use std::io::{self, BufRead};

/// A request or an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// From the first line to the blank line, byte for byte.
    pub head: Vec<u8>,
    /// The body, without chunks.
    pub body: Vec<u8>,
}

impl Message {
    /// Reads a request; `None` when the other end says nothing more.
    ///
    /// # Errors
    /// When the connection fails or ends in the middle.
    pub fn request(reader: &mut impl BufRead) -> io::Result<Option<Self>> {
        let Some(head) = head(reader)? else {
            return Ok(None);
        };
        let body = framed(&head, reader)?.unwrap_or_default();
        Ok(Some(Self { head, body }))
    }

    /// Reads an answer; `None` when the other end says nothing more.
    ///
    /// # Errors
    /// When the connection fails or ends in the middle.
    pub fn answer(reader: &mut impl BufRead) -> io::Result<Option<Self>> {
        let Some(head) = head(reader)? else {
            return Ok(None);
        };
        let mut message = Self {
            head,
            body: Vec::new(),
        };
        if message.can_have_body() {
            match framed(&message.head, reader)? {
                Some(body) => message.body = body,
                None => drop(reader.read_to_end(&mut message.body)?),
            }
        }
        Ok(Some(message))
    }

    /// Its first line.
    #[must_use]
    pub fn first_line(&self) -> String {
        let end = self
            .head
            .iter()
            .position(|byte| *byte == b'\r')
            .unwrap_or(self.head.len());
        String::from_utf8_lossy(&self.head[..end]).into_owned()
    }

    /// The value of a field.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<String> {
        field(&self.head, name)
    }

    /// The status of an answer.
    ///
    /// # Panics
    /// When it is none.
    #[must_use]
    pub fn status(&self) -> u16 {
        let line = self.first_line();
        let status = line
            .split(' ')
            .nth(1)
            .and_then(|status| status.parse().ok());
        status.unwrap_or_else(|| panic!("no answer: {line}"))
    }

    fn can_have_body(&self) -> bool {
        !matches!(self.status(), 100..200 | 204 | 304)
    }
}

fn head(reader: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut head = Vec::new();
    loop {
        let before = head.len();
        let read = reader.read_until(b'\n', &mut head)?;
        match (read, before) {
            (0, 0) => return Ok(None),
            (0, _) => return Err(io::ErrorKind::UnexpectedEof.into()),
            _ if matches!(&head[before..], b"\r\n" | b"\n") => return Ok(Some(head)),
            _ => {}
        }
    }
}

/// The body, when the head says how long it is.
fn framed(head: &[u8], reader: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let is_chunked = field(head, "transfer-encoding").is_some_and(|coding| coding == "chunked");
    if is_chunked {
        return chunks(reader).map(Some);
    }
    let length = field(head, "content-length").and_then(|length| length.parse().ok());
    length.map(|length| exactly(reader, length)).transpose()
}

fn chunks(reader: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let mut size = String::new();
        reader.read_line(&mut size)?;
        let size = usize::from_str_radix(size.trim(), 16).map_err(io::Error::other)?;
        body.extend(exactly(reader, size)?);
        exactly(reader, 2)?;
        if size == 0 {
            return Ok(body);
        }
    }
}

fn exactly(reader: &mut impl BufRead, length: usize) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; length];
    reader.read_exact(&mut bytes)?;
    Ok(bytes)
}

fn field(head: &[u8], name: &str) -> Option<String> {
    let text = String::from_utf8_lossy(head);
    let fields = text.lines().filter_map(|line| line.split_once(':'));
    let mut named = fields.filter(|(field, _)| field.eq_ignore_ascii_case(name));
    named.next().map(|(_, value)| value.trim().to_owned())
}
