//! Adyen's payment webhooks: every item of the body carries its own signature.
//!
//! All items must be signed and right; one forged item rejects the request,
//! and the reason is that item's. Eight fields are signed as they are spelled,
//! without escaping, an absent one as nothing.

use std::borrow::Cow;

use model::{Evidence, FoundSignature, Reason, SegmentKind, Verification};

use super::{Coded, Rule};
use crate::cut::Group;
use crate::json::{self, New};
use crate::message::{self, Piece, Variant};
use crate::scheme::definition::Definition;
use crate::scheme::place::JsonPath;
use crate::verify::attempt::Attempt;
use crate::verify::outcome::{self, Stop};
use crate::{Check, Draft, Request, SignError, Signed, expected, sign};

/// The scheme.
pub(crate) const CODED: Coded = Coded {
    definition: r#"
id = "adyen-standard"
provider = "Adyen"
name = "standard payment webhooks"
confidence = "S"
facts_from = "@adyen/api-library 32.1.0, Adyen (PyPI)"
notes = "Every item of notificationItems has a signature of its own in additionalData. Adyen wants the answer [accepted]."

[signature]
from = "json:notificationItems.0.NotificationRequestItem.additionalData.hmacSignature"
encoding = "base64"

[key]
form = "hex"

[algorithm]
kind = "hmac"
hash = "sha256"

[coded]
signs = "pspReference, originalReference, merchantAccountCode, merchantReference, amount.value, amount.currency, eventCode and success of each item, joined by :"

[event]
type = "json:notificationItems.0.NotificationRequestItem.eventCode"
id = "json:notificationItems.0.NotificationRequestItem.pspReference"

[detect]
json = ["live", "notificationItems.0.NotificationRequestItem"]

[sample]
body = '{"live":"false","notificationItems":[{"NotificationRequestItem":{"additionalData":{},"amount":{"currency":"EUR","value":1000},"eventCode":"AUTHORISATION","eventDate":"2026-01-31T12:00:00+01:00","merchantAccountCode":"ExampleMerchant","merchantReference":"order-1001","operations":["CANCEL","CAPTURE","REFUND"],"paymentMethod":"visa","pspReference":"7914073381342284","reason":"","success":"true"}}]}'
"#,
    rule: Rule::Whole {
        verify,
        sign: signed,
        new_secret: None,
    },
};

const FIELDS: [&str; 8] = [
    "pspReference",
    "originalReference",
    "merchantAccountCode",
    "merchantReference",
    "amount.value",
    "amount.currency",
    "eventCode",
    "success",
];

const SIGNATURE: &str = "NotificationRequestItem.additionalData.hmacSignature";

/// One item of the body, as it is spelled.
struct PaymentItem<'a> {
    index: usize,
    json: &'a str,
}

fn items(body: &[u8]) -> Vec<PaymentItem<'_>> {
    let items = json::items(body, &JsonPath::new("notificationItems")).unwrap_or_default();
    let item = |(index, json)| PaymentItem { index, json };
    items.into_iter().enumerate().map(item).collect()
}

fn verify(request: &Request<'_>, check: &Check<'_>) -> Verification {
    let definition = check.scheme.definition();
    if check.secrets.is_empty() {
        return outcome::without_secret(definition, None);
    }
    let items = items(request.body);
    let signatures: Vec<_> = items.iter().map(PaymentItem::signature).collect();
    if items.is_empty() || signatures.iter().any(Option::is_none) {
        return unsigned(definition, &signatures);
    }
    let mut evidence = Evidence {
        scheme: definition.id.clone(),
        ..Evidence::default()
    };
    let mut signed = items.iter().zip(signatures.into_iter().flatten());
    let steps = signed
        .try_for_each(|(item, signature)| item.check(&signature, request, check, &mut evidence));
    outcome::finished(steps, evidence)
}

fn unsigned(definition: &Definition, signatures: &[Option<Cow<'_, str>>]) -> Verification {
    let missing = signatures.iter().position(Option::is_none);
    let mut verification = outcome::unsigned(definition);
    if let (Some(index), Some(evidence)) = (missing, &mut verification.evidence) {
        evidence.detail = Some(format!("item {} has no signature", index + 1));
    }
    verification
}

impl<'a> PaymentItem<'a> {
    fn signature(&self) -> Option<Cow<'a, str>> {
        let text = json::text(self.json.as_bytes(), &JsonPath::new(SIGNATURE));
        text.filter(|text| !text.is_empty())
    }

    fn check(
        &self,
        signature: &str,
        request: &Request<'_>,
        check: &Check<'_>,
        evidence: &mut Evidence,
    ) -> Result<(), Stop> {
        let group = Group::of_one(signature);
        let pieces = self.pieces();
        evidence.signature = Some(FoundSignature {
            place: self.place(),
            text: signature.to_owned(),
        });
        evidence.signed = Some(message::content(&pieces, Variant::default()));
        match Attempt::new(request, check, &group).secrets(&pieces, evidence) {
            true => Ok(()),
            false => Err(self.mismatch(evidence)),
        }
    }

    fn mismatch(&self, evidence: &Evidence) -> Stop {
        let wrong = format!("item {} is not the one that was signed", self.index + 1);
        Stop::new(
            Reason::SignatureMismatch,
            evidence.detail.clone().unwrap_or(wrong),
        )
    }

    fn place(&self) -> String {
        format!("body field notificationItems.{}.{SIGNATURE}", self.index)
    }

    fn pieces(&self) -> Vec<Piece<'a>> {
        let mut pieces = Vec::with_capacity(2 * FIELDS.len());
        for field in FIELDS {
            if !pieces.is_empty() {
                pieces.push(Piece::literal(":"));
            }
            let path = JsonPath::new(&format!("NotificationRequestItem.{field}"));
            let text = json::text(self.json.as_bytes(), &path).unwrap_or_default();
            let bytes = text.into_owned().into_bytes();
            pieces.push(Piece::new(SegmentKind::Derived, field, bytes));
        }
        pieces
    }
}

fn signed(draft: &Draft<'_>) -> Result<Signed, SignError> {
    let definition = draft.scheme.definition();
    let key = sign::keys(draft)?.swap_remove(0);
    let no_items = || SignError::BodyIsNoJson {
        scheme: definition.id.clone(),
        place: "signatures in the items of body field notificationItems".to_owned(),
    };
    let items = items(draft.request.body);
    if items.is_empty() {
        return Err(no_items());
    }
    let mut body = draft.request.body.to_vec();
    for item in items {
        let text = expected::text(definition, &key, &item.pieces()).ok_or_else(no_items)?;
        let path = JsonPath::new(&format!("notificationItems.{}.{SIGNATURE}", item.index));
        body = json::replace(&body, &path, New::Text(&text)).ok_or_else(no_items)?;
    }
    Ok(Signed {
        body: Some(body),
        ..Signed::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absent_fields_are_signed_as_nothing_and_numbers_as_they_are_spelled() {
        let body = br#"{"notificationItems":[{"NotificationRequestItem":{"pspReference":"1",
            "originalReference":null,"amount":{"value":10,"currency":"EUR"},"success":true}}]}"#;
        let pieces = items(body)[0].pieces();
        let bytes = message::bytes(&pieces, &[]).collect::<Vec<_>>().concat();
        assert_eq!(bytes, b"1::::10:EUR::true");
    }
}
