//! Whether a response rule can be answered by, asked before it is kept.

use http::{HeaderName, HeaderValue};
use model::{Header, ResponseRule};

/// Longest wait before an answer, in milliseconds: senders give up long before.
const LONGEST_DELAY: u64 = 10 * 60 * 1000;
/// Most steps of a rule.
const MOST_STEPS: usize = 100;

/// Fields that the connection decides, not the rule.
const OF_THE_CONNECTION: [&str; 4] = [
    "connection",
    "content-length",
    "transfer-encoding",
    "upgrade",
];

/// Why a rule cannot be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RuleError {
    /// Not a header's name.
    #[error("\"{0}\" cannot be a header's name: use letters, digits and -")]
    Name(String),
    /// Not a header's value.
    #[error("the value of {0} cannot be sent: leave out line breaks and control characters")]
    Value(String),
    /// Set by the connection itself.
    #[error("{0} is set by the connection itself: leave it out")]
    OfTheConnection(String),
    /// Nobody waits that long.
    #[error("a delay of {0} ms is too long: use at most 600000")]
    Delay(u64),
    /// More than anybody would read.
    #[error("{0} steps are too many: use at most 100")]
    Steps(usize),
}

/// Checks a rule.
///
/// # Errors
/// When a field, the delay or the number of steps cannot be.
pub fn check_rule(rule: &ResponseRule) -> Result<(), RuleError> {
    if rule.delay_ms > LONGEST_DELAY {
        return Err(RuleError::Delay(rule.delay_ms));
    }
    if rule.steps.len() > MOST_STEPS {
        return Err(RuleError::Steps(rule.steps.len()));
    }
    rule.headers.iter().try_for_each(check_field)
}

fn check_field(header: &Header) -> Result<(), RuleError> {
    let name = || header.name.to_string();
    HeaderName::from_bytes(header.name.as_bytes()).map_err(|_| RuleError::Name(name()))?;
    HeaderValue::from_bytes(&header.value).map_err(|_| RuleError::Value(name()))?;
    if OF_THE_CONNECTION.contains(&header.name.to_ascii_lowercase().as_str()) {
        return Err(RuleError::OfTheConnection(name()));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(name: &str, value: &str) -> ResponseRule {
        ResponseRule {
            headers: [(name, value)].into_iter().collect(),
            ..ResponseRule::default()
        }
    }

    #[test]
    fn fields_that_http_cannot_carry_are_refused() {
        assert_eq!(check_rule(&rule("X-A", "1")), Ok(()));
        assert!(matches!(
            check_rule(&rule("X A", "1")),
            Err(RuleError::Name(_))
        ));
        assert!(matches!(
            check_rule(&rule("X-A", "1\r\nB: 2")),
            Err(RuleError::Value(_))
        ));
        let framing = check_rule(&rule("Content-Length", "1"));
        assert!(matches!(framing, Err(RuleError::OfTheConnection(_))));
    }
}
