//! What InstaVM answers, field by field in its order. What is absent is null and never left out.

use model::Timestamp;
use serde::Serialize;

use super::records::Endpoint;
use crate::stage::time;

/// A time as Pydantic writes one in UTC: no fraction when it is zero.
pub fn when(at: Timestamp) -> String {
    format!("{}Z", time::python_naive(at))
}

/// `WebhookDeliveryResponse`.
#[derive(Debug, Serialize)]
pub struct DeliveryAnswer {
    pub id: String,
    pub endpoint_id: String,
    pub user_id: i64,
    pub event_id: Option<String>,
    pub event_type: String,
    pub event_group: Option<String>,
    pub status: Status,
    pub scheduled_attempt: usize,
    pub next_retry_at: Option<String>,
    pub last_attempt_at: Option<String>,
    pub delivered_at: Option<String>,
    pub final_http_status: Option<u16>,
    pub error_message: Option<String>,
    pub replay_of_delivery_id: Option<String>,
    pub created_at: String,
    pub updated_at: String,
}

/// How far a delivery is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It waits for its first attempt.
    Pending,
    /// It did not arrive, and is tried again.
    Retrying,
    /// It arrived.
    Delivered,
    /// It did not arrive, and is not tried again.
    Failed,
}

impl Status {
    /// Its word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Retrying => "retrying",
            Self::Delivered => "delivered",
            Self::Failed => "failed",
        }
    }
}

/// A part of a list, newest first.
#[derive(Debug, Serialize)]
pub struct Page {
    /// The part.
    pub items: Vec<DeliveryAnswer>,
    /// What asks for the part after it.
    pub next_cursor: Option<String>,
}

/// An endpoint.
#[derive(Debug, Serialize)]
pub struct EndpointAnswer {
    id: String,
    user_id: i64,
    url: String,
    description: Option<String>,
    event_patterns: Vec<String>,
    timeout_seconds: u32,
    max_retries: u32,
    enabled: bool,
    status: &'static str,
    secret_hint: String,
    verified_at: Option<String>,
    created_at: String,
    updated_at: String,
}

impl EndpointAnswer {
    /// The answer for an endpoint of this user, which the engine has enabled or not.
    pub fn new(endpoint: Endpoint, user_id: i64, enabled: bool) -> Self {
        Self {
            id: endpoint.id,
            user_id,
            url: endpoint.url,
            description: endpoint.description,
            event_patterns: endpoint.event_patterns,
            timeout_seconds: endpoint.timeout_seconds,
            max_retries: endpoint.max_retries,
            enabled,
            status: if enabled { "active" } else { "disabled" },
            secret_hint: endpoint.secret_hint,
            verified_at: endpoint.verified_at.map(when),
            created_at: when(endpoint.created_at),
            updated_at: when(endpoint.updated_at),
        }
    }
}

/// An endpoint with a secret that is told once.
#[derive(Debug, Serialize)]
pub struct EndpointSecretAnswer {
    /// The endpoint.
    #[serde(flatten)]
    pub endpoint: EndpointAnswer,
    /// What its webhooks are signed with.
    pub secret: String,
}

/// A session, of which only the id is played.
#[derive(Debug, Serialize)]
pub struct SessionAnswer {
    /// Its id.
    pub session_id: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_as_pydantic_writes_them() {
        assert_eq!(
            when(Timestamp(1_760_000_000_000_500)),
            "2025-10-09T08:53:20.000500Z"
        );
        assert_eq!(
            when(Timestamp(1_760_000_000_000_000)),
            "2025-10-09T08:53:20Z"
        );
    }
}
