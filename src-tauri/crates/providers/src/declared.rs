//! Clients of further providers, each one file of `catalog/`.
//!
//! A file says what is called and how the answer is read, in the language of `definition.rs`; what
//! it cannot say is no business of this module. A provider that has no public call for replays has
//! a file all the same, which says so.

mod answer;
mod catalogue;
mod check;
mod definition;
mod endpoints;
mod fill;
mod paging;
mod request;
mod row;
#[cfg(test)]
mod tests;
mod text;

pub(crate) use catalogue::{Declared, all, find};
pub(crate) use definition::{Auth, Deed, Definition, Endpoints};
pub use definition::{Replay, Setting};
pub(crate) use fill::Blanks;
pub(crate) use request::Unmade;
pub(crate) use text::text_at;
