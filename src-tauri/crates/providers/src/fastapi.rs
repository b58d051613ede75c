//! How services that are written with FastAPI refuse: `detail`, and faults in Pydantic's words.
//!
//! Only what every such service shares. Which fields there are, and what they may be, is said by
//! the provider that is played.

mod body;
mod fault;
mod fields;
mod paths;
mod refusal;

pub use body::json;
pub use fault::{Fault, Place};
pub use fields::{Fields, as_integer, query_integer};
pub use paths::{decoded, guarded};
pub use refusal::Refusal;
