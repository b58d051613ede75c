//! What tests of the engine's parts share: a delivery, and an endpoint that exists only here.

use std::sync::Arc;

use bytes::Bytes;
use model::{
    DeliveryId, Endpoint, EndpointId, EventId, Headers, Manner, Secret, Timestamp, Trigger,
};
use store::{DueDelivery, EndpointSet, LiveEndpoint};

use super::recipient::Recipient;

/// When deliveries of tests are made and due.
pub(super) const NOW: Timestamp = Timestamp::from_unix_seconds(1_614_265_330);

pub(super) fn live(manner: Manner) -> LiveEndpoint {
    let endpoint = Endpoint {
        id: EndpointId(1),
        name: "shop".to_owned(),
        url: "http://h/x".to_owned(),
        scheme: None,
        secrets: Vec::new(),
        manner,
        enabled: true,
        disabled_because: None,
        emulation: None,
        handed_to: None,
        created_at: Timestamp(0),
    };
    LiveEndpoint {
        endpoint,
        signing: Vec::new(),
        custom_scheme: None,
    }
}

pub(super) fn recipient_in(manner: Manner) -> Recipient {
    Recipient::new(&EndpointSet::default(), &Arc::new(live(manner)))
}

pub(super) fn recipient(scheme: Option<&str>, signing: Vec<Secret>, headers: Headers) -> Recipient {
    let manner = Manner {
        headers,
        ..Manner::default()
    };
    let mut live = live(manner);
    live.endpoint.scheme = scheme.map(str::to_owned);
    live.signing = signing;
    Recipient::new(&EndpointSet::default(), &Arc::new(live))
}

pub(super) fn due(body: &[u8]) -> DueDelivery {
    DueDelivery {
        delivery: DeliveryId(1),
        endpoint: EndpointId(1),
        event: EventId(1),
        message_id: "msg_p5jXN8AQM9LWM0D4loKWxJek".into(),
        event_type: "invoice.paid".into(),
        content_type: "application/json".into(),
        capture: None,
        resign: true,
        body: Bytes::copy_from_slice(body),
        head: None,
        trigger: Trigger::Scheduled,
        number: 1,
        scheduled: 0,
        due_at: NOW,
        created_at: NOW,
        event_created_at: NOW,
        ordering_key: None,
        failing_since: None,
        failures_in_a_row: 0,
    }
}
