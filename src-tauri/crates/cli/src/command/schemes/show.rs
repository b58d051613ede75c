//! `schemes show`: a scheme's page as text or JSON.

use serde::Serialize;
use signing::{Example, Fact, Manual, SchemeSummary, Section};

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
    facts.extend(signed(example).map(|signed| ("  signed bytes", signed)));
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

/// The signed bytes, in which the body that follows is only named.
fn signed(example: &Example) -> Option<String> {
    let signed = example.signed.as_ref()?;
    Some(match example.body.is_empty() {
        true => signed.clone(),
        false => signed.replace(&example.body, "{body}"),
    })
}

/// A text of several lines without control characters in them.
fn safe_lines(text: &str) -> String {
    let lines: Vec<_> = text.lines().map(safe).collect();
    lines.join("\n")
}

/// What stands above the page; all else is in its sections.
fn facts(shown: &Shown) -> Vec<(&'static str, String)> {
    let summary = &shown.summary;
    let mark = match shown.own {
        true => "your own",
        false => &shown.mark,
    };
    vec![
        ("id", summary.id.clone()),
        ("provider", summary.provider.clone()),
        ("name", summary.name.clone()),
        ("trust", mark.to_owned()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_body_is_written_once() {
        let shown = Shown::from(Written::of_catalogue("stripe-v1").unwrap());
        let example = shown.example.unwrap();
        assert_eq!(signed(&example).as_deref(), Some("1769860800.{body}"));
    }

    #[test]
    fn a_definition_keeps_its_lines_and_nothing_else_that_moves_the_cursor() {
        assert_eq!(
            safe_lines("a = 1\nb = \"\u{1b}[2J\""),
            "a = 1\nb = \"\\u{1b}[2J\""
        );
    }
}
