//! Dropbox Sign: an event as JSON in the form field `json`, with its hash inside.
//!
//! Only the event's time and type are signed; what the rest of the event says
//! is not covered, and this scheme cannot say more than the provider's own.

use std::borrow::Cow;

use super::{Coded, Rule};
use crate::verify::declared;
use crate::{Draft, Request, SignError, Signed, form, multipart, sign};

/// The scheme.
pub(crate) const CODED: Coded = Coded {
    definition: r#"
id = "dropbox-sign"
provider = "Dropbox Sign"
confidence = "M"
facts_from = "Dropbox Sign documentation (recalled)"
notes = "The secret is the API key. Only event_time and event_type are signed, not the rest of the event. Dropbox Sign wants the answer \"Hello API Event Received\"."

[signature]
from = ["json:event.event_hash", "form:json"]

[algorithm]
kind = "hmac"
hash = "sha256"

[message]
parts = "{j:event.event_time}{j:event.event_type}"

[coded]
signs = "event_time and event_type of the event in form field json"

[detect]
user_agent = "HelloSign API"
form = "json=event_hash"

[sample]
content_type = "application/x-www-form-urlencoded"
body = 'json=%7B%22event%22%3A%7B%22event_type%22%3A%22signature_request_sent%22%2C%22event_time%22%3A%221769860800%22%2C%22event_metadata%22%3A%7B%22related_signature_id%22%3Anull%2C%22reported_for_account_id%22%3A%22exampleaccount%22%2C%22reported_for_app_id%22%3Anull%7D%7D%7D'
"#,
    rule: Rule::Whole {
        verify: |request, check| {
            let event = event(request);
            declared(&inside(request, &event), check)
        },
        sign: signed,
        new_secret: None,
    },
};

const FIELD: &str = "json";

/// The event as it stands in the request, and how it is put back.
struct Event<'a> {
    json: Cow<'a, [u8]>,
    stands: Stands,
}

enum Stands {
    /// In a part of a multipart body, between these bytes.
    Part(std::ops::Range<usize>),
    /// In a field of a form.
    Field,
    /// It is the whole body.
    Alone,
}

fn event<'a>(request: &Request<'a>) -> Event<'a> {
    let content_type = request.headers.text("Content-Type").unwrap_or_default();
    if let Some(part) = multipart::part(content_type, request.body, FIELD) {
        return Event {
            json: Cow::Borrowed(&request.body[part.clone()]),
            stands: Stands::Part(part),
        };
    }
    let field = form::value(request.body, FIELD);
    let stands = match field {
        Some(_) => Stands::Field,
        None => Stands::Alone,
    };
    Event {
        json: field.unwrap_or(Cow::Borrowed(request.body)),
        stands,
    }
}

/// The request as if the event were its body.
fn inside<'e>(request: &Request<'e>, event: &'e Event<'_>) -> Request<'e> {
    Request {
        body: &event.json,
        ..*request
    }
}

fn signed(draft: &Draft<'_>) -> Result<Signed, SignError> {
    let event = event(&draft.request);
    let signed = sign::declared(&Draft {
        request: inside(&draft.request, &event),
        // The event has room for one hash.
        secrets: &draft.secrets[..draft.secrets.len().min(1)],
        ..*draft
    })?;
    let body = draft.request.body;
    let put_back = |json: Vec<u8>| match &event.stands {
        Stands::Part(part) => [&body[..part.start], &json, &body[part.end..]].concat(),
        Stands::Field => form::with_value(body, FIELD, &String::from_utf8_lossy(&json)),
        Stands::Alone => json,
    };
    Ok(Signed {
        body: signed.body.map(put_back),
        ..signed
    })
}
