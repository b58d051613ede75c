//! Names in the code: of variables, of the environment, of the route.

use crate::scheme::definition::Definition;

/// Words that a language or the templates themselves use.
const TAKEN: &[&str] = &[
    "body",
    "headers",
    "key",
    "message",
    "method",
    "now",
    "secret",
    "secrets",
    "signature",
    "signatures",
    "text",
    "timestamp",
    "url",
    "request",
    "item",
    "items",
    "fields",
    "at",
];

/// The words of a text: letters and digits that stand together, in lower case.
fn words(text: &str) -> Vec<String> {
    let pieces = text.split(|letter: char| !letter.is_ascii_alphanumeric());
    pieces
        .filter(|piece| !piece.is_empty())
        .map(str::to_ascii_lowercase)
        .collect()
}

/// A provider's name in a route: `cal-com`.
pub fn slug(provider: &str) -> String {
    let words = words(provider);
    if words.is_empty() {
        "provider".to_owned()
    } else {
        words.join("-")
    }
}

/// A provider's name as a module: `CalCom`.
pub fn module(provider: &str) -> String {
    let name: String = words(provider).iter().map(|word| capital(word)).collect();
    if name.starts_with(|letter: char| letter.is_ascii_uppercase()) {
        name
    } else {
        format!("Provider{name}")
    }
}

fn capital(word: &str) -> String {
    format!("{}{}", word[..1].to_uppercase(), &word[1..])
}

/// The environment variable that holds the secrets: `STRIPE_WEBHOOK_SECRETS`.
pub fn variable(definition: &Definition) -> String {
    let kind = if definition.has_key_pair() {
        "PUBLIC_KEYS"
    } else {
        "WEBHOOK_SECRETS"
    };
    let name = words(&definition.provider).join("_").to_uppercase();
    if name.is_empty() || name.starts_with(|letter: char| letter.is_ascii_digit()) {
        return kind.to_owned();
    }
    format!("{name}_{kind}")
}

/// A variable for a value: `webhookId` or `webhook_id`. Names of one word get
/// the kind in front, so that they cannot be a word of the language.
pub fn local(kind: &str, name: &str, camel: bool) -> String {
    let mut words = words(name);
    if words.first().is_some_and(|word| word == "x") {
        words.remove(0);
    }
    let plain = words.len() < 2 || words[0].starts_with(|letter: char| letter.is_ascii_digit());
    if plain || TAKEN.contains(&words.join("_").as_str()) {
        words.insert(0, kind.to_owned());
    }
    if !camel {
        return words.join("_");
    }
    let (first, rest) = words.split_at(1);
    first
        .iter()
        .cloned()
        .chain(rest.iter().map(|word| capital(word)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_are_no_words_of_a_language() {
        assert_eq!(local("header", "webhook-id", true), "webhookId");
        assert_eq!(
            local("header", "X-Lark-Request-Nonce", false),
            "lark_request_nonce"
        );
        assert_eq!(local("query", "class", true), "queryClass");
        assert_eq!(local("json", "0.id", false), "json_0_id");
    }

    #[test]
    fn a_route_is_named_after_the_provider() {
        assert_eq!(slug("Feishu / Lark events"), "feishu-lark-events");
        assert_eq!(slug("…"), "provider");
        assert_eq!(
            (module("Cal.com"), module("1st")),
            ("CalCom".into(), "Provider1st".into())
        );
    }
}
