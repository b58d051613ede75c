//! What a secret may stand for.

use model::Secret;
use zeroize::Zeroizing;

use crate::digest;
use crate::encode::{from_base64, from_hex};
use crate::scheme::definition::{Algorithm, AlgorithmKind, Hash};
use crate::spki;

/// A key and how it comes from the secret.
pub struct CandidateKey {
    /// The bytes.
    pub bytes: Zeroizing<Vec<u8>>,
    /// The form, in the catalogue's language.
    pub form: &'static str,
    /// What is cut from the front first.
    pub prefix: String,
}

/// Prefixes are no longer than this.
const LONGEST_PREFIX: usize = 24;

/// The keys of a shared secret, the plainest first.
pub fn shared(secret: &Secret) -> Vec<CandidateKey> {
    let text = secret.expose();
    let mut keys: Vec<CandidateKey> = Vec::new();
    let prefixes = prefixes(text);
    let whole = [("text", ""), ("base64", ""), ("hex", "")];
    let cut = prefixes
        .iter()
        .flat_map(|prefix| ["base64", "text", "hex"].map(|form| (form, prefix.as_str())));
    for (form, prefix) in whole.into_iter().chain(cut).chain([("sha1-of-text", "")]) {
        let Some(bytes) = read(form, &text[prefix.len()..]) else {
            continue;
        };
        if !bytes.is_empty() && keys.iter().all(|key| *key.bytes != bytes) {
            keys.push(CandidateKey {
                bytes: Zeroizing::new(bytes),
                form,
                prefix: prefix.to_owned(),
            });
        }
    }
    keys
}

fn read(form: &str, text: &[u8]) -> Option<Vec<u8>> {
    match form {
        "base64" => from_base64(text),
        "hex" => from_hex(text),
        "sha1-of-text" => Some(
            digest::hash(Hash::Sha1, std::iter::once(text))
                .as_slice()
                .to_vec(),
        ),
        _ => Some(text.to_vec()),
    }
}

/// `whsec_`, `v1,whsec_`, `signkey-test-`: what ends in a separator near the front.
fn prefixes(text: &[u8]) -> Vec<String> {
    let near = text.len().min(LONGEST_PREFIX);
    let ends = (0..near).filter(|&at| matches!(text[at], b'_' | b'-' | b',' | b':'));
    let prefix = |at: usize| std::str::from_utf8(&text[..=at]).ok().map(str::to_owned);
    ends.filter(|&at| at + 1 < text.len())
        .filter_map(prefix)
        .collect()
}

/// The public key a text may be, with the algorithms it is for.
pub fn public(secret: &Secret) -> Vec<(CandidateKey, Algorithm)> {
    let mut keys = Vec::new();
    if let Some(bits) = spki::key_bits(secret.expose()) {
        let algorithms = match bits.len() {
            32 => vec![(AlgorithmKind::Ed25519, Hash::Sha256)],
            65 => vec![(AlgorithmKind::EcdsaP256, Hash::Sha256)],
            _ => [Hash::Sha256, Hash::Sha1, Hash::Sha512]
                .map(|hash| (AlgorithmKind::RsaPkcs1, hash))
                .to_vec(),
        };
        for (kind, hash) in algorithms {
            let bytes = Zeroizing::new(bits.clone());
            keys.push((
                CandidateKey {
                    bytes,
                    form: "spki",
                    prefix: String::new(),
                },
                Algorithm { kind, hash },
            ));
        }
    }
    let bare = shared(secret)
        .into_iter()
        .filter(|key| key.bytes.len() == 32 && matches!(key.form, "hex" | "base64"));
    let ed25519 = Algorithm {
        kind: AlgorithmKind::Ed25519,
        hash: Hash::Sha256,
    };
    keys.extend(bare.map(|key| (key, ed25519)));
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_are_cut_at_separators() {
        let keys = shared(&Secret::new("v1,whsec_AAEC"));
        let told: Vec<(&str, &str)> = keys
            .iter()
            .map(|key| (key.form, key.prefix.as_str()))
            .collect();
        assert_eq!(told[0], ("text", ""));
        assert!(told.contains(&("base64", "v1,whsec_")));
    }
}
