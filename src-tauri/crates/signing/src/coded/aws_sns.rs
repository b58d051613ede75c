//! AWS SNS: the message's own fields in a fixed order, signed with a key known
//! by its address.
//!
//! The address must be one of SNS's own hosts; nothing is fetched here.
//! SignatureVersion chooses between SHA-1 and SHA-256 and is not signed itself,
//! so a message under the other hash is a mismatch. Subscriptions are never
//! confirmed here.

use std::borrow::Cow;

use model::{Evidence, KeyUrl, Reason, SegmentKind, Verification};

use super::{Coded, Rule};
use crate::cut::Group;
use crate::json::{self, New};
use crate::message::{self, Piece, Variant};
use crate::scheme::definition::{Hash, Unit};
use crate::scheme::place::JsonPath;
use crate::verify::attempt::Attempt;
use crate::verify::outcome::{self, Stop};
use crate::{Check, Draft, Request, SignError, Signed, find, https, key_pair, sign, timestamp};

/// The scheme.
pub(crate) const CODED: Coded = Coded {
    definition: r#"
id = "aws-sns"
provider = "AWS SNS"
confidence = "S"
facts_from = "sns-validator (npm), webhook-co"
notes = "There is no secret: the certificate comes from SigningCertURL, or is pasted. A new subscription sends a SubscriptionConfirmation, whose SubscribeURL a person must visit. Messages with raw delivery are not signed."

[signature]
from = "json:Signature"
encoding = "base64"

[key]
form = "spki"

[algorithm]
kind = "rsa-pkcs1"
hash = "sha256"

[timestamp]
from = "json:Timestamp"
unit = "rfc3339"

[coded]
algorithm = "RSA PKCS#1 v1.5 with SHA-1 (SignatureVersion 1) or SHA-256 (2)"
secret = "the certificate as PEM, or its public key"
signs = "Message, MessageId, Subject, SubscribeURL, Timestamp, Token, TopicArn and Type where they are there, each as its name and its value on a line of their own"
timestamp = true

[event]
type = "json:Type"
id = "json:MessageId"

[detect]
user_agent = "Amazon Simple Notification Service Agent"
headers = "x-amz-sns-message-type"

[handshake]
kind = "subscription_confirmation"
method = "POST"
when = { "json:Type" = "SubscriptionConfirmation" }

[handshake.visit]
from = "json:SubscribeURL"
hosts = ["sns.*.amazonaws.com", "sns.*.amazonaws.com.cn"]

[sample]
content_type = "text/plain; charset=UTF-8"
headers = { x-amz-sns-message-type = "Notification" }
body = '{"Type":"Notification","MessageId":"22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324","TopicArn":"arn:aws:sns:us-east-1:123456789012:example","Subject":"Example","Message":"{\"name\":\"Example\"}","Timestamp":"2026-01-31T12:00:00.000Z","SignatureVersion":"2","SigningCertURL":"https://sns.us-east-1.amazonaws.com/SimpleNotificationService-00000000000000000000000000000000.pem"}'
"#,
    rule: Rule::Whole {
        verify,
        sign: signed,
        new_secret: Some(|entropy| key_pair::certified(entropy, "sns.amazonaws.com")),
    },
};

/// The signed fields in their order; those of a subscription only stand in its messages.
const SIGNED: [&str; 8] = [
    "Message",
    "MessageId",
    "Subject",
    "SubscribeURL",
    "Timestamp",
    "Token",
    "TopicArn",
    "Type",
];

const ADDRESS: &str = "SigningCertURL";
const VERSION: &str = "SignatureVersion";

fn field<'a>(body: &'a [u8], name: &str) -> Option<Cow<'a, str>> {
    json::text(body, &JsonPath::new(name))
}

fn verify(request: &Request<'_>, check: &Check<'_>) -> Verification {
    let definition = check.scheme.definition();
    let found = find::signatures(definition, request);
    let Some(found) = found.first() else {
        return outcome::without_signature(check);
    };
    let evidence = found.evidence(definition);
    match read(request.body) {
        Err(stop) => outcome::finished(Err(stop), evidence),
        Ok(envelope) if check.secrets.is_empty() => {
            outcome::without_key(Some(envelope.key_url()), evidence)
        }
        Ok(envelope) => {
            let group = Group::of_one(&found.text);
            let attempt = Attempt::new(request, check, &group).with_hash(envelope.hash);
            let found = attempt.run_with(evidence, |_, evidence| {
                compared(&attempt, request.body, evidence)
            });
            outcome::or_newer_key(found, Some(envelope.key_url()))
        }
    }
}

fn compared(attempt: &Attempt<'_, '_>, body: &[u8], evidence: &mut Evidence) -> Result<(), Stop> {
    let pieces = pieces(body);
    evidence.signed = Some(message::content(&pieces, Variant::default()));
    match attempt.secrets(&pieces, evidence) {
        true => Ok(()),
        false => Err(Stop::plain(Reason::SignatureMismatch)),
    }
}

/// What a message says about its signature.
struct Envelope {
    address: String,
    hash: Hash,
}

impl Envelope {
    fn key_url(&self) -> KeyUrl {
        outcome::key_url(&self.address, None)
    }
}

fn read(body: &[u8]) -> Result<Envelope, Stop> {
    let malformed = |detail: String| Stop::new(Reason::UnsupportedOrMalformedSignature, detail);
    let needed = |name: &str| {
        field(body, name).ok_or_else(|| malformed(format!("body field {name} is missing")))
    };
    // Messages that come by way of AWS Lambda spell it so.
    let address = needed(ADDRESS).or_else(|_| needed("SigningCertUrl"))?;
    if !is_snss(&address) {
        let detail = format!("{address} is no address of SNS's certificates");
        return Err(Stop::new(Reason::UntrustedCertUrl, detail));
    }
    for name in ["Message", "MessageId", "TopicArn", "Type"] {
        needed(name)?;
    }
    let hash = match &*needed(VERSION)? {
        "1" => Hash::Sha1,
        "2" => Hash::Sha256,
        other => return Err(malformed(format!("{VERSION} {other} is neither 1 nor 2"))),
    };
    Ok(Envelope {
        address: address.into_owned(),
        hash,
    })
}

/// `sns.REGION.amazonaws.com`, in China with `.cn`, and a `.pem`.
fn is_snss(url: &str) -> bool {
    let Some((host, path)) = https::host_and_path(url) else {
        return false;
    };
    let host = host.strip_suffix(".cn").unwrap_or(host);
    let region = host.strip_prefix("sns.");
    let region = region.and_then(|rest| rest.strip_suffix(".amazonaws.com"));
    region.is_some_and(|region| region.len() >= 3 && !region.contains('.'))
        && path.ends_with(".pem")
}

fn pieces(body: &[u8]) -> Vec<Piece<'static>> {
    let is_notification = field(body, "Type").as_deref() == Some("Notification");
    let signed = SIGNED
        .into_iter()
        .filter(|name| !is_notification || *name != "Token");
    let present = signed.filter_map(|name| {
        let line = format!("{name}\n{}\n", field(body, name)?);
        Some(Piece::new(SegmentKind::Derived, name, line.into_bytes()))
    });
    present.collect()
}

fn signed(draft: &Draft<'_>) -> Result<Signed, SignError> {
    let definition = draft.scheme.definition();
    let no_text = || SignError::BodyIsNoJson {
        scheme: definition.id.clone(),
        place: "message as a JSON text".to_owned(),
    };
    let body = completed(draft).ok_or_else(no_text)?;
    let told = Draft {
        request: Request {
            body: &body,
            ..draft.request
        },
        ..*draft
    };
    let signed = sign::signed(&told, &|source| Ok(pieces(source.request.body)))?;
    Ok(Signed {
        body: signed.body.or_else(|| Some(body.clone())),
        ..signed
    })
}

/// The body with every field that a message must have; a body that is no
/// message becomes the text of one, as SNS does it.
fn completed(draft: &Draft<'_>) -> Option<Vec<u8>> {
    let body = draft.request.body;
    let mut body = match field(body, "Type").and(field(body, "Message")) {
        Some(_) => body.to_vec(),
        None => {
            let message = json::quoted(std::str::from_utf8(body).ok()?);
            format!(r#"{{"Type":"Notification","Message":{message}}}"#).into_bytes()
        }
    };
    let id = sign::made_id(None, draft.entropy);
    let time = timestamp::write(Unit::Rfc3339, draft.now);
    let trusted = field(&body, ADDRESS)
        .filter(|url| is_snss(url))
        .map(Cow::into_owned);
    let address = trusted.as_deref().unwrap_or(
        "https://sns.us-east-1.amazonaws.com/SimpleNotificationService-00000000000000000000000000000000.pem",
    );
    let topic = "arn:aws:sns:us-east-1:123456789012:example";
    let mut put = |name: &str, text: &str| {
        body = json::replace(&body, &JsonPath::new(name), New::Text(text))?;
        Some(())
    };
    for (name, text) in [("MessageId", &*id), ("TopicArn", topic)] {
        if field(draft.request.body, name).is_none() {
            put(name, text)?;
        }
    }
    put("Timestamp", &time)?;
    put(VERSION, "2")?;
    put(ADDRESS, address)?;
    Some(body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_snss_own_addresses_are_trusted() {
        for url in [
            "https://sns.us-east-1.amazonaws.com/SimpleNotificationService-0.pem",
            "https://sns.cn-north-1.amazonaws.com.cn/SimpleNotificationService-0.pem",
        ] {
            assert!(is_snss(url), "{url}");
        }
        for url in [
            "http://sns.us-east-1.amazonaws.com/a.pem",
            "https://sns.us-east-1.amazonaws.com/a.txt",
            "https://sns.us-east-1.amazonaws.com.evil.example/a.pem",
            "https://sns.a.b.amazonaws.com/a.pem",
            "https://sns.amazonaws.com/a.pem",
            "https://s3.us-east-1.amazonaws.com/a.pem",
        ] {
            assert!(!is_snss(url), "{url}");
        }
    }

    #[test]
    fn a_token_is_signed_in_messages_about_subscriptions_alone() {
        let body =
            br#"{"Type":"UnsubscribeConfirmation","Token":"t","Subject":null,"Message":"m"}"#;
        let text = |body: &[u8]| {
            message::bytes(&pieces(body), &[])
                .collect::<Vec<_>>()
                .concat()
        };
        assert_eq!(
            text(body),
            b"Message\nm\nToken\nt\nType\nUnsubscribeConfirmation\n"
        );
        let body = br#"{"Type":"Notification","Token":"t","Message":"m"}"#;
        assert_eq!(text(body), b"Message\nm\nType\nNotification\n");
    }
}
