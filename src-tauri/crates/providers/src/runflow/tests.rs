//! Behaviour of the emulation over loopback, and the client against it.

mod client;
mod contract;
mod delivered;
mod secrets;
mod support;
