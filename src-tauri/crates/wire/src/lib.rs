//! HTTP at the socket.
//!
//! The accept loop with its limits and time-outs, the recorder that keeps
//! every request head byte for byte, and the writer that sends a recorded
//! head again exactly as it was. HTTP libraries lower-case and regroup
//! header fields, so both ends sit between hyper and the socket.
//!
//! What is not here: routes, storage, signatures, and any decision about what
//! a request means. A limit that is hit is answered here and told to the
//! caller through [`Server::refused`]; what becomes of it is the caller's.

pub mod body;
pub mod exact;
pub mod head;

mod activity;
mod any_error;
mod chunked;
mod connection;
mod door;
mod exchange;
mod extension;
mod framing;
mod hangup;
mod limits;
mod listen;
mod patience;
mod recorder;
mod refusal;
mod server;
mod tap;

pub use extension::{HeadFlags, Peer, RecordedHead};
pub use hangup::{Departure, Hangup};
pub use limits::Limits;
pub use listen::{BindError, Listeners, bind, bind_localhost};
pub use refusal::Refused;
pub use server::Server;
