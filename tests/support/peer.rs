//! The providers' official SDKs, asked for signatures and verdicts.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};

use crate::process::Process;

/// A program that holds the SDKs of one language.
pub struct Peer {
    process: Process,
}

/// What an SDK is asked.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// Which SDK.
    pub sdk: &'a str,
    /// Its secret; the public key where it verifies with one.
    pub secret: &'a str,
    /// The URL that the request goes to.
    pub url: &'a str,
    /// The body.
    pub body: &'a [u8],
}

/// What an SDK makes of a question.
#[derive(Debug)]
pub struct SignedByPeer {
    /// The header fields that it sets.
    pub fields: Vec<(String, String)>,
    /// The URL, with what it adds.
    pub url: String,
}

impl Peer {
    /// The SDKs of PyPI. `None` where they are not installed, and then it says so.
    #[must_use]
    pub fn python() -> Option<Self> {
        let python = peers_python()?;
        Some(Self::start(&python, "peer.py"))
    }

    /// The SDKs of npm. `None` where they are not installed, and then it says so.
    #[must_use]
    pub fn node() -> Option<Self> {
        peers_python()?;
        Some(Self::start(Path::new("node"), "peer.mjs"))
    }

    /// Skyvern's client of PyPI. `None` where it is not installed, and then it says so.
    #[must_use]
    pub fn skyvern() -> Option<Self> {
        Some(Self::start(&peers_python()?, "skyvern_client.py"))
    }

    /// InstaVM's client of PyPI. `None` where it is not installed, and then it says so.
    #[must_use]
    pub fn instavm() -> Option<Self> {
        Some(Self::start(&peers_python()?, "instavm_client.py"))
    }

    /// Svix' client of PyPI. `None` where it is not installed, and then it says so.
    #[must_use]
    pub fn svix() -> Option<Self> {
        Some(Self::start(&peers_python()?, "svix_client.py"))
    }

    /// What a client makes of a call.
    #[must_use]
    pub fn call(&mut self, asked: &Value) -> Value {
        self.process.tell(asked);
        self.process.row()
    }

    fn start(program: &Path, script: &str) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("it/peers");
        let mut command = Command::new(program);
        command.arg(folder.join(script)).current_dir(folder);
        Self {
            process: Process::start(command),
        }
    }

    /// What an SDK signs with.
    #[must_use]
    pub fn sign(&mut self, asked: Question<'_>, timestamp: i64, id: &str) -> SignedByPeer {
        let more = json!({ "action": "sign", "timestamp": timestamp, "id": id });
        let answer = self.ask(asked, more);
        let fields = serde_json::from_value(answer["headers"].clone());
        SignedByPeer {
            fields: fields.unwrap_or_else(|_| panic!("{} does not sign: {answer}", asked.sdk)),
            url: answer["url"].as_str().unwrap_or(asked.url).to_owned(),
        }
    }

    /// Whether an SDK accepts these fields.
    #[must_use]
    pub fn accepts(&mut self, asked: Question<'_>, headers: &Value) -> bool {
        let answer = self.ask(asked, json!({ "action": "verify", "headers": headers }));
        let accepted = answer["accepted"].as_bool();
        accepted.unwrap_or_else(|| panic!("{} does not verify: {answer}", asked.sdk))
    }

    fn ask(&mut self, asked: Question<'_>, mut more: Value) -> Value {
        more["sdk"] = asked.sdk.into();
        more["secret"] = asked.secret.into();
        more["method"] = "POST".into();
        more["url"] = asked.url.into();
        more["body_b64"] = BASE64_STANDARD.encode(asked.body).into();
        self.process.tell(&more);
        self.process.row()
    }
}

/// The Python beside which SDKs and frameworks are; `cargo xtask test` installs them and names it.
/// `None` where they are not installed, and then it says so.
#[must_use]
pub fn peers_python() -> Option<PathBuf> {
    let python = env::var_os("HOOKWRIGHT_PEERS_PYTHON").map(PathBuf::from);
    if python.is_none() {
        crate::left_to(
            "`cargo xtask test`",
            "the official SDKs are not installed here",
        );
    }
    python
}
