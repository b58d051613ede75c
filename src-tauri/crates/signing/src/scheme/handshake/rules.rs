//! What a handshake's fields demand of each other.

use super::{HandshakeRule, JsonRule};
use crate::scheme::digest::Encoding;
use crate::scheme::error::SchemeError;
use crate::scheme::reply::{ReplyPart, ReplyTemplate};

type Rule = fn(&HandshakeRule) -> Result<(), SchemeError>;

const RULES: &[Rule] = &[
    a_kind_is_a_word,
    something_tells_it,
    there_is_one_body,
    digests_are_said,
    values_are_said,
    statuses_can_be,
];

/// Applies every rule.
pub fn check(rule: &HandshakeRule) -> Result<(), SchemeError> {
    RULES.iter().try_for_each(|one| one(rule))
}

fn wrong(field: &str, problem: impl Into<String>) -> Result<(), SchemeError> {
    Err(SchemeError {
        field: format!("handshake.{field}"),
        problem: problem.into(),
    })
}

fn a_kind_is_a_word(rule: &HandshakeRule) -> Result<(), SchemeError> {
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    match !rule.kind.is_empty() && rule.kind.chars().all(allowed) {
        true => Ok(()),
        false => wrong("kind", "use a-z, 0-9 and _, such as url_verification"),
    }
}

// Without a sign every request would be a handshake, and none an event.
fn something_tells_it(rule: &HandshakeRule) -> Result<(), SchemeError> {
    match rule.when.is_empty() && rule.method.as_deref() != Some("HEAD") {
        true => wrong(
            "when",
            "say what tells it, such as \"query:challenge\" = \"*\"",
        ),
        false => Ok(()),
    }
}

fn there_is_one_body(rule: &HandshakeRule) -> Result<(), SchemeError> {
    match rule.reply.text.is_some() && rule.reply.json.is_some() {
        true => wrong("reply", "an answer is text or json, not both"),
        false => Ok(()),
    }
}

fn digests_are_said(rule: &HandshakeRule) -> Result<(), SchemeError> {
    let used = rule
        .templates()
        .any(|template| template.0.contains(&ReplyPart::Digest));
    match &rule.digest {
        None if used => wrong("digest", "{digest} is answered: say how it is made"),
        Some(digest) if digest.of.0.contains(&ReplyPart::Digest) => {
            wrong("digest.of", "a digest is not made of itself")
        }
        Some(digest) if !matches!(digest.encoding, Encoding::Hex | Encoding::Base64) => {
            wrong("digest.encoding", "use hex or base64")
        }
        _ => Ok(()),
    }
}

fn values_are_said(rule: &HandshakeRule) -> Result<(), SchemeError> {
    let of = rule.digest.iter().map(|digest| &digest.of);
    let parts = rule.templates().chain(of).flat_map(|template| &template.0);
    let answered = parts.filter_map(|part| match part {
        ReplyPart::Value(name) => Some(name),
        ReplyPart::Literal(_) | ReplyPart::At(_) | ReplyPart::Digest => None,
    });
    let compared = rule.check.iter().map(|(_, name)| name);
    match answered
        .chain(compared)
        .find(|name| !rule.values.contains_key(*name))
    {
        Some(name) => wrong("values", format!("\"{name}\" is used: say what it is")),
        None => Ok(()),
    }
}

fn statuses_can_be(rule: &HandshakeRule) -> Result<(), SchemeError> {
    if !(200..=299).contains(&rule.reply.status) {
        return wrong("reply.status", "a handshake is answered with 200 to 299");
    }
    match (400..=499).contains(&rule.refusal) {
        true => Ok(()),
        false => wrong("refusal", "a handshake is refused with 400 to 499"),
    }
}

impl HandshakeRule {
    /// Every template of the answer.
    pub(crate) fn templates(&self) -> impl Iterator<Item = &ReplyTemplate> {
        let fields = self.reply.json.iter().flat_map(|json| json.values());
        let fields = fields.filter_map(|field| match field {
            JsonRule::Text(template) => Some(template),
            JsonRule::Number(_) => None,
        });
        let headers = self.reply.headers.values();
        headers.chain(&self.reply.text).chain(fields)
    }
}

#[cfg(test)]
mod tests {
    use crate::Scheme;

    fn problem(handshake: &str) -> String {
        let text = format!(
            "id = \"x\"\nprovider = \"X\"\n[signature]\nfrom = \"header:S\"\n[algorithm]\n\
             kind = \"hmac\"\n[message]\nparts = \"{{body}}\"\n[handshake]\n{handshake}"
        );
        Scheme::from_toml(&text).map_or_else(|error| error.to_string(), |_| String::new())
    }

    #[test]
    fn a_handshake_says_what_tells_it_and_what_it_answers_with() {
        assert_eq!(problem("kind = \"head\"\nmethod = \"HEAD\""), "");
        let sign = "kind = \"a\"\nwhen = { \"query:c\" = \"*\" }\n";
        assert_eq!(problem(sign), "");
        let cases = [
            ("kind = \"a\"", "handshake.when: say what tells it"),
            (
                "kind = \"A b\"\nmethod = \"HEAD\"",
                "handshake.kind: use a-z",
            ),
            (
                &format!("{sign}reply = {{ text = \"{{digest}}\" }}"),
                "handshake.digest: ",
            ),
            (
                &format!("{sign}check = {{ \"query:t\" = \"token\" }}"),
                "handshake.values: \"token\"",
            ),
            (
                &format!("{sign}reply = {{ text = \"a\", json = {{}} }}"),
                "handshake.reply: ",
            ),
            (
                &format!("{sign}reply = {{ status = 500 }}"),
                "handshake.reply.status: ",
            ),
            (&format!("{sign}refusal = 200"), "handshake.refusal: "),
        ];
        for (text, expected) in cases {
            let found = problem(text);
            assert!(found.starts_with(expected), "{text}: {found}");
        }
    }

    #[test]
    fn a_place_that_is_none_is_named() {
        let found = problem("kind = \"a\"\nwhen = { \"cookie:c\" = \"*\" }");
        assert!(
            found.contains("cookie:c") && found.contains("query:NAME"),
            "{found}"
        );
    }
}
