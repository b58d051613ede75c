//! Behaviour across crates, and the rules of the house.
//!
//! One binary with one module a subject: it links once, and its tests run side by side.

mod house;
mod peers;
mod vectors;
