//! The answer to one handshake, or why it is refused.

use std::borrow::Cow;
use std::iter::once;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use model::{Headers, Secret, Verdict};
use subtle::ConstantTimeEq as _;
use zeroize::Zeroizing;

use super::asked::at;
use super::context::HandshakeContext;
use super::outcome::HandshakeReply;
use crate::scheme::digest::Encoding;
use crate::scheme::handshake::{
    DigestKind, DigestRule, HandshakeRule, JsonRule, SignatureDemand, ValueDefault,
};
use crate::scheme::reply::{ReplyPart, ReplyTemplate};
use crate::{Request, digest, encode, key};

/// What is repeated or learned is no longer than this: challenges are short.
const LONGEST: usize = 4096;

/// A secret that is learned has at least so many characters.
const SHORTEST_SECRET: usize = 8;

/// A handshake, and what it is answered with.
pub struct Exchange<'c, 'a> {
    pub rule: &'c HandshakeRule,
    pub request: &'c Request<'a>,
    pub context: &'c HandshakeContext<'c>,
}

/// Why a handshake is refused.
pub struct Refusal {
    pub status: u16,
    pub why: String,
}

impl Exchange<'_, '_> {
    /// The answer; what it needs is checked first.
    pub fn reply(&self) -> Result<HandshakeReply, Refusal> {
        self.is_verified()?;
        self.values_agree()?;
        let reply = &self.rule.reply;
        let mut headers = Headers::default();
        for (name, template) in &reply.headers {
            if self.is_there(template) {
                headers.push(name.as_str(), self.header(name, template)?);
            }
        }
        let (content_type, body) = self.body()?;
        if let Some(content_type) = content_type {
            headers.push("Content-Type", content_type);
            headers.push("X-Content-Type-Options", "nosniff");
        }
        Ok(HandshakeReply {
            status: reply.status,
            headers,
            body,
        })
    }

    fn is_verified(&self) -> Result<(), Refusal> {
        let fits = match (self.context.verdict, self.rule.signature) {
            (Verdict::Verified | Verdict::NotChecked, _) | (_, SignatureDemand::Any) => true,
            (Verdict::Unsigned, demand) => demand == SignatureDemand::NotWrong,
            (Verdict::Rejected, SignatureDemand::NotWrong | SignatureDemand::Right) => false,
        };
        match fits {
            true => Ok(()),
            false => Err(self.refusal("its signature is not right")),
        }
    }

    fn values_agree(&self) -> Result<(), Refusal> {
        for (place, name) in &self.rule.check {
            let Some(wanted) = self.given(name)? else {
                continue;
            };
            let came = at(place, self.request).unwrap_or_default();
            if !bool::from(came.ct_eq(&wanted)) {
                return Err(self.refusal(&format!("{place} is not the value {name}")));
            }
        }
        Ok(())
    }

    /// A value as it was given, or its default; `None` where the handshake does without it.
    fn given(&self, name: &str) -> Result<Option<Cow<'_, [u8]>>, Refusal> {
        if let Some(value) = self.context.values.get(name) {
            return Ok(Some(Cow::Borrowed(value.expose())));
        }
        let rule = self.rule.values.get(name);
        let default = match rule.and_then(|rule| rule.default) {
            Some(ValueDefault::Endpoint) => Some(self.endpoint()),
            Some(ValueDefault::SecretId) => self.newest().and_then(|(id, _)| id),
            None => None,
        };
        match default.is_some() || rule.is_some_and(|rule| rule.optional) {
            true => Ok(default.map(Cow::Borrowed)),
            false => Err(self.refusal(&format!("set the value {name}"))),
        }
    }

    /// The URL without query and fragment.
    fn endpoint(&self) -> &[u8] {
        let url = self.request.url;
        let end = url.find(['?', '#']).unwrap_or(url.len());
        &url.as_bytes()[..end]
    }

    /// The newest secret: the id in front of it, where secrets have one, and the rest.
    fn newest(&self) -> Option<(Option<&[u8]>, &[u8])> {
        let secret = self.context.secrets.last()?.secret.expose();
        let coded = self
            .context
            .scheme
            .and_then(|scheme| scheme.definition().coded.as_ref());
        let before = coded
            .and_then(|coded| coded.id_before.as_deref())
            .unwrap_or_default();
        let cut = secret
            .windows(before.len().max(1))
            .position(|part| part == before.as_bytes());
        Some(match cut {
            Some(at) => (Some(&secret[..at]), &secret[at + before.len()..]),
            None => (None, secret),
        })
    }

    fn refusal(&self, why: &str) -> Refusal {
        Refusal {
            status: self.rule.refusal,
            why: why.to_owned(),
        }
    }

    /// Whether the request has all that a template repeats.
    fn is_there(&self, template: &ReplyTemplate) -> bool {
        template.0.iter().all(|part| match part {
            ReplyPart::At(place) => at(place, self.request).is_some(),
            ReplyPart::Literal(_) | ReplyPart::Value(_) | ReplyPart::Digest => true,
        })
    }

    /// A header field's value: what could end its line is refused.
    fn header(&self, name: &str, template: &ReplyTemplate) -> Result<Vec<u8>, Refusal> {
        let value = self.filled(template)?;
        match value.iter().all(|byte| matches!(byte, b' '..=b'~')) {
            true => Ok(value),
            false => Err(malformed(&format!(
                "what it sent does not fit into the header {name}"
            ))),
        }
    }

    fn body(&self) -> Result<(Option<&'static str>, Vec<u8>), Refusal> {
        let reply = &self.rule.reply;
        if let Some(text) = &reply.text {
            return Ok((Some("text/plain"), self.filled(text)?));
        }
        let Some(fields) = &reply.json else {
            return Ok((None, Vec::new()));
        };
        let mut object = serde_json::Map::new();
        for (name, field) in fields {
            object.insert(name.clone(), self.json(field)?);
        }
        let text = serde_json::Value::Object(object).to_string();
        Ok((Some("application/json"), text.into_bytes()))
    }

    fn json(&self, field: &JsonRule) -> Result<serde_json::Value, Refusal> {
        Ok(match field {
            JsonRule::Number(number) => (*number).into(),
            JsonRule::Text(template) => String::from_utf8_lossy(&self.filled(template)?).into(),
        })
    }

    fn filled(&self, template: &ReplyTemplate) -> Result<Vec<u8>, Refusal> {
        let mut bytes = Vec::new();
        for part in &template.0 {
            bytes.extend_from_slice(&self.part(part)?);
        }
        match bytes.len() <= LONGEST {
            true => Ok(bytes),
            false => Err(malformed("what it wants to hear is too long")),
        }
    }

    fn part<'s>(&'s self, part: &'s ReplyPart) -> Result<Cow<'s, [u8]>, Refusal> {
        match part {
            ReplyPart::Literal(text) => Ok(Cow::Borrowed(text.as_bytes())),
            ReplyPart::At(place) => {
                let missing = || malformed(&format!("it has no {place}"));
                at(place, self.request).ok_or_else(missing)
            }
            ReplyPart::Value(name) => Ok(self.given(name)?.unwrap_or_default()),
            ReplyPart::Digest => {
                let rule = self.rule.digest.as_ref().expect("a rule demands it");
                self.digest(rule).map(|text| Cow::Owned(text.into_bytes()))
            }
        }
    }

    fn digest(&self, rule: &DigestRule) -> Result<String, Refusal> {
        let of = self.filled(&rule.of)?;
        let digest = match rule.kind {
            DigestKind::Hmac => digest::hmac(rule.hash, &self.key(rule)?, once(of.as_slice())),
            DigestKind::Hash => digest::hash(rule.hash, once(of.as_slice())),
        };
        Ok(match rule.encoding {
            Encoding::Base64 => BASE64_STANDARD.encode(digest.as_slice()),
            Encoding::Hex | Encoding::Base64url | Encoding::Text => encode::hex(digest.as_slice()),
        })
    }

    /// The key: a value of its own name, else the newest secret. It is the
    /// newest that the provider asks about while secrets are rotated.
    fn key(&self, rule: &DigestRule) -> Result<Zeroizing<Vec<u8>>, Refusal> {
        let named = rule.key.as_ref();
        let named = named.and_then(|name| self.context.values.get(name));
        let newest = || self.newest().map(|(_, secret)| secret);
        let secret = named.map(Secret::expose).or_else(newest);
        let secret = secret.ok_or_else(|| self.refusal("there is no secret to answer with"))?;
        let key = self.bytes(&Secret::new(secret));
        key.ok_or_else(|| self.refusal("the secret is not in the scheme's form"))
    }

    fn bytes(&self, secret: &Secret) -> Option<Zeroizing<Vec<u8>>> {
        match self.context.scheme {
            Some(scheme) => key::first(scheme.definition(), secret).bytes,
            None => Some(Zeroizing::new(secret.expose().to_vec())),
        }
    }

    /// The secret that the request brings, where it brings one.
    pub fn learned(&self) -> Result<Option<Secret>, Refusal> {
        let Some(place) = &self.rule.learn else {
            return Ok(None);
        };
        let found = at(place, self.request).unwrap_or_default();
        let visible = found.iter().all(u8::is_ascii_graphic);
        match visible && (SHORTEST_SECRET..=LONGEST).contains(&found.len()) {
            true => Ok(Some(Secret::new(&*found))),
            false => Err(malformed(&format!("{place} cannot be a secret"))),
        }
    }
}

/// The request itself cannot be answered, whatever we know.
fn malformed(why: &str) -> Refusal {
    Refusal {
        status: 400,
        why: why.to_owned(),
    }
}
