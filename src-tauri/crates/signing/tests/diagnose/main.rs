//! Diagnoses: what is explained, what is told, and what it may cost.

mod bounds;
mod rows;
mod support;
mod told;
