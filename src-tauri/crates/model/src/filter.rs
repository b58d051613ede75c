//! The filter language of lists: `source:stripe verdict:rejected not path:/health "pi_123"`.
//!
//! Pure text to terms; how a term finds its rows is `store`'s matter.

use crate::{Timestamp, Verdict};

/// What a capture must meet: every term holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// The terms in the order they were written.
    pub terms: Vec<Term>,
}

/// One condition, possibly turned around.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Written with `not`.
    pub negated: bool,
    /// What is asked.
    pub kind: TermKind,
}

/// What one term asks of a capture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TermKind {
    /// The source's name; a trailing `*` matches any ending.
    Source(String),
    /// The verdict.
    Verdict(Verdict),
    /// The method, whatever its case.
    Method(String),
    /// Beginning of the path, whole or after the source's segment.
    Path(String),
    /// The event type; a trailing `*` matches any ending.
    Type(String),
    /// Pinned captures.
    Pinned,
    /// Text anywhere in the target, the header fields or the body.
    Text(String),
    /// Received at this time or later.
    Since(Timestamp),
    /// Received before this time.
    Until(Timestamp),
}

/// Why a filter cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FilterError {
    /// A key this language does not have.
    #[error(
        "\"{0}:\" is not known here: use source, verdict, method, path, type, text, since, until or is:pinned"
    )]
    UnknownKey(String),
    /// A key without a value.
    #[error("\"{0}:\" needs a value, such as {0}:{1}")]
    NoValue(String, &'static str),
    /// A verdict that does not exist.
    #[error("\"{0}\" is no verdict: use verified, rejected, unsigned or not_checked")]
    UnknownVerdict(String),
    /// Something other than `is:pinned`.
    #[error("\"is:{0}\" is not known here: use is:pinned")]
    UnknownState(String),
    /// A time that is none.
    #[error("\"{0}\" is no time: write a day (2026-01-31) or a time (2026-01-31T12:00:00Z)")]
    NoTime(String),
    /// A quote that is opened and not closed.
    #[error("a quote is not closed: add \" at the end of {0}")]
    OpenQuote(String),
    /// `not` with nothing behind it.
    #[error("\"not\" needs a term behind it, such as not path:/health")]
    DanglingNot,
}

impl Filter {
    /// Reads a filter. An empty text matches everything.
    ///
    /// # Errors
    /// When a key is unknown, a value is missing or wrong, or a quote stays open.
    pub fn parse(text: &str) -> Result<Self, FilterError> {
        let mut terms = Vec::new();
        let mut negated = false;
        for word in words(text)? {
            if word.key.is_none() && !word.quoted && word.value == "not" {
                negated = true;
                continue;
            }
            terms.push(Term {
                negated,
                kind: word.kind()?,
            });
            negated = false;
        }
        if negated {
            Err(FilterError::DanglingNot)
        } else {
            Ok(Self { terms })
        }
    }

    /// Whether a term looks into the bytes, so that no index alone can answer.
    #[must_use]
    pub fn has_text(&self) -> bool {
        self.terms
            .iter()
            .any(|term| matches!(term.kind, TermKind::Text(_)))
    }

    /// Whether everything matches.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }
}

#[derive(Debug, Default)]
struct Word {
    key: Option<String>,
    value: String,
    quoted: bool,
}

impl Word {
    fn kind(self) -> Result<TermKind, FilterError> {
        let Some(key) = self.key else {
            return Ok(TermKind::Text(self.value));
        };
        let value = |example| match self.value.as_str() {
            "" => Err(FilterError::NoValue(key.clone(), example)),
            _ => Ok(self.value.clone()),
        };
        Ok(match key.as_str() {
            "source" => TermKind::Source(value("stripe")?),
            "verdict" => TermKind::Verdict(verdict(&value("rejected")?)?),
            "method" => TermKind::Method(value("POST")?),
            "path" => TermKind::Path(value("/hooks")?),
            "type" => TermKind::Type(value("invoice.*")?),
            "text" | "body" => TermKind::Text(value("pi_123")?),
            "since" => TermKind::Since(time(&value("2026-01-31")?)?),
            "until" => TermKind::Until(time(&value("2026-01-31")?)?),
            "is" if self.value == "pinned" => TermKind::Pinned,
            "is" => return Err(FilterError::UnknownState(self.value)),
            _ => return Err(FilterError::UnknownKey(key)),
        })
    }
}

fn verdict(word: &str) -> Result<Verdict, FilterError> {
    let known = Verdict::from_word(&word.replace('-', "_"));
    let short = (word == "unchecked").then_some(Verdict::NotChecked);
    known
        .or(short)
        .ok_or_else(|| FilterError::UnknownVerdict(word.to_owned()))
}

/// A day in UTC, from its beginning, or a time.
fn time(word: &str) -> Result<Timestamp, FilterError> {
    let day = format!("{word}T00:00:00Z");
    let at = word.parse().or_else(|_| day.parse());
    at.map_err(|_| FilterError::NoTime(word.to_owned()))
}

/// Where the colon behind a key stands; `https://x` has none.
fn key_end(word: &str) -> Option<usize> {
    let at = word.find(':')?;
    let letter = |byte: u8| byte.is_ascii_lowercase() || byte == b'-' || byte == b'.';
    let is_key = at > 0 && word[..at].bytes().all(letter);
    (is_key && !word[at + 1..].starts_with("//")).then_some(at)
}

fn words(text: &str) -> Result<Vec<Word>, FilterError> {
    let mut words = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let (word, after) = next_word(rest)?;
        words.push(word);
        rest = after.trim_start();
    }
    Ok(words)
}

fn next_word(text: &str) -> Result<(Word, &str), FilterError> {
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    let colon = key_end(&text[..end]);
    let key = colon.map(|at| text[..at].to_owned());
    let start = colon.map_or(0, |at| at + 1);
    let Some(quoted) = text[start..].strip_prefix('"') else {
        let value = text[start..end].to_owned();
        return Ok((
            Word {
                key,
                value,
                quoted: false,
            },
            &text[end..],
        ));
    };
    let Some(close) = quoted.find('"') else {
        return Err(FilterError::OpenQuote(text.to_owned()));
    };
    let value = quoted[..close].to_owned();
    Ok((
        Word {
            key,
            value,
            quoted: true,
        },
        &quoted[close + 1..],
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<TermKind> {
        let filter = Filter::parse(text).unwrap();
        filter.terms.into_iter().map(|term| term.kind).collect()
    }

    #[test]
    fn keys_quotes_and_bare_words_are_read() {
        assert_eq!(
            kinds(r#"source:stripe verdict:rejected body:"a b" https://x "not""#),
            [
                TermKind::Source("stripe".into()),
                TermKind::Verdict(Verdict::Rejected),
                TermKind::Text("a b".into()),
                TermKind::Text("https://x".into()),
                TermKind::Text("not".into()),
            ]
        );
    }

    #[test]
    fn not_turns_the_next_term_around() {
        let filter = Filter::parse("not path:/health method:post").unwrap();
        let negated: Vec<_> = filter.terms.iter().map(|term| term.negated).collect();
        assert_eq!(negated, [true, false]);
    }

    #[test]
    fn times_are_days_or_points_in_time() {
        let noon = "2026-01-31T12:00:00Z".parse().unwrap();
        let midnight = "2026-01-31T00:00:00Z".parse().unwrap();
        assert_eq!(
            kinds("since:2026-01-31 until:2026-01-31T13:00:00+01:00"),
            [TermKind::Since(midnight), TermKind::Until(noon)]
        );
    }

    #[test]
    fn what_is_wrong_is_said_with_what_is_known() {
        let message = |text| Filter::parse(text).unwrap_err().to_string();
        assert!(message("colour:red").contains("use source, verdict, method, path"));
        assert!(message("verdict:maybe").contains("verified, rejected"));
        assert!(message("source:").contains("source:stripe"));
        assert!(message("since:soon").contains("write a day (2026-01-31)"));
        assert!(message("text:\"open").contains("not closed"));
        assert!(message("not").contains("needs a term"));
    }
}
