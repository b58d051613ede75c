//! A request while it is being signed: what it had, and what was put into it.

use model::Headers;

use super::signed::{SignError, Signed};
use crate::json::New;
use crate::scheme::definition::Definition;
use crate::scheme::place::{Place, TimestampPlace};
use crate::scheme::template::{Part, Value};
use crate::{Draft, Request, find, form, json, timestamp};

/// A request being signed.
pub struct DraftRequest<'a> {
    draft: &'a Draft<'a>,
    definition: &'a Definition,
    timestamp: Option<String>,
    /// Everything as it will be sent.
    headers: Headers,
    /// What [`Signed`] will tell of it.
    set: Headers,
    url: Option<String>,
    body: Option<Vec<u8>>,
    /// Whether the request came with the scheme's other names, and with none of its own.
    has_other_names: bool,
}

impl<'a> DraftRequest<'a> {
    /// The request as it was given.
    pub fn new(draft: &'a Draft<'a>) -> Self {
        let definition = draft.scheme.definition();
        let rule = definition.timestamp.as_ref();
        Self {
            draft,
            definition,
            timestamp: rule.map(|rule| timestamp::write(rule.unit, draft.now)),
            headers: draft.request.headers.clone(),
            set: Headers::default(),
            url: None,
            body: None,
            has_other_names: has_other_names(definition, draft.request.headers),
        }
    }

    /// Puts in all that is signed: ids, timestamp, required fields.
    pub fn prepare(&mut self) -> Result<(), SignError> {
        if self.definition.signs_url() && self.draft.request.url.is_empty() {
            return Err(SignError::Missing {
                scheme: self.definition.id.clone(),
                what: "the URL".to_owned(),
            });
        }
        self.put_ids()?;
        self.put_usual_fields();
        let rule = self.definition.timestamp.as_ref();
        if let (Some(TimestampPlace::Elsewhere(place)), Some(text)) =
            (rule.map(|rule| &rule.from), self.timestamp.clone())
        {
            self.put(place, &text, New::Digits(&text))?;
        }
        for (name, value) in &self.definition.require {
            self.put_header(name, value.as_bytes());
        }
        Ok(())
    }

    /// A header that is signed is kept, or says what the scheme says at first.
    fn put_usual_fields(&mut self) {
        for (name, usual) in self.definition.coded.iter().flat_map(|coded| &coded.puts) {
            let own = find::header(self.definition, name, &self.view()).map(<[u8]>::to_vec);
            self.put_header(name, &own.unwrap_or_else(|| usual.as_bytes().to_vec()));
        }
    }

    /// A header that is signed is kept, or made; so is a value of the body.
    fn put_ids(&mut self) -> Result<(), SignError> {
        for place in signed_places(self.definition) {
            let present =
                find::bytes(self.definition, place, &self.view()).map(std::borrow::Cow::into_owned);
            match (place, present) {
                (Place::Header(name), Some(value)) => self.put_header(name, &value),
                (Place::Header(_) | Place::Json(_), None) => {
                    let id = made_id(
                        self.definition.event.id_prefix.as_deref(),
                        self.draft.entropy,
                    );
                    self.put(place, &id, New::Text(&id))?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn put(&mut self, place: &Place, text: &str, new: New<'_>) -> Result<(), SignError> {
        match place {
            Place::Header(name) => self.put_header(name, text.as_bytes()),
            Place::NumberedHeader(prefix) => {
                self.put_header(&format!("{prefix}1"), text.as_bytes())
            }
            Place::Form(name) => self.body = Some(form::with_value(self.view().body, name, text)),
            Place::Query(name) => {
                self.url = Some(form::url_with_value(self.view().url, name, text))
            }
            Place::Json(path) => {
                let body = self.view().body;
                if json::text(body, path).as_deref() == Some(text) {
                    return Ok(());
                }
                let body =
                    json::replace(body, path, new).ok_or_else(|| SignError::BodyIsNoJson {
                        scheme: self.definition.id.clone(),
                        place: place.to_string(),
                    })?;
                self.body = Some(body);
            }
        }
        Ok(())
    }

    fn put_header(&mut self, name: &str, value: &[u8]) {
        let name = self.written_name(name);
        self.headers.set(name, value);
        self.set.set(name, value);
    }

    /// A header's own name; its other one where the request came with those.
    ///
    /// Receivers read all of them under one kind of name or under the other.
    fn written_name<'n>(&self, name: &'n str) -> &'n str
    where
        'a: 'n,
    {
        match self.definition.other_names.get(name) {
            Some(other) if self.has_other_names => other,
            _ => name,
        }
    }

    /// Puts signature texts at their places, one secret's after the other's.
    pub fn put_signatures(&mut self, texts: &[String]) -> Result<(), SignError> {
        let rule = &self.definition.signature;
        for (index, text) in texts.iter().enumerate() {
            match rule.from.get(index).or(rule.from.first()) {
                Some(Place::NumberedHeader(prefix)) => {
                    self.set
                        .push(format!("{prefix}{}", index + 1), text.as_bytes());
                }
                Some(Place::Header(name)) if rule.repeat => {
                    self.set.push(self.written_name(name), text.as_bytes());
                }
                Some(place) => self.put(place, text, New::Text(text))?,
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
            method: self.draft.request.method,
            url: self.url.as_deref().unwrap_or(self.draft.request.url),
            headers: &self.headers,
            body: self.body.as_deref().unwrap_or(self.draft.request.body),
        }
    }

    /// What was put in.
    pub fn finish(self) -> Signed {
        Signed {
            stale: self.stale(),
            headers: self.set,
            url: self.url,
            body: self.body,
        }
    }

    /// Fields of the request that say, in other places, what was put in.
    fn stale(&self) -> Vec<String> {
        let names = self.draft.request.headers.iter().map(|header| &header.name);
        let stale = |name: &&String| self.set.get(name).is_none() && self.is_told_elsewhere(name);
        names.filter(stale).cloned().collect()
    }

    /// Whether the scheme reads a header of this name for one that was put in.
    fn is_told_elsewhere(&self, name: &str) -> bool {
        let mut places = self.definition.signature.from.iter();
        let mut others = self.definition.other_names.iter();
        places.any(|place| find::is_header(place, name))
            || others.any(|(own, other)| {
                let is_one = other.eq_ignore_ascii_case(name) || own.eq_ignore_ascii_case(name);
                is_one && (self.set.get(own).is_some() || self.set.get(other).is_some())
            })
    }
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
