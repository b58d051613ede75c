//! Deliveries as shells make, look at and change them, against a receiver of our own.

use std::sync::Arc;
use std::sync::atomic::{AtomicU16, Ordering};

use axum::Router;
use axum::http::StatusCode;
use model::Manner;
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::contract::CallError;
use crate::testing::Running;

/// A receiver that answers as it is told.
struct Sink {
    url: String,
    status: Arc<AtomicU16>,
}

impl Sink {
    async fn answering(status: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await;
        let listener = listener.expect("a loopback port is free");
        let address = listener.local_addr().expect("a listener has an address");
        let url = format!("http://{address}/hooks");
        let status = Arc::new(AtomicU16::new(status));
        let answer = Arc::clone(&status);
        let handler = move || async move {
            let status = StatusCode::from_u16(answer.load(Ordering::Relaxed));
            status.expect("a test answers with a status that exists")
        };
        let app = Router::new().fallback(handler);
        tokio::spawn(async move { axum::serve(listener, app).await });
        Self { url, status }
    }

    fn answer(&self, status: u16) {
        self.status.store(status, Ordering::Relaxed);
    }
}

fn to_url(url: &str, schedule: &str) -> Value {
    json!({ "url": { "url": url, "scheme": null, "secrets": [], "schedule": schedule, "speed": null } })
}

fn event(to: &Value, event_type: &str) -> Value {
    json!({
        "to": to,
        "event_type": event_type,
        "body": { "text": "{\"a\":1}" },
        "content_type": null,
        "ordering_key": null,
        "message_id": null,
        "capture": null,
    })
}

async fn create(running: &Running, event: Value) -> Result<Value, CallError> {
    running.call("deliveries.create", event).await
}

async fn detail(running: &Running, id: &str) -> Value {
    let argument = json!({ "id": id });
    running.answer("deliveries.detail", argument).await
}

/// Waits until a delivery is in a state.
async fn until(running: &Running, id: &str, state: &str) -> Value {
    let mut changes = running.app.store().changes();
    loop {
        let detail = detail(running, id).await;
        if detail["delivery"]["state"] == state {
            return detail;
        }
        changes.recv().await.ok();
    }
}

/// Makes an event, `del_1`, and delivers until that is in a state.
async fn tried(running: &Running, sink: &Sink, schedule: &str, state: &str) -> Value {
    let event = event(&to_url(&sink.url, schedule), "a");
    running.answer("deliveries.create", event).await;
    running.app.deliver();
    until(running, "del_1", state).await
}

/// Makes an endpoint; gives its id.
async fn endpoint(running: &Running, url: &str, manner: Manner) -> Value {
    let new =
        json!({ "name": "shop", "url": url, "scheme": null, "secrets": [], "manner": manner });
    running.answer("endpoints.add", new).await["endpoint"]["id"].clone()
}

async fn count(running: &Running, command: &str, argument: Value) -> Value {
    running.answer(command, argument).await["count"].clone()
}

async fn ids(running: &Running, filter: &str) -> Vec<String> {
    let argument = json!({ "filter": filter, "from": null, "limit": 100 });
    let rows = running.answer("deliveries.page", argument).await;
    let id = |row: &Value| row["id"].as_str().expect("a row has an id").to_owned();
    let rows = rows.as_array().expect("a page is a list");
    rows.iter().map(id).collect()
}

#[tokio::test]
async fn an_event_is_delivered_with_its_attempt_and_what_followed() {
    let (running, sink) = (Running::new(), Sink::answering(204).await);
    let created = create(&running, event(&to_url(&sink.url, "svix"), "invoice.paid")).await;
    assert_eq!(created.unwrap()["is_delivering"], false);
    running.app.deliver();
    let detail = until(&running, "del_1", "succeeded").await;
    assert_eq!(detail["attempts"][0]["attempt"]["status"], 204);
    assert_eq!(
        detail["attempts"][0]["decision"]["next"]["kind"],
        "delivered"
    );
    assert_eq!(detail["planned"], json!([]));
    assert_eq!(detail["body_text"], "{\"a\":1}");
    assert_eq!(detail["event"]["content_type"], "application/json");
    assert_eq!(detail["delivery"]["attempts_planned"], 8);
    running.app.stop().await;
}

#[tokio::test]
async fn a_failed_attempt_leaves_the_rest_of_the_schedule_before_it() {
    let (running, sink) = (Running::new(), Sink::answering(500).await);
    let detail = tried(&running, &sink, "1h, 2h", "retrying").await;
    let planned = detail["planned"].as_array().unwrap();
    let waits: Vec<_> = planned
        .iter()
        .map(|it| (it["number"].as_u64(), it["wait_ms"].as_f64()))
        .collect();
    assert_eq!(
        waits,
        [(Some(2), Some(3_600_000.0)), (Some(3), Some(7_200_000.0))]
    );
    assert_eq!(planned[0]["due_at"], detail["delivery"]["due_at"]);
    let counts = running.call("deliveries.counts", json!({})).await.unwrap();
    assert_eq!(
        (&counts["queued"], &counts["next"][0]["delivery"]),
        (&json!(1), &json!("del_1"))
    );
    running.app.stop().await;
}

#[tokio::test]
async fn a_dead_letter_is_recovered_once_its_receiver_works() {
    let (running, sink) = (Running::new(), Sink::answering(500).await);
    tried(&running, &sink, "github", "failed").await;
    sink.answer(200);
    let filter = |text: &str| json!({ "filter": text });
    assert_eq!(
        count(&running, "deliveries.recover", filter("type:b")).await,
        0
    );
    assert_eq!(
        count(&running, "deliveries.recover", filter("since:1h")).await,
        1
    );
    until(&running, "del_1", "succeeded").await;
    let ids = json!({ "ids": ["del_1"] });
    assert_eq!(count(&running, "deliveries.recover", ids).await, 0);
    running.app.stop().await;
}

#[tokio::test]
async fn a_delivery_is_tried_by_hand_beside_its_schedule() {
    let (running, sink) = (Running::new(), Sink::answering(500).await);
    tried(&running, &sink, "github", "failed").await;
    let again = json!({ "filter": "state:failed", "restart": false });
    sink.answer(200);
    assert_eq!(count(&running, "deliveries.retry", again).await, 1);
    let detail = until(&running, "del_1", "succeeded").await;
    assert_eq!(detail["attempts"][1]["decision"]["trigger"], "redelivery");
    running.app.stop().await;
}

#[tokio::test]
async fn deliveries_are_held_let_go_and_ended() {
    let running = Running::new();
    let to = || to_url("http://127.0.0.1:9/", "svix");
    create(&running, event(&to(), "a")).await.unwrap();
    create(&running, event(&to(), "b")).await.unwrap();
    let (all, one) = (|| json!({ "filter": "" }), || json!({ "ids": ["del_2"] }));
    assert_eq!(count(&running, "deliveries.pause", all()).await, 2);
    assert_eq!(detail(&running, "del_1").await["planned"], json!([]));
    assert_eq!(count(&running, "deliveries.resume", one()).await, 1);
    assert_eq!(ids(&running, "state:paused").await, ["del_1"]);
    assert_eq!(count(&running, "deliveries.cancel", one()).await, 1);
    assert_eq!(count(&running, "deliveries.clear", all()).await, 1);
    assert_eq!(ids(&running, "").await, ["del_1"]);
    let gone = running
        .call("deliveries.detail", json!({ "id": "del_2" }))
        .await;
    assert_eq!(gone.unwrap_err().code, "not_found");
}

#[tokio::test]
async fn a_list_is_filtered_and_has_an_outline() {
    let running = Running::new();
    for (url, event_type) in [
        ("http://127.0.0.1:9/a", "invoice.paid"),
        ("http://127.0.0.1:9/b", "push"),
    ] {
        create(&running, event(&to_url(url, "svix"), event_type))
            .await
            .unwrap();
    }
    assert_eq!(ids(&running, "type:invoice.*").await, ["del_1"]);
    assert_eq!(
        ids(&running, "endpoint:127.0.0.1:9/b since:1h").await,
        ["del_2"]
    );
    assert_eq!(
        ids(&running, "endpoint:ep_1 state:pending").await,
        ["del_1"]
    );
    assert_eq!(ids(&running, "until:1h").await, [""; 0]);
    let outline = running
        .call("deliveries.outline", json!({ "filter": "" }))
        .await
        .unwrap();
    assert_eq!(
        (&outline["total"], &outline["starts"]),
        (&json!(2), &json!(["del_2"]))
    );
    for wrong in ["colour:red", "endpoint:nobody", "since:soon"] {
        let argument = json!({ "filter": wrong });
        let refused = running.call("deliveries.outline", argument).await;
        assert_eq!(refused.unwrap_err().code, "filter", "{wrong}");
    }
}

#[tokio::test]
async fn a_url_has_one_endpoint_a_scheme_and_schedule() {
    let running = Running::new();
    let to = |schedule: &str| to_url("http://127.0.0.1:9/", schedule);
    for schedule in ["svix", "svix", "github"] {
        create(&running, event(&to(schedule), "a")).await.unwrap();
    }
    let mut faster = to("svix");
    faster["url"]["speed"] = json!(100);
    create(&running, event(&faster, "a")).await.unwrap();
    let listed = running.call("endpoints.list", json!({})).await.unwrap();
    let of = |index: usize| {
        let manner = &listed[index]["endpoint"]["manner"];
        (manner["schedule"].clone(), manner["speed"].clone())
    };
    assert_eq!(listed.as_array().unwrap().len(), 2);
    assert_eq!(
        [of(0), of(1)],
        [(json!("svix"), json!(100)), (json!("github"), json!(1))]
    );
}

#[tokio::test]
async fn a_secret_given_twice_is_kept_once() {
    let running = Running::new();
    let mut to = to_url("http://127.0.0.1:9/", "svix");
    to["url"]["scheme"] = json!("standard-webhooks-v1");
    to["url"]["secrets"] = json!(["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"]);
    for _ in 0..2 {
        create(&running, event(&to, "a")).await.unwrap();
    }
    let listed = running.call("endpoints.list", json!({})).await.unwrap();
    let secrets = listed[0]["endpoint"]["secrets"].as_array().unwrap();
    assert_eq!(secrets.len(), 1);
}

#[tokio::test]
async fn what_is_signed_with_a_secret_is_signed_with_no_other_one() {
    let running = Running::new();
    let mut to = to_url("http://127.0.0.1:9/", "svix");
    to["url"]["scheme"] = json!("github-sha256");
    let secrets: [&[&str]; 5] = [&["old"], &["new"], &["new"], &["new", "old"], &[]];
    for secrets in secrets {
        to["url"]["secrets"] = json!(secrets);
        create(&running, event(&to, "a")).await.unwrap();
    }
    let listed = running.call("endpoints.list", json!({})).await.unwrap();
    let listed = listed.as_array().unwrap().iter();
    let count = |of: &Value| of["endpoint"]["secrets"].as_array().unwrap().len();
    let deliveries = |of: &Value| {
        let counts = of["counts"].as_array().unwrap().iter();
        counts
            .filter_map(|count| count["total"].as_u64())
            .sum::<u64>()
    };
    let told: Vec<_> = listed.map(|of| (count(of), deliveries(of))).collect();
    let expected = [(1, 2), (1, 2), (2, 1)];
    assert_eq!(told, expected, "old, new, both; none takes the first");
}

#[tokio::test]
async fn an_id_with_a_dot_is_refused_where_a_dot_ends_the_id() {
    let running = Running::new();
    for (scheme, is_refused) in [
        (json!("standard-webhooks-v1"), true),
        (json!("svix-v1"), true),
        (json!("github-sha256"), false),
        (Value::Null, false),
    ] {
        let mut to = to_url("http://127.0.0.1:9/", "svix");
        to["url"]["scheme"] = scheme.clone();
        let mut wanted = event(&to, "a");
        wanted["message_id"] = json!("msg.1");
        let refused = create(&running, wanted).await.err();
        let field = refused.and_then(|error| error.field);
        let expected = is_refused.then(|| "message_id".to_owned());
        assert_eq!(field, expected, "{scheme}");
    }
    let listed = running.call("endpoints.list", json!({})).await.unwrap();
    let made = listed.as_array().unwrap().len();
    assert_eq!(made, 2, "no endpoint is made for what is refused");
}

#[tokio::test]
async fn what_cannot_be_delivered_is_refused_at_its_field() {
    let running = Running::new();
    let to = || to_url("http://127.0.0.1:9/", "svix");
    let refused = async |change: &dyn Fn(&mut Value)| {
        let mut wrong = event(&to(), "a");
        change(&mut wrong);
        create(&running, wrong)
            .await
            .unwrap_err()
            .field
            .unwrap_or_default()
    };
    assert_eq!(refused(&|it| it["body"] = Value::Null).await, "body");
    assert_eq!(
        refused(&|it| it["body"] = json!({ "b64": "%" })).await,
        "body"
    );
    assert_eq!(
        refused(&|it| it["message_id"] = json!("a b")).await,
        "message_id"
    );
    assert_eq!(
        refused(&|it| it["event_type"] = json!("a\nb")).await,
        "event_type"
    );
    assert_eq!(
        refused(&|it| it["to"] = json!({ "endpoints": [] })).await,
        "to"
    );
    assert_eq!(
        refused(&|it| it["to"]["url"]["schedule"] = json!("x")).await,
        "schedule"
    );
    assert_eq!(
        refused(&|it| it["to"]["url"]["url"] = json!("x")).await,
        "url"
    );
}

#[tokio::test]
async fn an_endpoint_is_not_given_types_it_does_not_want() {
    let running = Running::new();
    let manner = Manner {
        event_types: vec!["invoice.*".to_owned()],
        ..Manner::default()
    };
    let shop = endpoint(&running, "http://127.0.0.1:9/", manner).await;
    let to = json!({ "endpoints": [shop] });
    let refused = create(&running, event(&to, "push")).await.unwrap_err();
    assert_eq!(refused.field.as_deref(), Some("event_type"));
    assert!(create(&running, event(&to, "invoice.paid")).await.is_ok());
}

#[tokio::test]
async fn captures_are_delivered_as_they_came() {
    let (running, sink) = (Running::new(), Sink::answering(200).await);
    let source = running
        .source("lab", Some("gitlab-token"), &["right"])
        .await;
    let capture = running.gitlab(&source, "right").await;
    let shop = endpoint(&running, &sink.url, Manner::default()).await;
    let mut deliver = json!({ "captures": [capture], "endpoints": [shop], "resign": true });
    let refused = running
        .call("deliveries.deliver_captures", deliver.clone())
        .await;
    assert_eq!(refused.unwrap_err().field.as_deref(), Some("resign"));
    deliver["resign"] = json!(false);
    let created = running
        .call("deliveries.deliver_captures", deliver)
        .await
        .unwrap();
    assert_eq!(created["events"][0]["deliveries"], json!(["del_1"]));
    running.app.deliver();
    let detail = until(&running, "del_1", "succeeded").await;
    assert_eq!(detail["attempts"][0]["attempt"]["exact"], true);
    assert_eq!(detail["event"]["capture"], json!(capture));
    running.app.stop().await;
}
