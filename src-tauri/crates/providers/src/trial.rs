//! For tests of emulations: all of them served on one port, a running engine, and a receiver that
//! answers as told.

use std::time::Duration;

use bytes::Bytes;
use delivery::engine::{Engine, EngineOptions};
use delivery::{Outgoing, Sender, SenderOptions};
use model::{AttemptAnswer, Headers, Topic};
use serde_json::Value;
use store::{NewKey, Options, Store};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{broadcast, mpsc, oneshot};
use tokio::time::timeout;

use crate::stage::Stage;
use crate::{CreateEmulated, CreatedRecord, Means, Provider};

/// An hour goes by in 36 ms.
const FAST: u32 = 100_000;

/// An emulated provider, until this is dropped.
pub struct Trial {
    pub means: Means,
    pub stage: Stage,
    pub base_url: String,
    pub key: String,
    _shutdown: [oneshot::Sender<()>; 2],
    _folder: TempDir,
}

impl Trial {
    pub async fn new(provider: Provider) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&Options::new(folder.path())).unwrap();
        let sender = Sender::new(SenderOptions::default()).unwrap();
        let means = Means::new(store, sender);
        let stage = Stage::new(means.clone(), provider);
        stage.set_speed(FAST).await.unwrap();
        let key = text(&stage.owner(None).await.unwrap().key);
        let (port, served) = serve(&means).await;
        Self {
            base_url: format!("http://127.0.0.1:{port}/{}", provider.id()),
            _shutdown: [served, deliver(&means)],
            _folder: folder,
            means,
            stage,
            key,
        }
    }

    /// Makes something that can be sent again, as a user does.
    pub async fn create(&self, change: impl FnOnce(&mut CreateEmulated)) -> CreatedRecord {
        let mut wanted = CreateEmulated {
            provider: self.stage.id().to_owned(),
            ..CreateEmulated::default()
        };
        change(&mut wanted);
        crate::create(&self.means, wanted).await.unwrap()
    }

    /// A key of this organization, which is made when there is none of the name.
    pub async fn key_of(&self, organization: Option<&str>, scopes: &[&str]) -> String {
        let emulations = self.means.store.emulations();
        let id = match organization {
            Some(name) => emulations
                .add_organization(self.stage.id(), name)
                .await
                .unwrap(),
            None => self.stage.owner(None).await.unwrap().organization,
        };
        let new = NewKey {
            scopes: scopes.iter().map(|&scope| scope.to_owned()).collect(),
            ..NewKey::from(crate::random::key("k_"))
        };
        emulations.add_key(id, new.clone()).await.unwrap();
        text(&new.key)
    }

    pub async fn call(&self, request: &str, fields: &[(&str, &str)], body: &str) -> Said {
        let (method, path) = request.split_once(' ').unwrap();
        let outgoing = Outgoing {
            headers: fields.iter().copied().collect(),
            body: Bytes::copy_from_slice(body.as_bytes()),
            ..Outgoing::new(method, format!("{}{path}", self.base_url))
        };
        let answer = self.means.sender.send(outgoing).await.outcome.unwrap();
        Said::new(answer)
    }

    /// Asks again after each change, until the answer is as it should be.
    pub async fn until<F: Future<Output = Said>>(
        &self,
        ask: impl Fn() -> F,
        is_right: impl Fn(&Value) -> bool,
    ) -> Value {
        let mut changes = self.means.store.changes();
        loop {
            let json = ask().await.json();
            if is_right(&json) {
                return json;
            }
            delivery_changed(&mut changes).await;
        }
    }
}

/// Waits for news of deliveries: the log of calls changes with every question.
///
/// Fails where none come, so that a test that waits for the wrong thing ends.
pub async fn delivery_changed(changes: &mut broadcast::Receiver<Vec<Topic>>) {
    let news = async {
        loop {
            match changes.recv().await {
                Ok(topics) if !topics.contains(&Topic::Deliveries) => {}
                Ok(_) | Err(RecvError::Lagged(_)) => return,
                Err(RecvError::Closed) => panic!("the store was closed"),
            }
        }
    };
    let told = timeout(Duration::from_secs(60), news).await;
    told.expect("deliveries change within a minute");
}

fn text(key: &model::Secret) -> String {
    String::from_utf8(key.expose().to_vec()).unwrap()
}

async fn serve(means: &Means) -> (u16, oneshot::Sender<()>) {
    let listeners = wire::bind("127.0.0.1:0").await.unwrap();
    let port = listeners.port();
    let (shutdown, ended) = oneshot::channel::<()>();
    let router = crate::all(means);
    tokio::spawn(crate::serve(listeners, router, async {
        drop(ended.await);
    }));
    (port, shutdown)
}

fn deliver(means: &Means) -> oneshot::Sender<()> {
    let options = EngineOptions::new(means.store.clone(), means.sender.clone());
    let (shutdown, ended) = oneshot::channel::<()>();
    tokio::spawn(async move {
        let ended = async { drop(ended.await) };
        Engine::new(options).run(ended).await
    });
    shutdown
}

/// What an emulation answered.
#[derive(Debug)]
pub struct Said {
    pub status: u16,
    pub headers: Headers,
    pub text: String,
}

impl Said {
    fn new(answer: AttemptAnswer) -> Self {
        Self {
            status: answer.status,
            headers: answer.headers,
            text: String::from_utf8(answer.body).unwrap(),
        }
    }

    pub fn json(&self) -> Value {
        assert_eq!(self.headers.text("content-type"), Some("application/json"));
        serde_json::from_str(&self.text).unwrap()
    }
}

/// A receiver of webhooks that answers with these statuses, the last one for ever.
pub struct Receiver {
    pub url: String,
    received: mpsc::UnboundedReceiver<Received>,
}

/// A request as it came.
#[derive(Debug)]
pub struct Received {
    pub headers: Headers,
    pub body: String,
}

impl Receiver {
    pub async fn answering(statuses: &'static [u16]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/hook", listener.local_addr().unwrap());
        let (tell, received) = mpsc::unbounded_channel();
        let mut statuses = statuses.iter().peekable();
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                tell.send(take(&mut stream).await).ok();
                let status = *statuses.peek().unwrap();
                if statuses.len() > 1 {
                    statuses.next();
                }
                let answer = format!(
                    "HTTP/1.1 {status} Said\r\nConnection: close\r\nX-Receiver: trial\r\nContent-Length: 4\r\n\r\nseen"
                );
                stream.write_all(answer.as_bytes()).await.ok();
            }
        });
        Self { url, received }
    }

    pub async fn next(&mut self) -> Received {
        self.received.recv().await.unwrap()
    }

    pub fn is_untouched(&mut self) -> bool {
        self.received.try_recv().is_err()
    }
}

async fn take(stream: &mut TcpStream) -> Received {
    let mut bytes = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&bytes);
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let lines = head.lines().skip(1);
            let headers: Headers = lines.filter_map(|line| line.split_once(": ")).collect();
            let length = headers.text("content-length");
            let length: usize = length.map_or(0, |length| length.parse().unwrap());
            if body.len() >= length {
                let body = body.to_owned();
                return Received { headers, body };
            }
        }
        let count = stream.read_buf(&mut bytes).await.unwrap();
        assert!(count > 0, "the request ended early");
    }
}

/// Checks an answer against the document that its emulation serves.
pub fn assert_described(openapi: &str, operation: (&str, &str), said: &Said) {
    let document: Value = serde_json::from_str(openapi).unwrap();
    let (method, path) = operation;
    let responses = &document["paths"][path][method]["responses"];
    let response = resolved(&document, &responses[said.status.to_string()]);
    assert!(
        response.is_object(),
        "{operation:?} answers no {}",
        said.status
    );
    let schema = &response["content"]["application/json"]["schema"];
    if let Err(why) = fits(&document, schema, &said.json()) {
        panic!("{operation:?} {}: {why} in {}", said.status, said.text);
    }
}

fn resolved<'a>(document: &'a Value, value: &'a Value) -> &'a Value {
    match value["$ref"].as_str() {
        Some(place) => document.pointer(place.trim_start_matches('#')).unwrap(),
        None => value,
    }
}

/// As much of JSON Schema as the documents use.
pub fn fits(document: &Value, schema: &Value, value: &Value) -> Result<(), String> {
    let schema = resolved(document, schema);
    if let Some(any) = schema["anyOf"].as_array() {
        let fitting = any.iter().any(|one| fits(document, one, value).is_ok());
        return fitting
            .then_some(())
            .ok_or_else(|| format!("{value} is none of {any:?}"));
    }
    if schema["enum"]
        .as_array()
        .is_some_and(|known| !known.contains(value))
    {
        return Err(format!("{value} is none of {}", schema["enum"]));
    }
    if !schema["const"].is_null() && schema["const"] != *value {
        return Err(format!("{value} is not {}", schema["const"]));
    }
    match schema["type"].as_str() {
        Some("object") => fits_object(document, schema, value),
        Some("array") => {
            let items = value
                .as_array()
                .ok_or_else(|| format!("{value} is no list"))?;
            items
                .iter()
                .try_for_each(|item| fits(document, &schema["items"], item))
        }
        Some("string") if !value.is_string() => Err(format!("{value} is no text")),
        Some("string") if schema["format"] == "date-time" => {
            let time = value
                .as_str()
                .unwrap_or_default()
                .parse::<model::Timestamp>();
            time.map(drop).map_err(|error| error.to_string())
        }
        Some("integer") if !value.is_i64() => Err(format!("{value} is no integer")),
        Some("boolean") if !value.is_boolean() => Err(format!("{value} is no boolean")),
        Some("null") if !value.is_null() => Err(format!("{value} is not null")),
        _ => Ok(()),
    }
}

fn fits_object(document: &Value, schema: &Value, value: &Value) -> Result<(), String> {
    let object = value
        .as_object()
        .ok_or_else(|| format!("{value} is no object"))?;
    for name in schema["required"].as_array().into_iter().flatten() {
        if !object.contains_key(name.as_str().unwrap_or_default()) {
            return Err(format!("{name} is missing"));
        }
    }
    for (name, field) in object {
        match &schema["properties"][name] {
            Value::Null if schema["additionalProperties"] == false => {
                return Err(format!("{name} is not described"));
            }
            Value::Null => {}
            known => fits(document, known, field).map_err(|why| format!("{name}: {why}"))?,
        }
    }
    Ok(())
}
