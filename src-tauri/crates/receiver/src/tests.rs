//! The receiver over real sockets, with a store in a temporary folder.
//!
//! A test waits for an answer or for a change of the store, never for a time.

mod answers;
mod captures;
mod forwards;
mod limits;
mod relays;
mod routes;
mod signatures;
mod support;
