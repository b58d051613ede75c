//! What the calls to all providers share: their URLs, and answers that are no success. Pure.

mod asked;
mod refused;
mod said;
mod told;
mod url;

pub(crate) use asked::{with_bearer, with_key};
pub(crate) use refused::refused;
pub(crate) use said::{not_its_answer, text};
pub(crate) use told::words_of;
pub(crate) use url::below;

/// Said where a provider has no log that could be read.
pub(crate) const NO_LIST: &str = "This provider has no call for its deliveries.";
