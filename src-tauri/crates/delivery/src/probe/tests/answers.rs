//! Handlers that verify rightly and answer strangely: what is said of them, and what is not.

use model::{CheckResult, Finding, ProbeReport, Secret, Severity, Verdict};

use super::sweep::verdict;
use super::{HANGS_UP, by_name, failed, order, probed, scheme};
use crate::Outgoing;

const SECRET: &str = "a secret of mine";

/// What must be refused.
const REFUSALS: [&str; 6] = [
    "rejects_unsigned",
    "rejects_empty_signature",
    "rejects_garbage_signature",
    "rejects_tampered_body",
    "rejects_wrong_secret",
    "rejects_empty_secret",
];

/// The report on a handler that verifies as GitHub's do, and answers as it is told.
async fn answering(right: (u16, &str), forged: (u16, &str)) -> ProbeReport {
    let secrets = [Secret::new(SECRET)];
    let order = order(scheme("github-sha256"), secrets.to_vec());
    let mut handler = |outgoing: &Outgoing| {
        let is_right = verdict(scheme("github-sha256"), &secrets, outgoing) == Verdict::Verified;
        let (status, body) = if is_right { right } else { forged };
        (status, body.to_owned())
    };
    probed(&order, &mut handler).await
}

fn critical(report: &ProbeReport) -> usize {
    let is_critical = |found: &&Finding| {
        found.result == CheckResult::Fail && found.severity == Severity::Critical
    };
    report.findings.iter().filter(is_critical).count()
}

fn refusals(report: &ProbeReport) -> Vec<Finding> {
    let findings = by_name(report);
    REFUSALS.map(|name| findings[name].clone()).to_vec()
}

#[tokio::test]
async fn a_handler_that_hangs_up_on_forgeries_is_not_said_to_take_them() {
    let report = answering((200, ""), (HANGS_UP, "")).await;
    for found in refusals(&report) {
        let told = (found.result, found.severity);
        assert_eq!(told, (CheckResult::Fail, Severity::Info), "{found:?}");
        assert!(found.title.contains("Hangs up"), "{}", found.title);
    }
    let findings = by_name(&report);
    assert_eq!(findings["verifies_raw_body"].result, CheckResult::Pass);
    assert_eq!(findings["secret_form"].result, CheckResult::Pass);
    assert_eq!(critical(&report), 0);
}

#[tokio::test]
async fn a_refusal_that_stands_in_the_body_alone_is_no_acceptance() {
    let report = answering((200, "{\"ok\":true}"), (200, "{\"ok\":false}")).await;
    for found in refusals(&report) {
        let told = (found.result, found.severity);
        assert_eq!(told, (CheckResult::Fail, Severity::Medium), "{found:?}");
        assert!(found.title.contains("in the body alone"), "{}", found.title);
    }
    let findings = by_name(&report);
    assert_eq!(findings["verifies_raw_body"].result, CheckResult::Pass);
    assert!(
        report.headline.contains("2xx to both"),
        "{}",
        report.headline
    );
    assert_eq!(critical(&report), 0);
}

#[tokio::test]
async fn answers_that_differ_for_another_reason_are_acceptance() {
    let secrets = vec![Secret::new(SECRET)];
    let order = order(scheme("github-sha256"), secrets);
    let mut count = 0;
    let mut counting = |_: &Outgoing| {
        count += 1;
        (200, format!("{{\"request\":{count}}}"))
    };
    let report = probed(&order, &mut counting).await;
    assert_eq!(critical(&report), 6, "{:?}", failed(&report));
    let mut seen = 0;
    let mut first_alone = |_: &Outgoing| {
        seen += 1;
        (200, if seen == 1 { "new" } else { "known" }.to_owned())
    };
    let report = probed(&order, &mut first_alone).await;
    assert_eq!(critical(&report), 6, "{:?}", failed(&report));
}

#[tokio::test]
async fn a_refusal_that_senders_do_not_understand_is_right_and_said() {
    for status in [302, 500] {
        let report = answering((204, ""), (status, "")).await;
        let findings = by_name(&report);
        let found = findings["rejects_unsigned"];
        assert_eq!(found.result, CheckResult::Pass);
        let expected = format!("1 of 1 refused, with {status}: ");
        assert!(found.detail.starts_with(&expected), "{}", found.detail);
    }
    let report = answering((204, ""), (401, "")).await;
    assert_eq!(
        by_name(&report)["rejects_unsigned"].detail,
        "1 of 1 refused"
    );
}

#[tokio::test]
async fn one_mistake_with_the_body_has_one_fix() {
    let secrets = [Secret::new(SECRET)];
    let order = order(scheme("github-sha256"), secrets.to_vec());
    let mut parsing = |outgoing: &Outgoing| {
        let mut seen = outgoing.clone();
        if let Ok(read) = serde_json::from_slice::<serde_json::Value>(&outgoing.body) {
            seen.body = read.to_string().replace("1.0", "1").into();
        }
        match verdict(scheme("github-sha256"), &secrets, &seen) {
            Verdict::Verified => (200, String::new()),
            _ => (401, String::new()),
        }
    };
    let report = probed(&order, &mut parsing).await;
    let findings = by_name(&report);
    for name in [
        "verifies_raw_body",
        "accepts_trailing_newline",
        "accepts_crlf",
    ] {
        let found = findings[name];
        assert_eq!(found.result, CheckResult::Fail, "{name}");
        assert!(found.fix.contains("raw bytes"), "{name}: {}", found.fix);
    }
}
