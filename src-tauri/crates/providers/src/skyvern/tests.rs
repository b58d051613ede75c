//! The contract of Skyvern's call, row by row, over loopback; and our client against our emulation.

mod client;
mod contract;
mod delivered;
mod support;
