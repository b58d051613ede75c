//! Hands what an emulation sends to the one delivery engine.

use std::time::Duration;

use delivery::schedule::Schedule;
use model::{DeliveryId, EndpointId, Secret};
use store::{Due, Record, Which};

use crate::error::Error;
use crate::stage::{Parcel, Stage};

/// Longer than anybody waits: what is due then is ended before.
const FAR: Duration = Duration::from_secs(365 * 24 * 3600);

/// What becomes of a delivery that is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// It is sent, and tried again by its schedule.
    Sent,
    /// It has failed already, without having been sent.
    Failed,
}

/// Hands a parcel over for a record of an endpoint.
///
/// # Errors
/// [`store::Error::NotFound`] when the endpoint was removed; or when the store fails.
pub(crate) async fn send(
    stage: &Stage,
    to: &Record,
    what: (Parcel, End),
) -> Result<DeliveryId, Error> {
    let endpoint = to.endpoint.ok_or_else(|| store::Error::NotFound {
        what: "endpoint",
        which: to.name.clone(),
    })?;
    hand_over(stage, endpoint, what).await
}

/// A new secret of a scheme of the catalogue.
pub(crate) fn new_secret(scheme: &str) -> Secret {
    let scheme = signing::catalogue().get(scheme);
    let scheme = scheme.expect("emulations sign with schemes of the catalogue");
    let made = signing::new_secret(scheme, &rand::random());
    made.expect("a shared secret can be made").signing
}

/// Hands a parcel over.
///
/// # Errors
/// [`store::Error::NotFound`] when the endpoint was removed; or when the store fails.
pub(crate) async fn hand_over(
    stage: &Stage,
    endpoint: EndpointId,
    (parcel, end): (Parcel, End),
) -> Result<DeliveryId, Error> {
    if end == End::Sent {
        return stage.enqueue(endpoint, parcel).await;
    }
    let deliveries = stage.store().deliveries();
    let due = Due::At(stage.now().plus(FAR));
    let added = deliveries.add(parcel.into(), vec![endpoint], due).await?;
    deliveries
        .cancel(Which::Ids(added.deliveries.clone()))
        .await?;
    Ok(added.deliveries[0])
}

/// The text of the first waits of a published schedule; beyond its end the last one comes again.
pub(crate) fn waits_of(published: &str, retries: u32) -> String {
    let schedule = Schedule::find(published).expect("the schedule is published");
    let Some(last) = schedule.waits.last() else {
        return NO_WAITS.to_owned();
    };
    let waits = schedule.waits.iter().chain(std::iter::repeat(last));
    let waits: Vec<_> = waits
        .take(retries as usize)
        .map(|wait| format!("{}s", wait.as_secs()))
        .collect();
    match waits.is_empty() {
        true => NO_WAITS.to_owned(),
        false => waits.join(", "),
    }
}

/// A schedule's text that has none.
const NO_WAITS: &str = "1s x1, 0 times";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_schedule_is_cut_or_goes_on_with_its_last_wait() {
        let waits = |retries| {
            let schedule = Schedule::find(&waits_of("b3os", retries))
                .unwrap()
                .into_owned();
            schedule
                .waits
                .iter()
                .map(Duration::as_secs)
                .collect::<Vec<_>>()
        };
        assert_eq!(waits(0), Vec::<u64>::new());
        assert_eq!(waits(2), [10, 30]);
        assert_eq!(waits(5), [10, 30, 120, 600, 3600]);
        assert_eq!(waits(7)[4..], [3600, 3600, 3600]);
    }
}
