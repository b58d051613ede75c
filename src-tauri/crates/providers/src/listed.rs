//! Deliveries that an emulation keeps, as lists of all emulations show them.

use model::Timestamp;
use serde::de::DeserializeOwned;
use store::RecordFilter;

use crate::emulated::{EmulatedDetail, EmulatedRow};
use crate::error::Error;
use crate::kept::{self, Kept};
use crate::stage::{Progress, Stage};

/// A delivery's document, as far as lists go.
pub(crate) trait Listed: DeserializeOwned {
    /// The kind of its record.
    const KIND: &'static str;

    /// Its id, its event type and when it was made.
    fn facts(&self) -> (&str, &str, Timestamp);

    /// How far it is, in the provider's words.
    fn status(progress: Option<&Progress>) -> &'static str;

    /// The exact body that is sent.
    fn into_body(self) -> String;
}

/// Deliveries, newest first.
pub(crate) async fn list<T: Listed>(stage: &Stage, limit: u32) -> Result<Vec<EmulatedRow>, Error> {
    let filter = RecordFilter {
        kind: T::KIND,
        limit,
        ..RecordFilter::default()
    };
    let all = Kept::<T>::page(stage, &filter).await?;
    let mut rows = Vec::with_capacity(all.len());
    for kept in &all {
        rows.push(row(stage, kept).await?);
    }
    Ok(rows)
}

/// One delivery with its body.
pub(crate) async fn detail<T: Listed>(stage: &Stage, id: &str) -> Result<EmulatedDetail, Error> {
    let found = Kept::<T>::find(stage, None, (T::KIND, id)).await?;
    let kept = found.ok_or_else(|| Error::unknown_record(stage.id(), id))?;
    Ok(EmulatedDetail {
        row: row(stage, &kept).await?,
        payload: Some(kept.document.into_body()),
    })
}

async fn row<T: Listed>(stage: &Stage, kept: &Kept<T>) -> Result<EmulatedRow, Error> {
    let progress = kept::progress(stage, &kept.record).await?;
    let status = T::status(progress.as_ref()).to_owned();
    let endpoints = stage.store().endpoints().snapshot();
    let live = kept.record.endpoint.and_then(|id| endpoints.by_id(id));
    let (id, event_type, created_at) = kept.document.facts();
    Ok(EmulatedRow {
        id: id.to_owned(),
        event_type: event_type.to_owned(),
        delivery_status: Some(status.clone()),
        status,
        webhook_url: live.map(|live| live.endpoint.url.clone()),
        created_at,
    })
}
