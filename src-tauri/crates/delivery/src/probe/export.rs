//! A report for others to read: Markdown for a ticket, JSON for programs.

use std::fmt::Write as _;

use model::{CheckResult, Expected, Finding, ProbeExchange, ProbeReport, Severity};

/// The report as JSON, with all its exchanges.
#[must_use]
pub fn json(report: &ProbeReport) -> String {
    serde_json::to_string_pretty(report).expect("a report holds nothing but text and numbers")
}

/// The report as Markdown: what is wrong first, then the rest, then every request.
#[must_use]
pub fn markdown(report: &ProbeReport) -> String {
    let mut out = format!(
        "# Probe of {}\n\n**{}**\n\n",
        line(&report.target),
        line(&report.headline)
    );
    facts(&mut out, report);
    let wrong: Vec<&Finding> = of(report, CheckResult::Fail).collect();
    if !wrong.is_empty() {
        out.push_str("## What is wrong\n\n");
        let mut by_weight = wrong;
        by_weight.sort_by_key(|finding| finding.severity);
        for finding in by_weight {
            failed(&mut out, finding);
        }
    }
    for (result, title) in [
        (CheckResult::Pass, "What is right"),
        (CheckResult::Inconclusive, "What cannot be told"),
        (CheckResult::Skipped, "What was not asked"),
    ] {
        listed(&mut out, title, of(report, result));
    }
    exchanges(&mut out, report);
    out
}

fn of(report: &ProbeReport, result: CheckResult) -> impl Iterator<Item = &Finding> {
    report
        .findings
        .iter()
        .filter(move |finding| finding.result == result)
}

fn facts(out: &mut String, report: &ProbeReport) {
    let capture = report.capture.map(|id| format!(", body of {id}"));
    let rows = format!(
        "- Scheme: `{}`, secret {}{}\n- {} requests in {} ms, begun {}\n\n",
        report.scheme,
        line(&report.secret_hint),
        capture.unwrap_or_default(),
        report.exchanges.len(),
        report.elapsed_ms,
        report.started_at
    );
    out.push_str(&rows);
}

fn failed(out: &mut String, finding: &Finding) {
    let paragraph = format!(
        "### {}: {}\n\n`{}`: {}\n\n{}\n\n",
        severity(finding.severity),
        line(&finding.title),
        finding.check,
        line(&finding.detail),
        line(&finding.fix)
    );
    out.push_str(&paragraph);
}

fn listed<'f>(out: &mut String, title: &str, findings: impl Iterator<Item = &'f Finding>) {
    let rows: Vec<String> = findings
        .map(|finding| {
            let (title, detail) = (line(&finding.title), line(&finding.detail));
            format!("- {title} (`{}`): {detail}\n", finding.check)
        })
        .collect();
    if !rows.is_empty() {
        write!(out, "## {title}\n\n{}\n", rows.concat()).expect("a String takes all text");
    }
}

fn exchanges(out: &mut String, report: &ProbeReport) {
    if report.exchanges.is_empty() {
        return;
    }
    out.push_str("## What was sent\n\n| # | Request | What differs | Right answer | Answer | ms |\n|--:|---|---|---|---|--:|\n");
    for (index, exchange) in report.exchanges.iter().enumerate() {
        let row = format!(
            "| {} | {} | {} | {} | {} | {} |\n",
            index + 1,
            cell(&exchange.name),
            cell(&exchange.differs),
            expected(exchange.expected),
            cell(&answer(exchange)),
            exchange.took_ms
        );
        out.push_str(&row);
    }
}

fn answer(exchange: &ProbeExchange) -> String {
    match (exchange.status, &exchange.failure) {
        (Some(status), _) => status.to_string(),
        (None, Some(failure)) => failure.clone(),
        (None, None) => "none".to_owned(),
    }
}

const fn expected(expected: Expected) -> &'static str {
    match expected {
        Expected::Accept => "2xx",
        Expected::Refuse => "refused",
        Expected::Either => "either",
    }
}

const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical => "Critical",
        Severity::High => "High",
        Severity::Medium => "Medium",
        Severity::Info => "Worth knowing",
    }
}

/// Text on one line, with nothing in it that Markdown would take for its own.
fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            letter if letter.is_control() => out.push(' '),
            '<' => out.push_str("&lt;"),
            '*' | '[' | ']' => {
                out.push('\\');
                out.push(letter);
            }
            letter => out.push(letter),
        }
    }
    out
}

fn cell(text: &str) -> String {
    line(text).replace('|', "\\|")
}
