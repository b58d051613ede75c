//! An endpoint's settings as Svix is told them. Pure.
//!
//! Which events it wants was decided here before they were handed over, and when they are tried
//! again is decided there.

use model::{Secret, SecretId};
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};
use store::LiveEndpoint;

/// What a secret begins with that Svix takes.
const PREFIX: &[u8] = b"whsec_";
/// The most that a rate can be there.
const MOST_A_SECOND: u32 = 65_535;

/// An endpoint's settings.
#[derive(Debug, Clone, Copy)]
pub(super) struct Settings<'a> {
    live: &'a LiveEndpoint,
    /// What it is signed with: the newest secret, since there it is one.
    pub(super) secret: Option<&'a Secret>,
}

impl<'a> Settings<'a> {
    pub(super) fn of(live: &'a LiveEndpoint) -> Self {
        let newest = live.signing.last();
        Self {
            live,
            secret: newest.filter(|secret| secret.expose().starts_with(PREFIX)),
        }
    }

    pub(super) fn name(&self) -> &str {
        &self.live.endpoint.name
    }

    /// All but the secret and the header fields.
    pub(super) fn json(&self, uid: &str) -> Value {
        let endpoint = &self.live.endpoint;
        let mut json = json!({ "url": endpoint.url, "uid": uid, "description": endpoint.name });
        if let Some(rate) = endpoint.manner.rate {
            json["rateLimit"] = rate.min(MOST_A_SECOND).into();
        }
        json
    }

    pub(super) fn headers(&self) -> Map<String, Value> {
        let headers = self.live.endpoint.manner.headers.iter();
        let field = |header: &model::Header| {
            let value = String::from_utf8_lossy(&header.value).into_owned();
            (header.name.to_string(), Value::from(value))
        };
        headers.map(field).collect()
    }

    /// What it was told, to know whether that is still so: a digest of the settings, and which
    /// secret.
    pub(super) fn told(&self) -> String {
        let settings = json!([self.json(""), self.headers()]).to_string();
        let digest = Sha256::digest(settings);
        let digest: String = digest[..8]
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        format!("{digest} {}", self.secret_id())
    }

    fn secret_id(&self) -> String {
        let newest = self.live.endpoint.secrets.last().map(|info| info.id);
        let ours = newest.filter(|_| self.secret.is_some());
        ours.map_or_else(|| "none".to_owned(), |id: SecretId| id.to_string())
    }

    /// Whether the secret is another one than that which was told.
    pub(super) fn has_other_secret(&self, told: &str) -> bool {
        told.split_once(' ').map(|(_, secret)| secret) != Some(&*self.secret_id())
    }
}
