//! Behaviour across crates, and the rules of the house.
//!
//! One binary with one module a subject: it links once, and its tests run side by side.

mod captures;
mod house;
mod limits;
mod peers;
mod serving;
mod sources;
mod vectors;
mod wires;
