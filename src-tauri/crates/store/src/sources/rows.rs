//! Sources as others give them: new ones, and changes.

use model::{ForwardMode, FuturePolicy, ResponseRule, Secret, Source};

/// A secret, with the half that signs where it is one of a pair.
#[derive(Debug, Clone)]
pub struct KeyPair {
    /// What signatures are checked with, and made with where there is no other half.
    pub verifying: Secret,
    /// What signatures are made with, where that is another key.
    pub signing: Option<Secret>,
}

impl From<Secret> for KeyPair {
    fn from(secret: Secret) -> Self {
        Self {
            verifying: secret,
            signing: None,
        }
    }
}

/// A value that a source agrees on with its provider.
#[derive(Debug, Clone)]
pub struct HandshakeValue {
    /// Its name.
    pub name: String,
    /// The value; an empty one is taken away.
    pub value: Secret,
    /// Whether it is encrypted, and shown on request only.
    pub is_secret: bool,
}

/// A source to be made.
#[derive(Debug, Clone)]
pub struct NewSource {
    /// Its name; see [`model::SourceName`].
    pub name: String,
    /// Signature scheme, by id; `None` checks nothing.
    pub scheme: Option<String>,
    /// Its secrets, oldest first.
    pub secrets: Vec<KeyPair>,
    /// Allowed clock difference in seconds, when not the scheme's own.
    pub tolerance_seconds: Option<u64>,
    /// What happens to times ahead of ours, when not the scheme's own policy.
    pub future: Option<FuturePolicy>,
    /// Whether keys that the provider publishes at an address are fetched.
    pub fetch_keys: bool,
    /// Whether the provider's handshakes are answered.
    pub handshake: bool,
    /// What was agreed on with the provider for them.
    pub handshake_values: Vec<HandshakeValue>,
    /// The URL the provider was given, for schemes that sign it.
    pub public_url: Option<String>,
    /// Where captures are forwarded to.
    pub forward_to: Vec<String>,
    /// What that has to do with the answer.
    pub forward_mode: ForwardMode,
    /// How the sender is answered.
    pub response: ResponseRule,
    /// Whether web pages' requests are forwarded like others.
    pub allow_browser: bool,
    /// Whether it starts paused.
    pub paused: bool,
}

impl Default for NewSource {
    /// Checks nothing and passes nothing on, and answers handshakes.
    fn default() -> Self {
        Self {
            name: String::new(),
            scheme: None,
            secrets: Vec::new(),
            tolerance_seconds: None,
            future: None,
            fetch_keys: false,
            handshake: true,
            handshake_values: Vec::new(),
            public_url: None,
            forward_to: Vec::new(),
            forward_mode: ForwardMode::After,
            response: ResponseRule::default(),
            allow_browser: false,
            paused: false,
        }
    }
}

/// What to change about a source; `None` leaves as it is, `Some(None)` takes away.
#[derive(Debug, Clone, Default)]
pub struct SourceEdit {
    /// A new name; captures already made carry it too.
    pub name: Option<String>,
    /// Another scheme, or none.
    pub scheme: Option<Option<String>>,
    /// Another tolerance, or the scheme's own.
    pub tolerance_seconds: Option<Option<u64>>,
    /// Another policy for times ahead of ours, or the scheme's own.
    pub future: Option<Option<FuturePolicy>>,
    /// Whether keys that the provider publishes are fetched.
    pub fetch_keys: Option<bool>,
    /// Whether the provider's handshakes are answered.
    pub handshake: Option<bool>,
    /// Values to set or, where empty, to take away; others stay.
    pub handshake_values: Vec<HandshakeValue>,
    /// Another public URL, or none.
    pub public_url: Option<Option<String>>,
    /// Other forward targets.
    pub forward_to: Option<Vec<String>>,
    /// Another mode of forwarding.
    pub forward_mode: Option<ForwardMode>,
    /// Another response rule; it starts at its first step.
    pub response: Option<ResponseRule>,
    /// Whether web pages' requests are forwarded like others.
    pub allow_browser: Option<bool>,
    /// Whether it is paused.
    pub paused: Option<bool>,
}

impl SourceEdit {
    pub(crate) fn applied_to(&self, before: Source) -> Source {
        let edit = self.clone();
        Source {
            name: edit.name.unwrap_or(before.name),
            scheme: edit.scheme.unwrap_or(before.scheme),
            tolerance_seconds: edit.tolerance_seconds.unwrap_or(before.tolerance_seconds),
            future: edit.future.unwrap_or(before.future),
            fetch_keys: edit.fetch_keys.unwrap_or(before.fetch_keys),
            handshake: edit.handshake.unwrap_or(before.handshake),
            public_url: edit.public_url.unwrap_or(before.public_url),
            forward_to: edit.forward_to.unwrap_or(before.forward_to),
            forward_mode: edit.forward_mode.unwrap_or(before.forward_mode),
            response: edit.response.unwrap_or(before.response),
            allow_browser: edit.allow_browser.unwrap_or(before.allow_browser),
            paused: edit.paused.unwrap_or(before.paused),
            ..before
        }
    }
}
