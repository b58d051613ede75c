//! What a request or an answer carries beside what HTTP libraries keep of it.

use std::net::SocketAddr;

use bytes::Bytes;
use model::CaptureFlag;

/// The head of a request byte for byte, request line to blank line; an extension of every request.
///
/// HTTP/2 never has its head as text: there it is our rendering ([`crate::head::rendered_http2`]).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedHead(pub Bytes);

/// What is out of the ordinary about a head; an extension of every request.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HeadFlags(pub Vec<CaptureFlag>);

/// Who sent a request; an extension of every request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Peer(pub SocketAddr);
