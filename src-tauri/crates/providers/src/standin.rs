//! A provider of tests: answers what it was told to, in order, and remembers what it was asked.

use std::sync::{Arc, Mutex};

use delivery::{Sender, SenderOptions};
use model::{Clock, Timestamp};
use store::{Options, Store};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use crate::{Means, NewProfile, add_profile};

pub const NOW: Timestamp = Timestamp(1_800_000_000_000_000);

/// Means in a folder of their own, and a provider that is asked through them.
pub struct StandIn {
    pub means: Means,
    pub base_url: String,
    asked: Arc<Mutex<Vec<String>>>,
    _folder: TempDir,
}

impl StandIn {
    /// Gives these answers one after the other, and the last one from then on.
    pub async fn answering(answers: &[(u16, &str, &str)]) -> Self {
        let answers = answers.iter().map(|answer| rendered(*answer)).collect();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base_url = format!("http://{}", listener.local_addr().unwrap());
        let asked = Arc::default();
        tokio::spawn(serve(listener, answers, Arc::clone(&asked)));
        let folder = tempfile::tempdir().unwrap();
        let clock = Clock::fixed(NOW);
        let options = Options {
            clock: clock.clone(),
            ..Options::new(folder.path())
        };
        let sender = SenderOptions {
            clock,
            ..SenderOptions::default()
        };
        let store = Store::open(&options).unwrap();
        Self {
            means: Means::new(store, Sender::new(sender).unwrap()),
            base_url,
            asked,
            _folder: folder,
        }
    }

    /// Makes a profile `p` of a provider.
    pub async fn profile(&self, provider: &str, settings: &[(&str, &str)]) {
        let settings = settings.iter();
        let settings = settings.map(|(id, value)| ((*id).to_owned(), (*value).to_owned()));
        let wanted = NewProfile {
            name: "p".into(),
            provider: provider.into(),
            base_url: Some(self.base_url.clone()),
            key: "key_0123456789".into(),
            settings: settings.collect(),
        };
        add_profile(&self.means.store, wanted).await.unwrap();
    }

    /// The requests so far, each as it came.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

fn rendered((status, fields, body): (u16, &str, &str)) -> String {
    let length = body.len();
    format!(
        "HTTP/1.1 {status} Said\r\n{fields}Connection: close\r\nContent-Length: {length}\r\n\r\n{body}"
    )
}

async fn serve(listener: TcpListener, answers: Vec<String>, asked: Arc<Mutex<Vec<String>>>) {
    let mut next = 0;
    while let Ok((mut stream, _)) = listener.accept().await {
        let request = take(&mut stream).await;
        asked.lock().unwrap().push(request);
        let answer = &answers[next.min(answers.len() - 1)];
        stream.write_all(answer.as_bytes()).await.unwrap();
        next += 1;
    }
}

async fn take(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n")
            && body.len() >= length(head)
        {
            return text;
        }
        assert!(stream.read_buf(&mut bytes).await.unwrap() > 0);
    }
}

fn length(head: &str) -> usize {
    let field = |line: &str| {
        line.to_ascii_lowercase()
            .strip_prefix("content-length: ")
            .map(str::to_owned)
    };
    let length = head.lines().find_map(field);
    length.map_or(0, |length| length.parse().unwrap())
}
