//! Behaviour across crates, and the rules of the house.
//!
//! One binary with one module a subject: it links once, and its tests run side by side.

mod bridge;
mod captures;
mod deliveries;
mod diagnoses;
mod emulations;
mod endpoints;
mod evidence;
mod faults;
mod handshakes;
mod house;
mod keys;
mod limits;
mod listening;
mod peers;
mod probes;
mod providers;
mod replays;
mod routes;
mod runs;
mod serving;
mod signatures;
mod sources;
mod vectors;
mod wires;
