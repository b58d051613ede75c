//! Causes in plain words: what happened, then what helps.

mod body;
mod request;
mod row;
mod secret;
mod signature;

use super::step::Step;
use row::Row;

const TABLES: &[&[Row]] = &[body::WORDS, secret::WORDS, signature::WORDS, request::WORDS];

/// What the words are filled with.
#[derive(Debug, Clone)]
pub struct Facts {
    /// The provider's name.
    pub provider: String,
    /// What the scheme signs, as its template says.
    pub signs: String,
    /// The secret's name.
    pub secret: String,
}

/// What happened and what helps.
pub fn of(step: &Step, facts: &Facts) -> (String, String) {
    let rows = || {
        TABLES
            .iter()
            .copied()
            .flatten()
            .filter(|row| row.0 == step.code)
    };
    let own = rows().find(|row| row.1 == step.detail);
    let Some((_, _, sentence, fix)) = own.or_else(|| rows().find(|row| row.1.is_empty())) else {
        return (step.code.to_owned(), String::new());
    };
    (filled(sentence, step, facts), filled(fix, step, facts))
}

fn filled(text: &str, step: &Step, facts: &Facts) -> String {
    let text = text
        .replace("{detail}", &step.detail)
        .replace("{provider}", &facts.provider);
    text.replace("{signs}", &facts.signs)
        .replace("{secret}", &facts.secret)
}

/// Every code that has words.
#[cfg(test)]
pub fn codes() -> impl Iterator<Item = &'static str> {
    TABLES.iter().copied().flatten().map(|row| row.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_words_for_any_detail() {
        for code in codes() {
            let general = TABLES
                .iter()
                .copied()
                .flatten()
                .any(|row| row.0 == code && row.1.is_empty());
            assert!(general, "{code}");
        }
    }

    #[test]
    fn sentences_end_and_nothing_is_left_to_fill() {
        let facts = Facts {
            provider: "P".into(),
            signs: "{ts}.{body}".into(),
            secret: "s".into(),
        };
        for row in TABLES.iter().copied().flatten() {
            let step = Step::new(super::super::step::Part::Body, row.0, row.1);
            let (sentence, fix) = of(&step, &facts);
            for text in [&sentence, &fix] {
                assert!(
                    text.ends_with('.') && text.starts_with(|c: char| !c.is_lowercase()),
                    "{text}"
                );
                assert!(
                    !text.contains("{detail}") && !text.contains("{provider}"),
                    "{text}"
                );
            }
        }
    }
}
