//! Every scheme of the catalogue against a handler that does right and one that takes everything.

use model::{CheckResult, Clock, Severity, Verdict};
use signing::catalogue;

use super::{by_name, failed, order, pair, probed};
use crate::Outgoing;
use crate::probe::ground::verification;

/// What our own verification says, now.
pub(super) fn verdict(
    scheme: &signing::Scheme,
    secrets: &[model::Secret],
    outgoing: &Outgoing,
) -> Verdict {
    verification(scheme, outgoing, (secrets, Clock::system().now())).verdict
}

#[tokio::test]
async fn a_handler_that_does_right_is_accused_of_nothing_whatever_the_scheme() {
    let mut wrong = Vec::new();
    for scheme in catalogue().iter() {
        let pair = pair(scheme);
        let order = order(scheme, vec![pair.signing.clone()]);
        let secrets = [pair.verifying];
        let report = probed(
            &order,
            &mut |outgoing| match verdict(scheme, &secrets, outgoing) {
                Verdict::Verified => (200, String::new()),
                _ => (401, "no".to_owned()),
            },
        )
        .await;
        let id = scheme.id();
        wrong.extend(
            failed(&report)
                .into_iter()
                .map(|what| format!("{id}: {what}")),
        );
        let findings = by_name(&report);
        if findings["accepts_valid"].result != CheckResult::Pass {
            wrong.push(format!("{id}: {}", findings["accepts_valid"].detail));
        }
        if findings["rejects_wrong_secret"].result != CheckResult::Pass {
            wrong.push(format!("{id}: {}", findings["rejects_wrong_secret"].detail));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn a_handler_that_takes_everything_fails_every_refusal_that_the_scheme_has() {
    let mut wrong = Vec::new();
    for scheme in catalogue().iter() {
        let order = order(scheme, vec![pair(scheme).signing]);
        let report = probed(&order, &mut |_| (200, String::new())).await;
        for finding in &report.findings {
            let is_refusal = finding.check.starts_with("rejects_");
            let told = match finding.result {
                CheckResult::Fail => is_refusal,
                // A time that the scheme leaves open, or what it has nothing of.
                CheckResult::Pass => !is_refusal || finding.severity == Severity::Info,
                CheckResult::Skipped => true,
                CheckResult::Inconclusive => {
                    let of_contrast = ["rejects_replayed_id", "rejects_other_scheme"];
                    !is_refusal || of_contrast.contains(&finding.check.as_str())
                }
            };
            if !told {
                let (id, check) = (scheme.id(), &finding.check);
                wrong.push(format!(
                    "{id}: {check} {:?} {}",
                    finding.result, finding.detail
                ));
            }
        }
        let findings = by_name(&report);
        if findings["rejects_unsigned"].result != CheckResult::Fail {
            wrong.push(format!(
                "{}: {}",
                scheme.id(),
                findings["rejects_unsigned"].detail
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
