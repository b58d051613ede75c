//! Making and changing endpoints, and what their state is.

use crate::App;
use crate::contract::deliveries::CreatedDeliveries;
use crate::contract::endpoints::{
    EditEndpoint, EnableEndpoint, EndpointOverview, NewEndpoint, OneEndpoint, RevealEndpointSecret,
    RevealedEndpointSecret,
};
use crate::contract::{CallError, Nothing};

macro_rules! soon {
    ($($name:ident: $argument:ty => $answer:ty;)*) => {$(
        /// A command.
        ///
        /// # Errors
        /// Until the store knows endpoints.
        #[expect(clippy::unused_async, reason = "the form of every command")]
        pub async fn $name(_: &App, _: $argument) -> Result<$answer, CallError> {
            Err(CallError::new("the store does not know endpoints"))
        }
    )*};
}

soon! {
    list: Nothing => Vec<EndpointOverview>;
    add: NewEndpoint => EndpointOverview;
    edit: EditEndpoint => EndpointOverview;
    enable: EnableEndpoint => EndpointOverview;
    remove: OneEndpoint => Nothing;
    reveal_secret: RevealEndpointSecret => RevealedEndpointSecret;
    test: OneEndpoint => CreatedDeliveries;
}
