//! Vonage: a token that claims the SHA-256 of the body.
//!
//! A webhook without a body has no such claim. Who issued the token is not
//! looked at, as Vonage's own library does not.

use model::Reason;
use serde_json::Value;

use super::{Coded, Rule};
use crate::jwt::{self, Claimed, Issuer, Needed, Rules, values};

/// The scheme.
pub(crate) const CODED: Coded = Coded {
    definition: r#"
id = "vonage"
provider = "Vonage"
name = "signed webhooks"
confidence = "S"
facts_from = "@vonage/jwt (npm); developer.vonage.com, signed webhooks"
notes = "The secret is the signature secret of the account, not the API secret."

[signature]
from = "header:Authorization"
prefix = "Bearer "
prefix_any_case = true
encoding = "base64url"

[algorithm]
kind = "hmac"

[coded]
algorithm = "JWT with HS256"
signs = "a token that claims payload_hash = the SHA-256 of the body in hex"
body = true

[event]
type = "json:message_type"
id = "json:message_uuid"

[detect]
json = "message_uuid"

[sample]
body = '{"to":"447700900000","from":"447700900001","channel":"whatsapp","message_uuid":"aaaaaaaa-bbbb-4ccc-8ddd-0123456789ab","timestamp":"2026-01-31T12:00:00Z","message_type":"text","text":"Hello"}'
"#,
    rule: Rule::Token(&RULES),
};

const RULES: Rules = Rules {
    algorithms: jwt::HS256,
    issuer: Issuer::Anyone,
    claimed: &[Claimed {
        needed: Needed::WithBody,
        ..Claimed::always(
            "payload_hash",
            "SHA-256 of the body in hex",
            values::body_sha256_hex,
            Reason::BodyHashMismatch,
        )
    }],
    required: &[],
    leeway: 0,
    others: |draft| {
        vec![
            ("iss", Value::from("Vonage")),
            ("iat", Value::from(draft.now.unix_seconds())),
            ("jti", jwt::made_id(draft)),
        ]
    },
};
