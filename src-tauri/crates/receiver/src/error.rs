//! Why a request could not be taken in, and what its sender is told.

use http::StatusCode;

/// Why nothing of a request was kept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AdmitError {
    /// The store could not take it.
    #[error("the request was not stored: {0}")]
    Store(#[from] store::Error),
}

impl AdmitError {
    /// 507 when the disk is full, else 503: never an answer that says it was kept.
    pub(crate) const fn status(&self) -> StatusCode {
        match self {
            Self::Store(store::Error::Full { .. }) => StatusCode::INSUFFICIENT_STORAGE,
            Self::Store(_) => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// What the sender is told. The store's own words name our folders, which are not the sender's business.
    pub(crate) const fn told(&self) -> &'static str {
        match self {
            Self::Store(store::Error::Full { .. }) => {
                "the receiver's disk is full, nothing was stored: send it again when there is room"
            }
            Self::Store(store::Error::Busy) => {
                "the receiver is busy, nothing was stored: send it again in a moment"
            }
            Self::Store(_) => "the receiver cannot store requests at present: send it again later",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_told_apart_from_a_busy_store() {
        let full = store::Error::Full {
            path: "hookwright.db".into(),
        };
        let error = AdmitError::from(full);
        assert_eq!(error.status(), 507);
        assert!(!error.told().contains("hookwright.db"));
        assert_eq!(AdmitError::from(store::Error::Busy).status(), 503);
        assert_eq!(AdmitError::from(store::Error::Closed).status(), 503);
    }
}
