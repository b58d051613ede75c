//! Ids: one type each, a number inside, a prefixed text outside (`cap_42`).
//!
//! Numbers come from SQLite in the order of commits and are never used twice,
//! so ids of one file sort by age and stay short enough to type.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A text that is no id of the wanted kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{text}\" is not {wanted}: write it like {prefix}42")]
pub struct IdError {
    /// What was given.
    pub text: String,
    /// What was wanted, with its article ("a capture id").
    pub wanted: &'static str,
    /// The prefix such ids have (`cap_`).
    pub prefix: &'static str,
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $prefix:literal, $wanted:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, ts_rs::TS)]
        #[ts(type = "string")]
        pub struct $name(pub i64);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!($prefix, "{}"), self.0)
            }
        }

        impl std::str::FromStr for $name {
            type Err = IdError;

            /// Reads the text form; the bare number will do.
            fn from_str(text: &str) -> Result<Self, IdError> {
                let digits = text.strip_prefix($prefix).unwrap_or(text);
                let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
                let wrong = || IdError { text: text.to_owned(), wanted: $wanted, prefix: $prefix };
                if !plain {
                    return Err(wrong());
                }
                digits.parse().map(Self).map_err(|_| wrong())
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

id!(
    /// One inbound request, in the order captures were committed.
    CaptureId, "cap_", "a capture id"
);
id!(
    /// One outgoing HTTP exchange.
    AttemptId, "att_", "an attempt id"
);
id!(
    /// Who sends to us.
    SourceId, "src_", "a source id"
);
id!(
    /// A URL that we deliver to.
    EndpointId, "ep_", "an endpoint id"
);
id!(
    /// What is delivered; receivers see its message id instead.
    EventId, "evt_", "an event id"
);
id!(
    /// One event on its way to one endpoint.
    DeliveryId, "del_", "a delivery id"
);
id!(
    /// Captures sent again, together.
    RunId, "run_", "a run id"
);
id!(
    /// Variants sent to a handler, and what they told.
    ProbeId, "prb_", "a probe id"
);
id!(
    /// One secret of a source; the secret itself never travels with it.
    SecretId, "sec_", "a secret id"
);

id!(
    /// Whom an emulated provider serves.
    OrganizationId, "org_", "an organization id"
);
id!(
    /// An API key of an emulated provider; the key itself never travels with it.
    ApiKeyId, "key_", "an API key's id"
);
id!(
    /// Something that an emulated provider keeps, in the order it was made.
    RecordId, "rec_", "a record id"
);
id!(
    /// A call of an emulated provider.
    CallId, "call_", "a call id"
);
id!(
    /// Something that a provider was asked to send again.
    RedeliveryId, "red_", "a redelivery id"
);
id!(
    /// Something that a provider was asked through a profile.
    ProviderCallId, "pcall_", "a provider call's id"
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_what_it_wrote() {
        assert_eq!(CaptureId(42).to_string(), "cap_42");
        assert_eq!("cap_42".parse(), Ok(CaptureId(42)));
        assert_eq!("42".parse(), Ok(CaptureId(42)));
    }

    #[test]
    fn an_id_of_another_kind_is_refused_with_an_example() {
        let error = "att_42".parse::<CaptureId>().unwrap_err();
        assert_eq!(
            error.to_string(),
            "\"att_42\" is not a capture id: write it like cap_42"
        );
        assert!("cap_-1".parse::<CaptureId>().is_err());
        assert!("cap_".parse::<CaptureId>().is_err());
    }
}
