//! A call as it would go out, with the credential in it only when that is asked for.

use model::Headers;
use providers::{EndpointDeed, KnownOf, LogPage, Planned, Unsent};

use super::{ask, filled};
use crate::App;
use crate::contract::CallError;
use crate::contract::profiles::{PlannedCall, PreviewCall, PreviewedRequest};
use crate::copy::{Copied, curl, redact};
use crate::fault::told;

/// The requests of a call, in the order in which they would be sent.
///
/// # Errors
/// When the profile cannot be used, or the provider has no such call.
pub async fn preview(app: &App, argument: PreviewCall) -> Result<Vec<PreviewedRequest>, CallError> {
    let PreviewCall {
        profile,
        call,
        show_key,
    } = argument;
    let typed = typed_secret(&call).filter(|_| !show_key);
    let unsent = providers::preview(&app.means(), planned(profile, call)).await;
    let unsent = unsent.map_err(told)?;
    let unsent = unsent.into_iter().map(|one| without(one, typed.as_deref()));
    Ok(unsent.map(|one| shown(one, show_key)).collect())
}

/// The signing secret of a new endpoint, where the caller chooses it.
fn typed_secret(call: &PlannedCall) -> Option<String> {
    match call {
        PlannedCall::Endpoint {
            deed: EndpointDeed::Create { secret, .. },
        } => filled(secret.clone()),
        _ => None,
    }
}

/// The same with a blank in its body where this secret stands.
fn without(unsent: Unsent, secret: Option<&str>) -> Unsent {
    let Some(secret) = secret else { return unsent };
    let quoted = serde_json::Value::from(secret).to_string();
    let body = String::from_utf8_lossy(&unsent.body).replace(&quoted, "\"[redacted]\"");
    Unsent {
        body: body.into(),
        ..unsent
    }
}

fn planned(profile: String, call: PlannedCall) -> Planned {
    match call {
        PlannedCall::Redeliver { id, with, event_id } => {
            let known = KnownOf {
                event_id: filled(event_id),
                url: None,
            };
            Planned::Redeliver(ask((profile, id), with, known))
        }
        PlannedCall::List { cursor, of } => Planned::List(LogPage {
            profile,
            cursor,
            of: filled(of),
        }),
        PlannedCall::Delivery { id } => Planned::Delivery { profile, id },
        PlannedCall::Check => Planned::Check { profile },
        PlannedCall::Endpoint { deed } => Planned::Endpoint { profile, deed },
    }
}

fn shown(unsent: Unsent, show_key: bool) -> PreviewedRequest {
    let Unsent {
        method,
        url,
        headers,
        body,
    } = unsent;
    let (headers, hidden): (Headers, Vec<String>) = match show_key {
        true => (headers, Vec::new()),
        false => redact(&headers),
    };
    let curl = curl(&Copied {
        method: &method,
        url: &url,
        headers: &headers,
        body: &body,
    });
    PreviewedRequest {
        curl,
        body: String::from_utf8_lossy(&body).into_owned(),
        method,
        url,
        headers,
        hidden,
    }
}
