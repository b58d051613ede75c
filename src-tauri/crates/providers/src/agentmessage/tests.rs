//! Behaviour of the emulation over loopback, and the client against it.

mod client;
mod contract;
mod endpoints;
mod listed;
mod replayed;
mod secrets;
mod support;
