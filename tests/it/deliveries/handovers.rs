//! Endpoints that a Svix delivers to: handed over once, and followed until they end there.

mod svix;

use serde_json::{Value, json};
use svix::{Svix, TOKEN};
use tests::{Browser, Home, Hookwright, Peer, Row, dead_url};

const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const URL: &str = "https://shop.example.com/hooks";

/// A program whose endpoint `far` is a Svix' to deliver to.
struct Bench {
    hookwright: Hookwright,
    browser: Browser,
}

impl Bench {
    fn with(svix: &Svix, token: &str) -> Self {
        let home = Home::new();
        profile(&home, "cloud", &svix.url(), token);
        let bench = Self::of(Hookwright::serve_in(home));
        bench.endpoint("far");
        bench
    }

    fn of(hookwright: Hookwright) -> Self {
        let browser = hookwright.browser();
        Self {
            hookwright,
            browser,
        }
    }

    fn endpoint(&self, name: &str) {
        let add = ["endpoint", "add", name, "--url", URL];
        let signed = ["--scheme", "svix-v1", "--secret", SECRET];
        let more = ["--header", "X-Team: shop", "--schedule", "1s, 1s"];
        let by = ["--delivered-by", "cloud", "--speed", "10"];
        let all = [&add[..], &signed, &more, &by].concat();
        drop(self.hookwright.run(&all).well());
    }

    /// Queues an event; gives its delivery.
    fn deliver(&self, to: &[&str], body: &str) -> Row {
        let file = self.hookwright.home().file("event.json", body);
        let file = file.to_string_lossy();
        let mut arguments = vec!["deliver", "--body", &*file, "--event-type", "order.paid"];
        for name in to {
            arguments.extend(["--endpoint", name]);
        }
        self.hookwright.rows(&arguments).remove(0)
    }

    fn detail(&self, delivery: &Row) -> Value {
        let argument = json!({ "id": delivery["id"] });
        self.browser.call("deliveries.detail", &argument)
    }

    /// Waits until a delivery is as it should be.
    fn until(&self, delivery: &Row, is_right: impl Fn(&Value) -> bool) -> Value {
        let mut notices = self.browser.notices();
        loop {
            let detail = self.detail(delivery);
            if is_right(&detail) {
                return detail;
            }
            notices.wait_for("deliveries");
        }
    }

    fn until_state(&self, delivery: &Row, state: &str) -> Value {
        self.until(delivery, |detail| detail["delivery"]["state"] == state)
    }
}

fn profile(home: &Home, name: &str, url: &str, token: &str) {
    let key = home.file("key.txt", token);
    let key = key.to_string_lossy();
    let add = ["provider", "add", name, "--provider", "svix"];
    let how = ["--base-url", url, "--api-key-file", &*key];
    drop(home.run(&[&add[..], &how].concat()).well());
}

fn attempts(detail: &Value) -> Vec<Value> {
    detail["attempts"].as_array().cloned().unwrap_or_default()
}

/// The status of each attempt, and whether it was made there.
fn statuses(detail: &Value) -> Vec<(u64, bool)> {
    let status = |one: &Value| {
        let attempt = &one["attempt"];
        let by_provider = attempt["mode"] == "by_provider";
        (attempt["status"].as_u64().unwrap_or_default(), by_provider)
    };
    attempts(detail).iter().map(status).collect()
}

/// What was said of the last attempt that was not answered, or was refused.
fn told(detail: &Value) -> String {
    let last = attempts(detail).pop().unwrap_or_default();
    let failure = last["attempt"]["failure"]["message"].as_str();
    failure.unwrap_or_default().to_owned()
}

#[test]
fn a_delivery_that_fails_once_there_is_told_attempt_by_attempt() {
    let svix = Svix::scripted(&[500, 200]);
    let bench = Bench::with(&svix, TOKEN);
    let delivery = bench.deliver(&["far"], r#"{"order":  7, "b": 1.50}"#);
    let detail = bench.until_state(&delivery, "succeeded");
    assert_eq!(statuses(&detail), [(202, false), (500, true), (200, true)]);
    let made = attempts(&detail);
    assert_eq!(made[1]["attempt"]["target"], URL);
    assert_eq!(made[1]["attempt"]["trigger"], "scheduled");
    assert_eq!(made[2]["attempt"]["trigger"], "retry");
    assert_eq!(made[1]["decision"]["next"]["kind"], "retry");
    assert_eq!(made[2]["decision"]["next"]["kind"], "delivered");
    let held = svix.held();
    let [message] = &held.messages[..] else {
        panic!("one message was made");
    };
    assert_eq!(message.json["eventId"], delivery["message_id"]);
    assert_eq!(message.json["payload"], json!({ "order": 7, "b": 1.5 }));
    let endpoint = held.endpoint(&message.application, &message.application);
    let endpoint = endpoint.expect("it has our id");
    assert_eq!(
        (&endpoint["url"], &endpoint["secret"]),
        (&json!(URL), &json!(SECRET))
    );
    assert_eq!(endpoint["headers"], json!({ "X-Team": "shop" }));
}

#[test]
fn one_that_svix_gives_up_has_failed_and_is_sent_again_there_by_hand() {
    let svix = Svix::scripted(&[500, 500]);
    let bench = Bench::with(&svix, TOKEN);
    let delivery = bench.deliver(&["far"], "{}");
    let detail = bench.until_state(&delivery, "failed");
    assert_eq!(statuses(&detail).len(), 3);
    let next = attempts(&detail)[2]["decision"]["next"].clone();
    assert_eq!(
        next,
        json!({ "kind": "give_up", "because": "Svix does not try again." })
    );
    svix.held().script.push(200);
    let id = delivery["id"].as_str().unwrap_or_default();
    drop(bench.hookwright.run(&["deliveries", "retry", id]).well());
    let detail = bench.until_state(&delivery, "succeeded");
    assert_eq!(statuses(&detail)[3..], [(202, false), (200, true)]);
    assert_eq!(svix.times("POST", "/msg"), 1, "it is the same message");
    assert_eq!(svix.times("POST", "/resend"), 1);
}

#[test]
fn an_event_that_svix_has_already_is_followed_and_not_given_again() {
    let svix = Svix::scripted(&[200]);
    let bench = Bench::with(&svix, TOKEN);
    let delivery = bench.deliver(&["far"], "{}");
    bench.until_state(&delivery, "succeeded");
    let id = delivery["message_id"].as_str().unwrap_or_default();
    let file = bench.hookwright.home().file("event.json", "{}");
    let file = file.to_string_lossy();
    let again = [
        "deliver",
        "--endpoint",
        "far",
        "--body",
        &*file,
        "--message-id",
        id,
    ];
    let again = bench.hookwright.rows(&again).remove(0);
    let detail = bench.until_state(&again, "succeeded");
    assert_eq!(statuses(&detail), [(409, false), (200, true)]);
    assert_eq!(svix.held().messages.len(), 1);
}

#[test]
fn an_event_for_two_endpoints_is_a_message_for_each() {
    let svix = Svix::scripted(&[200]);
    let bench = Bench::with(&svix, TOKEN);
    bench.endpoint("farther");
    let first = bench.deliver(&["far", "farther"], "{}");
    bench.until_state(&first, "succeeded");
    let all = bench.hookwright.rows(&["deliveries", "list"]);
    assert_eq!(all.len(), 2);
    for delivery in &all {
        bench.until_state(delivery, "succeeded");
    }
    let held = svix.held();
    assert_eq!(held.messages.len(), 2);
    assert_ne!(held.messages[0].application, held.messages[1].application);
}

#[test]
fn a_wrong_token_is_told_with_what_svix_says_and_tried_by_the_schedule() {
    let svix = Svix::scripted(&[200]);
    let bench = Bench::with(&svix, "wrong");
    let delivery = bench.deliver(&["far"], "{}");
    let detail = bench.until_state(&delivery, "failed");
    assert_eq!(statuses(&detail), [(401, false); 3]);
    let attempt = &attempts(&detail)[0]["attempt"]["id"];
    let path = format!(
        "/bytes/attempts/{}/response",
        attempt.as_str().unwrap_or_default()
    );
    let said = bench.browser.get(&path).body;
    assert!(String::from_utf8_lossy(&said).contains("Invalid token"));
    let key = bench.hookwright.home().file("key.txt", TOKEN);
    let key = key.to_string_lossy();
    let edit = ["provider", "edit", "cloud", "--api-key-file", &*key];
    drop(bench.hookwright.run(&edit).well());
    let id = delivery["id"].as_str().unwrap_or_default();
    drop(bench.hookwright.run(&["deliveries", "retry", id]).well());
    bench.until_state(&delivery, "succeeded");
}

#[test]
fn what_is_no_json_object_is_refused_before_anything_is_sent() {
    let svix = Svix::scripted(&[200]);
    let bench = Bench::with(&svix, TOKEN);
    for (body, what) in [
        ("hello", "not JSON"),
        ("[1]", "JSON, but no object"),
        ("", "empty"),
    ] {
        let delivery = bench.deliver(&["far"], body);
        let detail = bench.until_state(&delivery, "failed");
        let told = told(&detail);
        let expected = format!("Svix takes JSON objects only, and this body is {what}.");
        assert!(told.contains(&expected), "{told}");
    }
    assert_eq!(svix.held().asked, Vec::<String>::new());
}

#[test]
fn too_many_questions_and_a_refusal_are_taken_as_they_are_meant() {
    let svix = Svix::scripted(&[200]);
    let bench = Bench::with(&svix, TOKEN);
    let slow = json!({ "code": "rate_limited", "detail": "Too fast", "retry_after": 1 });
    svix.held().trouble = vec![(429, slow)];
    let delivery = bench.deliver(&["far"], "{}");
    let detail = bench.until_state(&delivery, "succeeded");
    assert_eq!(statuses(&detail), [(429, false), (202, false), (200, true)]);
    let fault = json!({ "loc": ["body", "eventType"], "msg": "bad type", "type": "value_error" });
    svix.held().trouble = vec![(422, json!({ "detail": [fault] }))];
    let refused = bench.deliver(&["far"], "{}");
    let detail = bench.until_state(&refused, "failed");
    assert_eq!(statuses(&detail), [(422, false)]);
    let because = attempts(&detail)[0]["decision"]["next"]["because"].clone();
    let because = because.as_str().unwrap_or_default();
    assert!(because.contains("body.eventType: bad type"), "{because}");
}

#[test]
fn a_svix_out_of_reach_is_tried_again_until_it_is_there() {
    let svix = Svix::scripted(&[200]);
    let home = Home::new();
    let nowhere = dead_url();
    let nowhere = nowhere.trim_end_matches("/nobody");
    profile(&home, "cloud", nowhere, TOKEN);
    let bench = Bench::of(Hookwright::serve_in(home));
    bench.endpoint("far");
    let schedule = [
        "endpoint",
        "edit",
        "far",
        "--schedule",
        "1s x1.01 up to 2s, 200 times",
        "--speed",
        "10",
    ];
    drop(bench.hookwright.run(&schedule).well());
    let delivery = bench.deliver(&["far"], "{}");
    let detail = bench.until(&delivery, |detail| attempts(detail).len() > 1);
    assert!(told(&detail).starts_with("Nothing listens on"));
    let edit = ["provider", "edit", "cloud", "--base-url", &svix.url()];
    drop(bench.hookwright.run(&edit).well());
    bench.until_state(&delivery, "succeeded");
    assert_eq!(svix.held().messages.len(), 1);
}

#[test]
fn one_that_is_cancelled_is_not_looked_at_any_more() {
    let svix = Svix::scripted(&[500]);
    svix.held().script.clear();
    let bench = Bench::with(&svix, TOKEN);
    let delivery = bench.deliver(&["far"], "{}");
    bench.until_state(&delivery, "retrying");
    let id = delivery["id"].as_str().unwrap_or_default();
    let by_us = bench
        .hookwright
        .run(&["endpoint", "edit", "far", "--delivered-by", "none"]);
    let refused = by_us.with_code(2).stderr;
    assert!(refused.contains("still followed"), "{refused}");
    drop(bench.hookwright.run(&["deliveries", "cancel", id]).well());
    bench.until_state(&delivery, "cancelled");
    let looks = svix.times("GET", "");
    // Another delivery goes through all looks that would be due by now.
    svix.held().script = vec![200];
    let other = bench.deliver(&["far"], r#"{"a":1}"#);
    bench.until_state(&other, "succeeded");
    assert_eq!(bench.detail(&delivery)["delivery"]["state"], "cancelled");
    assert_eq!(
        svix.times("GET", "") - looks,
        1,
        "only the other one was looked at"
    );
}

#[test]
fn a_killed_program_goes_on_following_what_it_handed_over() {
    let svix = Svix::scripted(&[]);
    let bench = Bench::with(&svix, TOKEN);
    let delivery = bench.deliver(&["far"], "{}");
    bench.until(&delivery, |detail| !attempts(detail).is_empty());
    let home = bench.hookwright.kill();
    svix.held().script = vec![500, 200];
    let bench = Bench::of(Hookwright::serve_in(home));
    let detail = bench.until_state(&delivery, "succeeded");
    assert_eq!(statuses(&detail), [(202, false), (500, true), (200, true)]);
    assert_eq!(svix.held().messages.len(), 1, "nothing was given twice");
}

#[test]
fn what_changes_about_an_endpoint_changes_there_before_the_next_event() {
    let svix = Svix::scripted(&[200]);
    let bench = Bench::with(&svix, TOKEN);
    let first = bench.deliver(&["far"], "{}");
    bench.until_state(&first, "succeeded");
    let secret = "whsec_bmV3IHNlY3JldCBvZiB0d2VudHktZm91cg==";
    let edit = [
        "endpoint",
        "edit",
        "far",
        "--url",
        "https://shop.example.com/v2",
    ];
    let edit = [&edit[..], &["--secret", secret, "--header", "none"]].concat();
    drop(bench.hookwright.run(&edit).well());
    let second = bench.deliver(&["far"], r#"{"a":2}"#);
    bench.until_state(&second, "succeeded");
    let held = svix.held();
    let [endpoint] = &held.endpoints[..] else {
        panic!("it is the same endpoint");
    };
    assert_eq!(endpoint["url"], "https://shop.example.com/v2");
    assert_eq!(endpoint["secret"], secret);
    assert_eq!(endpoint["headers"], json!({}));
}

#[test]
fn what_is_removed_there_is_made_again() {
    let svix = Svix::scripted(&[200]);
    let bench = Bench::with(&svix, TOKEN);
    let first = bench.deliver(&["far"], "{}");
    bench.until_state(&first, "succeeded");
    svix.held().applications.clear();
    svix.held().endpoints.clear();
    let second = bench.deliver(&["far"], r#"{"a":2}"#);
    let detail = bench.until_state(&second, "succeeded");
    assert_eq!(statuses(&detail), [(404, false), (202, false), (200, true)]);
}

#[test]
fn the_official_client_reads_what_was_handed_over() {
    let Some(mut client) = Peer::svix() else {
        return;
    };
    let svix = Svix::scripted(&[500, 200]);
    let bench = Bench::with(&svix, TOKEN);
    let delivery = bench.deliver(&["far"], r#"{"order":7}"#);
    bench.until_state(&delivery, "succeeded");
    let read = client.call(&json!({ "server_url": svix.url(), "token": TOKEN }));
    let [application] = &read["applications"].as_array().cloned().unwrap_or_default()[..] else {
        panic!("{read}");
    };
    assert_eq!(application["name"], "Hookwright: far");
    assert_eq!(application["endpoints"][0]["url"], URL);
    assert_eq!(application["endpoints"][0]["secret"], SECRET);
    let message = &application["messages"][0];
    assert_eq!(message["event_id"], delivery["message_id"]);
    assert_eq!(message["payload"], json!({ "order": 7 }));
    assert_eq!(message["statuses"], json!([200, 500]));
}
