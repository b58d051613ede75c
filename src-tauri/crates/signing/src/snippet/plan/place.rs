//! A place in a request as fields: which kind it is, and its name.

use super::style::Style;
use crate::scheme::place::{JsonPath, Place};
use crate::snippet::template::Fields;

/// A place as fields: which kind it is, its name.
pub fn fields(place: &Place, style: Style, fields: &mut Fields) {
    let mut named = |kind: &'static str, name: &str| {
        fields.flag(kind, true);
        fields.text("name", name);
        fields.text("lower", name.to_ascii_lowercase());
        fields.text("lower_length", name.len().to_string());
    };
    match place {
        Place::Header(name) => named("header", name),
        Place::NumberedHeader(prefix) => named("numbered", prefix),
        Place::Form(name) => named("form", name),
        Place::Query(name) => named("query", name),
        Place::Json(path) => {
            named("json", &path.to_string());
            fields.text("keys", keys(path, style));
        }
    }
}

fn keys(path: &JsonPath, style: Style) -> String {
    let keys: Vec<String> = path.keys().iter().map(|key| (style.quoted)(key)).collect();
    keys.join(", ")
}
