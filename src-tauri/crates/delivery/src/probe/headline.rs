//! One sentence on the whole.

use model::{CheckResult, Finding, Severity};

use super::ground::Ground;

/// One sentence on the whole.
pub(crate) fn headline(ground: &Ground<'_>, findings: &[Finding], finished: bool) -> String {
    let summary = ground.order.scheme.summary();
    let provider = summary.provider;
    let failed = |severity: Severity| {
        let mut all = findings.iter();
        all.any(|found| found.result == CheckResult::Fail && found.severity == severity)
    };
    let (critical, high, medium) = (
        failed(Severity::Critical),
        failed(Severity::High),
        failed(Severity::Medium),
    );
    let facts = &ground.facts;
    let told = if facts.accepts_forged && facts.accepts && !facts.refuses_forged {
        "This handler answers 2xx to whatever it is sent: unless it drops forgeries without a word, it does not look at signatures.".to_owned()
    } else if critical && facts.accepts_valid {
        "This handler accepts requests that it must refuse.".to_owned()
    } else if critical {
        format!(
            "This handler accepts requests that it must refuse, and refuses real ones from {provider}."
        )
    } else if !ground.can_sign() {
        format!(
            "There is no key to sign with, so this handler was only sent what nobody signed; it refused that. Whether it accepts real requests from {provider} is not known."
        )
    } else if !facts.accepts {
        format!(
            "This handler refuses all that was tried, real requests from {provider} included: nothing can be said of what else it refuses."
        )
    } else if !facts.accepts_valid {
        format!("This handler refuses real requests from {provider}; the first finding says why.")
    } else if high {
        "This handler verifies signatures, and accepts requests that are not fresh.".to_owned()
    } else if facts.refusal.is_some() {
        "This handler tells forgeries from real requests, and answers 2xx to both: senders take that for accepted.".to_owned()
    } else if medium {
        format!("This handler refuses some real requests from {provider}.")
    } else {
        "This handler does right in all that was asked.".to_owned()
    };
    let is_wrong = |found: &Finding| found.result == CheckResult::Fail;
    match (finished, findings.iter().any(is_wrong)) {
        (true, _) => told,
        (false, true) => format!("The probe was ended before its end. {told}"),
        (false, false) => {
            "The probe was ended before its end; until then it found nothing wrong.".to_owned()
        }
    }
}
