//! What readers of answers share.

use serde_json::Value;

/// Said where an answer is none of the provider's.
pub(crate) fn not_its_answer(provider: &str) -> String {
    format!("This is no answer of {provider}'s. Check the base URL.")
}

/// A field that is text.
pub(crate) fn text(value: &Value, name: &str) -> Option<String> {
    value[name].as_str().map(ToOwned::to_owned)
}
