//! LiveKit: a token that claims the SHA-256 of the body in base64.
//!
//! It is issued by the API key whose secret signs; who issued it is judged where
//! that key stands in front of the secret.

use model::Reason;
use serde_json::Value;

use super::{Coded, Rule};
use crate::jwt::{self, Claimed, Issuer, Rules, values};

/// The scheme.
pub(crate) const CODED: Coded = Coded {
    definition: r#"
id = "livekit"
provider = "LiveKit"
confidence = "S"
facts_from = "livekit-server-sdk (npm) WebhookReceiver"
notes = "The token is issued by the API key (claim iss): write it in front of the secret to have it checked."

[signature]
from = "header:Authorization"
encoding = "base64url"

[algorithm]
kind = "hmac"

[coded]
algorithm = "JWT with HS256"
signs = "a token that claims sha256 = the SHA-256 of the body in base64"
secret = "API secret, or API key and secret as KEY:SECRET"
id_before = ":"
body = true

[event]
type = "json:event"
id = "json:id"

[detect]
headers = "Content-Type=application/webhook+json"

[sample]
content_type = "application/webhook+json"
body = '{"event":"room_started","room":{"sid":"RM_hycBMAjmt6Ub","name":"demo","emptyTimeout":300,"creationTime":"1769860800"},"id":"EV_eugWmGhovZmm","createdAt":"1769860800"}'
"#,
    rule: Rule::Token(&RULES),
};

const RULES: Rules = Rules {
    algorithms: jwt::HS,
    issuer: Issuer::OfTheSecret,
    claimed: &[Claimed::always(
        "sha256",
        "SHA-256 of the body in base64",
        values::body_sha256_base64,
        Reason::BodyHashMismatch,
    )],
    required: &["exp"],
    leeway: 10,
    others: |draft| {
        let now = draft.now.unix_seconds();
        vec![
            // The API key of a LiveKit server in its development mode.
            ("iss", jwt::kept(draft, "iss", "devkey")),
            ("nbf", Value::from(now)),
            ("exp", Value::from(now + 300)),
        ]
    },
};
