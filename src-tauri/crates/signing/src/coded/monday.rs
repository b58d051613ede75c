//! monday.com: a token that claims the URL it was sent to.

use model::Reason;
use serde_json::Value;

use super::{Coded, Rule};
use crate::jwt::{self, Claimed, Issuer, Rules, values};

/// The scheme.
pub(crate) const CODED: Coded = Coded {
    definition: r#"
id = "monday"
provider = "monday.com"
confidence = "C"
facts_from = "third-party code"
notes = "The body is not covered. The secret is the app's signing secret. The URL must be the one that monday.com was given. Only webhooks of an app are signed."

[signature]
from = "header:Authorization"
prefix = "Bearer "
prefix_optional = true
prefix_any_case = true
encoding = "base64url"

[algorithm]
kind = "hmac"

[coded]
algorithm = "JWT with HS256"
signs = "a token that claims aud = the URL"
url = true

[event]
type = "json:event.type"
id = "json:event.triggerUuid"

[handshake]
kind = "challenge"
method = "POST"
when = { "json:challenge" = "*" }
absent = ["json:type", "json:event"]

[handshake.reply.json]
challenge = "{j:challenge}"

[detect]
json = ["event.boardId", "event.pulseId"]

[sample]
body = '{"event":{"userId":9603417,"originalTriggerUuid":null,"boardId":1771812698,"pulseId":1772099344,"pulseName":"Create an item","groupId":"topics","type":"create_pulse","triggerTime":"2026-01-31T12:00:00.000Z","subscriptionId":73759690,"triggerUuid":"b5ed2e17c530f43668de130142445cba"}}'
"#,
    rule: Rule::Token(&RULES),
};

const RULES: Rules = Rules {
    algorithms: jwt::HS256,
    issuer: Issuer::Anyone,
    claimed: &[Claimed::always(
        "aud",
        "URL",
        values::url,
        Reason::UrlHashMismatch,
    )],
    required: &[],
    leeway: 0,
    others: |draft| {
        let now = draft.now.unix_seconds();
        vec![("iat", Value::from(now)), ("exp", Value::from(now + 300))]
    },
};
