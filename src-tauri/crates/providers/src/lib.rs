//! Providers: one folder each, with its client and its emulation.
//!
//! A client calls the real API and keeps the provider's words. An emulation
//! plays that API, and sends and signs as the provider does. Both send through
//! `delivery`, and keep every exchange like any other attempt: there is no
//! second queue and no second truth here.

mod agentmessage;
mod b3os;
mod call;
mod emulated;
mod emulation;
mod emulations;
mod error;
mod fastapi;
mod instavm;
mod kept;
mod means;
mod outbox;
mod profiles;
mod provider;
mod provider_delivery;
mod python;
mod query;
mod random;
mod redact;
mod redeliver;
mod redelivery;
mod runflow;
pub mod skyvern;
mod stage;
#[cfg(test)]
mod trial;

pub use emulated::{
    CreateEmulated, CreatedRecord, EmulatedDetail, EmulatedRow, create, detail, list,
};
pub use emulation::{
    EmulatedCallDetail, EmulatedKey, Emulation, EmulationOverview, NewEmulatedKey, call_detail,
};
pub use emulations::{all, alone, serve};
pub use error::Error;
pub use means::Means;
pub use profiles::{NewProfile, ProfileRow, add_profile, list_profiles, remove_profile};
pub use provider::Provider;
pub use provider_delivery::{ProviderDelivery, ProviderOutcome, ProviderPage};
pub use redeliver::{Ask, redeliver};
pub use redelivery::{Redelivery, RedeliveryOutcome, RedeliveryRefusal, RefusalReason};
