//! PayPal: RSA over id, time, webhook id and the body's CRC-32.
//!
//! The certificate is known by its address, which must be PayPal's; the webhook
//! id is known to the receiver alone. Both are configured as secrets, in one
//! text or in several, and told apart by their form. Nothing is fetched here.

use std::borrow::Cow;

use flate2::Crc;
use model::{Evidence, Reason, Secret, SegmentKind, Verification};

use super::{Coded, Rule};
use crate::cut::Group;
use crate::der::{element, tag};
use crate::encode::hex;
use crate::message::{self, Missing, Piece, Source, Variant};
use crate::scheme::place::Place;
use crate::verify::attempt::Attempt;
use crate::verify::outcome::{self, Stop};
use crate::{
    Check, Draft, KnownSecret, NewSecret, Request, SignError, Signed, find, https, key_pair, pem,
    sign, spki,
};

/// The scheme.
pub(crate) const CODED: Coded = Coded {
    definition: r#"
id = "paypal"
provider = "PayPal"
confidence = "D"
facts_from = "developer.paypal.com; webhook-co; webhook-verify"
notes = "Two things are needed: the webhook id, and the certificate from PAYPAL-CERT-URL. Paste both as one secret, or as two."

[signature]
from = "header:PAYPAL-TRANSMISSION-SIG"
encoding = "base64"

[key]
form = "spki"

[algorithm]
kind = "rsa-pkcs1"
hash = "sha256"

[timestamp]
from = "header:PAYPAL-TRANSMISSION-TIME"
unit = "rfc3339"

[coded]
signs = "PAYPAL-TRANSMISSION-ID, PAYPAL-TRANSMISSION-TIME, the webhook id and the CRC-32 of the body in decimal, joined by |"
secret = "the webhook id and the certificate as PEM, one after the other or each on its own"
timestamp = true
makes = "header:PAYPAL-TRANSMISSION-ID"
puts = { PAYPAL-AUTH-ALGO = "SHA256withRSA" }

[event]
type = "json:event_type"
id = "json:id"

[detect]
user_agent = "PayPal"
headers = "PAYPAL-CERT-URL"

[sample]
headers = { PAYPAL-CERT-URL = "https://api.sandbox.paypal.com/v1/notifications/certs/CERT-00000000-00000000-00000000" }
body = '{"id":"WH-00000000000000000-00000000000000000","event_version":"1.0","create_time":"2026-01-31T12:00:00.000Z","resource_type":"capture","event_type":"PAYMENT.CAPTURE.COMPLETED","summary":"Payment completed for $ 30.0 USD","resource":{"id":"42311647XV020574X","amount":{"currency_code":"USD","value":"30.00"},"status":"COMPLETED"}}'
"#,
    rule: Rule::Whole {
        verify,
        sign: signed,
        new_secret: Some(new_secret),
    },
};

fn verify(request: &Request<'_>, check: &Check<'_>) -> Verification {
    let definition = check.scheme.definition();
    let found = find::signatures(definition, request);
    let Some(first) = found.first() else {
        return outcome::without_signature(check);
    };
    let evidence = first.evidence(definition);
    let address = request.headers.text("PAYPAL-CERT-URL");
    if address.is_some_and(|url| !is_paypals(url)) {
        return outcome::rejected(Reason::UntrustedCertUrl, evidence);
    }
    let key_url = address.map(|url| outcome::key_url(url, None));
    let group = Group::of(found.iter().map(|found| found.text.as_ref()));
    match Configured::of(check.secrets) {
        Configured { keys, .. } if keys.is_empty() => outcome::without_key(key_url, evidence),
        Configured { ids, .. } if ids.is_empty() => {
            outcome::not_checked("the webhook id is missing: add it as a secret", evidence)
        }
        configured => {
            let found = configured.compare(request, check, &group, evidence);
            outcome::or_newer_key(found, key_url)
        }
    }
}

fn is_paypals(url: &str) -> bool {
    https::host_and_path(url).is_some_and(|(host, _)| https::is_within(host, "paypal.com"))
}

/// Certificates and webhook ids, told apart.
struct Configured {
    keys: Vec<KnownSecret>,
    ids: Vec<String>,
}

impl Configured {
    fn of(secrets: &[KnownSecret]) -> Self {
        let keys = secrets.iter().filter(|known| holds_key(&known.secret));
        Self {
            keys: keys.cloned().collect(),
            ids: secrets
                .iter()
                .filter_map(|known| webhook_id(&known.secret))
                .collect(),
        }
    }

    fn compare(
        &self,
        request: &Request<'_>,
        check: &Check<'_>,
        group: &Group<'_>,
        evidence: Evidence,
    ) -> Verification {
        let check = Check {
            secrets: &self.keys,
            ..*check
        };
        let attempt = Attempt::new(request, &check, group);
        attempt.run_with(evidence, |timestamp, evidence| {
            algorithm_is_known(request)?;
            let source = attempt.source(timestamp, Variant::default());
            for id in &self.ids {
                let pieces = pieces(&source, id)?;
                evidence.signed = Some(message::content(&pieces, Variant::default()));
                if attempt.secrets(&pieces, evidence) {
                    return Ok(());
                }
            }
            Err(Stop::plain(Reason::SignatureMismatch))
        })
    }
}

/// An algorithm may be left unsaid; one that PayPal does not use is refused.
fn algorithm_is_known(request: &Request<'_>) -> Result<(), Stop> {
    match request.headers.text("PAYPAL-AUTH-ALGO") {
        None | Some("SHA256withRSA") => Ok(()),
        Some(other) => Err(Stop::new(
            Reason::UnsupportedOrMalformedSignature,
            format!("header PAYPAL-AUTH-ALGO says \"{other}\", not \"SHA256withRSA\""),
        )),
    }
}

fn pieces<'s>(source: &Source<'s, '_>, id: &str) -> Result<Vec<Piece<'s>>, Missing> {
    let transmission = Place::Header("PAYPAL-TRANSMISSION-ID".to_owned());
    let time = source.timestamp.ok_or(Missing::Timestamp)?;
    let mut checksum = Crc::new();
    checksum.update(source.request.body);
    let own = |text: String| Cow::Owned(text.into_bytes());
    Ok(vec![
        message::at(&transmission, source)?,
        Piece::literal("|"),
        Piece::new(SegmentKind::Timestamp, "timestamp", time.as_bytes()),
        Piece::literal("|"),
        Piece::new(SegmentKind::Derived, "webhook id", own(id.to_owned())),
        Piece::literal("|"),
        Piece::new(
            SegmentKind::Derived,
            "CRC-32 of the body in decimal",
            own(checksum.sum().to_string()),
        ),
    ])
}

/// Whether a text is DER in some wrapping: a certificate or a key.
fn holds_key(secret: &Secret) -> bool {
    let der = spki::der(secret.expose()).unwrap_or_default();
    element(tag::SEQUENCE, &der).is_some_and(|(after, _)| after.is_empty())
}

/// What stands beside a key, or alone.
fn webhook_id(secret: &Secret) -> Option<String> {
    let text = std::str::from_utf8(secret.expose()).ok()?;
    let texts = match pem::first(text) {
        Some(block) => block.outside,
        None if holds_key(secret) => return None,
        None => [text, ""],
    };
    let mut words = texts.into_iter().map(str::trim);
    words.find(|text| !text.is_empty()).map(str::to_owned)
}

fn signed(draft: &Draft<'_>) -> Result<Signed, SignError> {
    let keys: Vec<Secret> = draft
        .secrets
        .iter()
        .filter(|one| holds_key(one))
        .cloned()
        .collect();
    let id = draft.secrets.iter().find_map(webhook_id);
    let scheme = || draft.scheme.id().to_owned();
    let id = match id {
        Some(id) => id,
        None if keys.is_empty() => return Err(SignError::NoSecret { scheme: scheme() }),
        None => {
            return Err(SignError::UnreadableSecret {
                scheme: scheme(),
                form: "split into webhook id and private key",
            });
        }
    };
    if keys.is_empty() {
        return Err(SignError::NoPrivateKey { scheme: scheme() });
    }
    let draft = Draft {
        secrets: &keys,
        ..*draft
    };
    sign::signed(&draft, &|source| pieces(source, &id))
}

fn new_secret(entropy: &[u8; 32]) -> Option<NewSecret> {
    let pair = key_pair::certified(entropy, "messageverificationcerts.paypal.com")?;
    let id = hex(&entropy[..9]).to_ascii_uppercase();
    let with_id = |key: &Secret| {
        let key = String::from_utf8_lossy(key.expose());
        Secret::new(format!("{}\n{key}", &id[..17]))
    };
    Some(NewSecret {
        signing: with_id(&pair.signing),
        verifying: with_id(&pair.verifying),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn webhook_id_and_certificate_stand_in_one_text_or_in_two() {
        let block = pem::written("CERTIFICATE", &[0x30, 0]);
        for text in [format!("WH-1\n{block}"), format!("{block}\nWH-1\n")] {
            let secret = Secret::new(text);
            assert!(holds_key(&secret));
            assert_eq!(webhook_id(&secret).as_deref(), Some("WH-1"));
        }
        assert_eq!(webhook_id(&Secret::new(block)), None);
        assert!(!holds_key(&Secret::new("4JH86294D6297924G")));
    }

    #[test]
    fn only_paypals_own_addresses_are_trusted() {
        assert!(is_paypals(
            "https://api.sandbox.paypal.com/v1/notifications/certs/CERT-1"
        ));
        assert!(!is_paypals(
            "https://api.paypal.com.evil.example/v1/cert.pem"
        ));
        assert!(!is_paypals("http://api.paypal.com/v1/cert.pem"));
    }
}
