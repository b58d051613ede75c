//! Everything a shell may ask for, declared once.

pub mod captures;
pub mod receiver;
pub mod replay;
pub mod signatures;
pub mod sources;

use serde::Serialize;
use ts_rs::TS;

/// A refusal as shells show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CallError {
    /// A code, only where a screen acts on it; else `failed`.
    pub code: String,
    /// What happened, then what helps.
    pub message: String,
}

/// The argument of commands that need none.
#[derive(Debug, Default, serde::Deserialize, TS)]
pub struct Nothing {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draft() {
        let config = ts_rs::Config::new().with_out_dir("../../../ui/src/core/generated").with_large_int("number");
        macro_rules! out { ($($t:ty),* $(,)?) => { $( <$t as TS>::export_all(&config).unwrap(); )* } }
        out!(captures::PageCaptures, captures::OutlineCaptures, captures::CaptureOutline, captures::SearchCaptures, captures::FoundCaptures,
          captures::NewerCaptures, captures::NewerCount, captures::CaptureCounts, captures::OneCapture, captures::CaptureDetail, captures::PinCaptures,
          captures::SomeCaptures, captures::TouchedCaptures, captures::CopyCapture, captures::CopiedText, receiver::ReceiverStatus, receiver::ListenOn,
          receiver::Settings, receiver::About, replay::StartReplay, replay::ReplayRun, replay::OneRun, replay::PageAttempts, model::Attempt,
          replay::OneAttempt, replay::AttemptDetail, replay::SendTest, replay::SentTest, signatures::SchemeSummary, signatures::TrySignature,
          signatures::SaveScheme, sources::SourceOverview, sources::NewSource, sources::EditSource, sources::OneSource, sources::PauseSource,
          sources::RevealSecret, sources::RevealedSecret, CallError, Nothing, model::Notice, model::Verification, model::Source);
    }
}
