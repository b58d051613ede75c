//! Captures: a request is admitted, verified, answered and passed on.
//!
//! [`Receiver::run`] takes requests from wire's accept loop; [`admit`] is the
//! one function that makes a capture of an exchange, for sockets and imports
//! alike. A sender is answered after the commit: what was acknowledged is on
//! disk. What is passed on goes out after that, as it came; what is routed to
//! endpoints is stored with the capture and delivered by others. A provider's
//! handshake is answered before the source's rule, and is not passed on.
//!
//! No path is special, no body is decoded, and nothing here knows how
//! captures are stored, signed or sent.

mod admit;
mod again;
mod answer;
mod arrival;
mod budget;
mod checker;
mod context;
mod error;
mod examine;
mod finish;
mod forward;
mod found;
mod gate;
mod handshake;
mod inbound;
mod keys;
mod opinion;
mod path;
mod pause;
mod receiver;
mod refusal;
mod relay;
mod route;
mod rule;
mod sender;
mod sequence;
mod shaken;
mod url;

pub use admit::{Admitted, admit};
pub use again::Again;
pub use answer::{CAPTURE_HEADER, Reply, naming};
pub use arrival::TEST_HEADER;
pub use checker::known_secrets;
pub use context::{Context, ReceiverOptions};
pub use error::AdmitError;
pub use inbound::{Answered, Inbound};
pub use pause::Pause;
pub use receiver::Receiver;
pub use rule::{RuleError, check_rule};
pub use url::{SignedUrl, other_urls, signed_url};

#[cfg(test)]
mod tests;
