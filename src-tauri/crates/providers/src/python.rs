//! JSON as Python's `json` module reads and writes it.
//!
//! Providers that are written in Python sign what their interpreter prints, and
//! tell their callers where it stopped reading. Numbers keep their spelling
//! until they are written: no float is read where none is needed.

mod number;
mod read;
mod write;

pub use read::{Json, ReadError, read};
pub use write::{Numbers, write};
