//! Fills the queue of a data folder while no program runs on it.
//!
//! The command line makes one delivery at a time; thousands go straight to the store.

use bytes::Bytes;
use model::{EndpointId, Manner, Secret};
use store::{Keeper, NewEndpoint, NewEvent, Options, Store};
use tests::Home;

/// Makes an endpoint with so many deliveries; gives their message ids.
pub fn fill(home: &Home, url: &str, manner: Manner, count: usize) -> Vec<String> {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime starts");
    runtime.block_on(async {
        let options = Options {
            keeper: Keeper::KeyFile,
            ..Options::new(home.folder())
        };
        let store = Store::open(&options).expect("the folder opens");
        let endpoint = endpoint(&store, url, manner).await;
        let events = (0..count).map(|number| (event(number), vec![endpoint]));
        let added = store.deliveries().add_many(events.collect()).await;
        let added = added.expect("there is room");
        store.close().await;
        added.into_iter().map(|added| added.message_id).collect()
    })
}

async fn endpoint(store: &Store, url: &str, manner: Manner) -> EndpointId {
    let endpoint = NewEndpoint {
        name: "handler".to_owned(),
        url: url.to_owned(),
        scheme: Some("standard-webhooks-v1".to_owned()),
        secrets: vec![Secret::new("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").into()],
        manner,
        emulation: None,
        handed_to: None,
    };
    let added = store.endpoints().add(endpoint).await;
    added.expect("the endpoint is sound").id
}

fn event(number: usize) -> NewEvent {
    NewEvent {
        event_type: "order.paid".to_owned(),
        content_type: "application/json".to_owned(),
        body: Some(Bytes::from(format!(r#"{{"number":{number}}}"#))),
        ..NewEvent::default()
    }
}
