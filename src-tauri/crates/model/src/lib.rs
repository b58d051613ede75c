//! The words of Hookwright as plain data.
//!
//! Everything the other crates talk about: ids, time, exact headers, captures,
//! verdicts with their evidence, sources, attempts, and the filter language.
//! No I/O, no clock of its own but [`Clock`], no knowledge of storage.

mod attempt;
mod capture;
mod clock;
mod delivery;
mod diagnosis;
mod emulation;
mod endpoint;
mod engine;
mod evidence;
mod faults;
mod filter;
mod handshake;
mod headers;
mod id;
mod notice;
mod probe;
mod provider_call;
mod redelivery;
mod run;
mod secret;
mod source;
mod time;
mod verdict;

pub use attempt::{Attempt, AttemptAnswer, AttemptFailure, FailureKind, SendMode, Timing, Trigger};
pub use capture::{Answer, Capture, CaptureFlag, HttpVersion, Origin};
pub use clock::Clock;
pub use delivery::{AttemptDecision, Delivery, DeliveryState, Event, NextStep};
pub use diagnosis::{Cause, CauseStep, Diagnosis, Hint, Mend, Proof, ProofBytes, SecretChange};
pub use emulation::{EmulatedCall, Organization, Trouble, TroubleKind};
pub use endpoint::{Breaker, Endpoint, HandedTo, Manner, Ordering, Route};
pub use engine::{BreakerState, EndpointStatus, EnginePlace, EngineStatus};
pub use evidence::{
    ClaimCheck, Comparison, Evidence, FoundSignature, FuturePolicy, KeyUrl, ParsedPart, SecretRef,
    SegmentKind, SignedContent, SignedSegment, TimestampCheck, Verification,
};
pub use faults::{Fault, FaultMix, FaultMixError};
pub use filter::{Filter, FilterError, Term, TermKind};
pub use handshake::{CaptureHandshake, HandshakeOutcome, HandshakeValueInfo};
pub use headers::{Header, HeaderValue, Headers};
pub use id::{
    ApiKeyId, AttemptId, CallId, CaptureId, DeliveryId, EndpointId, EventId, IdError,
    OrganizationId, ProbeId, ProviderCallId, RecordId, RedeliveryId, RunId, SecretId, SourceId,
};
pub use notice::{Notice, Topic};
pub use probe::{CheckResult, Expected, Finding, ProbeExchange, ProbeReport, ProbeRow, Severity};
pub use provider_call::{ProviderCallKind, ProviderOperation};
pub use redelivery::MatchedBy;
pub use run::{Change, Chosen, Pace, Run, RunOrder, RunPlan, RunState, Template, TimeShift};
pub use secret::{Secret, SecretInfo};
pub use source::{
    ForwardMode, NameError, ResponseRule, ResponseStep, ResponseStepError, Source, SourceName,
    UNSORTED,
};
pub use time::{Timestamp, TimestampError};
pub use verdict::{Reason, Verdict};
