//! What was found, as the report tells it. Secrets do not get into it.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use model::{CheckResult, Finding, ProbeExchange, ProbeReport, Timestamp};

use super::answer::Reply;
use super::check::{Check, Verdict};
use super::checks::CHECKS;
use super::ground::Ground;
use super::headline::headline;
use super::variant::Variant;
use crate::{Exchange, Outgoing};

const LONGEST_HEAD: usize = 8 * 1024;
const LONGEST_BODY: usize = 4 * 1024;

/// What a check found, and which requests it sent.
pub(crate) struct Found {
    pub check: &'static Check,
    pub verdict: Verdict,
    pub exchanges: Vec<u32>,
}

/// Texts that a report never holds.
pub(crate) struct Redaction(Vec<String>);

impl Redaction {
    /// The secrets of a probe, as they are and as tokens carry them.
    pub(crate) fn of(ground: &Ground<'_>) -> Self {
        let mut texts = Vec::new();
        for secret in &ground.order.secrets {
            let bytes = secret.expose();
            let text = String::from_utf8_lossy(bytes).into_owned();
            texts.push(BASE64_STANDARD.encode(bytes));
            if let Some((_, bare)) = text.split_once('_').filter(|(front, _)| front.len() < 10) {
                texts.push(bare.to_owned());
            }
            texts.push(text);
        }
        texts.retain(|text| text.len() >= 4);
        texts.sort_by_key(|text| std::cmp::Reverse(text.len()));
        Self(texts)
    }

    fn clean(&self, text: &str) -> String {
        let replaced = |text: String, secret: &String| text.replace(secret.as_str(), "[redacted]");
        self.0.iter().fold(text.to_owned(), replaced)
    }

    /// Bytes as text, cut.
    fn text(&self, bytes: &[u8], longest: usize) -> String {
        let text = self.clean(&String::from_utf8_lossy(bytes));
        let mut end = text.len().min(longest);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        match end < text.len() {
            true => format!("{}…", &text[..end]),
            false => text,
        }
    }
}

/// An exchange as the report keeps it.
pub(crate) fn exchange_of(
    variant: &Variant,
    (outgoing, exchange, reply): (&Outgoing, &Exchange, &Reply),
    redaction: &Redaction,
) -> ProbeExchange {
    // Only as much of a long body as is kept.
    let body = &outgoing.body[..outgoing.body.len().min(2 * LONGEST_BODY)];
    ProbeExchange {
        name: variant.name.clone(),
        differs: redaction.clean(&variant.differs),
        expected: variant.expected,
        status: reply.status,
        failure: reply
            .failure
            .as_ref()
            .map(|failure| failure.message.clone()),
        took_ms: u64::try_from(reply.took.as_millis()).unwrap_or(u64::MAX),
        request_head: redaction.text(&exchange.request_head, LONGEST_HEAD),
        request_body: redaction.text(body, LONGEST_BODY),
        answer_body: redaction.text(&reply.body, LONGEST_BODY),
    }
}

/// The report, but for what only its session knows.
pub(crate) fn report(
    ground: &Ground<'_>,
    mut found: Vec<Found>,
    (blocked, finished): (Option<String>, bool),
) -> ProbeReport {
    if let Some(why) = &blocked {
        for found in &mut found {
            found.verdict = Verdict::inconclusive(why);
        }
    }
    let place = |found: &Found| {
        CHECKS
            .iter()
            .position(|check| check.name == found.check.name)
    };
    found.sort_by_key(place);
    let findings: Vec<Finding> = found.into_iter().map(finding).collect();
    ProbeReport {
        target: ground.order.target.clone(),
        scheme: ground.order.scheme.id().to_owned(),
        secret_hint: String::new(),
        capture: ground.order.capture,
        started_at: Timestamp(0),
        elapsed_ms: 0,
        headline: blocked.unwrap_or_else(|| headline(ground, &findings, finished)),
        findings,
        exchanges: Vec::new(),
        finished,
    }
}

fn finding(found: Found) -> Finding {
    let Found {
        check,
        verdict,
        exchanges,
    } = found;
    let title = match verdict.result {
        CheckResult::Fail => check.wrong,
        CheckResult::Pass | CheckResult::Inconclusive | CheckResult::Skipped => check.right,
    };
    let fix = match verdict.result {
        CheckResult::Fail => verdict.fix.unwrap_or_else(|| check.fix.to_owned()),
        CheckResult::Pass | CheckResult::Inconclusive | CheckResult::Skipped => String::new(),
    };
    Finding {
        check: check.name.to_owned(),
        result: verdict.result,
        severity: verdict.severity.unwrap_or(check.severity),
        title: verdict.title.unwrap_or_else(|| title.to_owned()),
        detail: verdict.detail,
        fix,
        sent: u32::try_from(exchanges.len()).unwrap_or(u32::MAX),
        exchanges,
    }
}
