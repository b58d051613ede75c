//! A match as a definition in the catalogue's language.

use std::fmt::Write as _;

use super::matching::Match;
use super::reading::Reading;
use crate::scheme::definition::{AlgorithmKind, Hash};

/// The definition, complete.
pub fn definition(candidate: &Match<'_>) -> String {
    let name = name(&candidate.reading);
    let mut text = format!(
        "id = {}\nprovider = {}\n",
        quoted(&format!("my-{}", name.to_lowercase().replace(' ', "-"))),
        quoted(&name),
    );
    text += &signature(candidate);
    text += &key(candidate);
    text += &algorithm(candidate);
    if !candidate.message.is_empty() {
        let parts: String = candidate.message.iter().map(|atom| atom.word()).collect();
        line(
            &mut text,
            "\n[message]",
            &format!("parts = {}", quoted(&parts)),
        );
    }
    if let Some(moment) = candidate.moment() {
        let from = format!(
            "from = {}\nunit = {}",
            quoted(&moment.place),
            quoted(moment.unit)
        );
        line(&mut text, "\n[timestamp]", &from);
        text += "# To refuse what is older than five minutes: tolerance = 300\n";
    }
    text
}

fn line(text: &mut String, table: &str, lines: &str) {
    writeln!(text, "{table}\n{lines}").expect("a String takes all text");
}

fn signature(candidate: &Match<'_>) -> String {
    let reading = &candidate.reading;
    let grammar = &reading.grammar;
    let mut lines = vec![format!("from = {}", quoted(&reading.source.place()))];
    let mut say = |name: &str, value: &str| lines.push(format!("{name} = {}", quoted(value)));
    if !grammar.prefix.is_empty() {
        say("prefix", &grammar.prefix);
    }
    if let Some(split) = grammar.split {
        say("split", split);
    }
    if let Some(pair) = grammar.pair {
        say("pair", pair);
    }
    say("encoding", reading.encoding);
    if grammar.pair.is_some() {
        lines.push(format!("accept = [{}]", quoted(&grammar.accept)));
    }
    if !grammar.positional.is_empty() {
        let roles: Vec<String> = grammar.positional.iter().map(|role| quoted(role)).collect();
        lines.push(format!("positional = [{}]", roles.join(", ")));
    }
    if grammar.trim {
        lines.push("trim = true".to_owned());
    }
    lines.extend(spelling(reading).map(str::to_owned));
    format!("\n[signature]\n{}\n", lines.join("\n"))
}

/// Upper-case hex, base64 without its padding or base64url with it.
fn spelling(reading: &Reading<'_>) -> Option<&'static str> {
    let padded = reading.digest.ends_with('=') || reading.bytes.len().is_multiple_of(3);
    match reading.encoding {
        "hex" if reading.digest.bytes().any(|byte| byte.is_ascii_uppercase()) => {
            Some("case = \"any\"")
        }
        "base64" if !padded => Some("padding = \"none\""),
        "base64url" if reading.digest.ends_with('=') => Some("padding = \"required\""),
        _ => None,
    }
}

fn key(candidate: &Match<'_>) -> String {
    if candidate.form == "text" && candidate.key_prefix.is_empty() {
        return String::new();
    }
    let mut text = format!("\n[key]\nform = {}\n", quoted(candidate.form));
    if !candidate.key_prefix.is_empty() {
        text += &format!("strip_prefix = {}\n", quoted(&candidate.key_prefix));
    }
    text
}

fn algorithm(candidate: &Match<'_>) -> String {
    let kind = match candidate.algorithm.kind {
        AlgorithmKind::Hmac => "hmac",
        AlgorithmKind::Hash => "hash",
        AlgorithmKind::Token => return "\n[algorithm]\nkind = \"token\"\n".to_owned(),
        AlgorithmKind::Ed25519 => return "\n[algorithm]\nkind = \"ed25519\"\n".to_owned(),
        AlgorithmKind::EcdsaP256 => "ecdsa-p256",
        AlgorithmKind::RsaPkcs1 => "rsa-pkcs1",
    };
    let hash = match candidate.algorithm.hash {
        Hash::Sha1 => "sha1",
        Hash::Sha256 => "sha256",
        Hash::Sha512 => "sha512",
    };
    format!("\n[algorithm]\nkind = \"{kind}\"\nhash = \"{hash}\"\n")
}

/// A name for the scheme, from where its signature stands: `X-Acme-Signature` is Acme's.
fn name(reading: &Reading<'_>) -> String {
    const COMMON: &[&str] = &[
        "x",
        "webhook",
        "webhooks",
        "hook",
        "signature",
        "sig",
        "sign",
        "hmac",
        "sha",
        "sha1",
        "sha256",
        "sha512",
        "256",
        "512",
        "hash",
        "token",
        "secret",
        "hub",
        "authorization",
        "auth",
        "v1",
        "v2",
        "v3",
    ];
    let words = reading
        .source
        .name
        .split(|letter: char| !letter.is_ascii_alphanumeric());
    let own = words
        .filter(|word| !word.is_empty() && !COMMON.contains(&word.to_ascii_lowercase().as_str()));
    let name = own.collect::<Vec<_>>().join(" ");
    if name.is_empty() {
        "scheme".to_owned()
    } else {
        name
    }
}

/// A basic string of TOML.
fn quoted(text: &str) -> String {
    let mut out = String::from('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            letter if letter.is_control() => {
                write!(out, "\\u{:04X}", u32::from(letter)).expect("a String takes all text");
            }
            letter => out.push(letter),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_quoted_as_toml_reads_them() {
        let text = "a\"b\\\n\u{1}é";
        let read: toml::Table = toml::from_str(&format!("x = {}", quoted(text))).unwrap();
        assert_eq!(read["x"].as_str(), Some(text));
    }
}
