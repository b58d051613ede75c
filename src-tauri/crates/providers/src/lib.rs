//! Providers: one folder each, with its client and its emulation.
//!
//! A client calls the real API and keeps the provider's words. An emulation
//! plays that API, and sends and signs as the provider does. Both send through
//! `delivery`, and keep every exchange like any other attempt: there is no
//! second queue and no second truth here.

pub mod agentmessage;
mod arranged;
mod ask;
mod asking;
mod awaited;
mod b3os;
mod call;
mod client;
mod declared;
mod emulated;
mod emulation;
mod emulations;
mod endpoints;
mod error;
mod exchange;
mod fastapi;
mod handover;
mod import;
mod info;
mod instavm;
mod judged;
mod kept;
mod listed;
mod log;
mod many;
mod means;
mod newcomer;
mod outbox;
mod plays;
mod preview;
mod profiles;
mod provider;
mod provider_delivery;
mod provider_endpoint;
mod python;
mod query;
mod random;
mod raw;
mod recorded;
mod redact;
mod redeliver;
mod redelivery;
mod runflow;
mod samples;
pub mod skyvern;
mod stage;
#[cfg(test)]
mod standin;
mod standing;
mod stock;
mod tokens;
#[cfg(test)]
mod trial;

pub use arranged::{EmulatedCallDetail, EmulatedKey, EmulationOverview, NewEmulatedKey};
pub use declared::{Replay, Setting};
pub use emulated::{CreateEmulated, CreatedRecord, EmulatedDetail, EmulatedRow};
pub use emulation::{Emulation, call_detail};
pub use emulations::{all, alone, serve};
pub use endpoints::{change_endpoint, endpoints};
pub use error::Error;
pub use exchange::LogExchange;
pub use handover::{HANDOVER_SCHEMES, Handover, new_application, takes_deliveries};
pub use import::{LogReader, LogRow, LogRows, mark_of};
pub use info::{ProviderCall, ProviderInfo, providers};
pub use judged::CheckVerdict;
pub use log::{LogPage, ProfileCheck, check_profile, deliveries, delivery};
pub use many::{Step, redeliver_many};
pub use means::Means;
pub use preview::{Planned, Unsent, preview};
pub use profiles::{
    EditProfile, NewProfile, ProfileRow, add_profile, edit_profile, list_profiles, remove_profile,
};
pub use provider::Provider;
pub use provider_delivery::{ProviderDelivery, ProviderOutcome, ProviderPage};
pub use provider_endpoint::{
    EndpointAnswer, EndpointCall, EndpointCalls, EndpointDeed, EndpointField, ProviderEndpoint,
    ProviderEndpoints,
};
pub use redeliver::{Again, Ask, KnownOf, redeliver};
pub use redelivery::{Redelivery, RedeliveryOutcome, RedeliveryRefusal, RefusalReason};
pub use samples::create_samples;
pub use stock::{create, detail, list};
