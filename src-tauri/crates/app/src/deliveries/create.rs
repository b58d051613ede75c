//! New deliveries: of an event that somebody wrote, or of captures.

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use bytes::Bytes;
use model::{CaptureId, Endpoint, EndpointId, Manner};
use store::{Added, CaptureRecord, Due, NewEvent};

use crate::contract::CallError;
use crate::contract::deliveries::{
    CreateDelivery, CreatedDeliveries, CreatedEvent, DeliverCaptures, DeliveryTarget, EventBody,
    UrlTarget,
};
use crate::contract::endpoints::{EditEndpoint, NewEndpoint, RevealEndpointSecret};
use crate::record::{headers_of, read};
use crate::{App, endpoints, engine};

/// Events that are stored in one commit.
const SLICE: usize = 200;
/// Longest event type, message id and ordering key.
const LONGEST_WORD: usize = 256;
/// Where the id stands that Standard Webhooks signs.
const STANDARD_IDS: [&str; 2] = ["webhook-id", "svix-id"];

/// Makes an event and its deliveries, due at once.
///
/// # Errors
/// When an endpoint or the capture does not exist, no endpoint wants the event's type, or a part
/// of the event cannot be sent.
pub async fn create(app: &App, argument: CreateDelivery) -> Result<CreatedDeliveries, CallError> {
    let capture = match argument.capture {
        Some(id) => Some(read(app, id).await?),
        None => None,
    };
    check_words(&argument)?;
    let (to, id) = (argument.to.clone(), argument.message_id.clone());
    let event = event(argument, capture.as_ref())?;
    let to = match to {
        DeliveryTarget::Endpoints(ids) => {
            let to = known(app, &ids).await?;
            let schemes = to.iter().filter_map(|endpoint| endpoint.scheme.as_deref());
            check_id(app, id.as_deref(), schemes).await?;
            to
        }
        DeliveryTarget::Url(url) => {
            check_id(app, id.as_deref(), url.scheme.as_deref().into_iter()).await?;
            vec![endpoint_for(app, url).await?]
        }
    };
    let to = wanting(&to, &event.event_type)?;
    let added = app.store().deliveries().add(event, to, Due::Now).await?;
    Ok(created(app, vec![added]))
}

/// What was made, and whether it is delivered now.
pub(crate) fn created(app: &App, added: Vec<Added>) -> CreatedDeliveries {
    let event = |added: Added| CreatedEvent {
        event: added.event,
        message_id: added.message_id,
        deliveries: added.deliveries,
    };
    CreatedDeliveries {
        events: added.into_iter().map(event).collect(),
        is_delivering: engine::is_delivering(app),
    }
}

/// What goes into a header, or stands in lists, is one line of text.
fn check_words(argument: &CreateDelivery) -> Result<(), CallError> {
    let words = [
        ("event_type", Some(&argument.event_type)),
        ("message_id", argument.message_id.as_ref()),
        ("ordering_key", argument.ordering_key.as_ref()),
        ("content_type", argument.content_type.as_ref()),
    ];
    for (field, word) in words {
        let word = word.map_or("", String::as_str);
        if word.len() > LONGEST_WORD || word.chars().any(char::is_control) {
            let message = format!("{field} is one line of at most {LONGEST_WORD} characters");
            return Err(CallError::new(message).at_field(field));
        }
    }
    let id = argument.message_id.as_deref().unwrap_or("msg");
    match !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_graphic()) {
        true => Ok(()),
        false => Err(CallError::new(
            "a message id goes into a header: use letters, digits and signs without spaces, or leave it out",
        )
        .at_field("message_id")),
    }
}

/// Standard Webhooks signs `id.timestamp.body`: an id with a dot could be read in two ways.
///
/// # Errors
/// When one of the schemes signs the id so, and the id has a dot.
async fn check_id<'s>(
    app: &App,
    id: Option<&str>,
    schemes: impl Iterator<Item = &'s str>,
) -> Result<(), CallError> {
    let Some(id) = id.filter(|id| id.contains('.')) else {
        return Ok(());
    };
    for scheme in schemes {
        let scheme = crate::schemes::of_id(app, scheme).await?;
        let header = scheme.event_id_header().unwrap_or_default();
        let is_standard = STANDARD_IDS
            .iter()
            .any(|name| name.eq_ignore_ascii_case(header));
        if is_standard && scheme.verifies_by(header) {
            let message = format!(
                "the message id {id} has a dot, which {} puts behind the id when it signs: use one without",
                scheme.id()
            );
            return Err(CallError::new(message).at_field("message_id"));
        }
    }
    Ok(())
}

fn event(argument: CreateDelivery, capture: Option<&CaptureRecord>) -> Result<NewEvent, CallError> {
    let body = argument.body.map(bytes).transpose()?;
    if body.is_none() && capture.is_none() {
        let message = "an event needs a body: give one, or the capture whose body it has";
        return Err(CallError::new(message).at_field("body"));
    }
    let content_type = argument.content_type.filter(|text| !text.is_empty());
    let content_type = content_type
        .or_else(|| body.as_deref().map(|body| media_type(body).to_owned()))
        .or_else(|| capture.and_then(content_type_of))
        .unwrap_or_default();
    let own_type = Some(argument.event_type).filter(|text| !text.is_empty());
    let event_type = own_type.or_else(|| capture?.capture.event_type.clone());
    Ok(NewEvent {
        message_id: argument.message_id,
        event_type: event_type.unwrap_or_default(),
        ordering_key: argument.ordering_key.filter(|key| !key.is_empty()),
        capture: argument.capture,
        content_type,
        body,
        resign: true,
    })
}

fn bytes(body: EventBody) -> Result<Bytes, CallError> {
    match body {
        EventBody::Text(text) => Ok(text.into()),
        EventBody::B64(text) => {
            let wrong = |error| CallError::new(format!("the body is no base64: {error}"));
            let bytes = BASE64_STANDARD.decode(text).map_err(wrong);
            Ok(bytes.map_err(|error| error.at_field("body"))?.into())
        }
    }
}

fn media_type(body: &[u8]) -> &'static str {
    match std::str::from_utf8(body) {
        Ok(text) if serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok() => {
            "application/json"
        }
        Ok(_) => "text/plain; charset=utf-8",
        Err(_) => "application/octet-stream",
    }
}

fn content_type_of(capture: &CaptureRecord) -> Option<String> {
    let headers = headers_of(&capture.head);
    headers.text("content-type").map(ToOwned::to_owned)
}

/// The endpoints of these ids, each once.
async fn known(app: &App, ids: &[EndpointId]) -> Result<Vec<Endpoint>, CallError> {
    let mut found: Vec<Endpoint> = Vec::new();
    for &id in ids {
        if found.iter().all(|endpoint| endpoint.id != id) {
            found.push(endpoints::existing(app, id).await?);
        }
    }
    match found.is_empty() {
        true => Err(CallError::new("choose at least one endpoint").at_field("to")),
        false => Ok(found),
    }
}

/// Those that want events of this type.
fn wanting(to: &[Endpoint], event_type: &str) -> Result<Vec<EndpointId>, CallError> {
    let wants = |endpoint: &&Endpoint| endpoint.manner.wants(event_type);
    let wanting: Vec<EndpointId> = to
        .iter()
        .filter(wants)
        .map(|endpoint| endpoint.id)
        .collect();
    if !wanting.is_empty() {
        return Ok(wanting);
    }
    let names: Vec<&str> = to.iter().map(|endpoint| &*endpoint.name).collect();
    let typed = match event_type {
        "" => "events without a type".to_owned(),
        event_type => format!("events of the type {event_type}"),
    };
    let message = format!(
        "{} does not want {typed}: choose another type, or change its event types",
        names.join(", ")
    );
    Err(CallError::new(message).at_field("event_type"))
}

/// Delivers captures, in the order given: each becomes an event.
///
/// # Errors
/// When a capture or an endpoint does not exist, or one that shall be signed for has no scheme;
/// what was stored before that stays.
pub async fn deliver_captures(
    app: &App,
    argument: DeliverCaptures,
) -> Result<CreatedDeliveries, CallError> {
    let to = known(app, &argument.endpoints).await?;
    let unsigned = to.iter().find(|endpoint| endpoint.scheme.is_none());
    if let (true, Some(endpoint)) = (argument.resign, unsigned) {
        let message = format!(
            "{} has no scheme to sign with: give it one, or send the bytes as they came",
            endpoint.name
        );
        return Err(CallError::new(message).at_field("resign"));
    }
    let mut added = Vec::new();
    for slice in argument.captures.chunks(SLICE) {
        let mut events = Vec::new();
        for &id in slice {
            let event = captured(app, id, argument.resign).await?;
            let wanting = to.iter().filter(|it| it.manner.wants(&event.event_type));
            let ids: Vec<EndpointId> = wanting.map(|endpoint| endpoint.id).collect();
            if !ids.is_empty() {
                events.push((event, ids));
            }
        }
        added.extend(app.store().deliveries().add_many(events).await?);
    }
    Ok(created(app, added))
}

async fn captured(app: &App, id: CaptureId, resign: bool) -> Result<NewEvent, CallError> {
    let record = read(app, id).await?;
    Ok(NewEvent {
        message_id: None,
        event_type: record.capture.event_type.clone().unwrap_or_default(),
        ordering_key: None,
        capture: Some(id),
        content_type: content_type_of(&record).unwrap_or_default(),
        body: None,
        resign,
    })
}

/// The endpoint with this URL, scheme, schedule and, where they are named, these secrets: one that
/// is there, or a new one. What is signed with a secret is signed with no other one.
///
/// # Errors
/// As for a new endpoint.
pub async fn endpoint_for(app: &App, target: UrlTarget) -> Result<Endpoint, CallError> {
    let url = endpoints::url(&target.url)?;
    let usual = Manner::default();
    let schedule = target.schedule.clone().unwrap_or(usual.schedule.clone());
    let same = |endpoint: &Endpoint| {
        // An emulated provider's endpoint is its own to change.
        endpoint.emulation.is_none()
            && endpoint.url == url
            && endpoint.scheme == target.scheme
            && endpoint.manner.schedule == schedule.trim()
            && profile_of(endpoint) == target.delivered_by
    };
    let all = app.store().endpoints().list().await?;
    let mut found = None;
    for endpoint in all.into_iter().filter(same) {
        if found.is_none() && has_secrets(app, &endpoint, &target.secrets).await {
            found = Some(endpoint);
        }
    }
    match found {
        Some(endpoint) => reused(app, endpoint, target.speed).await,
        None => {
            let new = NewEndpoint {
                name: String::new(),
                url,
                scheme: target.scheme,
                secrets: target.secrets,
                manner: Manner {
                    schedule,
                    speed: target.speed.unwrap_or(usual.speed),
                    ..usual
                },
                delivered_by: target.delivered_by,
            };
            Ok(endpoints::add(app, new).await?.endpoint)
        }
    }
}

/// The profile that delivers to it in our stead.
fn profile_of(endpoint: &Endpoint) -> Option<String> {
    endpoint.handed_to.as_ref().map(|to| to.profile.clone())
}

/// An endpoint that is there, with the speed that was asked for.
async fn reused(app: &App, endpoint: Endpoint, speed: Option<u32>) -> Result<Endpoint, CallError> {
    let speed = speed.unwrap_or(endpoint.manner.speed);
    if speed == endpoint.manner.speed {
        return Ok(endpoint);
    }
    let edit = EditEndpoint {
        id: endpoint.id,
        delivered_by: profile_of(&endpoint),
        name: endpoint.name,
        url: endpoint.url,
        scheme: endpoint.scheme,
        manner: Manner {
            speed,
            ..endpoint.manner
        },
        add_secrets: Vec::new(),
        remove_secrets: Vec::new(),
    };
    Ok(endpoints::edit(app, edit).await?.endpoint)
}

/// Whether an endpoint signs with these secrets and no others; whichever it has where none is named.
async fn has_secrets(app: &App, endpoint: &Endpoint, wanted: &[String]) -> bool {
    let wanted: BTreeSet<&String> = wanted.iter().filter(|text| !text.is_empty()).collect();
    if wanted.is_empty() {
        return true;
    }
    let known = known_secrets(app, endpoint).await;
    let known: BTreeSet<&String> = known.iter().collect();
    wanted == known
}

async fn known_secrets(app: &App, endpoint: &Endpoint) -> Vec<String> {
    let mut known = Vec::new();
    for secret in &endpoint.secrets {
        let wanted = RevealEndpointSecret {
            endpoint: endpoint.id,
            id: secret.id,
        };
        // A locked one cannot be compared.
        if let Ok(revealed) = endpoints::reveal_secret(app, wanted).await {
            known.push(revealed.text);
        }
    }
    known
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_says_itself_what_it_is() {
        assert_eq!(media_type(b"{\"a\":1}"), "application/json");
        assert_eq!(media_type(b"hello"), "text/plain; charset=utf-8");
        assert_eq!(media_type(&[0xff, 0x00]), "application/octet-stream");
    }
}
