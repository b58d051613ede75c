//! A call as it would go out, with the credential in it only when that is asked for.

use model::Headers;
use providers::{KnownOf, LogPage, Planned, Unsent};

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
    let unsent = providers::preview(&app.means(), planned(profile, call)).await;
    let unsent = unsent.map_err(told)?;
    Ok(unsent.into_iter().map(|one| shown(one, show_key)).collect())
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
