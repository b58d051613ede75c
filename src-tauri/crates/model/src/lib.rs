//! The words of Hookwright as plain data.
//!
//! Everything the other crates talk about: ids, time, exact headers, captures,
//! verdicts with their evidence, sources, attempts, and the filter language.
//! No I/O, no clock of its own but [`Clock`], no knowledge of storage.

mod attempt;
mod capture;
mod clock;
mod diagnosis;
mod evidence;
mod filter;
mod handshake;
mod headers;
mod id;
mod notice;
mod secret;
mod source;
mod time;
mod verdict;

pub use attempt::{Attempt, AttemptAnswer, AttemptFailure, FailureKind, SendMode, Timing, Trigger};
pub use capture::{Answer, Capture, CaptureFlag, HttpVersion, Origin};
pub use clock::Clock;
pub use diagnosis::{Cause, CauseStep, Diagnosis, Hint, Mend, Proof, ProofBytes, SecretChange};
pub use evidence::{
    ClaimCheck, Comparison, Evidence, FoundSignature, FuturePolicy, KeyUrl, ParsedPart, SecretRef,
    SegmentKind, SignedContent, SignedSegment, TimestampCheck, Verification,
};
pub use filter::{Filter, FilterError, Term, TermKind};
pub use handshake::{CaptureHandshake, HandshakeOutcome, HandshakeValueInfo};
pub use headers::{Header, Headers};
pub use id::{AttemptId, CaptureId, IdError, OrganizationId, SecretId, SourceId};
pub use notice::{Notice, Topic};
pub use secret::{Secret, SecretInfo};
pub use source::{
    NameError, ResponseRule, ResponseStep, ResponseStepError, Source, SourceName, UNSORTED,
};
pub use time::{Timestamp, TimestampError};
pub use verdict::{Reason, Verdict};
