//! The webhook that Skyvern sends by itself when a run ends, through the one engine.
//!
//! How it went is what the engine has of it, and is told from that whenever a run is looked at.

use bytes::Bytes;
use model::{AttemptFailure, DeliveryState, EndpointId, FailureKind, Headers, Manner};

use super::answered;
use super::facts::{PROVIDER, SCHEME};
use super::guard::is_blocked_url;
use super::hosting::Hosting;
use super::payload;
use super::records::{self, Kept};
use super::run::Run;
use crate::error::Error;
use crate::stage::{Caller, OpenEndpoint, Parcel, Progress, Stage};

/// The published schedule, by its name here.
const SCHEDULE: &str = "skyvern";

/// Sends the webhook of a run that ended, for whoever ended it; a run without a URL, or without a
/// webhook, sends none, and the cloud sends none into a network.
///
/// # Errors
/// When the store fails.
pub async fn send(
    stage: &Stage,
    (run, caller): (&Run, &Caller),
    hosting: Hosting,
) -> Result<(), Error> {
    let url = run.webhook_url.as_deref().map(str::trim);
    let body = payload::body(run, hosting).and_then(Result::ok);
    let (Some(url), Some(body)) = (url.filter(|url| !url.is_empty()), body) else {
        return Ok(());
    };
    if hosting == Hosting::Cloud && is_blocked_url(url) {
        return blocked(stage, run).await;
    }
    let endpoint = endpoint(stage, url, caller).await?;
    let parcel = Parcel {
        message_id: run.run_id.clone(),
        event_type: run.run_type.as_str().to_owned(),
        content_type: "application/json".to_owned(),
        body: Bytes::from(body),
    };
    let delivery = stage.enqueue(endpoint, parcel).await?;
    records::link(stage.store(), &run.run_id, delivery).await
}

/// Nothing is sent, and that is its receiver's fault.
async fn blocked(stage: &Stage, run: &Run) -> Result<(), Error> {
    let blamed = Run {
        webhook_delivery_status: Some(CUSTOMER.to_owned()),
        ..run.clone()
    };
    records::store_run(stage.store(), &blamed).await
}

/// The endpoint of this URL that signs with the caller's key; the first use opens it.
async fn endpoint(stage: &Stage, url: &str, caller: &Caller) -> Result<EndpointId, Error> {
    for known in stage.store().endpoints().list().await? {
        let is_ours = known.emulation.as_deref() == Some(PROVIDER) && known.url == url;
        if is_ours && stage.secrets(known.id).await? == [caller.key.clone()] {
            return Ok(known.id);
        }
    }
    let open = OpenEndpoint {
        name: caller.organization_name.clone(),
        url: url.to_owned(),
        scheme: Some(SCHEME.to_owned()),
        secrets: vec![caller.key.clone()],
        manner: Manner {
            headers: sender(),
            schedule: SCHEDULE.to_owned(),
            ..Manner::default()
        },
    };
    stage.open_endpoint(open).await
}

/// The fields that tell who sends: Skyvern does with httpx.
pub fn sender() -> Headers {
    let fields = [
        ("Accept", "*/*"),
        ("Accept-Encoding", answered::ENCODINGS),
        ("User-Agent", "python-httpx/0.28.1"),
    ];
    fields.into_iter().collect()
}

/// The run, with how its webhook ended where it did.
///
/// # Errors
/// When the store fails.
pub async fn told(stage: &Stage, kept: Kept) -> Result<Run, Error> {
    let mut run = kept.run;
    let Some(delivery) = kept.delivery else {
        return Ok(run);
    };
    let ended = stage.progress(delivery).await?.as_ref().and_then(ending);
    if let Some((status, reason)) = ended {
        run.webhook_failure_reason = Some(reason);
        // A replay that arrived afterwards counts more.
        run.webhook_delivery_status.get_or_insert(status.to_owned());
    }
    Ok(run)
}

/// How a delivery ended, in Skyvern's words; `None` while it is under way.
fn ending(progress: &Progress) -> Option<(&'static str, String)> {
    match progress.delivery.state {
        DeliveryState::Succeeded => return Some(("delivered", String::new())),
        DeliveryState::Failed | DeliveryState::Cancelled => {}
        DeliveryState::Pending
        | DeliveryState::Running
        | DeliveryState::Retrying
        | DeliveryState::Paused => return None,
    }
    let last = progress.last()?;
    let failure = match (last.attempt.status, &last.attempt.failure) {
        (Some(status), _) => {
            let said = last.answer.as_ref().map(answered::text).unwrap_or_default();
            let reason = format!("Webhook failed with status code {status}, error message: {said}");
            (blame_of_status(status), reason)
        }
        (None, failure) => {
            let failure = failure.as_ref()?;
            let reason = format!(
                "Webhook delivery failed before receiving a response: {}",
                exception(failure)
            );
            (blame_of_failure(failure.kind), reason)
        }
    };
    Some(failure)
}

/// Whose fault an answer is; none that says so is nobody's.
const fn blame_of_status(status: u16) -> &'static str {
    match status {
        408 | 425 | 429 => UNATTRIBUTED,
        300..=499 => CUSTOMER,
        _ => UNATTRIBUTED,
    }
}

const CUSTOMER: &str = "exhausted_customer_config";
const UNATTRIBUTED: &str = "exhausted_unattributed";

const fn blame_of_failure(kind: FailureKind) -> &'static str {
    match kind {
        FailureKind::Refused
        | FailureKind::Tls
        | FailureKind::UnknownHost
        | FailureKind::Forbidden => CUSTOMER,
        FailureKind::Timeout
        | FailureKind::Closed
        | FailureKind::BadAnswer
        | FailureKind::Cancelled
        | FailureKind::Other => UNATTRIBUTED,
    }
}

/// The failure as Python's HTTP library names it.
fn exception(failure: &AttemptFailure) -> String {
    let said = &failure.message;
    match failure.kind {
        FailureKind::Timeout => "ReadTimeout".to_owned(),
        FailureKind::Refused => "ConnectError: All connection attempts failed".to_owned(),
        FailureKind::UnknownHost => "UnresolvableHost: Invalid url: unresolvable host.".to_owned(),
        FailureKind::Forbidden => "BlockedHost: Invalid url: blocked host.".to_owned(),
        FailureKind::Tls => format!("ConnectError: {said}"),
        FailureKind::Closed => {
            "RemoteProtocolError: Server disconnected without sending a response.".to_owned()
        }
        FailureKind::BadAnswer | FailureKind::Cancelled | FailureKind::Other => {
            format!("RemoteProtocolError: {said}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_is_blamed_on_the_receiver_only_where_it_says_so() {
        for (status, blamed) in [
            (302, CUSTOMER),
            (404, CUSTOMER),
            (403, CUSTOMER),
            (429, UNATTRIBUTED),
            (408, UNATTRIBUTED),
            (500, UNATTRIBUTED),
        ] {
            assert_eq!(blame_of_status(status), blamed, "{status}");
        }
        assert_eq!(blame_of_failure(FailureKind::Refused), CUSTOMER);
        assert_eq!(blame_of_failure(FailureKind::Timeout), UNATTRIBUTED);
    }

    #[test]
    fn failures_have_the_names_of_pythons_exceptions() {
        let named = |kind| {
            exception(&AttemptFailure {
                kind,
                message: "why".into(),
            })
        };
        assert_eq!(named(FailureKind::Timeout), "ReadTimeout");
        let refused = "ConnectError: All connection attempts failed";
        assert_eq!(named(FailureKind::Refused), refused);
        assert_eq!(named(FailureKind::Tls), "ConnectError: why");
    }
}
