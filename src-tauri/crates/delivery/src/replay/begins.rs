//! How an exchange ended, in a few words: what rows and groups of answers show.

use store::NewAttempt;

/// Longest beginning, in characters.
const LONGEST: usize = 80;

/// How the answer's body begins, on one line; else what the failure says first.
pub(super) fn begins(attempt: &NewAttempt) -> String {
    if let Some(answer) = &attempt.answer {
        let bytes = &answer.body[..answer.body.len().min(LONGEST * 4)];
        return shortened(&String::from_utf8_lossy(bytes));
    }
    let failure = attempt.failure.as_ref();
    let message = failure.map_or("", |failure| failure.message.as_str());
    let first = message.find(". ").map_or(message, |end| &message[..end]);
    shortened(first)
}

/// White space and what cannot be shown come to one space.
fn shortened(text: &str) -> String {
    let is_gap = |c: char| c.is_whitespace() || c.is_control() || c == char::REPLACEMENT_CHARACTER;
    let words = text.split(is_gap).filter(|word| !word.is_empty());
    let line = words.collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_beginning_is_one_short_line() {
        assert_eq!(shortened("{\n  \"ok\": true\0\r\n}"), "{ \"ok\": true }");
        assert_eq!(shortened(" \n"), "");
        let long = shortened(&"é".repeat(200));
        assert_eq!(long.chars().count(), LONGEST + 1);
        assert!(long.ends_with('…'));
    }
}
