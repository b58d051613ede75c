//! Probes of handlers: what is asked, how far it is, what was found.

use model::{CaptureId, ProbeId, SourceId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::signatures::{RequestBody, SchemeChoice};

/// Starts a probe.
#[derive(Clone, Deserialize, TS)]
pub struct StartProbe {
    /// URL of the handler.
    pub target: String,
    /// The source whose scheme and secrets are taken where none are named; a capture's own is taken by itself.
    pub source: Option<SourceId>,
    /// The scheme, instead of the source's.
    pub scheme: Option<SchemeChoice>,
    /// The secrets, instead of the source's; of a public-key scheme the private keys.
    pub secrets: Option<Vec<String>>,
    /// The capture whose request variants are made of.
    pub capture: Option<CaptureId>,
    /// The body that variants are made of; without it and without a capture a sample of the provider's.
    pub body: Option<RequestBody>,
    /// The body's `Content-Type`; `null` takes the sample's.
    pub content_type: Option<String>,
    /// That the user agreed to send to a target that is not this machine (else code `remote`).
    pub allow_remote: bool,
}

/// A probe under way or done, kept until the program ends.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ProbeProgress {
    /// Number of the probe in this process.
    pub probe: u32,
    /// URL of the handler.
    pub target: String,
    /// Requests answered.
    pub done: u32,
    /// Requests in all, as far as that can be told yet.
    pub total: u32,
    /// The check under way; empty when there is none.
    pub check: String,
    /// Whether it ended.
    pub finished: bool,
    /// Whether the user ended it.
    pub cancelled: bool,
    /// Milliseconds since it began, until it ended.
    #[ts(type = "number")]
    pub elapsed_ms: u64,
    /// The stored report, once it ended.
    pub report: Option<ProbeId>,
    /// Why there is none although it ended (the store is full).
    pub problem: Option<String>,
}

/// Names a probe of this process.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
pub struct OneProbeRun {
    /// Its number.
    pub probe: u32,
}

/// Stored probes, newest first.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
pub struct PageProbes {
    /// First probe of the page, itself included.
    pub from: Option<ProbeId>,
    /// At most this many.
    pub limit: u32,
}

/// Names a stored probe.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
pub struct OneProbe {
    /// Its id.
    pub id: ProbeId,
}

/// Asks for a report as a file.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
pub struct ExportProbe {
    /// Its id.
    pub id: ProbeId,
    /// In which form.
    pub format: ProbeFormat,
}

/// Forms of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ProbeFormat {
    /// For people and tickets.
    Markdown,
    /// For programs.
    Json,
}

/// A report as a file's text.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ExportedProbe {
    /// A name for the file.
    pub file_name: String,
    /// Its content.
    pub text: String,
}
