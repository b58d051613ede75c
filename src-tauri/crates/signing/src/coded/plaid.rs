//! Plaid: a token that claims the SHA-256 of the body, signed with a key that
//! its id names and that only Plaid's API gives out.

use model::Reason;
use serde_json::Value;

use super::{Coded, Rule};
use crate::jwt::{self, Claimed, Issuer, Rules, values};

/// The scheme.
pub(crate) const CODED: Coded = Coded {
    definition: r#"
id = "plaid"
provider = "Plaid"
confidence = "C"
facts_from = "Plaid docs, webhook verification, via webhook-co; plaid-python"
notes = "The key comes from an authenticated endpoint, by the key id (kid) in the token: paste what it answers."

[signature]
from = "header:Plaid-Verification"
encoding = "base64url"

[key]
form = "jwk"
url = "https://production.plaid.com/webhook_verification_key/get"

[algorithm]
kind = "ecdsa-p256"

[coded]
algorithm = "JWT with ES256"
signs = "a token that claims iat = when it was made and request_body_sha256 = the SHA-256 of the body in hex"
secret = "public key: JWK with its kid, JWKS document or PEM"
timestamp = true
body = true

[timestamp]
from = "field:iat"
unit = "s"
tolerance = 300
future = "accept"

[event]
type = "json:webhook_code"
id = "json:item_id"

[detect]
json = ["webhook_type", "webhook_code"]

[sample]
body = '{"webhook_type":"TRANSACTIONS","webhook_code":"SYNC_UPDATES_AVAILABLE","item_id":"wz666MBjYWTp2PDzzggYhM6oWWmBb","initial_update_complete":true,"historical_update_complete":false,"environment":"production"}'
"#,
    rule: Rule::Token(&RULES),
};

const RULES: Rules = Rules {
    algorithms: jwt::ES256,
    issuer: Issuer::Anyone,
    claimed: &[Claimed::always(
        "request_body_sha256",
        "SHA-256 of the body in hex",
        values::body_sha256_hex,
        Reason::BodyHashMismatch,
    )],
    required: &[],
    leeway: 0,
    others: |draft| vec![("iat", Value::from(draft.now.unix_seconds()))],
};
