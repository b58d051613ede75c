//! Captures flow on to endpoints: deliveries are stored with them.

use model::{EndpointId, Manner, Route, SourceId};
use store::{DeliveryFilter, NewEndpoint};

use super::support::{Running, post, secret};

const BROWSER: &[(&str, &str)] = &[("Origin", "https://page.test")];
const PAID: &[(&str, &str)] = &[
    ("X-GitHub-Event", "push"),
    ("Content-Type", "application/json"),
];

async fn endpoint(running: &Running, name: &str, event_types: &[&str]) -> EndpointId {
    let new = NewEndpoint {
        name: name.to_owned(),
        url: "http://localhost:1/".to_owned(),
        manner: Manner {
            event_types: event_types.iter().map(ToString::to_string).collect(),
            ..Manner::default()
        },
        ..NewEndpoint::default()
    };
    running.store.endpoints().add(new).await.unwrap().id
}

fn to(endpoint: EndpointId, filter: &str) -> Route {
    Route {
        endpoint,
        filter: filter.to_owned(),
        resign: false,
    }
}

async fn set(running: &Running, source: SourceId, routes: Vec<Route>) {
    running
        .store
        .endpoints()
        .set_routes(source, routes)
        .await
        .unwrap();
}

/// What is to be delivered: endpoint's name and event type, oldest first.
async fn deliveries(running: &Running) -> Vec<(String, String)> {
    let deliveries = running.store.deliveries();
    let page = deliveries.page(&DeliveryFilter::default(), None, 100).await;
    let said = |delivery: model::Delivery| (delivery.endpoint_name, delivery.event_type);
    page.unwrap().into_iter().rev().map(said).collect()
}

fn named(names: &[&str]) -> Vec<(String, String)> {
    names
        .iter()
        .map(|name| (name.to_string(), String::new()))
        .collect()
}

#[tokio::test]
async fn a_capture_is_stored_with_a_delivery_to_each_endpoint_whose_filter_takes_it() {
    let running = Running::start().await;
    let source = running
        .source("git", |new| {
            new.scheme = Some("github-sha256".into());
            new.secrets = vec![secret("s").into()];
        })
        .await;
    let all = endpoint(&running, "all", &[]).await;
    let pushes = endpoint(&running, "pushes", &[]).await;
    let good = endpoint(&running, "good", &[]).await;
    let routes = vec![
        to(all, ""),
        to(pushes, "type:push body:main"),
        to(good, "verdict:verified"),
    ];
    set(&running, source, routes).await;
    let id = running
        .send(post("/git", PAID, "{\"ref\":\"main\"}"))
        .await
        .capture();
    let found = deliveries(&running).await;
    let expected = [("all", "push"), ("pushes", "push")];
    assert_eq!(found.len(), expected.len());
    for (name, event_type) in expected {
        assert!(
            found.contains(&(name.to_owned(), event_type.to_owned())),
            "{found:?}"
        );
    }
    let of_capture = DeliveryFilter {
        capture: Some(id),
        ..DeliveryFilter::default()
    };
    let page = running.store.deliveries().page(&of_capture, None, 9).await;
    assert_eq!(page.unwrap().len(), 2);
}

#[tokio::test]
async fn an_endpoint_gets_the_event_types_that_it_wants() {
    let running = Running::start().await;
    let source = running
        .source("git", |new| new.scheme = Some("github-sha256".into()))
        .await;
    let pushes = endpoint(&running, "pushes", &["pu*"]).await;
    let issues = endpoint(&running, "issues", &["issues"]).await;
    set(&running, source, vec![to(pushes, ""), to(issues, "")]).await;
    running.send(post("/git", PAID, "{}")).await;
    assert_eq!(
        deliveries(&running).await,
        [("pushes".into(), "push".into())]
    );
}

#[tokio::test]
async fn a_changed_route_holds_for_the_next_request() {
    let running = Running::start().await;
    let source = running.source("app", |_| ()).await;
    let one = endpoint(&running, "one", &[]).await;
    let two = endpoint(&running, "two", &[]).await;
    running.send(post("/app", &[], "")).await;
    set(&running, source, vec![to(one, "")]).await;
    running.send(post("/app", &[], "")).await;
    set(&running, source, vec![to(two, "method:POST")]).await;
    running.send(post("/app", &[], "")).await;
    set(&running, source, vec![]).await;
    running.send(post("/app", &[], "")).await;
    assert_eq!(deliveries(&running).await, named(&["one", "two"]));
}

#[tokio::test]
async fn what_is_not_passed_on_is_not_routed_either() {
    let running = Running::start().await;
    let source = running.source("app", |_| ()).await;
    let one = endpoint(&running, "one", &[]).await;
    set(&running, source, vec![to(one, "")]).await;
    running.send(post("/app", BROWSER, "")).await;
    running.pause.set(true);
    running.send(post("/app", &[], "")).await;
    running.pause.set(false);
    running.send(post("/elsewhere", &[], "")).await;
    assert_eq!(deliveries(&running).await, []);
}

#[tokio::test]
async fn a_handshake_that_we_answer_is_not_routed() {
    let running = Running::start().await;
    let source = running
        .source("slack", |new| new.scheme = Some("slack-v0".into()))
        .await;
    let one = endpoint(&running, "one", &[]).await;
    set(&running, source, vec![to(one, "")]).await;
    let challenge = "{\"type\":\"url_verification\",\"challenge\":\"c\"}";
    let heard = running
        .send(post(
            "/slack",
            &[("Content-Type", "application/json")],
            challenge,
        ))
        .await;
    assert!(heard.body.contains('c'), "{}", heard.body);
    assert_eq!(deliveries(&running).await, []);
}

#[tokio::test]
async fn a_large_body_is_searched_and_a_filter_that_cannot_be_read_takes_nothing() {
    let running = Running::start().await;
    let source = running.source("app", |_| ()).await;
    let found = endpoint(&running, "found", &[]).await;
    let broken = endpoint(&running, "broken", &[]).await;
    set(
        &running,
        source,
        vec![to(found, "needle_9"), to(broken, "colour:red")],
    )
    .await;
    let body = format!("{}NEEDLE_9", ".".repeat(200_000));
    running.send(post("/app", &[], &body)).await;
    assert_eq!(deliveries(&running).await, named(&["found"]));
}

#[tokio::test]
async fn what_was_routed_outlives_the_receiver() {
    let running = Running::start().await;
    let source = running.source("app", |_| ()).await;
    let one = endpoint(&running, "one", &[]).await;
    set(&running, source, vec![to(one, "")]).await;
    running.send(post("/app", &[], "")).await;
    let folder = running.stop().await;
    let running = Running::on(folder, |_| ()).await;
    assert_eq!(deliveries(&running).await, named(&["one"]));
}
