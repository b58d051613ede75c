//! The line of a definition that a field stands in, for an editor to mark. Pure.

/// The line of a field (`signature.from`), counted from 1; without a field, the line where the
/// text stops being TOML or JSON.
pub(super) fn of(definition: &str, field: &str) -> Option<u32> {
    let is_json = definition.trim_start().starts_with('{');
    let line = match (is_json, field.is_empty()) {
        (true, true) => broken_json(definition)?,
        (false, true) => broken_toml(definition)?,
        (true, false) => in_json(definition, field)?,
        (false, false) => in_toml(definition, field)?,
    };
    u32::try_from(line).ok()
}

fn broken_json(text: &str) -> Option<usize> {
    let error = serde_json::from_str::<serde::de::IgnoredAny>(text).err()?;
    Some(error.line())
}

fn broken_toml(text: &str) -> Option<usize> {
    let span = toml::from_str::<toml::Table>(text).err()?.span()?;
    Some(line_at(text, span.start))
}

fn line_at(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}

/// The keys of a path, one after the other: what is nested comes later in the text.
fn in_json(text: &str, field: &str) -> Option<usize> {
    let mut at = 0;
    for key in keys(field) {
        let quoted = format!("\"{key}\"");
        at += text[at..].find(&quoted)?;
    }
    Some(line_at(text, at))
}

fn keys(field: &str) -> impl Iterator<Item = &str> {
    field.split('.').map(without_index)
}

fn without_index(key: &str) -> &str {
    key.find('[').map_or(key, |at| &key[..at])
}

/// The line of the key, or of its table where the key is missing.
fn in_toml(text: &str, field: &str) -> Option<usize> {
    let wanted: Vec<&str> = keys(field).collect();
    let mut table = Vec::new();
    let mut of_table = None;
    for (index, line) in text.lines().enumerate() {
        let line = line.trim();
        if let Some(name) = line.strip_prefix('[') {
            table = path(name.split(']').next().unwrap_or_default());
            if wanted.starts_with(&table) {
                of_table = Some(index + 1);
            }
        } else if let Some((key, _)) = line.split_once('=') {
            let whole = [table.as_slice(), path(key).as_slice()].concat();
            if wanted.starts_with(&whole) {
                return Some(index + 1);
            }
        }
    }
    of_table
}

fn path(text: &str) -> Vec<&str> {
    let keys = text.split('.');
    keys.map(|key| key.trim().trim_matches(['"', '\'']))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOML: &str = "id = \"x\"\n\n[signature]\nfrom = \"cookie:a\"\nencoding = \"hex\"\n[message]\nparts = \"{body}\"\n";

    #[test]
    fn a_field_is_found_in_its_table() {
        assert_eq!(of(TOML, "signature.from"), Some(4));
        assert_eq!(of(TOML, "signature.from[0]"), Some(4));
        assert_eq!(of(TOML, "message.parts"), Some(7));
        assert_eq!(of(TOML, "id"), Some(1));
    }

    #[test]
    fn a_field_that_is_missing_points_at_its_table() {
        assert_eq!(of(TOML, "signature.split"), Some(3));
        assert_eq!(of(TOML, "algorithm.kind"), None);
    }

    #[test]
    fn json_is_searched_key_by_key() {
        let json = "{\n\"from\": 1,\n\"signature\": {\n\"from\": \"x\"}}";
        assert_eq!(of(json, "signature.from"), Some(4));
        assert_eq!(of(json, "key.form"), None);
    }

    #[test]
    fn a_text_that_breaks_off_points_at_the_break() {
        assert_eq!(of("id = \"x\"\nprovider = \n", ""), Some(2));
        assert_eq!(of("{\n\"id\": }", ""), Some(2));
    }
}
