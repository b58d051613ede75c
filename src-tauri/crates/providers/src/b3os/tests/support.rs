//! Calls as a client of B3OS makes them, each checked against the document.

use serde_json::Value;

use crate::provider::Provider;
use crate::trial::{Said, Trial, assert_described};

pub const OPENAPI: &str = include_str!("../openapi.json");

/// An emulated B3OS and its key.
pub struct Stage(pub Trial);

impl Stage {
    pub async fn new() -> Self {
        Self(Trial::new(Provider::B3os).await)
    }

    pub async fn ask(&self, method: &str, path: &str, body: &str) -> Said {
        let key = self.0.key.clone();
        self.ask_as(&key, (method, path), body).await
    }

    pub async fn ask_as(&self, key: &str, (method, path): (&str, &str), body: &str) -> Said {
        let bearer = format!("Bearer {key}");
        let fields = [("Authorization", bearer.as_str())];
        let request = format!("{method} /v1/execution-webhooks{path}");
        let said = self.0.call(&request, &fields, body).await;
        assert_described(OPENAPI, (&method.to_lowercase(), &described(path)), &said);
        said
    }

    /// The data of an answer that is a success.
    pub async fn data(&self, method: &str, path: &str, body: &str) -> Value {
        let said = self.ask(method, path, body).await;
        assert_eq!(said.status, 200, "{}", said.text);
        said.json()["data"].clone()
    }

    pub async fn endpoint(&self, url: &str, max_retries: u32) -> Value {
        let body = format!(r#"{{"name":"n","url":"{url}","maxRetries":{max_retries}}}"#);
        self.data("POST", "", &body).await
    }

    /// A delivery to this endpoint.
    pub async fn deliver(&self, endpoint: &Value, status: Option<&str>) -> String {
        let id = endpoint["endpoint"]["id"].as_str().unwrap();
        let made = self.0.create(|wanted| {
            wanted.endpoint = Some(id.to_owned());
            wanted.status = status.map(ToOwned::to_owned);
        });
        made.await.id
    }

    /// The delivery once it has this status.
    pub async fn until(&self, id: &str, status: &str) -> Value {
        let path = format!("/deliveries/{id}");
        let ask = || self.ask("GET", &path, "");
        let json = self.0.until(ask, |json| json["data"]["status"] == status);
        json.await["data"].clone()
    }
}

/// The path as the document has it.
fn described(path: &str) -> String {
    let path = path.split('?').next().unwrap_or_default();
    let mut parts: Vec<&str> = path.split('/').collect();
    let id = match parts.get(1) {
        Some(&"deliveries") => 2,
        _ => 1,
    };
    if let Some(part) = parts.get_mut(id) {
        *part = "{id}";
    }
    format!("/v1/execution-webhooks{}", parts.join("/"))
}
