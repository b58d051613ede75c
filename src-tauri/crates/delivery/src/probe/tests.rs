//! Handlers in this process: what is found of them, without a network.

mod answers;
mod handlers;
mod sweep;

use std::collections::BTreeMap;

use model::{
    AttemptAnswer, AttemptFailure, CheckResult, Clock, FailureKind, Finding, Headers, ProbeReport,
    Secret, Timing,
};
use signing::{NewSecret, Scheme, catalogue, new_secret};
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use super::session::Session;
use super::{ProbeMeans, ProbeOrder, ProbeProgress};
use crate::testing::sender;
use crate::{Exchange, Outgoing};

/// In the place of a status.
const HANGS_UP: u16 = 0;

/// A handler: the request's status, and what its body says.
type Handler<'h> = dyn FnMut(&Outgoing) -> (u16, String) + 'h;

fn scheme(id: &str) -> &'static Scheme {
    catalogue().get(id).unwrap()
}

fn pair(scheme: &Scheme) -> NewSecret {
    new_secret(scheme, &[5; 32]).unwrap()
}

fn order(scheme: &Scheme, secrets: Vec<Secret>) -> ProbeOrder {
    let target = "http://127.0.0.1:3000/hooks?data.id=AB1".to_owned();
    ProbeOrder::with_sample(target, scheme.clone(), secrets)
}

fn means() -> ProbeMeans {
    ProbeMeans {
        sender: sender(),
        progress: watch::channel(ProbeProgress::default()).0,
        cancel: CancellationToken::new(),
        pace: None,
    }
}

async fn probed(order: &ProbeOrder, handler: &mut Handler<'_>) -> ProbeReport {
    probed_by(order, &means(), handler).await
}

/// Where the handler's status is [`HANGS_UP`] the connection is closed without an answer.
async fn probed_by(
    order: &ProbeOrder,
    means: &ProbeMeans,
    handler: &mut Handler<'_>,
) -> ProbeReport {
    let ask = |outgoing: Outgoing| {
        let (status, body) = handler(&outgoing);
        let mut exchange = exchange(status, body);
        if status == HANGS_UP {
            exchange.outcome = Err(AttemptFailure {
                kind: FailureKind::Closed,
                message: "closed".to_owned(),
            });
        }
        std::future::ready(exchange)
    };
    Session::new(order, means, Clock::system()).run(ask).await
}

fn exchange(status: u16, body: String) -> Exchange {
    Exchange {
        started_at: model::Timestamp(0),
        timing: Timing {
            lookup_micros: None,
            connect_micros: None,
            first_byte_micros: None,
            total_micros: 1_000,
        },
        request_head: bytes::Bytes::new(),
        outcome: Ok(AttemptAnswer {
            status,
            headers: Headers::default(),
            body: body.into_bytes(),
            truncated: false,
        }),
        exact: None,
        exceptions: Vec::new(),
        request_sha256: None,
    }
}

/// The findings by name.
fn by_name(report: &ProbeReport) -> BTreeMap<&str, &Finding> {
    let named = report.findings.iter();
    named
        .map(|finding| (finding.check.as_str(), finding))
        .collect()
}

fn failed(report: &ProbeReport) -> Vec<String> {
    let failed = report.findings.iter();
    failed
        .filter(|finding| finding.result == CheckResult::Fail)
        .map(|finding| format!("{}: {}", finding.check, finding.detail))
        .collect()
}
