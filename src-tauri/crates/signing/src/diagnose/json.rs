//! JSON bodies as other programs would have written them.
//!
//! Numbers keep their spelling and keys their order unless the program that is
//! imitated changes them.

pub mod escape;
mod number;
pub mod order;
pub mod render;
pub mod spelling;
pub mod tree;
