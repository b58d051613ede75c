//! The head of a request as the HTTP client writes it, whoever writes it then.
//!
//! Fields of one name stand together where the first of them stood, names begin with capitals: what
//! a map of fields makes of them, without making one.

use http::header::{ACCEPT, CONTENT_LENGTH, HOST, USER_AGENT};
use http::{HeaderMap, HeaderName, HeaderValue, Method};

use crate::Outgoing;
use crate::exchange::Fault;
use crate::place::Place;

/// A head with every field it will have.
#[derive(Debug)]
pub(crate) struct Head<'a> {
    pub(crate) method: Method,
    /// All but the body's length: name and value.
    fields: Vec<(&'a str, &'a [u8])>,
    /// The length that is announced.
    length: usize,
}

impl<'a> Head<'a> {
    /// The head of a request to a place.
    pub(crate) fn new(
        outgoing: &'a Outgoing,
        place: &'a Place,
        user_agent: &'a str,
    ) -> Result<Self, Fault> {
        let mut head = Self {
            method: method(&outgoing.method)?,
            fields: Vec::with_capacity(outgoing.headers.len() + 3),
            length: outgoing.body.len(),
        };
        head.add(HOST.as_str(), place.authority.as_bytes())?;
        for header in &outgoing.headers {
            let is = |name: &HeaderName| header.name.eq_ignore_ascii_case(name.as_str());
            if !is(&HOST) && !is(&CONTENT_LENGTH) {
                head.add(&header.name, &header.value)?;
            }
        }
        // The client would add these; added here they stand in the head that is kept.
        for (name, value) in [(&USER_AGENT, user_agent), (&ACCEPT, "*/*")] {
            if !head.has(name) {
                head.add(name.as_str(), value.as_bytes())?;
            }
        }
        Ok(head)
    }

    /// Announces a body of so many bytes, whatever the body is.
    pub(crate) const fn set_length(&mut self, length: usize) {
        self.length = length;
    }

    /// Whether there is a field of this name.
    pub(crate) fn has(&self, name: &HeaderName) -> bool {
        let is = |field: &(&str, &[u8])| field.0.eq_ignore_ascii_case(name.as_str());
        self.fields.iter().any(is)
    }

    fn add(&mut self, name: &'a str, value: &'a [u8]) -> Result<(), Fault> {
        if !is_name(name) {
            let what = format!("\"{name}\" is no name of a header field");
            return Err(Fault::Unsendable(what));
        }
        if !value.iter().all(|&byte| is_in_value(byte)) {
            let what = format!("the header field {name} holds a byte that no field may hold");
            return Err(Fault::Unsendable(what));
        }
        let is_same = |field: &(&str, &[u8])| field.0.eq_ignore_ascii_case(name);
        let last = self.fields.iter().rposition(is_same);
        let at = last.map_or(self.fields.len(), |last| last + 1);
        self.fields.insert(at, (name, value));
        Ok(())
    }

    /// The bytes of the head as the client writes them.
    pub(crate) fn rendered(&self, place: &Place) -> Vec<u8> {
        let url = &place.url;
        let mut head = Vec::with_capacity(512);
        for part in [self.method.as_str(), " ", url.path()] {
            head.extend_from_slice(part.as_bytes());
        }
        if let Some(query) = url.query() {
            head.push(b'?');
            head.extend_from_slice(query.as_bytes());
        }
        head.extend_from_slice(b" HTTP/1.1\r\n");
        for (name, value) in &self.fields {
            push_title_case(&mut head, name);
            push_value(&mut head, value);
        }
        push_title_case(&mut head, CONTENT_LENGTH.as_str());
        push_value(&mut head, self.length.to_string().as_bytes());
        head.extend_from_slice(b"\r\n");
        head
    }

    /// The fields as a client takes them.
    pub(crate) fn map(&self) -> Result<HeaderMap, Fault> {
        let mut map = HeaderMap::with_capacity(self.fields.len() + 1);
        for (name, value) in &self.fields {
            let name = HeaderName::from_bytes(name.as_bytes()).map_err(broken)?;
            let value = HeaderValue::from_bytes(value).map_err(broken)?;
            map.try_append(name, value).map_err(broken)?;
        }
        map.insert(CONTENT_LENGTH, HeaderValue::from(self.length));
        Ok(map)
    }
}

fn method(name: &str) -> Result<Method, Fault> {
    match Method::from_bytes(name.as_bytes()) {
        Ok(Method::CONNECT) => Err(Fault::Unsendable(
            "CONNECT asks a proxy for a tunnel and carries no webhook".to_owned(),
        )),
        Ok(method) => Ok(method),
        Err(_) => Err(Fault::Unsendable(format!("\"{name}\" is no HTTP method"))),
    }
}

/// A token (RFC 9110, section 5.6.2) of a length that clients take.
fn is_name(name: &str) -> bool {
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    (1..=u16::MAX.into()).contains(&name.len()) && name.bytes().all(is_token)
}

/// All but control characters; the tab is none (RFC 9110, section 5.5).
const fn is_in_value(byte: u8) -> bool {
    byte >= b' ' && byte != 0x7f || byte == b'\t'
}

fn broken<E>(error: E) -> Fault
where
    E: std::error::Error + Send + Sync + 'static,
{
    Fault::Broken(error.into())
}

/// `x-github-event` becomes `X-Github-Event`, and so does `X-GitHub-Event`.
fn push_title_case(head: &mut Vec<u8>, name: &str) {
    let mut begins = true;
    head.extend(name.bytes().map(|byte| {
        let cased = match begins {
            true => byte.to_ascii_uppercase(),
            false => byte.to_ascii_lowercase(),
        };
        begins = byte == b'-';
        cased
    }));
}

fn push_value(head: &mut Vec<u8>, value: &[u8]) {
    head.extend_from_slice(b": ");
    head.extend_from_slice(value);
    head.extend_from_slice(b"\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_takes_what_the_client_takes_and_refuses_what_that_refuses() {
        for byte in 0..=u8::MAX {
            let value = HeaderValue::from_bytes(&[byte]).is_ok();
            assert_eq!(is_in_value(byte), value, "{byte}");
            let character = char::from(byte).to_string();
            let name = HeaderName::from_bytes(character.as_bytes()).is_ok();
            assert_eq!(is_name(&character), name, "{byte}");
        }
        for length in [0, 1, usize::from(u16::MAX), usize::from(u16::MAX) + 1] {
            let name = "x".repeat(length);
            let taken = HeaderName::from_bytes(name.as_bytes()).is_ok();
            assert_eq!(is_name(&name), taken, "{length}");
        }
    }

    #[test]
    fn its_fields_stand_as_in_the_clients_map() {
        let place = Place::new("http://h/".parse().unwrap());
        let mut outgoing = Outgoing::new("POST", "http://h/");
        let fields = [
            ("b", "1"),
            ("A", "2"),
            ("B", "3"),
            ("host", "x"),
            ("a", "4"),
            ("c", ""),
        ];
        outgoing.headers = fields.into_iter().collect();
        let head = Head::new(&outgoing, &place, "us").unwrap();
        let map = head.map().unwrap();
        let told = map
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_bytes()));
        let own = head
            .fields
            .iter()
            .map(|(name, value)| (name.to_ascii_lowercase(), *value));
        let mut own: Vec<_> = own.collect();
        own.push((CONTENT_LENGTH.to_string(), b"0"));
        let own: Vec<_> = own
            .iter()
            .map(|(name, value)| (name.as_str(), *value))
            .collect();
        assert_eq!(told.collect::<Vec<_>>(), own);
    }
}
