//! The tables, one file each: its row, how it is read and how it is written.
//!
//! The schema stands in `migrations/`. Functions here take an open connection
//! and neither begin nor end a transaction.

pub(crate) mod arrivals;
pub(crate) mod attempts;
pub(crate) mod awaited;
pub(crate) mod bodies;
pub(crate) mod captures;
pub(crate) mod deliveries;
pub(crate) mod delivery_totals;
pub(crate) mod delivery_words;
pub(crate) mod emulation_calls;
pub(crate) mod emulation_keys;
pub(crate) mod emulation_records;
pub(crate) mod emulation_troubles;
pub(crate) mod endpoint_secrets;
pub(crate) mod endpoints;
pub(crate) mod events;
pub(crate) mod facets;
pub(crate) mod handovers;
pub(crate) mod handshake_values;
pub(crate) mod imports;
pub(crate) mod leases;
pub(crate) mod paths;
pub(crate) mod probes;
pub(crate) mod profiles;
pub(crate) mod provider_calls;
pub(crate) mod redelivered;
pub(crate) mod redeliveries;
pub(crate) mod revisions;
pub(crate) mod routed;
pub(crate) mod routes;
pub(crate) mod run_ranks;
pub(crate) mod run_removal;
pub(crate) mod run_rows;
pub(crate) mod runs;
pub(crate) mod schemes;
pub(crate) mod secret_key;
pub(crate) mod secrets;
pub(crate) mod settings;
pub(crate) mod sources;
