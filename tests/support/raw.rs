//! A client that writes exactly the bytes it is given.

use std::io::{self, BufReader, Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpStream};

use serde_json::Value;

use crate::PATIENCE;
use crate::message::Message;

/// One connection.
pub struct RawClient {
    stream: BufReader<TcpStream>,
}

/// An answer.
pub type Answer = Message;

impl RawClient {
    /// Connects.
    #[must_use]
    pub fn connect(address: SocketAddr) -> Self {
        Self::try_connect(address)
            .unwrap_or_else(|error| panic!("no connection to {address}: {error}"))
    }

    /// Connects, where somebody listens.
    ///
    /// # Errors
    /// When nobody does.
    pub fn try_connect(address: SocketAddr) -> io::Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        Ok(Self {
            stream: BufReader::new(stream),
        })
    }

    /// Writes bytes as they are.
    pub fn write(&mut self, bytes: impl AsRef<[u8]>) {
        self.try_write(bytes.as_ref())
            .expect("the other end reads on");
    }

    /// Writes bytes to somebody who may have stopped reading.
    ///
    /// # Errors
    /// When they have.
    pub fn try_write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.stream.get_mut().write_all(bytes)
    }

    /// Says that nothing more comes, and goes on reading.
    pub fn finish(&mut self) {
        self.stream
            .get_mut()
            .shutdown(Shutdown::Write)
            .expect("the connection is open");
    }

    /// The next answer.
    #[must_use]
    pub fn answer(&mut self) -> Answer {
        let answer = self
            .try_answer()
            .unwrap_or_else(|error| panic!("no answer came: {error}"));
        answer.expect("the connection ended without an answer")
    }

    /// The next answer, from somebody who may be gone; `None` when they end the connection.
    ///
    /// # Errors
    /// When the connection breaks.
    pub fn try_answer(&mut self) -> io::Result<Option<Answer>> {
        Message::answer(&mut self.stream)
    }

    /// The next line.
    #[must_use]
    pub fn line(&mut self) -> String {
        let mut line = String::new();
        io::BufRead::read_line(&mut self.stream, &mut line).expect("a line comes");
        line
    }

    /// Waits for the end of the connection; gives what came before it.
    #[must_use]
    pub fn rest(&mut self) -> Vec<u8> {
        let mut bytes = Vec::new();
        match self.stream.read_to_end(&mut bytes) {
            Err(error) if error.kind() != io::ErrorKind::ConnectionReset => {
                panic!("the connection does not end: {error}")
            }
            _ => bytes,
        }
    }
}

impl Message {
    /// The id of the capture that the answer names.
    ///
    /// # Panics
    /// When it names none.
    #[must_use]
    pub fn capture(&self) -> String {
        let id = self.field("x-hookwright-capture");
        id.unwrap_or_else(|| panic!("no capture: {}", String::from_utf8_lossy(&self.head)))
    }

    /// Its body as JSON.
    ///
    /// # Panics
    /// When it is none.
    #[must_use]
    pub fn json(&self) -> Value {
        let body = String::from_utf8_lossy(&self.body);
        serde_json::from_str(&body).unwrap_or_else(|error| panic!("no JSON ({error}): {body}"))
    }
}

/// The bytes of a POST.
#[must_use]
pub fn post(path: &str, fields: &[(&str, &str)], body: &[u8]) -> Vec<u8> {
    let length = body.len().to_string();
    let length = [("Content-Length", length.as_str())];
    let mut bytes = head("POST", path, &[fields, &length].concat());
    bytes.extend_from_slice(body);
    bytes
}

/// The bytes of a GET.
#[must_use]
pub fn get(path: &str, fields: &[(&str, &str)]) -> Vec<u8> {
    head("GET", path, fields)
}

/// A host of ours is added where the fields name none.
fn head(method: &str, path: &str, fields: &[(&str, &str)]) -> Vec<u8> {
    let mut text = format!("{method} {path} HTTP/1.1\r\n");
    if !fields
        .iter()
        .any(|(name, _)| name.eq_ignore_ascii_case("host"))
    {
        text += "Host: localhost\r\n";
    }
    for (name, value) in fields {
        text += &format!("{name}: {value}\r\n");
    }
    (text + "\r\n").into_bytes()
}
