//! Errors of the providers' crate as shells are told them.

use crate::contract::CallError;

/// What the store says counts as the store's, whoever asked it.
pub fn told(error: providers::Error) -> CallError {
    match error {
        providers::Error::Store(error) => error.into(),
        other => other.into(),
    }
}
