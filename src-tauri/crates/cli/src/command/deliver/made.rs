//! What a call of `deliver` made.

use app::App;
use app::contract::deliveries::{CreateDelivery, CreatedDeliveries, DeliveryTarget, OneDelivery};
use model::DeliveryId;

use crate::arguments::secrets::remark;
use crate::outcome::Failure;
use crate::output::text::note;

/// Queues, and says what stands out in the secrets, or where the one is that nobody named.
pub async fn create(app: &App, event: CreateDelivery) -> Result<CreatedDeliveries, Failure> {
    let (scheme, secrets) = match &event.to {
        DeliveryTarget::Url(to) => (to.scheme.clone(), to.secrets.clone()),
        DeliveryTarget::Endpoints(_) => (None, Vec::new()),
    };
    let is_unnamed = scheme.is_some() && secrets.is_empty();
    let created = app::deliveries::create(app, event).await?;
    remark(app, scheme.as_deref(), &secrets).await?;
    if let (true, Some(&id)) = (is_unnamed, ids(&created).first()) {
        let detail = app::deliveries::detail(app, OneDelivery { id }).await?;
        let name = detail.delivery.endpoint_name;
        note(&format!(
            "No secret was named: {name} signs with its own one, which `hookwright endpoint show {name} --reveal` prints."
        ));
    }
    Ok(created)
}

/// The deliveries that were made.
pub fn ids(created: &CreatedDeliveries) -> Vec<DeliveryId> {
    let events = created.events.iter();
    events.flat_map(|event| event.deliveries.clone()).collect()
}
