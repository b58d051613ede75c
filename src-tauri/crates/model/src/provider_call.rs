//! What providers were asked through profiles, and what for.

use serde::{Deserialize, Serialize};

/// What a provider was asked to do, or for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum ProviderOperation {
    /// To send something again.
    Redeliver,
    /// For a page of its log.
    ListDeliveries,
    /// For one delivery of it.
    ReadDelivery,
    /// For a page of its endpoints.
    ListEndpoints,
    /// To make an endpoint.
    CreateEndpoint,
    /// To send to an endpoint again.
    EnableEndpoint,
    /// To send nothing to an endpoint.
    DisableEndpoint,
    /// For another secret of an endpoint.
    RotateSecret,
    /// To send an endpoint a test.
    TestEndpoint,
    /// For something harmless, to see whether a profile works.
    Check,
    /// For a token in exchange for a credential.
    ExchangeToken,
    /// To take over a delivery, or how far one is that it took over.
    HandOver,
}

/// Kinds of [`ProviderOperation`]s, as lists are narrowed to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum ProviderCallKind {
    /// Something was to be sent again.
    Redelivery,
    /// A page was read.
    List,
    /// One delivery was read.
    Read,
    /// An endpoint was changed or tested.
    Endpoint,
    /// A profile was checked.
    Check,
    /// A token was asked for.
    Token,
    /// A delivery was handed over.
    Handover,
}

impl ProviderOperation {
    /// Its kind.
    #[must_use]
    pub const fn kind(self) -> ProviderCallKind {
        match self {
            Self::Redeliver => ProviderCallKind::Redelivery,
            Self::ListDeliveries | Self::ListEndpoints => ProviderCallKind::List,
            Self::ReadDelivery => ProviderCallKind::Read,
            Self::CreateEndpoint
            | Self::EnableEndpoint
            | Self::DisableEndpoint
            | Self::RotateSecret
            | Self::TestEndpoint => ProviderCallKind::Endpoint,
            Self::Check => ProviderCallKind::Check,
            Self::ExchangeToken => ProviderCallKind::Token,
            Self::HandOver => ProviderCallKind::Handover,
        }
    }
}

impl ProviderCallKind {
    /// All of them, in the order in which people choose from them.
    pub const ALL: [Self; 7] = [
        Self::Redelivery,
        Self::List,
        Self::Read,
        Self::Endpoint,
        Self::Check,
        Self::Token,
        Self::Handover,
    ];

    /// Its word, as it is stored, typed and told in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Redelivery => "redelivery",
            Self::List => "list",
            Self::Read => "read",
            Self::Endpoint => "endpoint",
            Self::Check => "check",
            Self::Token => "token",
            Self::Handover => "handover",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_stored_as_it_is_told_in_json() {
        for kind in ProviderCallKind::ALL {
            let json = serde_json::to_value(kind).unwrap();
            assert_eq!(json, kind.as_str());
        }
    }
}
