//! Answers what screens ask about deliveries, and does what they want done with them.

use crate::App;
use crate::contract::deliveries::{
    ChosenDeliveries, ClearDeliveries, CreateDelivery, CreatedDeliveries, DeliverCaptures,
    DeliveryCounts, DeliveryDetail, DeliveryOutline, DrainEngine, EngineNow, OneDelivery,
    OutlineDeliveries, PageDeliveries, RetryDeliveries, TouchedDeliveries,
};
use crate::contract::{CallError, Nothing};

macro_rules! soon {
    ($($name:ident: $argument:ty => $answer:ty;)*) => {$(
        /// A command.
        ///
        /// # Errors
        /// Until the store knows deliveries.
        #[expect(clippy::unused_async, reason = "the form of every command")]
        pub async fn $name(_: &App, _: $argument) -> Result<$answer, CallError> {
            Err(CallError::new("the store does not know deliveries"))
        }
    )*};
}

soon! {
    page: PageDeliveries => Vec<model::Delivery>;
    outline: OutlineDeliveries => DeliveryOutline;
    counts: Nothing => DeliveryCounts;
    detail: OneDelivery => DeliveryDetail;
    create: CreateDelivery => CreatedDeliveries;
    deliver_captures: DeliverCaptures => CreatedDeliveries;
    retry: RetryDeliveries => TouchedDeliveries;
    cancel: ChosenDeliveries => TouchedDeliveries;
    pause: ChosenDeliveries => TouchedDeliveries;
    resume: ChosenDeliveries => TouchedDeliveries;
    recover: ChosenDeliveries => TouchedDeliveries;
    clear: ClearDeliveries => TouchedDeliveries;
    engine_status: Nothing => EngineNow;
    drain: DrainEngine => EngineNow;
}
