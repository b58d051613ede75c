//! The programs that serve the handlers.

use std::path::Path;
use std::process::Command;

use tests::{Process, peers_python};

/// A handler's path, and the scheme and secret that it should verify.
pub type Handler = (&'static str, (&'static str, &'static str));

/// What the handlers are written for.
#[derive(Debug, Clone, Copy)]
pub enum Language {
    /// Node, Express.
    Express,
    /// Python, Flask.
    Flask,
    /// Python, FastAPI on uvicorn.
    FastApi,
}

/// A program that serves handlers, until this is dropped.
pub struct Served {
    #[expect(dead_code, reason = "ends the program when it is dropped")]
    process: Process,
    port: u64,
}

impl Served {
    /// Starts the handlers of a language. `None` where it is not installed, and then it says so.
    pub fn start(language: Language) -> Option<Self> {
        let python = peers_python()?;
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("it/probes");
        let mut command = match language {
            Language::Express => Command::new("node"),
            Language::Flask | Language::FastApi => Command::new(python),
        };
        match language {
            Language::Express => command.arg(folder.join("handlers.mjs")),
            Language::Flask => command.arg(folder.join("handlers.py")).arg("flask"),
            Language::FastApi => command.arg(folder.join("handlers.py")).arg("fastapi"),
        };
        let process = Process::start(command);
        let port = process.row()["port"].as_u64().expect("it tells its port");
        Some(Self { process, port })
    }

    /// The URL of a handler.
    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }
}
