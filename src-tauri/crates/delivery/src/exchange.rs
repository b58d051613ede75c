//! What one exchange has come to so far.
//!
//! It is noted as it happens, so that an exchange which is cut off in the
//! middle keeps what is known of it.

use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use bytes::Bytes;
use wire::exact::Transfer;

use crate::marks::Marks;

/// Why an exchange ended without an answer, before it is put into words.
#[derive(Debug)]
pub(crate) enum Fault {
    /// HTTP does not allow the request: what is wrong with it.
    Unsendable(String),
    /// Something on the way broke.
    Broken(Box<dyn std::error::Error + Send + Sync>),
}

macro_rules! broken_by {
    ($($error:ty),*) => {
        $(impl From<$error> for Fault {
            fn from(error: $error) -> Self {
                Self::Broken(error.into())
            }
        })*
    };
}

broken_by!(
    reqwest::Error,
    hyper::Error,
    Box<dyn std::error::Error + Send + Sync>
);

/// Where an exchange notes what it has come to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Trace<'a> {
    /// Times and stage.
    pub marks: &'a Marks,
    /// What was sent.
    pub record: &'a Record,
}

/// What was sent.
#[derive(Debug, Default)]
pub(crate) struct Record {
    noted: Mutex<Noted>,
    transfer: OnceLock<Transfer>,
}

/// See the fields of the same names in [`crate::Exchange`].
#[derive(Debug, Clone, Default)]
pub(crate) struct Noted {
    pub request_head: Bytes,
    pub exceptions: Vec<String>,
    pub exact: Option<bool>,
    pub request_sha256: Option<[u8; 32]>,
}

impl Record {
    fn lock(&self) -> MutexGuard<'_, Noted> {
        self.noted.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// This head goes out.
    pub(crate) fn head(&self, head: Bytes, exceptions: Vec<String>) {
        let mut noted = self.lock();
        noted.request_head = head;
        noted.exceptions = exceptions;
    }

    /// The request that goes out byte for byte: what is sent of it will be asked at the end.
    pub(crate) fn transfer(&self, transfer: Transfer) {
        // There is one for each exchange, on whichever connection it goes out.
        let _ = self.transfer.set(transfer);
    }

    /// What was noted, and what was sent until now.
    pub(crate) fn take(self) -> Noted {
        let sent = self.transfer.get().map(Transfer::sent);
        let mut noted = self
            .noted
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(sent) = sent.filter(|sent| sent.bytes > 0) {
            noted.exact = Some(sent.head_equal && sent.body_equal);
            noted.request_sha256 = Some(sent.sha256);
        }
        noted
    }
}
