//! What shells send and get: the argument and the answer of every command.
//!
//! Only data. From these types the TypeScript types of the UI are generated.

pub mod captures;
pub mod receiver;
pub mod replay;
pub mod signatures;
pub mod sources;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A refusal as shells show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CallError {
    /// A code, only where a screen acts on it; else `failed`.
    pub code: String,
    /// What happened, then what helps.
    pub message: String,
}

impl CallError {
    /// A refusal that screens only show.
    #[must_use]
    pub fn new(message: impl Into<String>) -> Self {
        Self::with_code("failed", message)
    }

    /// A refusal that a screen acts on.
    #[must_use]
    pub fn with_code(code: &str, message: impl Into<String>) -> Self {
        Self {
            code: code.to_owned(),
            message: message.into(),
        }
    }
}

impl<E: std::error::Error> From<E> for CallError {
    fn from(error: E) -> Self {
        Self::new(error.to_string())
    }
}

/// The argument of commands that need none, the answer of those that have none.
#[derive(Debug, Default, Serialize, Deserialize, TS)]
pub struct Nothing {}
