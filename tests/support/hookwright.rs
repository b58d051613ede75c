//! `hookwright serve`, running on ports of its own.

use std::net::{Ipv4Addr, SocketAddr};

use crate::browser::{Browser, Notices};
use crate::home::Home;
use crate::process::{Done, Process};
use crate::raw::{Answer, RawClient, post};
use crate::rows::Row;

/// A Hookwright without a window. It is killed when this is dropped.
pub struct Hookwright {
    // Before the folder, so that the program has ended when the folder goes away.
    process: Process,
    home: Home,
    ready: Row,
}

/// The list of captures as it grows.
pub struct Watched<'a> {
    home: &'a Home,
    notices: Notices,
}

impl Watched<'_> {
    /// Waits until there are so many captures; the newest is first.
    #[must_use]
    pub fn when(&mut self, count: usize) -> Vec<Row> {
        self.until(|rows| rows.len() >= count)
    }

    /// Waits until the list is as it should be; the newest is first.
    #[must_use]
    pub fn until(&mut self, wanted: impl Fn(&[Row]) -> bool) -> Vec<Row> {
        loop {
            let rows = self.home.rows(&["captures", "list", "--limit", "0"]);
            if wanted(&rows) {
                return rows;
            }
            self.notices.wait_for("captures");
        }
    }
}

impl Hookwright {
    /// Serves a new, empty folder.
    #[must_use]
    pub fn serve() -> Self {
        Self::serve_in(Home::new())
    }

    /// Serves this folder.
    #[must_use]
    pub fn serve_in(home: Home) -> Self {
        Self::serve_with(home, &["--ui", "127.0.0.1:0"])
    }

    /// Serves this folder with further arguments.
    #[must_use]
    pub fn serve_with(home: Home, arguments: &[&str]) -> Self {
        let serve = ["serve", "--receiver", "localhost:0"];
        let process = home.start(&[&serve, arguments].concat());
        let ready = process.row();
        assert_eq!(ready["event"], "ready", "{ready}");
        Self {
            process,
            home,
            ready,
        }
    }

    /// The ready line.
    #[must_use]
    pub fn ready(&self) -> &Row {
        &self.ready
    }

    /// The folder that it serves.
    #[must_use]
    pub fn home(&self) -> &Home {
        &self.home
    }

    /// The process itself.
    #[must_use]
    pub fn process(&self) -> &Process {
        &self.process
    }

    /// Where the receiver listens.
    #[must_use]
    pub fn receiver(&self) -> SocketAddr {
        self.address("receiver")
    }

    /// Where a part of the ready line listens, on IPv4.
    #[must_use]
    pub fn address(&self, part: &str) -> SocketAddr {
        let url = self.ready[part]
            .as_str()
            .unwrap_or_else(|| panic!("no {part}: {}", self.ready));
        let authority = url
            .trim_start_matches("http://")
            .split('/')
            .next()
            .unwrap_or_default();
        let port = authority
            .rsplit(':')
            .next()
            .and_then(|port| port.parse().ok());
        (Ipv4Addr::LOCALHOST, port.expect("a URL of ours has a port")).into()
    }

    /// A URL of the receiver.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.receiver())
    }

    /// A connection to the receiver.
    #[must_use]
    pub fn connect(&self) -> RawClient {
        RawClient::connect(self.receiver())
    }

    /// Sends one request on a connection of its own.
    #[must_use]
    pub fn send(&self, request: impl AsRef<[u8]>) -> Answer {
        let mut client = self.connect();
        client.write(request.as_ref());
        client.answer()
    }

    /// Posts a body on a connection of its own.
    pub fn post(&self, path: &str, fields: &[(&str, &str)], body: impl AsRef<[u8]>) -> Answer {
        self.send(post(path, fields, body.as_ref()))
    }

    /// A browser that opened the link of the UI.
    #[must_use]
    pub fn browser(&self) -> Browser {
        let link = self.ready["ui"].as_str().expect("it serves a UI");
        Browser::open(self.address("ui"), link)
    }

    /// The list of captures, asked for whenever it changes.
    #[must_use]
    pub fn watch_captures(&self) -> Watched<'_> {
        Watched {
            home: &self.home,
            notices: self.browser().notices(),
        }
    }

    /// Runs a command on the same folder.
    #[must_use]
    pub fn run(&self, arguments: &[&str]) -> Done {
        self.home.run(arguments)
    }

    /// Runs a command on the same folder with `--json` and gives its rows.
    #[track_caller]
    #[must_use]
    pub fn rows(&self, arguments: &[&str]) -> Vec<Row> {
        self.home.rows(arguments)
    }

    /// Everything about a capture, by its id.
    #[track_caller]
    #[must_use]
    pub fn capture(&self, id: &str) -> Row {
        let mut rows = self.rows(&["captures", "show", id]);
        assert_eq!(rows.len(), 1, "one capture was asked for: {rows:#?}");
        rows.remove(0)
    }

    /// Ends it without a word, as a power cut would.
    #[must_use]
    pub fn kill(self) -> Home {
        self.process.kill();
        self.home
    }

    /// Asks it to end, waits until it did, and fails unless it ended well.
    #[must_use]
    pub fn stop(self) -> Home {
        let done = self.process.stop();
        if cfg!(unix) {
            drop(done.well());
        }
        self.home
    }
}
