//! A request while it is being signed: all that it has, and the names of what was put into it.

use std::borrow::Cow;

use compact_str::CompactString;
use model::{Header, Headers};
use smallvec::SmallVec;

use super::signed::{SignError, Signed};
use super::unsigned::{SignedInPlace, Unsigned};
use super::written::Texts;
use crate::json::New;
use crate::scheme::definition::Definition;
use crate::scheme::place::{Place, TimestampPlace};
use crate::scheme::template::{Part, Value};
use crate::{Request, find, form, json, timestamp};

/// Id, timestamp and signature are what most schemes put.
const USUAL: usize = 4;

/// A request being signed.
pub struct DraftRequest<'a> {
    definition: &'a Definition,
    method: &'a str,
    /// Owned where something was put into it; so is the body.
    url: Cow<'a, str>,
    body: Cow<'a, [u8]>,
    /// Everything as it will be sent.
    headers: Headers,
    /// Names of the fields that were put; one that is sent twice stands here twice.
    put: SmallVec<[Cow<'a, str>; USUAL]>,
    timestamp: Option<CompactString>,
    entropy: &'a dyn Fn() -> [u8; 16],
    /// Whether the request came with the scheme's other names, and with none of its own.
    has_other_names: bool,
}

impl<'a> DraftRequest<'a> {
    /// The request as it was given.
    pub fn new(unsigned: Unsigned<'a>) -> Self {
        let definition = unsigned.scheme.definition();
        let rule = definition.timestamp.as_ref();
        Self {
            definition,
            method: unsigned.method,
            url: Cow::Borrowed(unsigned.url),
            body: Cow::Borrowed(unsigned.body),
            timestamp: rule.map(|rule| timestamp::write(rule.unit, unsigned.now)),
            has_other_names: has_other_names(definition, &unsigned.headers),
            headers: unsigned.headers,
            put: SmallVec::new(),
            entropy: unsigned.entropy,
        }
    }

    /// Puts in all that is signed: ids, timestamp, required fields.
    pub fn prepare(&mut self) -> Result<(), SignError> {
        if self.definition.signs_url() && self.url.is_empty() {
            return Err(SignError::Missing {
                scheme: self.definition.id.clone(),
                what: "the URL".to_owned(),
            });
        }
        self.put_ids()?;
        self.put_usual_fields();
        self.put_timestamp()?;
        for (name, value) in &self.definition.require {
            self.put_header(name, value.as_str());
        }
        Ok(())
    }

    /// A header that is signed is kept, or made; so is a value of the body.
    fn put_ids(&mut self) -> Result<(), SignError> {
        for place in signed_places(self.definition) {
            match place {
                Place::Header(name) if self.keep(name) => {}
                Place::Header(name) => {
                    let id = self.made_id();
                    self.put_header(name, id);
                }
                Place::Json(_) if find::bytes(self.definition, place, &self.view()).is_none() => {
                    let id = self.made_id();
                    self.put(place, &id, New::Text(&id))?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn made_id(&self) -> String {
        let prefix = self.definition.event.id_prefix.as_deref();
        made_id(prefix, (self.entropy)())
    }

    /// A header that is signed is kept, or says what the scheme says at first.
    fn put_usual_fields(&mut self) {
        for (name, usual) in self.definition.coded.iter().flat_map(|coded| &coded.puts) {
            if !self.keep(name) {
                self.put_header(name, usual.as_str());
            }
        }
    }

    /// Keeps the header that is there under its own or its other name; `false` when there is none.
    fn keep(&mut self, name: &'a str) -> bool {
        let Some(value) = find::header(self.definition, name, &self.view()) else {
            return false;
        };
        let written = self.written_name(name);
        match stands_alone(&self.headers, written, value) {
            true => self.remember(written.into()),
            false => {
                let value = value.to_vec();
                self.put_header(name, value);
            }
        }
        true
    }

    fn put_timestamp(&mut self) -> Result<(), SignError> {
        let rule = self.definition.timestamp.as_ref();
        let Some(TimestampPlace::Elsewhere(place)) = rule.map(|rule| &rule.from) else {
            return Ok(());
        };
        let Some(text) = self.timestamp.take() else {
            return Ok(());
        };
        self.put(place, &text, New::Digits(&text))?;
        self.timestamp = Some(text);
        Ok(())
    }

    fn put(&mut self, place: &'a Place, text: &str, new: New<'_>) -> Result<(), SignError> {
        match place {
            Place::Header(name) => self.put_header(name, text),
            Place::NumberedHeader(prefix) => self.put_named(format!("{prefix}1").into(), text),
            Place::Form(name) => self.body = form::with_value(&self.body, name, text).into(),
            Place::Query(name) => self.url = form::url_with_value(&self.url, name, text).into(),
            Place::Json(path) => {
                if json::text(&self.body, path).as_deref() == Some(text) {
                    return Ok(());
                }
                let body = json::replace(&self.body, path, new);
                self.body = body.ok_or_else(|| self.no_json(place))?.into();
            }
        }
        Ok(())
    }

    fn no_json(&self, place: &Place) -> SignError {
        SignError::BodyIsNoJson {
            scheme: self.definition.id.clone(),
            place: place.to_string(),
        }
    }

    fn put_header(&mut self, name: &'a str, value: impl AsRef<[u8]>) {
        self.put_named(self.written_name(name).into(), value);
    }

    fn put_named(&mut self, name: Cow<'a, str>, value: impl AsRef<[u8]>) {
        self.headers.set(&name, value);
        self.remember(name);
    }

    fn remember(&mut self, name: Cow<'a, str>) {
        if !self.was_put(&name) {
            self.put.push(name);
        }
    }

    /// Puts a header that may be sent several times.
    fn put_one_more(&mut self, name: Cow<'a, str>, value: String) {
        match self.was_put(&name) {
            true => self.headers.push(&*name, value),
            false => self.headers.set(&name, value),
        }
        self.put.push(name);
    }

    fn was_put(&self, name: &str) -> bool {
        let mut put = self.put.iter();
        put.any(|other| other.eq_ignore_ascii_case(name))
    }

    /// A header's own name; its other one where the request came with those.
    ///
    /// Receivers read all of them under one kind of name or under the other.
    fn written_name(&self, name: &'a str) -> &'a str {
        match self.definition.other_names.get(name) {
            Some(other) if self.has_other_names => other,
            _ => name,
        }
    }

    /// Puts signature texts at their places, one secret's after the other's.
    pub fn put_signatures(&mut self, texts: Texts) -> Result<(), SignError> {
        let rule = &self.definition.signature;
        for (index, text) in texts.into_iter().enumerate() {
            match rule.from.get(index).or(rule.from.first()) {
                Some(Place::NumberedHeader(prefix)) => {
                    self.put_one_more(format!("{prefix}{}", index + 1).into(), text);
                }
                Some(Place::Header(name)) if rule.repeat => {
                    self.put_one_more(self.written_name(name).into(), text);
                }
                Some(Place::Header(name)) => self.put_header(name, text),
                Some(place) => self.put(place, &text, New::Text(&text))?,
                None => {}
            }
        }
        Ok(())
    }

    /// The scheme.
    pub const fn definition(&self) -> &'a Definition {
        self.definition
    }

    /// The timestamp as it is written.
    pub fn timestamp(&self) -> Option<&str> {
        self.timestamp.as_deref()
    }

    /// The request as it stands.
    pub fn view(&self) -> Request<'_> {
        Request {
            method: self.method,
            url: &self.url,
            headers: &self.headers,
            body: &self.body,
        }
    }

    /// The request with all that was put in.
    pub fn placed(mut self) -> SignedInPlace {
        let mut headers = std::mem::take(&mut self.headers);
        headers.0.retain(|header| !self.is_stale(&header.name));
        SignedInPlace {
            headers,
            url: owned(self.url),
            body: owned(self.body),
        }
    }

    /// What was put in.
    pub fn finish(self) -> Signed {
        let stale = |header: &&Header| self.is_stale(&header.name);
        let stale = self.headers.iter().filter(stale);
        Signed {
            stale: stale.map(|header| header.name.to_string()).collect(),
            headers: self.put_fields(),
            url: owned(self.url),
            body: owned(self.body),
        }
    }

    fn put_fields(&self) -> Headers {
        let mut fields = Headers(Vec::with_capacity(self.put.len()));
        for name in &self.put {
            let earlier = fields.all(name).count();
            let value = self.headers.all(name).nth(earlier);
            fields.push(&**name, value.unwrap_or_default());
        }
        fields
    }

    /// Whether a field says, in another place, what was put in.
    fn is_stale(&self, name: &str) -> bool {
        // Few fields pass the first question, so that it spares most the second.
        self.is_told_elsewhere(name) && !self.was_put(name)
    }

    /// Whether the scheme reads a header of this name for one that was put in.
    fn is_told_elsewhere(&self, name: &str) -> bool {
        let mut places = self.definition.signature.from.iter();
        let mut others = self.definition.other_names.iter();
        places.any(|place| find::is_header(place, name))
            || others.any(|(own, other)| {
                let is_one = other.eq_ignore_ascii_case(name) || own.eq_ignore_ascii_case(name);
                is_one && (self.was_put(own) || self.was_put(other))
            })
    }
}

/// What was put together anew; `None` where all is as it was given.
fn owned<T: ToOwned + ?Sized>(text: Cow<'_, T>) -> Option<T::Owned> {
    match text {
        Cow::Owned(text) => Some(text),
        Cow::Borrowed(_) => None,
    }
}

/// Whether it is the only field of this name, and has this value.
fn stands_alone(headers: &Headers, name: &str, value: &[u8]) -> bool {
    let mut all = headers.all(name);
    all.next() == Some(value) && all.next().is_none()
}

fn has_other_names(definition: &Definition, headers: &Headers) -> bool {
    let mut others = definition.other_names.values();
    let mut own = definition.other_names.keys();
    others.any(|name| headers.get(name).is_some()) && !own.any(|name| headers.get(name).is_some())
}

/// The places of the signed values, the timestamp's own not among them.
pub(super) fn signed_places(definition: &Definition) -> impl Iterator<Item = &Place> {
    let timestamp = match definition.timestamp.as_ref().map(|rule| &rule.from) {
        Some(TimestampPlace::Elsewhere(place)) => Some(place),
        _ => None,
    };
    let templates = definition.message.iter().flat_map(|message| &message.parts);
    let values = templates
        .flat_map(|template| &template.0)
        .filter_map(Part::value);
    let placed = values.filter_map(move |value| match value {
        Value::At(place) if Some(place) != timestamp => Some(place),
        _ => None,
    });
    let made = definition.coded.iter().flat_map(|coded| &coded.makes);
    placed.chain(made)
}

/// An id from random bytes: a UUID, or letters and digits after a prefix.
pub fn made_id(prefix: Option<&str>, entropy: [u8; 16]) -> String {
    let Some(prefix) = prefix else {
        return uuid(entropy);
    };
    const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    let mut number = u128::from_be_bytes(entropy);
    let mut id = prefix.to_owned();
    for _ in 0..22 {
        let digit = usize::try_from(number % 62).expect("a number below 62 fits");
        id.push(char::from(DIGITS[digit]));
        number /= 62;
    }
    id
}

fn uuid(mut bytes: [u8; 16]) -> String {
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex = crate::encode::hex(&bytes);
    [
        &hex[..8],
        &hex[8..12],
        &hex[12..16],
        &hex[16..20],
        &hex[20..],
    ]
    .join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_uuids_or_have_the_schemes_prefix() {
        assert_eq!(
            made_id(None, [0xff; 16]),
            "ffffffff-ffff-4fff-bfff-ffffffffffff"
        );
        assert_eq!(made_id(Some("msg_"), [0xff; 16]).len(), 26);
    }
}
