//! Providers as the user reaches them, their logs, and redeliveries through them.

use model::{Headers, RedeliveryId, Timestamp};
pub use providers::Again;
pub use providers::skyvern::SkyvernReplay;
pub use providers::{
    CheckVerdict, EditProfile, EndpointAnswer, EndpointCall, EndpointCalls, EndpointDeed,
    EndpointField, NewProfile, ProfileCheck, ProfileRow, ProviderCall, ProviderDelivery,
    ProviderEndpoint, ProviderEndpoints, ProviderInfo, ProviderOutcome, ProviderPage, Redelivery,
    RedeliveryOutcome, RedeliveryRefusal, RefusalReason, Replay, Setting,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::CallError;

/// Names a profile.
#[derive(Debug, Deserialize, TS)]
pub struct OneProfile {
    /// Its name.
    pub name: String,
}

/// Asks a provider to send something again.
#[derive(Debug, Default, Deserialize, TS)]
pub struct Redeliver {
    /// Name of the profile.
    pub profile: String,
    /// The provider's id of what is sent again.
    pub id: String,
    /// How it is asked, and what is known of it.
    #[serde(flatten)]
    pub with: RedeliverWith,
    /// Its event, where the provider's log told it: what arrives is recognized by it.
    #[ts(optional)]
    pub event_id: Option<String>,
    /// Where it goes, where the provider's log told it.
    #[ts(optional)]
    pub url: Option<String>,
}

/// How something is asked to be sent again.
#[derive(Debug, Clone, Default, Deserialize, TS)]
pub struct RedeliverWith {
    /// Where to, instead of where it went.
    #[ts(optional)]
    pub webhook_url: Option<String>,
    /// Why, for providers that record it.
    #[ts(optional)]
    pub reason: Option<String>,
    /// On whose behalf, for credentials of several organizations.
    #[ts(optional)]
    pub organization: Option<String>,
    /// As what, for providers that have a call for either.
    #[ts(optional)]
    pub again: Option<Again>,
}

/// Asks for a page of a provider's log.
#[derive(Debug, Default, Deserialize, TS)]
pub struct ListProviderDeliveries {
    /// Name of the profile.
    pub profile: String,
    /// What the page before told; the first page without.
    #[ts(optional)]
    pub cursor: Option<String>,
    /// Of which run, for providers that list by run.
    #[ts(optional)]
    pub of: Option<String>,
}

/// Names a delivery in a provider's log.
#[derive(Debug, Deserialize, TS)]
pub struct OneProviderDelivery {
    /// Name of the profile.
    pub profile: String,
    /// The provider's id.
    pub id: String,
}

/// Asks for a page of the endpoints that a provider keeps.
#[derive(Debug, Default, Deserialize, TS)]
pub struct ListProviderEndpoints {
    /// Name of the profile.
    pub profile: String,
    /// What the page before told; the first page without.
    #[ts(optional)]
    pub cursor: Option<String>,
}

/// Has a provider change its endpoints.
#[derive(Debug, Deserialize, TS)]
pub struct ChangeProviderEndpoint {
    /// Name of the profile.
    pub profile: String,
    /// What is done.
    pub deed: EndpointDeed,
}

/// Asks what a call would be, without making it.
#[derive(Debug, Deserialize, TS)]
pub struct PreviewCall {
    /// Name of the profile.
    pub profile: String,
    /// The call.
    pub call: PlannedCall,
    /// Whether the credential is shown in it; else it is a blank.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub show_key: bool,
}

/// A call that is about to be made.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PlannedCall {
    /// To send something again.
    Redeliver {
        /// The provider's id.
        id: String,
        /// How it is asked.
        #[serde(flatten)]
        with: RedeliverWith,
        /// Its event, where the provider's log told it: otherwise it may be asked for first.
        #[ts(optional)]
        event_id: Option<String>,
    },
    /// For a page of the provider's log.
    List {
        /// What the page before told.
        #[ts(optional)]
        cursor: Option<String>,
        /// Of which run, for providers that list by run.
        #[ts(optional)]
        of: Option<String>,
    },
    /// For one delivery.
    Delivery {
        /// The provider's id.
        id: String,
    },
    /// Whether the profile works.
    Check,
    /// For something about endpoints.
    Endpoint {
        /// What is done.
        deed: EndpointDeed,
    },
}

/// A request as it would go out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PreviewedRequest {
    /// Method.
    pub method: String,
    /// Absolute URL.
    pub url: String,
    /// Every header field in the order in which it is written.
    pub headers: Headers,
    /// Names of the fields whose value is a blank here.
    pub hidden: Vec<String>,
    /// The body as text.
    pub body: String,
    /// The same as a command for a shell.
    pub curl: String,
}

/// Asks a provider to send much again: what is named, or else what a filter finds in its log.
#[derive(Debug, Default, Deserialize, TS)]
pub struct RedeliverMany {
    /// Name of the profile.
    pub profile: String,
    /// What is named.
    #[serde(default)]
    #[ts(optional, as = "Option<Vec<RedeliverOne>>")]
    pub deliveries: Vec<RedeliverOne>,
    /// What finds them, when none is named.
    #[ts(optional)]
    pub filter: Option<LogFilter>,
    /// How they are asked for.
    #[serde(flatten)]
    pub with: RedeliverWith,
}

/// One of many.
#[derive(Debug, Clone, Default, Deserialize, TS)]
pub struct RedeliverOne {
    /// The provider's id.
    pub id: String,
    /// Its event, where the provider's log told it.
    #[ts(optional)]
    pub event_id: Option<String>,
    /// Where it goes, where the provider's log told it.
    #[ts(optional)]
    pub url: Option<String>,
}

/// Finds deliveries in a provider's log; what is absent does not matter.
#[derive(Debug, Clone, Default, Deserialize, TS)]
pub struct LogFilter {
    /// How far they came.
    #[ts(optional)]
    pub outcome: Option<OutcomeKind>,
    /// Type of their event.
    #[ts(optional)]
    pub event_type: Option<String>,
    /// Not older than this.
    #[ts(optional)]
    pub since: Option<Timestamp>,
    /// Not newer than this.
    #[ts(optional)]
    pub until: Option<Timestamp>,
    /// Of which run, for providers that list by run.
    #[ts(optional)]
    pub of: Option<String>,
    /// At most so many; a thousand when absent.
    #[ts(optional)]
    pub limit: Option<u32>,
}

/// How far a delivery came, without words of the provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum OutcomeKind {
    /// The receiver took it.
    Succeeded,
    /// It failed, and will be tried again.
    Retrying,
    /// It failed for good.
    Failed,
    /// It was not tried yet.
    Pending,
}

/// Names many redeliveries that this process asks for.
#[derive(Debug, Deserialize, TS)]
pub struct OneRedeliveryBatch {
    /// Their number.
    pub batch: u32,
}

/// How far many redeliveries are.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
pub struct RedeliveryBatch {
    /// Their number, in this process.
    pub batch: u32,
    /// Name of the profile.
    pub profile: String,
    /// How many are to be asked for; `None` while the log is searched.
    pub total: Option<u32>,
    /// How many were asked for.
    pub done: u32,
    /// How many of them the provider sends again.
    pub accepted: u32,
    /// How many it refused.
    pub refused: u32,
    /// How many came to nothing that is known.
    pub failed: u32,
    /// Until when the provider wants to be left alone.
    pub waiting_until: Option<Timestamp>,
    /// Whether nothing more will be asked for.
    pub finished: bool,
    /// Whether the user ended it.
    pub cancelled: bool,
    /// What ended it early.
    pub problem: Option<String>,
    /// The same, as it is told within this process.
    #[serde(skip)]
    #[ts(skip)]
    pub error: Option<CallError>,
    /// What was asked for, in order.
    pub rows: Vec<RedeliveryBatchRow>,
}

/// One of many redeliveries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RedeliveryBatchRow {
    /// The provider's id.
    pub id: String,
    /// The redelivery; `None` when it could not be asked for.
    pub redelivery: Option<RedeliveryId>,
    /// Whether the provider sends it again.
    pub accepted: bool,
    /// What came of it, in words.
    pub words: String,
}
