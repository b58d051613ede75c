//! A browser, as far as the bridge can tell.

use std::net::SocketAddr;

use serde_json::Value;

use crate::raw::{Answer, RawClient, get, post};
use crate::rows::Row;

/// Somebody who opened the link of the UI.
pub struct Browser {
    address: SocketAddr,
    cookie: String,
}

/// Word of changes, as it comes.
pub struct Notices {
    client: RawClient,
}

impl Browser {
    /// Opens the link and keeps the cookie.
    #[must_use]
    pub fn open(address: SocketAddr, link: &str) -> Self {
        let path = link.split_once("/?").map(|(_, query)| format!("/?{query}"));
        let path = path.unwrap_or_else(|| panic!("no token in {link}"));
        let answer = send(address, &get(&path, &[("Host", &address.to_string())]));
        assert_eq!(answer.status(), 303, "{answer:?}");
        let cookie = answer
            .field("set-cookie")
            .expect("the token is exchanged for a cookie");
        let cookie = cookie.split(';').next().unwrap_or_default().to_owned();
        Self { address, cookie }
    }

    /// What it sends with every request.
    #[must_use]
    pub fn cookie(&self) -> &str {
        &self.cookie
    }

    /// Gets a path.
    #[must_use]
    pub fn get(&self, path: &str) -> Answer {
        send(
            self.address,
            &get(path, &self.fields(&self.address.to_string())),
        )
    }

    /// Calls a command and gives its answer.
    #[must_use]
    pub fn call(&self, command: &str, argument: &Value) -> Row {
        let answer = self.ask(command, argument);
        assert_eq!(answer.status(), 200, "{command}: {}", answer.json());
        answer.json()
    }

    /// Calls a command that is refused, and gives the refusal.
    #[must_use]
    pub fn refused(&self, command: &str, argument: &Value) -> Row {
        let answer = self.ask(command, argument);
        assert_ne!(answer.status(), 200, "{command}: {}", answer.json());
        answer.json()
    }

    fn ask(&self, command: &str, argument: &Value) -> Answer {
        let host = self.address.to_string();
        let fields = [
            &self.fields(&host)[..],
            &[("Content-Type", "application/json")],
        ]
        .concat();
        let request = post(
            &format!("/call/{command}"),
            &fields,
            argument.to_string().as_bytes(),
        );
        send(self.address, &request)
    }

    /// Follows the notices from now on.
    #[must_use]
    pub fn notices(&self) -> Notices {
        let mut client = RawClient::connect(self.address);
        client.write(get("/notices", &self.fields(&self.address.to_string())));
        let mut line = client.line();
        assert!(line.starts_with("HTTP/1.1 200"), "{line}");
        while line != "\r\n" {
            line = client.line();
        }
        Notices { client }
    }

    fn fields<'a>(&'a self, host: &'a str) -> Vec<(&'a str, &'a str)> {
        vec![("Host", host), ("Cookie", &self.cookie)]
    }
}

impl Notices {
    /// Waits for word that this topic changed.
    pub fn wait_for(&mut self, topic: &str) {
        loop {
            let line = self.client.line();
            assert!(
                !line.is_empty(),
                "the notices ended before one about {topic}"
            );
            let Some(data) = line.strip_prefix("data: ") else {
                continue;
            };
            let notice: Value = serde_json::from_str(data).expect("a notice is JSON");
            if notice["topics"]
                .as_array()
                .is_some_and(|topics| topics.iter().any(|t| t == topic))
            {
                return;
            }
        }
    }
}

fn send(address: SocketAddr, request: &[u8]) -> Answer {
    let mut client = RawClient::connect(address);
    client.write(request);
    client.answer()
}
