//! How a command ended, and the exit code that tells scripts.
//!
//! 0 done, 1 the answer is no, 2 wrong use or bad input, 3 something broke.

use std::io;
use std::process::ExitCode;

use app::contract::ErrorOrigin;
use app::{CallError, EmulationError, StartError};

/// A command that did its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It is done, or the answer is yes.
    Done,
    /// The answer is no: rejected, or a delivery failed.
    No,
}

impl Outcome {
    /// [`Outcome::Done`] when `yes`.
    pub const fn from_answer(yes: bool) -> Self {
        if yes { Self::Done } else { Self::No }
    }
}

/// A command that could not do its work.
#[derive(Debug, PartialEq, Eq)]
pub enum Failure {
    /// Wrong use or bad input: what, which, and what to do.
    Usage(String),
    /// Whoever was asked said no: who, and why.
    Refused(String),
    /// Something broke: what, which, and what to do.
    Broken(String),
    /// Nobody reads our output any more: a reason to end, not a fault.
    OutputClosed,
}

/// How a command ended.
pub type Ended = Result<Outcome, Failure>;

impl Failure {
    /// Wrong use or bad input.
    pub fn usage(message: impl std::fmt::Display) -> Self {
        Self::Usage(message.to_string())
    }

    /// Something broke.
    pub fn broken(message: impl std::fmt::Display) -> Self {
        Self::Broken(message.to_string())
    }

    /// Our output could not be written.
    pub fn output(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::OutputClosed,
            _ => Self::Broken(format!("the output cannot be written: {error}")),
        }
    }
}

impl From<CallError> for Failure {
    fn from(error: CallError) -> Self {
        match error.origin() {
            ErrorOrigin::Argument => Self::Usage(error.message),
            ErrorOrigin::Provider => Self::Refused(error.message),
            ErrorOrigin::Fault => Self::Broken(error.message),
        }
    }
}

impl From<StartError> for Failure {
    fn from(error: StartError) -> Self {
        match error {
            StartError::Target(error) => Self::usage(error),
            StartError::Emulations(EmulationError::Provider(error)) => Self::usage(error),
            StartError::Store(_) | StartError::Emulations(_) | StartError::Sender(_) => {
                Self::broken(error)
            }
        }
    }
}

/// Says what went wrong on stderr and gives the exit code.
pub fn report(ended: &Ended) -> ExitCode {
    if let Err(Failure::Usage(message) | Failure::Refused(message) | Failure::Broken(message)) =
        ended
    {
        crate::output::text::note(&format!("error: {message}"));
    }
    ExitCode::from(code(ended))
}

const fn code(ended: &Ended) -> u8 {
    match ended {
        Ok(Outcome::Done) | Err(Failure::OutputClosed) => 0,
        Ok(Outcome::No) | Err(Failure::Refused(_)) => 1,
        Err(Failure::Usage(_)) => 2,
        Err(Failure::Broken(_)) => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_end_has_the_code_that_scripts_know() {
        assert_eq!(code(&Ok(Outcome::from_answer(true))), 0);
        assert_eq!(code(&Ok(Outcome::from_answer(false))), 1);
        assert_eq!(code(&Err(Failure::Refused("x".into()))), 1);
        assert_eq!(code(&Err(Failure::usage("x"))), 2);
        assert_eq!(code(&Err(Failure::broken("x"))), 3);
    }

    #[test]
    fn a_reader_that_goes_away_is_no_fault() {
        let closed = Failure::output(&io::Error::from(io::ErrorKind::BrokenPipe));
        assert_eq!(closed, Failure::OutputClosed);
        assert_eq!(code(&Err(closed)), 0);
        let full = Failure::output(&io::Error::from(io::ErrorKind::StorageFull));
        assert_eq!(code(&Err(full)), 3);
    }
}
