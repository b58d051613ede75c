//! Events on their way to endpoints: killed half-way, late, refused, in order.

mod crashes;
mod queue;
mod schedules;
