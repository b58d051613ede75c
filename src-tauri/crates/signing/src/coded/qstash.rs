//! Upstash QStash: a token that claims the URL and the SHA-256 of the body.

use model::Reason;
use serde_json::Value;

use super::{Coded, Rule};
use crate::jwt::{self, Claimed, Issuer, Rules, values};

/// The scheme.
pub(crate) const CODED: Coded = Coded {
    definition: r#"
id = "qstash"
provider = "Upstash"
name = "QStash"
confidence = "S"
facts_from = "@upstash/qstash (npm) Receiver"
notes = "There are two signing keys, the current and the next: enter both."

[signature]
from = "header:Upstash-Signature"
encoding = "base64url"

[algorithm]
kind = "hmac"

[coded]
algorithm = "JWT with HS256"
signs = "a token that claims iss = Upstash, sub = the URL and body = the SHA-256 of the body in base64url"
url = true
body = true

[event]
id = "header:Upstash-Message-Id"

[detect]
headers = "Upstash-Message-Id"

[sample]
headers = { Upstash-Message-Id = "msg_26hZCxZCuWyyTWPmSVBrNC1RADwpgWxPcak2rQD51EMj", Upstash-Retried = "0" }
body = '{"hello":"world"}'
"#,
    rule: Rule::Token(&RULES),
};

const RULES: Rules = Rules {
    algorithms: jwt::HS,
    issuer: Issuer::Named("Upstash"),
    claimed: &[
        Claimed {
            normal: values::without_padding,
            ..Claimed::always(
                "body",
                "SHA-256 of the body in base64url",
                values::body_sha256_base64url,
                Reason::BodyHashMismatch,
            )
        },
        Claimed::always("sub", "URL", values::url, Reason::UrlHashMismatch),
    ],
    required: &[],
    leeway: 0,
    others: |draft| {
        let now = draft.now.unix_seconds();
        vec![
            ("exp", Value::from(now + 300)),
            ("nbf", Value::from(now)),
            ("iat", Value::from(now)),
            ("jti", jwt::made_id(draft)),
        ]
    },
};
