//! Netlify: a token that claims the body's SHA-256.

use model::Reason;

use super::{Coded, Rule};
use crate::jwt::{self, Algorithm, Claimed, Needed, Object, Rules};

/// The scheme.
pub(crate) const CODED: Coded = Coded {
    definition: r#"
id = "netlify"
provider = "Netlify"
confidence = "C"
facts_from = "webhook-co; Netlify docs"
notes = "the token says nothing about when it was made: it can be replayed"

[signature]
from = "header:X-Webhook-Signature"
encoding = "base64url"

[algorithm]
kind = "hmac"

[coded]
algorithm = "JWT HS256"
signs = "a token with iss = netlify and sha256 = the SHA-256 of the body in hex"

[event]
type = "header:X-Netlify-Event"
id = "json:id"

[sample]
body = '{"id":"68e7a1b2c3d4e5f6a7b8c9d0","site_id":"2f1d3b4a-5c6d-4e7f-8a9b-0c1d2e3f4a5b","state":"ready","name":"example-site","url":"https://example-site.netlify.app","branch":"main","commit_ref":"9f8e7d6c5b4a39281706f5e4d3c2b1a098765432","created_at":"2026-01-31T12:00:00.000Z"}'
headers = { X-Netlify-Event = "deploy_created" }
"#,
    rule: Rule::Whole {
        verify: |request, check| jwt::verify(&RULES, request, check),
        sign: |draft| jwt::sign(&RULES, draft),
        new_secret: None,
    },
};

const RULES: Rules = Rules {
    algorithms: &[Algorithm::Hs256],
    issuer: Some("netlify"),
    claimed: &[Claimed {
        claim: "sha256",
        what: "SHA-256 of the body in hex",
        value: jwt::body_sha256_hex,
        normal: str::to_owned,
        needed: Needed::Always,
        otherwise: Reason::BodyHashMismatch,
    }],
    required: &[],
    leeway: 0,
    others: |_| Object::new(),
};
