//! A probe as a person reads it: what is wrong first, by its weight, then the rest.

use model::{CheckResult, Finding, ProbeReport, Severity};

use super::Output;
use super::columns::Cell;
use super::text::{Colour, safe};
use crate::outcome::Failure;

/// Prints the headline, then every finding.
pub fn print(output: &mut Output, report: &ProbeReport) -> Result<(), Failure> {
    output.line(&safe(&report.headline))?;
    output.line(&format!(
        "{} requests to {} in {} ms, scheme {}",
        report.exchanges.len(),
        safe(&report.target),
        report.elapsed_ms,
        safe(&report.scheme)
    ))?;
    let mut wrong: Vec<&Finding> = of(report, CheckResult::Fail).collect();
    wrong.sort_by_key(|finding| finding.severity);
    for finding in wrong {
        failed(output, finding)?;
    }
    for (result, title, colour) in [
        (CheckResult::Pass, "right", Colour::Good),
        (
            CheckResult::Inconclusive,
            "cannot be told",
            Colour::Doubtful,
        ),
        (CheckResult::Skipped, "not asked", Colour::Quiet),
    ] {
        let findings: Vec<&Finding> = of(report, result).collect();
        listed(output, (title, colour), &findings)?;
    }
    Ok(())
}

fn of(report: &ProbeReport, result: CheckResult) -> impl Iterator<Item = &Finding> {
    let findings = report.findings.iter();
    findings.filter(move |finding| finding.result == result)
}

fn failed(output: &mut Output, finding: &Finding) -> Result<(), Failure> {
    let (word, colour) = match finding.severity {
        Severity::Critical => ("critical", Colour::Bad),
        Severity::High => ("high", Colour::Bad),
        Severity::Medium => ("medium", Colour::Doubtful),
        Severity::Info => ("info", Colour::Quiet),
    };
    output.line("")?;
    let word = output.paint(colour, word);
    output.line(&format!(
        "{word}: {} ({})",
        safe(&finding.title),
        finding.check
    ))?;
    output.line(&format!("  {}", safe(&finding.detail)))?;
    output.line(&format!("  Fix: {}", safe(&finding.fix)))
}

fn listed(
    output: &mut Output,
    (title, colour): (&str, Colour),
    findings: &[&Finding],
) -> Result<(), Failure> {
    if findings.is_empty() {
        return Ok(());
    }
    output.line("")?;
    output.line(&output.paint(colour, title))?;
    let row = |finding: &&Finding| {
        vec![
            Cell::new(format!("  {}", finding.check)),
            Cell::new(safe(&finding.detail)),
        ]
    };
    let rows: Vec<_> = findings.iter().map(row).collect();
    output.table(&rows)
}
