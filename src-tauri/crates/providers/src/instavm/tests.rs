//! The contract of InstaVM's calls, over loopback; and our client against our emulation.

mod calls;
mod client;
mod deliveries;
mod support;
