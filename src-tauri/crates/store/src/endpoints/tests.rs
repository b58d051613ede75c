//! Endpoints with their secrets and routes, and what waits for them.

use model::{DeliveryState, Manner};

use super::*;
use crate::deliveries::trial::{Trial, endpoint, event};
use crate::fixture::{Fixture, source};
use crate::{CustomScheme, DeliveryFilter};

const VALUE: &[u8] = b"whsec_nobody_may_find_this_in_a_file";

fn signed(name: &str) -> NewEndpoint {
    NewEndpoint {
        scheme: Some("standard-webhooks".into()),
        secrets: vec![Secret::new(VALUE).into()],
        ..endpoint(name)
    }
}

#[tokio::test]
async fn an_endpoint_reads_back_and_signs_with_all_its_secrets() {
    let fixture = Fixture::new();
    let endpoints = fixture.store.endpoints();
    let pair = EndpointSecret {
        signing: Secret::new("the private half"),
        verifying: Some(Secret::new("the public half")),
    };
    let mut new = signed("shop");
    new.secrets.push(pair);
    let added = endpoints.add(new).await.unwrap();
    assert_eq!(endpoints.get(added.id).await, Ok(Some(added.clone())));
    assert_eq!(endpoints.by_name("shop").await, Ok(Some(added.clone())));
    assert_eq!(endpoints.list().await, Ok(vec![added.clone()]));
    let set = endpoints.snapshot();
    let live = set.by_id(added.id).unwrap();
    assert_eq!(live.endpoint, added);
    let both = [Secret::new(VALUE), Secret::new("the private half")];
    assert_eq!(live.signing, both);
    let shown = |at: usize| endpoints.reveal_secret(added.id, added.secrets[at].id);
    assert_eq!(shown(0).await, Ok(Secret::new(VALUE)));
    assert_eq!(shown(1).await, Ok(Secret::new("the public half")));
    let elsewhere = endpoints.reveal_secret(EndpointId(9), added.secrets[0].id);
    assert!(elsewhere.await.is_err());
}

#[tokio::test]
async fn a_secret_of_an_endpoint_stands_in_no_file() {
    let fixture = Fixture::new();
    fixture.store.endpoints().add(signed("shop")).await.unwrap();
    assert!(fixture.files_with(&VALUE[..20]).is_empty());
}

#[tokio::test]
async fn without_its_key_a_folder_shows_endpoints_locked_and_says_what_helps() {
    let fixture = Fixture::new();
    let added = fixture.store.endpoints().add(signed("shop")).await.unwrap();
    std::fs::remove_file(fixture.folder.path().join("hookwright.key")).unwrap();
    let other = fixture.another();
    let set = other.endpoints().snapshot();
    let live = set.by_id(added.id).unwrap();
    assert!(live.endpoint.secrets[0].locked && live.signing.is_empty());
    assert!(set.locked().unwrap().contains("hookwright.key"));
    let refused = other.endpoints().add(signed("other")).await.unwrap_err();
    assert!(matches!(refused, Error::Locked { .. }), "{refused}");
    let endpoints = other.endpoints();
    let revealed = endpoints.reveal_secret(added.id, added.secrets[0].id);
    assert!(matches!(revealed.await, Err(Error::Locked { .. })));
    let listed = other.endpoints().list().await.unwrap();
    assert!(listed[0].secrets[0].locked);
}

#[tokio::test]
async fn secrets_rotate_by_edits() {
    let fixture = Fixture::new();
    let endpoints = fixture.store.endpoints();
    let added = endpoints.add(signed("shop")).await.unwrap();
    let edit = EndpointEdit {
        add_secrets: vec![Secret::new("new").into()],
        remove_secrets: vec![added.secrets[0].id],
        ..EndpointEdit::default()
    };
    let edited = endpoints.edit(added.id, edit.clone()).await.unwrap();
    assert_eq!(edited.secrets.len(), 1);
    let set = endpoints.snapshot();
    assert_eq!(set.by_id(added.id).unwrap().signing, [Secret::new("new")]);
    let gone = endpoints.edit(added.id, edit).await;
    assert_eq!(gone, Err(Error::not_found("secret", &added.secrets[0].id)));
}

#[tokio::test]
async fn names_are_unique_plain_and_free_again_after_removal() {
    let fixture = Fixture::new();
    let endpoints = fixture.store.endpoints();
    let first = endpoints.add(endpoint("a")).await.unwrap();
    let b = endpoints.add(endpoint(" b ")).await.unwrap();
    assert_eq!(b.name, "b");
    let taken = endpoints.add(endpoint("a")).await.unwrap_err();
    assert!(
        taken
            .to_string()
            .contains("an endpoint named a exists already")
    );
    let rename = EndpointEdit {
        name: Some("a".into()),
        ..EndpointEdit::default()
    };
    assert!(endpoints.edit(b.id, rename).await.is_err());
    for name in ["", "  ", "a\nb", &"x".repeat(101)] {
        let refused = endpoints.add(endpoint(name)).await;
        assert!(
            matches!(refused, Err(Error::EndpointName { .. })),
            "{name:?}"
        );
    }
    endpoints.remove(first.id).await.unwrap();
    assert_ne!(endpoints.add(endpoint("a")).await.unwrap().id, first.id);
    assert!(endpoints.remove(first.id).await.is_err());
    assert_eq!(endpoints.get(first.id).await, Ok(None));
}

#[tokio::test]
async fn what_another_process_changed_holds_for_the_next_delivery() {
    let fixture = Fixture::new();
    let other = fixture.another();
    let mut changes = fixture.store.changes();
    let scheme = CustomScheme {
        id: "own".into(),
        definition: "{}".into(),
    };
    other.schemes().put(scheme).await.unwrap();
    let new = NewEndpoint {
        scheme: Some("own".into()),
        ..endpoint("shop")
    };
    let added = other.endpoints().add(new).await.unwrap();
    while !changes.recv().await.unwrap().contains(&Topic::Endpoints) {}
    let set = fixture.store.endpoints().snapshot();
    let live = set.by_id(added.id).unwrap();
    assert_eq!(live.custom_scheme.as_deref(), Some("{}"));
    let renamed = CustomScheme {
        id: "ours".into(),
        definition: "[]".into(),
    };
    other.schemes().rename("own", renamed).await.unwrap();
    let set = fixture.store.endpoints().snapshot();
    let live = set.by_id(added.id).unwrap();
    assert_eq!(live.endpoint.scheme.as_deref(), Some("ours"));
    assert_eq!(live.custom_scheme.as_deref(), Some("[]"));
    let again = fixture.store.endpoints().snapshot();
    assert!(Arc::ptr_eq(&set, &again));
}

fn route(endpoint: EndpointId) -> Route {
    Route {
        endpoint,
        filter: "type:invoice.*".into(),
        resign: true,
    }
}

#[tokio::test]
async fn routes_are_replaced_as_a_whole_and_go_with_either_end() {
    let fixture = Fixture::new();
    let endpoints = fixture.store.endpoints();
    let from = fixture.store.sources().add(source("stripe")).await.unwrap();
    let (a, b) = (
        endpoints.add(endpoint("a")).await.unwrap().id,
        endpoints.add(endpoint("b")).await.unwrap().id,
    );
    let both = vec![route(a), route(b)];
    endpoints.set_routes(from.id, both.clone()).await.unwrap();
    assert_eq!(endpoints.routes(from.id).await, Ok(both.clone()));
    assert_eq!(endpoints.snapshot().routes(from.id), both);
    endpoints.remove(a).await.unwrap();
    assert_eq!(endpoints.snapshot().routes(from.id), [route(b)]);
    let refused = endpoints.set_routes(from.id, both).await;
    assert_eq!(refused, Err(Error::not_found("endpoint", &a)));
    assert_eq!(endpoints.routes(from.id).await, Ok(vec![route(b)]));
    let nowhere = endpoints.set_routes(SourceId(99), Vec::new()).await;
    assert!(nowhere.is_err());
    fixture.store.sources().remove(from.id).await.unwrap();
    assert!(endpoints.snapshot().routes(from.id).is_empty());
}

#[tokio::test]
async fn what_waits_for_a_removed_endpoint_is_cancelled() {
    let trial = Trial::new().await;
    let (under_way, waits) = (trial.deliver(event()).await, trial.deliver(event()).await);
    trial.take(1).await;
    let endpoints = trial.fixture.store.endpoints();
    endpoints.remove(trial.endpoint).await.unwrap();
    assert_eq!(trial.state(waits).await, DeliveryState::Cancelled);
    trial.fail(under_way, 5).await;
    let row = trial.get(under_way).await;
    assert_eq!(row.state, DeliveryState::Cancelled);
    assert_eq!(row.endpoint_name, "sink");
    let failed = DeliveryFilter::default();
    assert_eq!(trial.deliveries().recover(&failed).await, Ok(0));
}

#[tokio::test]
async fn a_removal_cut_short_is_completed_by_the_next_worker() {
    let trial = Trial::new().await;
    let id = trial.deliver(event()).await;
    let (endpoint, now) = (trial.endpoint, trial.now());
    let half = move |connection: &_| endpoints::remove(connection, endpoint, now);
    let writer = &trial.fixture.store.inner().writer;
    writer.run(&[], half).await.unwrap();
    trial.deliveries().take_over(1, now).await.unwrap();
    assert_eq!(trial.state(id).await, DeliveryState::Cancelled);
}

async fn set_speed(trial: &Trial, speed: u32) {
    let edit = EndpointEdit {
        manner: Some(Manner {
            speed,
            ..Manner::default()
        }),
        ..EndpointEdit::default()
    };
    let endpoints = trial.fixture.store.endpoints();
    endpoints.edit(trial.endpoint, edit).await.unwrap();
}

#[tokio::test]
async fn what_is_left_of_a_wait_goes_by_at_the_new_speed() {
    let trial = Trial::new().await;
    let later = trial.now().plus_micros(80_000_000);
    let to = vec![trial.endpoint];
    let fixed = crate::Due::At(later);
    let fixed = trial.deliveries().add(event(), to, fixed).await.unwrap();
    let id = trial.deliver(event()).await;
    trial.take_one().await;
    trial.fail(id, 100).await;
    trial.wait(20);
    set_speed(&trial, 10).await;
    let in_eight = trial.now().plus_micros(8_000_000);
    assert_eq!(trial.get(id).await.due_at, Some(in_eight));
    set_speed(&trial, 1).await;
    let in_eighty = trial.now().plus_micros(80_000_000);
    assert_eq!(trial.get(id).await.due_at, Some(in_eighty));
    trial.wait(90);
    let overdue = trial.get(id).await.due_at;
    set_speed(&trial, 100).await;
    assert_eq!(trial.get(id).await.due_at, overdue);
    // What was asked for at a time is not a wait of the schedule.
    assert_eq!(trial.get(fixed.deliveries[0]).await.due_at, Some(later));
}

#[tokio::test]
async fn a_speed_changed_under_way_holds_for_the_wait_that_follows() {
    let trial = Trial::new().await;
    let id = trial.deliver(event()).await;
    trial.take_one().await;
    set_speed(&trial, 10).await;
    trial.fail(id, 100).await;
    let in_ten = trial.now().plus_micros(10_000_000);
    assert_eq!(trial.get(id).await.due_at, Some(in_ten));
}
