//! What one sender may cost us.

use std::time::Duration;

/// Limits of a [`crate::Server`]. Every one that is hit is answered and reported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Longest head in bytes, from request line to blank line: 431 above it.
    pub head_bytes: usize,
    /// Most header fields in a head, at most [`Limits::MOST_HEADERS`]: 431 above it.
    pub header_count: usize,
    /// Longest body in bytes: 413 above it. Enforced by who reads the body, with [`crate::body::read`].
    pub body_bytes: u64,
    /// Longest time from the first byte of a head to its end: 408 after it.
    /// A new connection that says nothing for this long is closed.
    pub header_timeout: Duration,
    /// How long a connection may rest between two requests before it is closed.
    pub idle_timeout: Duration,
    /// Longest time without a byte of progress, reading a body (408) or writing an answer (closed).
    pub body_timeout: Duration,
    /// Most connections at once: further ones are answered 503 with `Retry-After`.
    pub connections: usize,
    /// How long running exchanges may go on after the call for shutdown.
    pub shutdown_timeout: Duration,
}

impl Limits {
    /// `header_count` above this has no effect.
    pub const MOST_HEADERS: usize = 1000;
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            head_bytes: 64 * 1024,
            header_count: 200,
            body_bytes: 32 * 1024 * 1024,
            header_timeout: Duration::from_secs(10),
            idle_timeout: Duration::from_secs(75),
            body_timeout: Duration::from_secs(20),
            connections: 512,
            shutdown_timeout: Duration::from_secs(5),
        }
    }
}
