//! Deliveries that a user makes, to have them sent again.

use model::Manner;
use serde_json::value::RawValue;
use store::RecordFilter;

use super::super::facts::NAME;
use super::super::making::{self, Happened};
use super::super::records::{ENDPOINT, Endpoint};
use super::super::wanted::Wanted as WantedEndpoint;
use crate::error::Error;
use crate::kept::Kept;
use crate::outbox::End;
use crate::stage::{Made, Stage, Wanted};

/// What happened where the user says nothing of it.
const USUAL_EVENT: &str = "vm.terminated";
const USUAL_DATA: &str = r#"{"vm_id":"vm_0007","reason":"lifetime_reached","runtime_seconds":600}"#;
/// Endpoints that are looked at for one that goes where the user wants.
const LOOKED_AT: u32 = 100;

/// Makes a delivery, and an endpoint for it where there is none yet.
pub async fn create(stage: &Stage, wanted: Wanted) -> Result<Made, Error> {
    let what = happened(&wanted)?;
    let to = endpoint(stage, (&wanted, &what.event_type)).await?;
    let made = making::happen(stage, &to, what).await?;
    let secrets = match to.record.endpoint {
        Some(endpoint) => stage.secrets(endpoint).await?,
        None => Vec::new(),
    };
    Ok(Made {
        id: made.document.id.clone(),
        run_id: None,
        delivery_id: Some(made.document.id),
        secret: secrets.into_iter().next_back(),
    })
}

fn happened(wanted: &Wanted) -> Result<Happened, Error> {
    let end = match wanted.status.as_deref() {
        None | Some("pending") => End::Sent,
        Some("failed") => End::Failed,
        Some(other) => {
            return Err(Error::not_made(format!(
                "a delivery of {NAME} cannot be made as \"{other}\": choose pending, or failed"
            )));
        }
    };
    let data = wanted.payload.as_deref().unwrap_or(USUAL_DATA);
    let data = RawValue::from_string(data.trim().to_owned()).map_err(|error| {
        Error::not_made(format!(
            "the payload of {NAME} is its data, as JSON, and this is none: {error}"
        ))
    })?;
    let event_type = wanted.event_type.as_deref().unwrap_or(USUAL_EVENT);
    Ok(Happened {
        event_type: event_type.to_owned(),
        data,
        end,
    })
}

/// The endpoint that is named, or one that gets this type at this URL; else a new one.
async fn endpoint(
    stage: &Stage,
    (wanted, event_type): (&Wanted, &str),
) -> Result<Kept<Endpoint>, Error> {
    let organization = Some(wanted.owner.organization);
    if let Some(id) = &wanted.endpoint {
        let found = Kept::find(stage, organization, (ENDPOINT, id)).await?;
        return gets(
            found.ok_or_else(|| Error::unknown_record(stage.id(), id))?,
            event_type,
        );
    }
    let Some(url) = wanted.to.as_deref().map(str::trim) else {
        let what = format!("say where a delivery of {NAME} goes: a URL, or one of its endpoints");
        return Err(Error::not_made(what));
    };
    delivery::Target::parse(url)?;
    let filter = RecordFilter {
        organization,
        kind: ENDPOINT,
        limit: LOOKED_AT,
        ..RecordFilter::default()
    };
    let known = Kept::<Endpoint>::page(stage, &filter).await?;
    let goes_there = |kept: &Kept<Endpoint>| {
        let is_wanted = wants(&kept.document, event_type);
        is_wanted && kept.document.url == url && kept.is_enabled(stage)
    };
    if let Some(found) = known.into_iter().find(goes_there) {
        return Ok(found);
    }
    let new = WantedEndpoint {
        url: Some(url.to_owned()),
        description: Some(Some("Hookwright".to_owned())),
        ..WantedEndpoint::default()
    };
    Ok(making::open(stage, &wanted.owner, new).await?.endpoint)
}

fn gets(kept: Kept<Endpoint>, event_type: &str) -> Result<Kept<Endpoint>, Error> {
    if wants(&kept.document, event_type) {
        return Ok(kept);
    }
    let (id, patterns) = (&kept.document.id, kept.document.event_patterns.join(", "));
    Err(Error::not_made(format!(
        "the endpoint {id} does not get {event_type}, only {patterns}: choose another type or endpoint"
    )))
}

fn wants(endpoint: &Endpoint, event_type: &str) -> bool {
    let manner = Manner {
        event_types: endpoint.event_patterns.clone(),
        ..Manner::default()
    };
    manner.wants(event_type)
}
