//! A page of the log of deliveries, read from the store as far as it is needed.

use model::OrganizationId;
use store::Attempted;

use super::query::{Cursor, Query};
use super::row::{Outcome, Row};
use super::sent::Sent;
use crate::error::Error;
use crate::kept;
use crate::stage::Stage;

/// Rows, and where the next page begins.
pub struct LogPart {
    pub rows: Vec<Row>,
    pub next: Option<Cursor>,
}

/// The rows that a query asks for, the latest first.
///
/// # Errors
/// When the store fails.
pub async fn part(
    stage: &Stage,
    organization: OrganizationId,
    query: &Query,
) -> Result<LogPart, Error> {
    let emulations = stage.store().emulations();
    let mut filter = query.filter(organization);
    let (mut rows, mut last) = (Vec::new(), None);
    loop {
        let found = emulations.attempted(stage.id(), &filter).await?;
        let is_end = found.len() < filter.records.limit as usize;
        filter.after = found.last().map(|one| one.place).or(filter.after);
        for one in found {
            let place = one.place;
            let Some(row) = row(stage, query, one).await? else {
                continue;
            };
            if rows.len() == query.limit {
                let next = last.map(Cursor);
                return Ok(LogPart { rows, next });
            }
            rows.push(row);
            last = Some(place);
        }
        if is_end {
            return Ok(LogPart { rows, next: None });
        }
    }
}

/// The row of an attempt, where it is asked for; only then its bytes are read.
async fn row(stage: &Stage, query: &Query, one: Attempted) -> Result<Option<Row>, Error> {
    let sent: Sent = kept::read(&one.record)?;
    let number = u32::try_from(one.number).unwrap_or(u32::MAX);
    let followed = one
        .attempt
        .as_ref()
        .map_or(Outcome::Retry, |(attempt, decision)| {
            Outcome::after(attempt.status, decision.as_ref())
        });
    if !query.wants(&sent.event_type, followed) {
        return Ok(None);
    }
    let Some((attempt, decision)) = one.attempt else {
        return Ok(Some(Row::waiting(&sent, number)));
    };
    let tried = stage.tried(&attempt, decision).await?;
    Ok(Some(Row::of(&sent, number, &tried)))
}
