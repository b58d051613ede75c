//! Handshakes of senders that need no scheme: one file each in `handshakes/`.
//!
//! They are answered where a source has no scheme. A scheme that wants one of
//! them has it in its own file.

use std::sync::OnceLock;

use serde::Deserialize;

use super::asker::Asker;
use crate::Confidence;
use crate::scheme::SchemeError;
use crate::scheme::handshake::{HandshakeRule, rules};

/// One file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Generic {
    /// Who asks.
    provider: String,
    /// How far the facts can be trusted.
    confidence: Confidence,
    /// Where the facts come from.
    facts_from: String,
    /// What is asked and answered.
    handshake: HandshakeRule,
}

const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/handshakes.rs"));

/// All of them, by their files' names.
pub fn all<'a>() -> impl Iterator<Item = (Asker<'a>, &'a HandshakeRule)> {
    static ALL: OnceLock<Vec<Generic>> = OnceLock::new();
    let all = ALL.get_or_init(|| {
        let read = |(_, text): &(&str, &str)| read(text).expect("a test reads every file");
        FILES.iter().map(read).collect()
    });
    all.iter().map(|one| (one.asker(), &one.handshake))
}

impl Generic {
    fn asker(&self) -> Asker<'_> {
        Asker {
            provider: &self.provider,
            confidence: self.confidence,
            facts_from: &self.facts_from,
        }
    }
}

fn read(text: &str) -> Result<Generic, SchemeError> {
    let read: Result<Generic, _> = toml::from_str(text);
    let one = read.map_err(|error| SchemeError {
        field: String::new(),
        problem: error.to_string(),
    })?;
    rules::check(&one.handshake)?;
    Ok(one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_can_be_read() {
        for (name, text) in FILES {
            let one = read(text).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert!(!one.facts_from.is_empty(), "{name}");
        }
    }
}
