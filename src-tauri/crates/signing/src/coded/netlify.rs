//! Netlify: a token that claims the SHA-256 of the body.

use model::Reason;

use super::{Coded, Rule};
use crate::jwt::{self, Claimed, Issuer, Rules, values};

/// The scheme.
pub(crate) const CODED: Coded = Coded {
    definition: r#"
id = "netlify"
provider = "Netlify"
confidence = "C"
facts_from = "webhook-co; Netlify docs"
notes = "The token does not say when it was made: it can be replayed."

[signature]
from = "header:X-Webhook-Signature"
encoding = "base64url"

[algorithm]
kind = "hmac"

[coded]
algorithm = "JWT with HS256"
signs = "a token that claims iss = netlify and sha256 = the SHA-256 of the body in hex"
body = true

[event]
type = "json:state"
id = "json:id"

[detect]
headers = "X-Netlify-Event"

[sample]
body = '{"id":"68e7a1b2c3d4e5f6a7b8c9d0","site_id":"2f1d3b4a-5c6d-4e7f-8a9b-0c1d2e3f4a5b","state":"ready","name":"example-site","url":"https://example-site.netlify.app","branch":"main","created_at":"2026-01-31T12:00:00.000Z"}'
"#,
    rule: Rule::Token(&RULES),
};

const RULES: Rules = Rules {
    algorithms: jwt::HS256,
    issuer: Issuer::Named("netlify"),
    claimed: &[Claimed::always(
        "sha256",
        "SHA-256 of the body in hex",
        values::body_sha256_hex,
        Reason::BodyHashMismatch,
    )],
    required: &[],
    leeway: 0,
    others: |_| Vec::new(),
};
