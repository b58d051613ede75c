//! The figures that AgentMessage goes by.

use std::time::Duration;

use crate::stage::Rate;

/// When an attempt is made again: the example of Standard Webhooks.
pub const SCHEDULE: &str = "standard-webhooks";
/// The version of its webhooks.
pub const API_VERSION: &str = "2026-04-01";
/// Replays of an organization.
pub const REPLAYS: Rate = Rate {
    name: "replays",
    calls: 10,
    span: Duration::from_secs(60),
};
/// How long both secrets sign after the organization's was rotated.
pub const GRACE: Duration = Duration::from_secs(5 * 60);
/// Endpoints that an organization may have.
pub const MOST_ENDPOINTS: u64 = 50;

/// Reads what an organization was sent.
pub const READ: &str = "webhooks:read";
/// Changes endpoints, and asks for replays.
pub const WRITE: &str = "webhooks:write";
/// Changes what holds for the whole organization.
pub const ADMIN: &str = "org:admin:write";
