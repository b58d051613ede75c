//! Svix' API as it is documented (<https://api.svix.com/docs>), as far as a handover and the
//! official client ask for it.
//!
//! It sends nothing: what an endpoint answers stands in a script, one status an attempt, and an
//! attempt is made whenever the attempts of a message are asked for.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use axum::response::{IntoResponse as _, Response};
use model::{Clock, Timestamp};
use serde_json::{Value, json};
use tokio::net::TcpListener;

/// The token that lets in.
pub const TOKEN: &str = "testsk_0123456789";

/// A Svix on loopback. Its thread ends with the test.
pub struct Svix {
    address: SocketAddr,
    held: Arc<Mutex<Held>>,
}

/// What it holds, and what it was asked.
#[derive(Default)]
pub struct Held {
    pub applications: Vec<Value>,
    pub endpoints: Vec<Value>,
    pub messages: Vec<Message>,
    /// `POST /api/v1/app/`, in their order.
    pub asked: Vec<String>,
    /// What endpoints answer, one status an attempt; the last one stays.
    pub script: Vec<u16>,
    /// Statuses that the next calls are refused with, whatever they ask for.
    pub trouble: Vec<(u16, Value)>,
    made: usize,
}

/// A message, and how it stands at its endpoint.
pub struct Message {
    pub json: Value,
    pub application: String,
    pub attempts: Vec<Value>,
    /// 0 succeeded, 1 waits, 2 failed.
    pub status: u64,
    next: Option<Timestamp>,
}

impl Svix {
    /// Its endpoints answer with these statuses, one after the other.
    pub fn scripted(script: &[u16]) -> Self {
        let held = Held {
            script: script.to_vec(),
            ..Held::default()
        };
        let held = Arc::new(Mutex::new(held));
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("there are free ports");
        let address = listener.local_addr().expect("it is bound");
        let router = Router::new().fallback(answer).with_state(Arc::clone(&held));
        thread::spawn(move || serve(listener, router));
        Self { address, held }
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How often something was asked for, by method and end of path.
    pub fn times(&self, method: &str, end: &str) -> usize {
        let held = self.held();
        let is_it = |asked: &&String| asked.starts_with(method) && asked.ends_with(end);
        held.asked.iter().filter(is_it).count()
    }
}

fn serve(listener: std::net::TcpListener, router: Router) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime starts");
    runtime.block_on(async {
        listener.set_nonblocking(true).expect("it is a socket");
        let listener = TcpListener::from_std(listener).expect("it is a socket");
        axum::serve(listener, router).await.expect("it serves");
    });
}

async fn answer(
    State(held): State<Arc<Mutex<Held>>>,
    (method, uri, headers): (Method, Uri, HeaderMap),
    body: Bytes,
) -> Response {
    let mut held = held.lock().unwrap_or_else(PoisonError::into_inner);
    let path = uri.path().trim_end_matches('/').to_owned();
    held.asked.push(format!("{method} {path}"));
    if !held.trouble.is_empty() {
        let (status, said) = held.trouble.remove(0);
        return refused(status, &said);
    }
    let token = headers.get("authorization").map(HeaderValue::as_bytes);
    if token != Some(format!("Bearer {TOKEN}").as_bytes()) {
        let said = json!({ "code": "authentication_failed", "detail": "Invalid token" });
        return refused(401, &said);
    }
    let body: Value = serde_json::from_slice(&body).unwrap_or_default();
    let path: Vec<&str> = path
        .trim_start_matches("/api/v1/app")
        .split('/')
        .skip(1)
        .collect();
    let query = uri.query().unwrap_or_default();
    held.route(&method, (&path, query), body)
}

fn refused(status: u16, said: &Value) -> Response {
    let wait = said["retry_after"].as_u64();
    let mut answer = said_as(status, said);
    if let Some(wait) = wait {
        answer.headers_mut().insert("retry-after", wait.into());
    }
    answer
}

fn said_as(status: u16, said: &Value) -> Response {
    let status = StatusCode::from_u16(status).expect("a status");
    let fields = [("content-type", "application/json")];
    (status, fields, said.to_string()).into_response()
}

fn not_found() -> Response {
    said_as(
        404,
        &json!({ "code": "not_found", "detail": "Entity not found" }),
    )
}

fn conflict() -> Response {
    said_as(
        409,
        &json!({ "code": "conflict", "detail": "Already exists" }),
    )
}

fn listed(data: &[Value]) -> Response {
    let page = json!({ "data": data, "iterator": null, "prevIterator": null, "done": true });
    said_as(200, &page)
}

fn now() -> Timestamp {
    Clock::system().now()
}

/// Whether a record has this id, or this id of its maker's.
fn is_named(record: &Value, name: &str, own: &str) -> bool {
    record["id"] == name || record[own] == name
}

impl Held {
    fn route(&mut self, method: &Method, (path, query): (&[&str], &str), body: Value) -> Response {
        match (method.as_str(), path) {
            ("POST", []) => self.make_application(query, body),
            ("GET", []) => listed(&self.applications),
            (_, [application, rest @ ..]) => {
                let found = self.applications.iter();
                let mut found = found.filter(|one| is_named(one, application, "uid"));
                match found.next().map(|one| one["uid"].clone()) {
                    Some(uid) => {
                        let uid = uid.as_str().unwrap_or_default().to_owned();
                        self.route_in(method, (&uid, rest), body)
                    }
                    None => not_found(),
                }
            }
            _ => not_found(),
        }
    }

    fn route_in(&mut self, method: &Method, (app, path): (&str, &[&str]), body: Value) -> Response {
        match (method.as_str(), path) {
            ("POST", ["endpoint"]) => self.make_endpoint(app, body),
            ("GET", ["endpoint"]) => listed(&self.shown_endpoints(app)),
            ("GET", ["endpoint", name]) => self
                .endpoint(app, name)
                .map_or_else(not_found, |one| said_as(200, one)),
            ("PUT", ["endpoint", name]) => self.change_endpoint((app, name), body),
            ("PUT", ["endpoint", name, "headers"]) => {
                self.set((app, name), "headers", &body["headers"])
            }
            ("GET", ["endpoint", name, "headers"]) => self.shown_headers(app, name),
            ("POST", ["endpoint", name, "secret", "rotate"]) => {
                self.set((app, name), "secret", &body["key"])
            }
            ("GET", ["endpoint", name, "secret"]) => self.shown_secret(app, name),
            ("POST", ["msg"]) => self.make_message(app, body),
            ("GET", ["msg"]) => {
                listed(&self.of(app).map(|one| one.json.clone()).collect::<Vec<_>>())
            }
            ("GET", ["msg", name]) => match self.message(app, name) {
                Some(one) => said_as(200, &one.json),
                None => not_found(),
            },
            ("GET", ["attempt", "msg", name]) => self.attempts(app, name),
            ("GET", ["msg", name, "endpoint"]) => self.destinations(app, name),
            ("POST", ["msg", name, "endpoint", _, "resend"]) => self.resend(app, name),
            _ => not_found(),
        }
    }

    fn id(&mut self, prefix: &str) -> String {
        self.made += 1;
        format!("{prefix}_{:027}", self.made)
    }

    fn make_application(&mut self, query: &str, body: Value) -> Response {
        let known = self.applications.iter();
        let mut known = known.filter(|one| one["uid"] == body["uid"]);
        if let Some(known) = known.next() {
            return match query.contains("get_if_exists=true") {
                true => said_as(200, known),
                false => conflict(),
            };
        }
        let mut made = body;
        made["id"] = self.id("app").into();
        made["metadata"] = json!({});
        (made["createdAt"], made["updatedAt"]) = (json!(now()), json!(now()));
        self.applications.push(made.clone());
        said_as(201, &made)
    }

    fn make_endpoint(&mut self, app: &str, body: Value) -> Response {
        let uid = body["uid"].as_str().unwrap_or_default();
        if self.endpoint(app, uid).is_some() {
            return conflict();
        }
        let mut made = body;
        made["id"] = self.id("ep").into();
        made["application"] = app.into();
        (made["metadata"], made["version"]) = (json!({}), json!(1));
        (made["createdAt"], made["updatedAt"]) = (json!(now()), json!(now()));
        self.endpoints.push(made.clone());
        said_as(201, &made)
    }

    pub fn endpoint(&self, app: &str, name: &str) -> Option<&Value> {
        let mut all = self.endpoints.iter();
        all.find(|one| one["application"] == app && is_named(one, name, "uid"))
    }

    fn endpoint_mut(&mut self, app: &str, name: &str) -> Option<&mut Value> {
        let mut all = self.endpoints.iter_mut();
        all.find(|one| one["application"] == app && is_named(one, name, "uid"))
    }

    fn shown_endpoints(&self, app: &str) -> Vec<Value> {
        let all = self.endpoints.iter();
        all.filter(|one| one["application"] == app)
            .cloned()
            .collect()
    }

    fn change_endpoint(&mut self, (app, name): (&str, &str), body: Value) -> Response {
        let Some(endpoint) = self.endpoint_mut(app, name) else {
            return self.make_endpoint(app, body);
        };
        for field in ["url", "description"] {
            endpoint[field] = body[field].clone();
        }
        said_as(200, endpoint)
    }

    fn set(&mut self, (app, name): (&str, &str), field: &str, value: &Value) -> Response {
        let Some(endpoint) = self.endpoint_mut(app, name) else {
            return not_found();
        };
        endpoint[field] = value.clone();
        StatusCode::NO_CONTENT.into_response()
    }

    fn shown_headers(&self, app: &str, name: &str) -> Response {
        let headers = self.endpoint(app, name).map(|one| one["headers"].clone());
        let headers = headers.unwrap_or_default();
        said_as(200, &json!({ "headers": headers, "sensitive": [] }))
    }

    fn shown_secret(&self, app: &str, name: &str) -> Response {
        let secret = self.endpoint(app, name).map(|one| one["secret"].clone());
        said_as(200, &json!({ "key": secret }))
    }

    fn make_message(&mut self, app: &str, body: Value) -> Response {
        // An event id is one in the whole environment.
        if self
            .messages
            .iter()
            .any(|one| one.json["eventId"] == body["eventId"])
        {
            return conflict();
        }
        if !body["payload"].is_object() {
            let fault = json!({ "loc": ["body", "payload"], "msg": "Payload must be an object.", "type": "value_error" });
            return said_as(422, &json!({ "detail": [fault] }));
        }
        let mut json = body;
        json["id"] = self.id("msg").into();
        json["timestamp"] = json!(now());
        let (application, attempts) = (app.to_owned(), Vec::new());
        let message = Message {
            json: json.clone(),
            application,
            attempts,
            status: 1,
            next: None,
        };
        self.messages.push(message);
        said_as(202, &json)
    }

    fn of(&self, app: &str) -> impl Iterator<Item = &Message> {
        self.messages
            .iter()
            .filter(move |one| one.application == app)
    }

    fn message(&self, app: &str, name: &str) -> Option<&Message> {
        self.of(app)
            .find(|one| is_named(&one.json, name, "eventId"))
    }

    fn attempts(&mut self, app: &str, name: &str) -> Response {
        self.attempt(app, name, 0);
        let Some(message) = self.message(app, name) else {
            return not_found();
        };
        listed(&message.attempts.iter().rev().cloned().collect::<Vec<_>>())
    }

    fn resend(&mut self, app: &str, name: &str) -> Response {
        if self.message(app, name).is_none() {
            return not_found();
        }
        let waits = |one: &&mut Message| is_named(&one.json, name, "eventId");
        self.messages
            .iter_mut()
            .filter(waits)
            .for_each(|one| one.status = 1);
        self.attempt(app, name, 1);
        said_as(202, &json!({}))
    }

    /// Makes an attempt at a message that waits, as the script says.
    fn attempt(&mut self, app: &str, name: &str, trigger: u64) {
        let id = self.id("atmpt");
        let endpoint = self.shown_endpoints(app).pop().unwrap_or_default();
        let script = self.script.clone();
        let all = self.messages.iter_mut();
        let mut ours =
            all.filter(|one| one.application == app && is_named(&one.json, name, "eventId"));
        let Some(message) = ours.next().filter(|one| one.status == 1) else {
            return;
        };
        let Some(&status) = script.get(message.attempts.len()) else {
            return;
        };
        let delivered = (200..300).contains(&status);
        let is_last = message.attempts.len() + 1 == script.len() || trigger == 1;
        (message.status, message.next) = match (delivered, is_last) {
            (true, _) => (0, None),
            (false, true) => (2, None),
            (false, false) => (1, Some(now())),
        };
        message.attempts.push(json!({
            "id": id,
            "endpointId": endpoint["id"],
            "msgId": message.json["id"],
            "url": endpoint["url"],
            "response": format!("the receiver says {status}"),
            "responseStatusCode": status,
            "responseDurationMs": 12,
            "status": if delivered { 0 } else { 2 },
            "statusText": if delivered { "success" } else { "fail" },
            "triggerType": trigger,
            "timestamp": now(),
        }));
    }

    fn destinations(&self, app: &str, name: &str) -> Response {
        let endpoint = self.shown_endpoints(app).pop();
        let (Some(message), Some(mut row)) = (self.message(app, name), endpoint) else {
            return not_found();
        };
        row["status"] = message.status.into();
        row["nextAttempt"] = json!(message.next);
        listed(&[row])
    }
}
