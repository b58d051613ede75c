//! The contract of Skyvern's calls, row by row, over loopback; and our client against our emulation.

mod client;
mod contract;
mod delivered;
mod inside;
mod runs;
mod support;
