//! Atlassian Connect: a token that claims a hash of method, path and query
//! (`qsh`); the body is not covered.

use std::collections::BTreeMap;

use model::Reason;
use serde_json::Value;

use super::{Coded, Rule};
use crate::encode::hex;
use crate::jwt::{self, Claimed, Issuer, Rules};
use crate::scheme::definition::Hash;
use crate::{Request, digest, form};

/// How deep a base URL may be.
const MOST_BASES: usize = 8;

/// The scheme.
pub(crate) const CODED: Coded = Coded {
    definition: r#"
id = "jira-connect"
provider = "Atlassian"
name = "Connect"
confidence = "S"
facts_from = "@atlassian/atlassian-jwt (npm); developer.atlassian.com, understanding JWT for Connect apps"
notes = "The body is not covered. The secret is the sharedSecret of the installation. The path is counted from the app's base URL."

[signature]
from = ["header:Authorization", "query:jwt"]
prefix = "JWT "
prefix_optional = true
encoding = "base64url"

[algorithm]
kind = "hmac"

[coded]
algorithm = "JWT with HS256"
signs = "a token that claims qsh = the SHA-256 of method, path and sorted query in hex"
url = true

[event]
type = "json:webhookEvent"
id = "json:timestamp"

[detect]
json = "webhookEvent"

[sample]
body = '{"timestamp":1769860800000,"webhookEvent":"jira:issue_created","issue_event_type_name":"issue_created","issue":{"id":"10002","key":"EX-1","fields":{"summary":"Example","status":{"name":"To Do"}}}}'
"#,
    rule: Rule::Token(&RULES),
};

const RULES: Rules = Rules {
    algorithms: jwt::HS256,
    issuer: Issuer::Anyone,
    claimed: &[Claimed {
        mended_by: Some(another_base),
        ..Claimed::always(
            "qsh",
            "SHA-256 of method, path and sorted query in hex",
            query_string_hash,
            Reason::UrlHashMismatch,
        )
    }],
    required: &[],
    leeway: 0,
    others: |draft| {
        let now = draft.now.unix_seconds();
        vec![
            // The key of the installation, which the app knows from its installing.
            ("iss", jwt::kept(draft, "iss", "unknown-client-key")),
            ("iat", Value::from(now)),
            ("exp", Value::from(now + 180)),
        ]
    },
};

fn query_string_hash(request: &Request<'_>) -> String {
    hashed(request, &path(request.url))
}

fn hashed(request: &Request<'_>, path: &str) -> String {
    let canonical = canonical(request.method, path, &query(request.url));
    let digest = digest::hash(Hash::Sha256, std::iter::once(canonical.as_bytes()));
    hex(digest.as_slice())
}

/// Method, path and query in the one spelling that is hashed.
fn canonical(method: &str, path: &str, query: &str) -> String {
    format!("{}&{path}&{query}", method.to_ascii_uppercase())
}

/// Tells when the hash is of the path from a deeper base URL on: the app's base
/// URL has a path of its own, and Atlassian leaves it out.
fn another_base(request: &Request<'_>, claimed: &str) -> Option<String> {
    let whole = path(request.url);
    let slashes = whole.match_indices('/').map(|(at, _)| at).skip(1);
    let mut deeper = slashes.take(MOST_BASES).map(|at| whole.split_at(at));
    let (base, rest) = deeper
        .find(|(_, rest)| hashed(request, rest) == claimed)
        .or_else(|| (hashed(request, "/") == claimed).then_some((&whole, "/")))?;
    Some(format!(
        "it is the one for {rest}: the app's base URL ends in {base}, so leave {base} out of the public URL"
    ))
}

/// The path without a slash at its end; `&` would look like a separator.
fn path(url: &str) -> String {
    let after = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = after.find('/').map_or("", |at| &after[at..]);
    let end = path.find(['?', '#']).unwrap_or(path.len());
    let path = path[..end].replace('&', "%26");
    match path.strip_suffix('/').unwrap_or(&path) {
        "" => "/".to_owned(),
        path => path.to_owned(),
    }
}

/// The query without the token itself: sorted by name, a name's values sorted
/// and joined by commas, all of it percent-encoded afresh.
fn query(url: &str) -> String {
    let mut parameters: BTreeMap<Sorted, Vec<Sorted>> = BTreeMap::new();
    for (name, value) in form::raw_pairs(form::query(url).as_bytes()) {
        parameters
            .entry(Sorted::new(name))
            .or_default()
            .push(Sorted::new(value));
    }
    parameters.retain(|name, _| name.text() != "jwt");
    let pairs: Vec<String> = parameters
        .iter_mut()
        .map(|(name, values)| pair(name, values))
        .collect();
    pairs.join("&")
}

fn pair(name: &Sorted, values: &mut [Sorted]) -> String {
    values.sort();
    let values: Vec<String> = values.iter().map(Sorted::encoded).collect();
    format!("{}={}", name.encoded(), values.join(","))
}

/// A decoded text as UTF-16, for Atlassian's library sorts by its units.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Sorted(Vec<u16>);

impl Sorted {
    fn new(raw: &[u8]) -> Self {
        let decoded = form::decoded(raw);
        Self(String::from_utf8_lossy(&decoded).encode_utf16().collect())
    }

    fn text(&self) -> String {
        String::from_utf16_lossy(&self.0)
    }

    fn encoded(&self) -> String {
        form::encoded(&self.text())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_query_is_sorted_joined_and_encoded_afresh() {
        let url = "https://h/rest/a&b/?z=%7e&jwt=x.y.z&b=2+1&a=c&a=b%2Cb&e&%C3%BC=*";
        let expected = "GET&/rest/a%26b&a=b%2Cb,c&b=2%201&e=&z=~&%C3%BC=%2A";
        assert_eq!(canonical("get", &path(url), &query(url)), expected);
    }

    #[test]
    fn a_root_is_one_slash_and_no_query_is_empty() {
        for url in ["https://h", "https://h/", "https://h/#f", "https://h?"] {
            assert_eq!(
                canonical("POST", &path(url), &query(url)),
                "POST&/&",
                "{url}"
            );
        }
    }

    #[test]
    fn a_base_url_with_a_path_is_told_by_the_hash() {
        let headers = model::Headers::default();
        let request = |url| Request {
            method: "POST",
            url,
            headers: &headers,
            body: b"",
        };
        let claimed = query_string_hash(&request("https://h/hooks/issue?a=1"));
        let told = |url| another_base(&request(url), &claimed).unwrap_or_default();
        assert!(
            told("https://h/my/app/hooks/issue?a=1")
                .ends_with("leave /my/app out of the public URL")
        );
        assert_eq!(told("https://h/my/app/hooks/issue?a=2"), "");
    }
}
