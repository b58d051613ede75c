//! The crate from outside: a server on loopback, clients that write bytes.

#![expect(
    clippy::unwrap_used,
    reason = "these are all tests, helpers included: what fails to be there fails the test"
)]

#[cfg(unix)]
mod descriptors;
mod exact;
mod framing;
mod hangup;
mod heads;
mod http2;
mod limits;
mod shutdown;
mod support;
