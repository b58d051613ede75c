//! Everything Hookwright remembers, in one SQLite file.
//!
//! One thread writes: it puts many requests into one transaction and answers
//! each after the commit, so what was answered is on disk. A few read-only
//! connections read beside it and never wait for it. [`Store::changes`] tells
//! what changed, here or in another process that uses the same folder.
//!
//! This is the only crate that knows SQL. It decides nothing: it neither
//! verifies, nor answers, nor sends.

mod attempts;
mod captures;
mod checkpoint;
mod claim;
mod connection;
mod deliveries;
mod emulations;
mod endpoints;
mod error;
mod facts;
#[cfg(test)]
mod fixture;
mod foreign;
mod health;
mod imports;
mod keeper;
mod migrate;
mod open;
mod probes;
mod profiles;
mod provider_calls;
mod query;
mod readers;
mod redeliveries;
mod runs;
mod schemes;
mod seal;
mod settings;
mod snapshot;
mod sources;
mod store;
mod table;
mod writer;

pub use attempts::{AttemptRecord, Attempts, NewAttempt};
pub use captures::{
    CaptureRecord, Captures, Counts, Found, Judgement, Labels, NewCapture, Outline, SourceCount,
    WholeCapture, WholeCaptures,
};
pub use claim::{Claim, Held};
pub use deliveries::{
    Added, Claimed, Claiming, Deliveries, DeliveryCount, DeliveryFilter, DeliveryOutline,
    DeliveryRecord, Due, DueDelivery, EndpointOutcome, Finished, Followed, FollowedAttempt,
    Handover, NewEvent, RedeliverMode, Routed, Which,
};
pub use emulations::{
    Attempted, AttemptedFilter, AttemptedPlace, CallRecord, EmulationKey, Emulations, FirstUse,
    NewCall, NewKey, NewRecord, Record, RecordFilter, Requeue,
};
pub use endpoints::{EndpointEdit, EndpointSecret, Endpoints, NewEndpoint};
pub use error::Error;
pub use facts::Facts;
pub use health::Health;
pub use imports::{ImportedFrom, Imports};
pub use open::{DATABASE_FILE, Durability, Keeper, Options};
pub use probes::Probes;
pub use profiles::{NewProfile, Profile, ProfileEdit, Profiles};
pub use provider_calls::{
    KEPT_CALL_BYTES, KEPT_CALLS, NewProviderCall, ProviderCallFilter, ProviderCalls,
    StoredProviderCall,
};
pub use query::meets;
pub use redeliveries::{Arrival, Awaited, NewRedelivery, Redeliveries, StoredRedelivery, Told};
pub use runs::{
    AnswerTally, Changes, Ending, ListedRun, NewRun, RowOrder, RowsWanted, RunExchange, RunOutcome,
    RunProgress, RunRecord, Runs, Shown, Standing, Tally,
};
pub use schemes::{CustomScheme, Schemes};
pub use settings::Settings;
pub use snapshot::{EndpointSet, LiveEndpoint, LiveSource, SourceSet};
pub use sources::{HandshakeValue, KeyPair, NewSource, SourceEdit, Sources};
pub use store::Store;
