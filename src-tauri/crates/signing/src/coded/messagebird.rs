//! MessageBird: a token that claims the SHA-256 of the URL and of the body.

use model::Reason;
use serde_json::Value;

use super::{Coded, Rule};
use crate::jwt::{self, Claimed, Issuer, Needed, Rules, values};

/// The scheme.
pub(crate) const CODED: Coded = Coded {
    definition: r#"
id = "messagebird"
provider = "MessageBird"
name = "Bird (JWT)"
confidence = "S"
facts_from = "messagebird 4.0.1 (npm)"
notes = "The URL is hashed as it is registered, with its query in the same order."

[signature]
from = "header:MessageBird-Signature-JWT"
encoding = "base64url"

[algorithm]
kind = "hmac"

[coded]
algorithm = "JWT with HS256, HS384 or HS512"
signs = "a token that claims iss = MessageBird, url_hash = the SHA-256 of the URL in hex and payload_hash = the SHA-256 of the body in hex"
url = true
body = true

[event]
type = "json:type"
id = "json:message.id"

[sample]
body = '{"type":"message.created","contact":{"id":"a621095f-a2d4-4c1e-8f9a-3a1b2c3d4e5f","msisdn":31612345678},"message":{"id":"8f2a1c3d-4b5e-4f60-9a7b-1c2d3e4f5a6b","channelId":"7f5c1a2b-3d4e-4f50-8a6b-0c1d2e3f4a5b","direction":"received","status":"received","type":"text","content":{"text":"Hello"},"createdDatetime":"2026-01-31T12:00:00Z"}}'
"#,
    rule: Rule::Token(&RULES),
};

const RULES: Rules = Rules {
    algorithms: jwt::HS,
    issuer: Issuer::Named("MessageBird"),
    claimed: &[
        Claimed {
            normal: str::to_ascii_lowercase,
            ..Claimed::always(
                "url_hash",
                "SHA-256 of the URL in hex",
                values::url_sha256_hex,
                Reason::UrlHashMismatch,
            )
        },
        Claimed {
            normal: str::to_ascii_lowercase,
            needed: Needed::WithBody,
            ..Claimed::always(
                "payload_hash",
                "SHA-256 of the body in hex",
                values::body_sha256_hex,
                Reason::BodyHashMismatch,
            )
        },
    ],
    required: &["jti"],
    leeway: 5,
    others: |draft| {
        let now = draft.now.unix_seconds();
        vec![
            ("nbf", Value::from(now)),
            ("exp", Value::from(now + 60)),
            ("jti", jwt::made_id(draft)),
        ]
    },
};
