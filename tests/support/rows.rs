//! JSON lines, as the command line prints them.

use serde_json::Value;

/// One JSON line.
pub type Row = Value;

/// Reads JSON lines.
///
/// # Panics
/// When a line is none.
#[must_use]
pub fn rows(text: &str) -> Vec<Row> {
    let read = |line: &str| {
        serde_json::from_str(line).unwrap_or_else(|error| panic!("no JSON ({error}): {line}"))
    };
    text.lines().map(read).collect()
}

/// One field of every row, as text; what is not text is written as JSON.
#[must_use]
pub fn field(rows: &[Row], name: &str) -> Vec<String> {
    let text = |value: &Value| {
        value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned)
    };
    rows.iter().map(|row| text(&row[name])).collect()
}
