//! What providers were asked through profiles, each call with its exchange.

use model::{
    Attempt, AttemptAnswer, Headers, ProviderCallId, ProviderCallKind, ProviderOperation, Timestamp,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::redeliveries::RedeliveryRow;

/// Asks for a page, newest first.
#[derive(Debug, Clone, Default, Deserialize, TS)]
pub struct PageProviderCalls {
    /// Of one profile only.
    #[ts(optional)]
    pub profile: Option<String>,
    /// Of one kind only.
    #[ts(optional)]
    pub kind: Option<ProviderCallKind>,
    /// From this one on, itself included.
    #[ts(optional)]
    pub from: Option<ProviderCallId>,
    /// At most so many; a hundred when absent.
    #[ts(optional)]
    pub limit: Option<u32>,
}

/// Names a call.
#[derive(Debug, Deserialize, TS)]
pub struct OneProviderCall {
    /// Its id.
    pub id: ProviderCallId,
}

/// A call without its bytes.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct ProviderCallRow {
    /// Its id.
    pub id: ProviderCallId,
    /// When it was asked.
    pub at: Timestamp,
    /// Name of the profile.
    pub profile: String,
    /// The provider, by its id.
    pub provider: String,
    /// What kind of call it is.
    pub kind: ProviderCallKind,
    /// What was asked.
    pub operation: ProviderOperation,
    /// What that was about, mostly by the provider's id.
    pub subject: Option<String>,
    /// The exchange; `None` while it is under way, or when the program was ended meanwhile.
    pub attempt: Option<Attempt>,
    /// What became of it, where something was to be sent again.
    pub redelivery: Option<RedeliveryRow>,
}

/// A call with what was said; credentials are taken out. The bodies' bytes are those of its attempt,
/// at `/bytes/attempts/{id}/request` and `/response`.
#[derive(Debug, Serialize, TS)]
pub struct ProviderCallDetail {
    /// The row.
    #[serde(flatten)]
    pub row: ProviderCallRow,
    /// Header fields as they were sent.
    pub request_headers: Headers,
    /// The request's body as text, cut at 64 KiB.
    pub request_text: Option<String>,
    /// Whether only the beginning of the request's body is kept.
    pub request_cut: bool,
    /// The answer.
    pub answer: Option<AttemptAnswer>,
    /// The answer's body as text, cut at 64 KiB.
    pub answer_text: Option<String>,
}

/// A call with all that is kept of it, as files and scripts get it.
#[derive(Debug, Serialize)]
pub struct WholeProviderCall {
    /// The row.
    #[serde(flatten)]
    pub row: ProviderCallRow,
    /// What was asked; `None` while it is under way.
    pub request: Option<WholeRequest>,
    /// What was answered.
    pub response: Option<WholeResponse>,
    /// The request as a command for a shell; the credential is a blank in it.
    pub curl: Option<String>,
}

/// A request with its bytes.
#[derive(Debug, Serialize)]
pub struct WholeRequest {
    /// The head as it was written, credentials taken out.
    pub head_b64: String,
    /// Its fields.
    pub headers: Headers,
    /// The body.
    pub body_b64: String,
    /// Whether that is only its beginning.
    pub cut: bool,
}

/// An answer with its bytes.
#[derive(Debug, Serialize)]
pub struct WholeResponse {
    /// Status code.
    pub status: u16,
    /// Its fields.
    pub headers: Headers,
    /// The body.
    pub body_b64: String,
    /// Whether that is only its beginning.
    pub cut: bool,
}

/// Asks for calls as a file.
#[derive(Debug, Deserialize, TS)]
pub struct ExportProviderCalls {
    /// Of one profile only.
    #[ts(optional)]
    pub profile: Option<String>,
    /// Of one kind only.
    #[ts(optional)]
    pub kind: Option<ProviderCallKind>,
}

/// Calls as a file's text: a JSON line each, with all that is kept.
#[derive(Debug, Serialize, TS)]
pub struct ExportedProviderCalls {
    /// A name for the file.
    pub file_name: String,
    /// Its content.
    pub text: String,
}
