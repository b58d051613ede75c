//! Events of AgentMessage: their types, and the body that goes out. Pure.

use model::Timestamp;

use crate::python::{self, Json, Numbers};

/// What the delivered id of an event begins with.
const PREFIX: &str = "evt_";
/// The event of a test; nobody subscribes to it.
pub const TEST: &str = "webhook.test";

/// Every event that can be subscribed to.
pub const TYPES: [&str; 18] = [
    "brand.vetted",
    "brand.vetting_failed",
    "campaign.approved",
    "campaign.rejected",
    "campaign.shared",
    "wallet.balance_low",
    "wallet.balance_zero",
    "subscription.past_due",
    "subscription.canceled",
    "api_key.created",
    "api_key.rotated",
    "api_key.revoked",
    "phone_number.bulk_order.completed",
    "phone_number.campaign.assigned",
    "consent_pending.confirmed",
    "consent_pending.expired",
    "lookup.completed",
    TEST,
];

/// Whether an endpoint may subscribe to this.
pub fn is_subscribable(event_type: &str) -> bool {
    is_known(event_type) && event_type != TEST
}

/// Whether there are such events.
pub fn is_known(event_type: &str) -> bool {
    TYPES.contains(&event_type)
}

/// The id as it is delivered, whether it was given with its prefix or not.
pub fn event_id(id: &str) -> String {
    format!("{PREFIX}{}", id.strip_prefix(PREFIX).unwrap_or(id))
}

/// What is delivered, but for its id.
#[derive(Debug, Clone, Copy)]
pub struct Content<'a> {
    /// Type of the event.
    pub event_type: &'a str,
    /// Version that the endpoint was made for.
    pub api_version: &'a str,
    /// When the event came about.
    pub created_at: Timestamp,
    /// Its data: JSON.
    pub data: &'a str,
}

/// The body of a delivery: compact JSON, the data as it is.
pub fn body(id: &str, content: &Content<'_>) -> String {
    let fields = [
        ("id", Json::text(event_id(id))),
        ("type", Json::text(content.event_type)),
        ("api_version", Json::text(content.api_version)),
        ("created_at", Json::text(seconds(content.created_at))),
        ("data", python::read(content.data).unwrap_or(Json::Null)),
    ];
    let fields = fields.map(|(name, value)| (name.to_owned(), value));
    python::write(&Json::Object(fields.into()), Numbers::AsSpelled)
}

/// A time as it writes all times: whole seconds, ended with `Z`.
pub fn seconds(at: Timestamp) -> String {
    let whole = Timestamp::from_unix_seconds(at.unix_seconds()).to_string();
    whole.replace(".000000Z", "Z")
}

#[cfg(test)]
mod tests {
    use model::{Headers, Secret};
    use signing::{Draft, Request};

    use super::*;
    use crate::Provider;
    use crate::agentmessage::secret::{KeyForm, signing_secret};

    const ID: &str = "0190a1b2-c3d4-7e5f-a6b7-c8d9e0f1a2b3";
    const SECRET: &str = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    fn documented() -> String {
        let content = Content {
            event_type: "brand.vetted",
            api_version: "2026-04-01",
            created_at: "2026-04-29T14:35:00.9Z".parse().unwrap(),
            data: r#"{ "brand_id": "b_1" }"#,
        };
        body(ID, &content)
    }

    fn signed(form: KeyForm) -> String {
        let secrets = [signing_secret(&Secret::new(SECRET), form)];
        let body = documented();
        let draft = Draft {
            scheme: signing::catalogue()
                .get(Provider::AgentMessage.scheme())
                .unwrap(),
            secrets: &secrets,
            request: Request {
                method: "POST",
                url: "",
                headers: &Headers::default(),
                body: body.as_bytes(),
            },
            now: Timestamp::from_unix_seconds(1_777_474_500),
            entropy: [0; 16],
        };
        let signed = signing::sign(&draft).unwrap();
        let signature = signed.headers.text("X-AmCore-Signature");
        signature.unwrap().to_owned()
    }

    #[test]
    fn the_documented_body_comes_out_to_the_byte() {
        assert_eq!(
            documented(),
            r#"{"id":"evt_0190a1b2-c3d4-7e5f-a6b7-c8d9e0f1a2b3","type":"brand.vetted","api_version":"2026-04-01","created_at":"2026-04-29T14:35:00Z","data":{"brand_id":"b_1"}}"#
        );
        assert_eq!(event_id(&event_id(ID)), event_id(ID));
    }

    #[test]
    fn a_newline_stands_between_time_and_body_and_the_key_is_decoded() {
        assert_eq!(
            signed(KeyForm::Decoded),
            "t=1777474500,v1=370f003d393309ed578c3fcdcc82fb6a0d12bf936ad3c07420e21a7d3f248ffc"
        );
    }

    #[test]
    fn the_key_is_the_text_itself_where_that_is_switched_on() {
        assert_eq!(
            signed(KeyForm::Text),
            "t=1777474500,v1=7b12f7b28ae71c4722e2db85102ae9e4ace662014dd6fd03bbc5161beb15b152"
        );
    }

    #[test]
    fn the_test_event_is_known_and_cannot_be_subscribed_to() {
        assert!(is_known(TEST) && !is_subscribable(TEST));
        assert!(is_subscribable("lookup.completed") && !is_known("brand.*"));
    }
}
