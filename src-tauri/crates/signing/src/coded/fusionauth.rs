//! FusionAuth: a token that claims the SHA-256 of the body.

use model::Reason;
use serde_json::Value;

use super::{Coded, Rule};
use crate::jwt::{self, Claimed, Issuer, Rules, values};

/// The scheme.
pub(crate) const CODED: Coded = Coded {
    definition: r#"
id = "fusionauth"
provider = "FusionAuth"
name = "signed with an HMAC key"
confidence = "C"
facts_from = "hookdeck skills"
notes = "For webhooks signed with an HMAC key, whose secret is the secret here. FusionAuth can sign with RSA and EC keys as well: those are not checked. Whether the hash has its padding is not certain: both are taken."

[signature]
from = "header:X-FusionAuth-Signature-JWT"
encoding = "base64url"

[algorithm]
kind = "hmac"

[coded]
algorithm = "JWT with HS256, HS384 or HS512"
signs = "a token that claims request_body_sha256 = the SHA-256 of the body in base64"
body = true

[event]
type = "json:event.type"
id = "json:event.id"

[sample]
body = '{"event":{"id":"e502168a-b469-45d9-a079-fd45f83e0406","createInstant":1769860800000,"tenantId":"e872a880-b14f-6d62-c312-cb40f22af465","type":"user.create","user":{"id":"00000000-0000-0001-0000-000000000000","email":"user@example.com","active":true}}}'
"#,
    rule: Rule::Token(&RULES),
};

const RULES: Rules = Rules {
    algorithms: jwt::HS,
    issuer: Issuer::Anyone,
    claimed: &[Claimed {
        normal: values::without_padding,
        ..Claimed::always(
            "request_body_sha256",
            "SHA-256 of the body in base64",
            values::body_sha256_base64,
            Reason::BodyHashMismatch,
        )
    }],
    required: &[],
    leeway: 0,
    others: |draft| vec![("iat", Value::from(draft.now.unix_seconds()))],
};
