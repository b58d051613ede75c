//! What shells send and get: the argument and the answer of every command.
//!
//! Only data. From these types the TypeScript types of the UI are generated.

pub mod captures;
pub mod deliveries;
pub mod emulations;
pub mod endpoints;
pub mod handshakes;
pub mod imports;
pub mod probes;
pub mod profiles;
pub mod provider_calls;
pub mod receiver;
pub mod redeliveries;
pub mod replay;
pub mod runs;
pub mod schemes;
pub mod signatures;
pub mod sources;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A refusal as shells show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CallError {
    /// A code, only where a screen acts on it; else `failed`.
    pub code: String,
    /// What happened, then what helps.
    pub message: String,
    /// The field of the argument that is wrong (`name`, `response.steps`), where it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub field: Option<String>,
    #[serde(skip)]
    origin: ErrorOrigin,
}

/// Where a refusal comes from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ErrorOrigin {
    /// The argument: another one would help.
    #[default]
    Argument,
    /// A provider that was asked and said no.
    Provider,
    /// Something broke, or was out of reach.
    Fault,
}

impl CallError {
    /// A refusal that screens only show.
    #[must_use]
    pub fn new(message: impl Into<String>) -> Self {
        Self::with_code("failed", message)
    }

    /// A refusal that a screen acts on.
    #[must_use]
    pub fn with_code(code: &str, message: impl Into<String>) -> Self {
        Self {
            code: code.to_owned(),
            message: message.into(),
            field: None,
            origin: ErrorOrigin::Argument,
        }
    }

    /// The same refusal, of one field of the argument.
    #[must_use]
    pub fn at_field(mut self, field: &str) -> Self {
        self.field = Some(field.to_owned());
        self
    }

    /// Where it comes from.
    #[must_use]
    pub const fn origin(&self) -> ErrorOrigin {
        self.origin
    }
}

impl<E: std::error::Error + 'static> From<E> for CallError {
    fn from(error: E) -> Self {
        let cause: &dyn std::any::Any = &error;
        Self {
            origin: origin_of(cause),
            field: field_of(cause).map(ToOwned::to_owned),
            ..Self::with_code(code_of(cause), error.to_string())
        }
    }
}

/// What screens act on: a filter that cannot be read, a name that is not free.
fn code_of(cause: &dyn std::any::Any) -> &'static str {
    use store::Error::{EndpointTaken, NameTaken, NotFound, ProfileTaken};
    match cause.downcast_ref() {
        Some(NameTaken { .. } | ProfileTaken { .. } | EndpointTaken { .. }) => "name_taken",
        Some(NotFound { .. }) => "not_found",
        _ if cause.is::<model::FilterError>() => "filter",
        _ if cause.is::<crate::deliveries::DeliveryFilterError>() => "filter",
        _ => "failed",
    }
}

fn origin_of(cause: &dyn std::any::Any) -> ErrorOrigin {
    match cause.downcast_ref() {
        Some(::providers::Error::Answered(_)) => return ErrorOrigin::Provider,
        Some(::providers::Error::Unanswered(_)) => return ErrorOrigin::Fault,
        _ => {}
    }
    match cause.downcast_ref().is_some_and(is_fault) {
        true => ErrorOrigin::Fault,
        false => ErrorOrigin::Argument,
    }
}

/// The field that a cause is about, where it is always the same one.
fn field_of(cause: &dyn std::any::Any) -> Option<&'static str> {
    use store::Error::{EndpointName, EndpointTaken, HandedOver, Name, NameTaken, ProfileTaken};
    if let Some(HandedOver { .. }) = cause.downcast_ref() {
        return Some("delivered_by");
    }
    if let Some(
        Name(_)
        | NameTaken { .. }
        | ProfileTaken { .. }
        | EndpointName { .. }
        | EndpointTaken { .. },
    ) = cause.downcast_ref()
    {
        return Some("name");
    }
    if let Some(error) = cause.downcast_ref() {
        return Some(field_of_rule(error));
    }
    cause.is::<model::NameError>().then_some("name")
}

const fn field_of_rule(error: &::receiver::RuleError) -> &'static str {
    use ::receiver::RuleError::{Delay, Name, OfTheConnection, Steps, Value};
    match error {
        Delay(_) => "response.delay_ms",
        Steps(_) => "response.steps",
        Name(_) | Value(_) | OfTheConnection(_) => "response.headers",
    }
}

/// Names and ids are the caller's to choose; all else is the store's own trouble.
const fn is_fault(error: &store::Error) -> bool {
    use store::Error::{
        EndpointName, EndpointTaken, HandedOver, Name, NameTaken, NotFound, ProfileTaken,
    };
    !matches!(
        error,
        NotFound { .. }
            | HandedOver { .. }
            | NameTaken { .. }
            | ProfileTaken { .. }
            | EndpointTaken { .. }
            | EndpointName { .. }
            | Name(_)
    )
}

/// The argument of commands that need none, the answer of those that have none.
#[derive(Debug, Default, Serialize, Deserialize, TS)]
pub struct Nothing {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_that_cannot_be_read_has_a_code_of_its_own() {
        let error = model::Filter::parse("colour:red").unwrap_err();
        assert_eq!(CallError::from(error).code, "filter");
        assert_eq!(
            CallError::from(std::io::Error::other("broken")).code,
            "failed"
        );
    }

    #[test]
    fn a_refusal_names_the_field_that_is_wrong() {
        let name = CallError::from(model::SourceName::new("a b").unwrap_err());
        assert_eq!(name.field.as_deref(), Some("name"));
        let taken = CallError::from(store::Error::NameTaken { name: "a".into() });
        assert_eq!(
            (taken.code.as_str(), taken.field.as_deref()),
            ("name_taken", Some("name"))
        );
        let rule = CallError::from(::receiver::RuleError::Steps(101));
        assert_eq!(rule.field.as_deref(), Some("response.steps"));
        assert_eq!(CallError::from(store::Error::Closed).field, None);
    }

    #[test]
    fn a_refusal_of_no_field_is_told_as_before() {
        let json = serde_json::to_string(&CallError::new("x")).unwrap();
        assert_eq!(json, r#"{"code":"failed","message":"x"}"#);
        let json = serde_json::to_string(&CallError::new("x").at_field("name")).unwrap();
        assert!(json.ends_with(r#""field":"name"}"#), "{json}");
    }
}
