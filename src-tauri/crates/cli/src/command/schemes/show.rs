//! `schemes show`: a scheme's page as text or JSON.

use serde::Serialize;
use signing::{Confidence, Example, Fact, Manual, SchemeSummary, Section};

use crate::call::{Call, done};
use crate::outcome::{Ended, Failure};
use crate::output::Output;
use crate::output::columns::{Cell, fact_rows};
use crate::output::text::{Colour, safe};
use crate::schemes::Written;

/// Everything about a scheme.
#[derive(Serialize)]
struct Shown {
    #[serde(flatten)]
    summary: SchemeSummary,
    mark: String,
    sections: Vec<Section>,
    example: Option<Example>,
    /// As it was written, TOML or JSON: to learn from.
    definition: String,
    /// Whether it is the user's own.
    own: bool,
}

impl From<Written> for Shown {
    fn from(written: Written) -> Self {
        let Manual {
            summary,
            mark,
            sections,
            example,
        } = signing::manual(&written.scheme);
        Self {
            summary,
            mark,
            sections,
            example,
            definition: written.definition,
            own: written.own,
        }
    }
}

/// Shows a scheme.
pub async fn run(id: &str, call: Call<'_>) -> Ended {
    let shown = Shown::from(crate::schemes::written(call.globals, id).await?);
    match call.output.is_json() {
        true => call.output.row(&shown)?,
        false => print(call.output, &shown)?,
    }
    done()
}

fn print(output: &mut Output, shown: &Shown) -> Result<(), Failure> {
    output.table(&fact_rows(facts(shown)))?;
    for section in &shown.sections {
        print_section(output, section)?;
    }
    if let Some(example) = &shown.example {
        print_example(output, example)?;
    }
    title(output, "Definition")?;
    output.line(safe_lines(shown.definition.trim_end()).as_str())
}

fn title(output: &mut Output, title: &str) -> Result<(), Failure> {
    output.line("")?;
    let painted = output.paint(Colour::Quiet, &safe(title));
    output.line(&painted)
}

fn print_section(output: &mut Output, section: &Section) -> Result<(), Failure> {
    title(output, &section.title)?;
    for sentence in &section.text {
        output.line(&format!("  {}", safe(sentence)))?;
    }
    let row = |fact: &Fact| {
        let name = Cell::new(format!("  {}", fact.name)).colour(Colour::Quiet);
        vec![name, Cell::new(&fact.value)]
    };
    let rows: Vec<Vec<Cell>> = section.facts.iter().map(row).collect();
    output.table(&rows)
}

/// The signed request as it goes over the wire.
fn print_example(output: &mut Output, example: &Example) -> Result<(), Failure> {
    title(output, "Example")?;
    let mut facts = vec![
        ("  secret", example.secret.clone()),
        ("  signed at", example.now_unix.to_string()),
    ];
    facts.extend(
        example
            .signed
            .clone()
            .map(|signed| ("  signed bytes", signed)),
    );
    output.table(&fact_rows(facts))?;
    output.line("")?;
    output.line(&format!(
        "  {} {}",
        safe(&example.method),
        safe(&example.url)
    ))?;
    for line in app::copy::header_lines(&example.headers).lines() {
        output.line(&format!("  {}", safe(line)))?;
    }
    output.line("")?;
    for line in example.body.lines() {
        output.line(&format!("  {}", safe(line)))?;
    }
    Ok(())
}

/// A text of several lines without control characters in them.
fn safe_lines(text: &str) -> String {
    let lines: Vec<_> = text.lines().map(safe).collect();
    lines.join("\n")
}

fn facts(shown: &Shown) -> Vec<(&'static str, String)> {
    let summary = &shown.summary;
    let tolerance = summary.tolerance.map(|seconds| format!("{seconds} s"));
    let key = if summary.public_key {
        "public key"
    } else {
        "secret"
    };
    let yes = |is: bool, words: &str| is.then(|| words.to_owned());
    let trust = match shown.own {
        true => "your own".to_owned(),
        false => trust(summary.confidence).to_owned(),
    };
    let facts = [
        ("id", Some(summary.id.clone())),
        ("provider", Some(summary.provider.clone())),
        ("name", Some(summary.name.clone())),
        ("signature", Some(summary.place.clone())),
        ("algorithm", Some(summary.algorithm.clone())),
        (key, Some(summary.secret_form.clone())),
        ("signs the time", yes(summary.signs_timestamp, "yes")),
        ("tolerance", tolerance),
        (
            "signs the URL",
            yes(
                summary.signs_url,
                "yes: give the URL as the provider knows it",
            ),
        ),
        ("facts from", Some(summary.facts_from.clone())),
        ("trust", Some(trust)),
        ("notes", summary.notes.clone()),
    ];
    let present =
        |(name, value): (_, Option<String>)| Some((name, value.filter(|it| !it.is_empty())?));
    facts.into_iter().filter_map(present).collect()
}

const fn trust(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Official => "official SDK or specification",
        Confidence::Documented => "the provider's documentation",
        Confidence::ThirdParty => "third parties",
        Confidence::Unconfirmed => "unconfirmed: check before relying on it",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fact_that_does_not_apply_is_left_out() {
        let names = |id: &str| -> Vec<&str> {
            let shown = Shown::from(Written::of_catalogue(id).unwrap());
            facts(&shown).into_iter().map(|(name, _)| name).collect()
        };
        assert!(names("stripe-v1").contains(&"tolerance"));
        assert!(!names("github-sha256").contains(&"tolerance"));
        assert!(names("discord").contains(&"public key"));
    }

    #[test]
    fn a_definition_keeps_its_lines_and_nothing_else_that_moves_the_cursor() {
        assert_eq!(
            safe_lines("a = 1\nb = \"\u{1b}[2J\""),
            "a = 1\nb = \"\\u{1b}[2J\""
        );
    }
}
