//! The engine against real sockets and a real store.

mod course;
mod endings;
mod hindrances;
mod trial;
