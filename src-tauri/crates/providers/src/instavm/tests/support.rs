//! Calls as a client of InstaVM makes them, each checked against the document.

use serde_json::Value;

use crate::provider::Provider;
use crate::trial::{Said, Trial, assert_described};

const OPENAPI: &str = include_str!("../openapi.json");

/// An emulated InstaVM and its key.
pub struct Stage(pub Trial);

impl Stage {
    pub async fn new() -> Self {
        Self(Trial::new(Provider::InstaVm).await)
    }

    pub async fn ask(&self, method: &str, path: &str, body: &str) -> Said {
        let key = self.0.key.clone();
        self.ask_as(&key, (method, path), body).await
    }

    pub async fn ask_as(&self, key: &str, (method, path): (&str, &str), body: &str) -> Said {
        let fields = [("X-API-Key", key), ("Content-Type", "application/json")];
        let request = format!("{method} /v1/webhooks{path}");
        let said = self.0.call(&request, &fields, body).await;
        assert_described(OPENAPI, (&method.to_lowercase(), &described(path)), &said);
        said
    }

    /// The answer of a call that is a success.
    pub async fn data(&self, method: &str, path: &str, body: &str) -> Value {
        let said = self.ask(method, path, body).await;
        assert_eq!(said.status, 200, "{}", said.text);
        said.json()
    }

    pub async fn endpoint(&self, url: &str, max_retries: u32) -> Value {
        let body = format!(r#"{{"url":"{url}","max_retries":{max_retries}}}"#);
        self.data("POST", "/endpoints", &body).await
    }

    /// A delivery to this endpoint.
    pub async fn deliver(&self, endpoint: &Value, status: Option<&str>) -> String {
        let id = endpoint["id"].as_str().unwrap();
        let made = self.0.create(|wanted| {
            wanted.endpoint = Some(id.to_owned());
            wanted.status = status.map(ToOwned::to_owned);
        });
        made.await.id
    }

    /// The delivery as the list tells it, once it has this status.
    pub async fn until(&self, id: &str, status: &str) -> Value {
        let ask = || self.ask("GET", "/deliveries", "");
        let find = |json: &Value| {
            let items = json["items"].as_array().unwrap();
            let found = items.iter().find(|item| item["id"] == id);
            found.cloned()
        };
        let is_right = |json: &Value| find(json).is_some_and(|item| item["status"] == status);
        find(&self.0.until(ask, is_right).await).unwrap()
    }
}

/// The path as the document has it.
fn described(path: &str) -> String {
    let path = path.split('?').next().unwrap_or_default();
    let mut parts: Vec<&str> = path.split('/').collect();
    let name = match parts[1] {
        "endpoints" => "{endpoint_id}",
        _ => "{delivery_id}",
    };
    if let Some(part) = parts.get_mut(2) {
        *part = name;
    }
    format!("/v1/webhooks{}", parts.join("/"))
}
