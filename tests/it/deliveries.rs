//! Events on their way to endpoints: killed half-way, late, refused, in order.

mod crashes;
mod handovers;
mod queue;
mod schedules;
