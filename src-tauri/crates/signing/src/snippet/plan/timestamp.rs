//! Where the timestamp stands, how it is written, and what window it has.

use super::place;
use super::style::Style;
use crate::scheme::definition::{Definition, TimestampRule, Unit};
use crate::scheme::place::TimestampPlace;
use crate::scheme::template::Value;
use crate::snippet::template::Fields;
use model::FuturePolicy;

/// The fields about the timestamp; none where the code needs none.
pub fn fields(definition: &Definition, style: Style, fields: &mut Fields) {
    let Some(rule) = definition
        .timestamp
        .as_ref()
        .filter(|rule| is_needed(definition, rule))
    else {
        return;
    };
    fields.flag("ts", true);
    fields.flag("seconds", rule.unit == Unit::S);
    fields.flag("milliseconds", rule.unit == Unit::Ms);
    fields.flag("rfc3339", rule.unit == Unit::Rfc3339);
    fields.flag("http_date", rule.unit == Unit::HttpDate);
    fields.flag("digits", matches!(rule.unit, Unit::S | Unit::Ms));
    fields.text(
        "tolerance",
        rule.tolerance
            .map(|seconds| seconds.to_string())
            .unwrap_or_default(),
    );
    fields.flag("future_counts", rule.future == FuturePolicy::Reject);
    match &rule.from {
        TimestampPlace::Field(key) => fields.text("ts_field", key),
        TimestampPlace::Elsewhere(place) => {
            let mut inner = Fields::default();
            place::fields(place, style, &mut inner);
            fields.list("ts_place", vec![inner]);
        }
    }
}

/// A timestamp that is neither signed nor judged is of no use to a handler.
fn is_needed(definition: &Definition, rule: &TimestampRule) -> bool {
    rule.tolerance.is_some() || definition.signs(|value| *value == Value::Timestamp)
}

/// Whether the code needs a timestamp.
pub fn has_timestamp(definition: &Definition) -> bool {
    definition
        .timestamp
        .as_ref()
        .is_some_and(|rule| is_needed(definition, rule))
}
