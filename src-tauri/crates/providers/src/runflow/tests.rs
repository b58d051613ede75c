//! Behaviour of the emulation, seen from outside.
