//! What we send: captures again, as they came or signed afresh, and whatever else goes out.
//!
//! The way of a replay: [`prepare`] makes a request out of a capture (pure),
//! [`Sender::send`] sends it and gives back what came of it, as a value in
//! every case, and [`replay`] and [`forward`] store that as an attempt.
//!
//! A delivery's way: [`engine`] claims it, signs and sends it, and stores the
//! attempt with what [`schedule`] has follow from it.
//!
//! What is deliberately absent: redirects, cookies, proxies and decompression.
//! An exchange is one request and one answer, both kept as they are; what
//! follows from it is decided by whoever asked.

pub mod engine;
pub mod faults;
pub mod forward;
pub mod probe;
pub mod replay;
pub mod schedule;

mod address;
mod afresh;
mod answer;
mod attempt;
mod connect;
mod direct;
mod exact;
mod exchange;
mod failure;
mod harm;
mod harmed;
mod marks;
mod outgoing;
mod place;
mod plain;
mod pool;
mod prepare;
mod published_key;
mod quick;
mod request_head;
mod resumed;
mod retry_after;
mod sender;
mod signer;
mod target;
#[cfg(test)]
mod testing;
mod tls;
mod tls_words;
mod words;

pub use attempt::{Order, keep};
pub use outgoing::{Exchange, Outgoing, WireForm};
pub use prepare::{CapturedRequest, Edit, PrepareError, Signing, prepare, send_mode};
pub use published_key::{KeyError, fetch_key};
pub use retry_after::{http_date, retry_after};
pub use sender::{Sender, SenderError, SenderOptions};
pub use signer::{Signer, signing_secrets};
pub use target::{Target, TargetError, below_source};
