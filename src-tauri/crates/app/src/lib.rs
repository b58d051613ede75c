//! Starts and stops the parts; every command a shell may run.

pub mod command;
