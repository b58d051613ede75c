//! What B3OS answers, field by field in its order. A field that is not set is left out.

use model::Timestamp;
use serde::Serialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::records::Endpoint;

/// An answer that is a success.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Envelope<T> {
    code: u16,
    data: T,
    message: &'static str,
    request_id: String,
}

impl<T> Envelope<T> {
    /// The data of the answer to this request.
    pub const fn of(data: T, request_id: String) -> Self {
        Self {
            code: 200,
            data,
            message: "success",
            request_id,
        }
    }
}

/// A part of a list, newest first.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Page<T> {
    /// Whether there is more.
    pub has_more: bool,
    /// The part.
    pub items: Vec<T>,
    /// Its size at most.
    pub limit: u32,
    /// Items before it.
    pub offset: u32,
}

/// An endpoint.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EndpointAnswer {
    created_at: Timestamp,
    created_by: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    disabled_at: Option<Timestamp>,
    id: String,
    max_retries: u32,
    name: String,
    organization_id: String,
    status: &'static str,
    subscribed_event_types: Vec<String>,
    updated_at: Timestamp,
    url: String,
}

impl EndpointAnswer {
    /// The answer for an endpoint of this organization, which the engine has enabled or not.
    pub fn new(endpoint: Endpoint, organization_id: &str, is_enabled: bool) -> Self {
        Self {
            created_at: endpoint.created_at,
            created_by: endpoint.created_by,
            description: endpoint.description,
            disabled_at: endpoint.disabled_at.filter(|_| !is_enabled),
            id: endpoint.id,
            max_retries: endpoint.max_retries,
            name: endpoint.name,
            organization_id: organization_id.to_owned(),
            status: if is_enabled { "active" } else { "disabled" },
            subscribed_event_types: endpoint.subscribed_event_types,
            updated_at: endpoint.updated_at,
            url: endpoint.url,
        }
    }
}

/// An endpoint with a secret that is told once.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EndpointSecretAnswer {
    /// The endpoint.
    pub endpoint: EndpointAnswer,
    /// What its webhooks are signed with.
    pub signing_secret: String,
}

/// How far a delivery is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It waits for its first attempt.
    Pending,
    /// It arrived.
    Success,
    /// It did not arrive, and is not tried again.
    Failure,
    /// It did not arrive, and is tried again.
    Retrying,
}

impl Status {
    /// Its word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Success => "success",
            Self::Failure => "failure",
            Self::Retrying => "retrying",
        }
    }
}

/// A delivery.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DeliveryAnswer {
    pub created_at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration_ms: Option<u64>,
    pub endpoint_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error_message: Option<String>,
    pub event_type: String,
    pub execution_id: String,
    pub id: String,
    pub max_retries: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_retry_at: Option<Timestamp>,
    pub organization_id: String,
    /// The exact body that is sent, an object.
    pub request_body: Box<RawValue>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_headers: Option<Map<String, Value>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub response_body: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub response_headers: Option<Map<String, Value>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub response_status: Option<u16>,
    pub retry_count: usize,
    pub run_id: String,
    pub status: Status,
    pub updated_at: Timestamp,
    pub workflow_id: String,
}
