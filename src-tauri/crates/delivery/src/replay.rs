//! Sends captures again, together: each one, or each a thousand times, several at once.
//!
//! A run stands in the store with everything it sends. [`carry_out`] sends what
//! has no outcome yet, so a run can be paused, and gone on with after any end
//! of the program. A plan is checked as a whole before anything is sent
//! ([`Ready::check`]); which captures a run sends is its maker's to choose.

mod begins;
mod carrying;
mod course;
mod order;
mod pace;
mod reading;
mod ready;
mod recording;
mod subject;
mod template;
#[cfg(test)]
pub(crate) mod testing;

pub use carrying::{Means as RunMeans, carry_out};
pub use course::Wish;
pub use order::{Dated, exchanges, ordered};
pub use ready::{PlanError, Ready};
pub use subject::{Problem as RunProblem, first_request};
pub use template::{PatchError, Template, TemplateError};
