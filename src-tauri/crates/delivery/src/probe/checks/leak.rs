//! `does_not_leak`: what answers tell that nobody should know.

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD};

use crate::probe::check::{Step, Verdict};
use crate::probe::ground::{Ground, Kept};
use crate::probe::variant::{Answered, Role};

/// Shorter texts turn up by chance.
const SHORTEST: usize = 8;

/// Digests are no shorter than this, however they are written.
const SHORTEST_DIGEST: usize = 20;

pub(super) fn next(ground: &Ground<'_>, _: &[Answered]) -> Step {
    Step::Told(judged(ground))
}

fn judged(ground: &Ground<'_>) -> Verdict {
    let secrets = secrets(ground);
    for kept in &ground.kept {
        if let Some(what) = told(ground, kept, &secrets) {
            let variant = &kept.answered.variant.name;
            return Verdict::fail(format!("the answer to \"{variant}\" holds {what}"));
        }
    }
    let refused = ground
        .kept
        .iter()
        .filter(|kept| kept.answered.is_refused())
        .count();
    match refused {
        0 => Verdict::inconclusive("nothing was refused, so no refusal could be looked at"),
        _ => Verdict::pass(format!("nothing of it in {refused} refusals")),
    }
}

fn told(ground: &Ground<'_>, kept: &Kept, secrets: &[Vec<u8>]) -> Option<&'static str> {
    let answer = &kept.answered.reply.text;
    let sent = sent(kept);
    let tells = |text: &[u8]| contains(answer, text) && !contains(&sent, text);
    if secrets.iter().any(|secret| tells(secret)) {
        return Some("the secret");
    }
    if !kept.answered.is_refused() {
        return None;
    }
    let digests = digests(ground, kept);
    let lower = answer.to_ascii_lowercase();
    let sent_lower = sent.to_ascii_lowercase();
    let found = digests.iter().any(|digest| {
        let hex = digest.to_ascii_lowercase();
        let as_hex = is_hex(digest)
            && contains(&lower, hex.as_bytes())
            && !contains(&sent_lower, hex.as_bytes());
        as_hex || tells(digest.as_bytes())
    });
    found.then_some("the expected digest")
}

/// Everything that was sent: an echo of it tells nothing.
fn sent(kept: &Kept) -> Vec<u8> {
    let mut all = kept.outgoing.url.as_bytes().to_vec();
    for field in &kept.outgoing.headers {
        all.push(b'\n');
        all.extend_from_slice(&field.value);
    }
    all.push(b'\n');
    all.extend_from_slice(&kept.outgoing.body);
    all
}

/// The right digests of a request, in hex and in both kinds of base64.
fn digests(ground: &Ground<'_>, kept: &Kept) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    let expected = ground.right_digests(&kept.outgoing);
    let words = kept.signatures.iter().flat_map(|text| {
        text.split(|letter: char| !letter.is_ascii_alphanumeric() && !"+/-_".contains(letter))
            .map(str::to_owned)
    });
    // What was signed with another secret is not what the handler expects.
    let right = kept.answered.variant.role != Role::Forged;
    let words = words.filter(|_| right);
    for text in expected.into_iter().chain(words) {
        if text.len() < SHORTEST_DIGEST {
            continue;
        }
        if let Some(bytes) = bytes(&text) {
            all.insert(hex(&bytes));
            all.insert(
                BASE64_STANDARD
                    .encode(&bytes)
                    .trim_end_matches('=')
                    .to_owned(),
            );
            all.insert(BASE64_URL_SAFE_NO_PAD.encode(&bytes));
        }
        all.insert(text);
    }
    all
}

fn bytes(text: &str) -> Option<Vec<u8>> {
    if is_hex(text) {
        let pair = |at: usize| u8::from_str_radix(text.get(at..at + 2)?, 16).ok();
        return (0..text.len()).step_by(2).map(pair).collect();
    }
    let bare = text
        .trim_end_matches('=')
        .replace('-', "+")
        .replace('_', "/");
    let padded = format!("{bare}{}", "=".repeat((4 - bare.len() % 4) % 4));
    BASE64_STANDARD.decode(padded).ok()
}

fn is_hex(text: &str) -> bool {
    text.len().is_multiple_of(2) && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The secrets' texts, whole and behind their prefix.
fn secrets(ground: &Ground<'_>) -> Vec<Vec<u8>> {
    let mut all = Vec::new();
    for secret in ground.base_secrets() {
        let text = secret.expose();
        all.push(text.to_vec());
        if let Some(at) = text.iter().position(|&byte| byte == b'_') {
            all.push(text[at + 1..].to_vec());
        }
    }
    all.retain(|text| text.len() >= SHORTEST);
    all
}

fn contains(text: &[u8], part: &[u8]) -> bool {
    !part.is_empty() && text.windows(part.len()).any(|window| window == part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_known_in_every_writing() {
        assert_eq!(bytes("00ff00ff"), Some(vec![0, 255, 0, 255]));
        assert_eq!(bytes("+/8"), Some(vec![0xfb, 0xff]));
        assert_eq!(bytes("-_8="), Some(vec![0xfb, 0xff]));
        assert_eq!(bytes("not base64!"), None);
    }
}
