//! A secret's text without what does not belong to it.

use model::{Secret, SecretChange};

use super::super::step::{Part, Step};

/// A text that may have been meant.
#[derive(Debug, Clone)]
pub struct Cleaned {
    /// The text.
    pub text: Vec<u8>,
    /// What was wrong with the one we hold.
    pub step: Step,
    /// How the one we hold can be put right; none where ours is the clean one.
    pub change: Option<SecretChange>,
}

/// Pairs that people and programs put around text.
const QUOTES: &[(&str, &str)] = &[
    ("\"", "\""),
    ("'", "'"),
    ("`", "`"),
    ("“", "”"),
    ("‘", "’"),
    ("„", "“"),
    ("«", "»"),
    ("<", ">"),
];

/// Every text that this one may have been meant to be, the most specific first.
pub fn cleaned(text: &[u8]) -> Vec<Cleaned> {
    let mut all = Vec::new();
    all.extend(newline(text));
    all.extend(quotes(text));
    all.extend(space(text));
    all.extend(invisible(text));
    all.push(signed_with_newline(text));
    all
}

/// A secret's text put right as a cause proposed; one that needs no such change stays.
#[must_use]
pub fn mended_secret(secret: &Secret, how: SecretChange) -> Secret {
    let text = secret.expose();
    let meant = cleaned(text).into_iter().find(|it| it.change == Some(how));
    Secret::new(meant.map_or_else(|| text.to_vec(), |it| it.text))
}

fn cleaned_as(
    text: &[u8],
    code: &'static str,
    detail: &'static str,
    change: SecretChange,
) -> Cleaned {
    Cleaned {
        text: text.to_vec(),
        step: Step::new(Part::Secret, code, detail),
        change: Some(change),
    }
}

fn newline(text: &[u8]) -> Option<Cleaned> {
    let code = "secret.trailing_newline";
    let end = text.iter().rposition(|byte| !b"\r\n".contains(byte))?;
    if end + 1 < text.len() {
        return Some(cleaned_as(&text[..=end], code, "", SecretChange::Trim));
    }
    // A file of settings that was read without its escapes.
    let bare = text.strip_suffix(b"\\n")?;
    let bare = bare.strip_suffix(b"\\r").unwrap_or(bare);
    let mut cleaned = cleaned_as(bare, code, "\\n", SecretChange::Trim);
    cleaned.change = None;
    Some(cleaned)
}

fn quotes(text: &[u8]) -> Option<Cleaned> {
    let both = |(open, close): &(&str, &str)| {
        let inside = text.strip_prefix(open.as_bytes())?;
        inside.strip_suffix(close.as_bytes())
    };
    let one = |(open, close): &(&str, &str)| {
        let front = text.strip_prefix(open.as_bytes());
        front.or_else(|| text.strip_suffix(close.as_bytes()))
    };
    let code = "secret.quoted";
    let inside = QUOTES.iter().find_map(both);
    if let Some(inside) = inside {
        return Some(cleaned_as(inside, code, "", SecretChange::Unquote));
    }
    let inside = QUOTES.iter().find_map(one)?;
    Some(cleaned_as(inside, code, "one side", SecretChange::Unquote))
}

fn space(text: &[u8]) -> Option<Cleaned> {
    let trimmed = match std::str::from_utf8(text) {
        Ok(text) => text.trim().as_bytes(),
        Err(_) => text.trim_ascii(),
    };
    let shorter = trimmed.len() < text.len();
    shorter.then(|| cleaned_as(trimmed, "secret.surrounding_space", "", SecretChange::Trim))
}

fn invisible(text: &[u8]) -> Option<Cleaned> {
    let text = std::str::from_utf8(text).ok()?;
    let first = text.chars().find(|&letter| is_invisible(letter))?;
    let bare: String = text
        .chars()
        .filter(|&letter| !is_invisible(letter))
        .collect();
    Some(Cleaned {
        text: bare.into_bytes(),
        step: Step::told(
            Part::Secret,
            "secret.invisible_character",
            format!("U+{:04X}", u32::from(first)),
        ),
        change: Some(SecretChange::RemoveInvisible),
    })
}

/// Controls, blanks of every width, joiners, marks of direction, soft hyphens.
pub fn is_invisible(letter: char) -> bool {
    letter.is_control()
        || letter.is_whitespace()
        || matches!(letter,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{feff}' | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}')
}

/// The other side read its secret from a file, newline included.
fn signed_with_newline(text: &[u8]) -> Cleaned {
    Cleaned {
        text: [text, b"\n"].concat(),
        step: Step::new(Part::Secret, "secret.trailing_newline", "signed"),
        change: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&'static str, String)> {
        let all = cleaned(text.as_bytes())
            .into_iter()
            .filter(|cleaned| cleaned.step.detail != "signed");
        all.map(|cleaned| (cleaned.step.code, String::from_utf8(cleaned.text).unwrap()))
            .collect()
    }

    #[test]
    fn the_most_specific_name_comes_first() {
        let first = |text: &str| found(text).into_iter().next();
        let named = |code, text: &str| Some((code, text.to_owned()));
        assert_eq!(first("abc\r\n"), named("secret.trailing_newline", "abc"));
        assert_eq!(first("abc\\n"), named("secret.trailing_newline", "abc"));
        assert_eq!(first("abc\t"), named("secret.surrounding_space", "abc"));
        assert_eq!(first("'abc'"), named("secret.quoted", "abc"));
        assert_eq!(first("“abc”"), named("secret.quoted", "abc"));
        assert_eq!(
            first("\u{feff}a\u{200b}bc"),
            named("secret.invisible_character", "abc")
        );
        assert_eq!(first("abc"), None);
    }

    #[test]
    fn a_secret_is_put_right_as_the_search_read_it() {
        let mended = |text: &str, how| mended_secret(&Secret::new(text), how).expose().to_vec();
        assert_eq!(mended(" abc\n", SecretChange::Trim), b" abc");
        assert_eq!(mended("\"abc", SecretChange::Unquote), b"abc");
        assert_eq!(mended("a\u{200b}bc", SecretChange::RemoveInvisible), b"abc");
        assert_eq!(mended("abc", SecretChange::Unquote), b"abc");
    }
}
