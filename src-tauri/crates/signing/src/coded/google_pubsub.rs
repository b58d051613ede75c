//! Google Cloud Pub/Sub push: a token of a service account that claims the URL;
//! the body is not covered.

use model::Reason;
use serde_json::Value;

use super::{Coded, Rule};
use crate::jwt::{self, Claimed, Issuer, Rules, values};

/// The scheme.
pub(crate) const CODED: Coded = Coded {
    definition: r#"
id = "google-pubsub"
provider = "Google Cloud"
name = "Pub/Sub push"
confidence = "M"
facts_from = "recalled from cloud.google.com, authentication for push subscriptions"
notes = "The body is not covered. The audience of the subscription must be its URL, as it is unless set otherwise. Look at the claim email too: it names the service account that sends."

[signature]
from = "header:Authorization"
prefix = "Bearer "
prefix_any_case = true
encoding = "base64url"

[key]
form = "jwk"
url = "https://www.googleapis.com/oauth2/v3/certs"

[algorithm]
kind = "rsa-pkcs1"

[coded]
algorithm = "JWT with RS256"
signs = "a token that claims iss = https://accounts.google.com and aud = the URL"
secret = "public keys of Google: JWKS document or PEM"
url = true

[event]
type = "json:message.attributes.eventType"
id = "json:message.messageId"

[sample]
body = '{"message":{"attributes":{"eventType":"OBJECT_FINALIZE"},"data":"SGVsbG8gQ2xvdWQgUHViL1N1YiE=","messageId":"136969346945","publishTime":"2026-01-31T12:00:00.000Z"},"subscription":"projects/example/subscriptions/push"}'
"#,
    rule: Rule::Token(&RULES),
};

const RULES: Rules = Rules {
    algorithms: jwt::RS256,
    issuer: Issuer::Named("https://accounts.google.com"),
    claimed: &[Claimed::always(
        "aud",
        "URL",
        values::url,
        Reason::UrlHashMismatch,
    )],
    required: &["exp"],
    leeway: 0,
    others: |draft| {
        let now = draft.now.unix_seconds();
        vec![
            ("iat", Value::from(now)),
            ("exp", Value::from(now + 3600)),
            (
                "email",
                jwt::kept(draft, "email", "push@example.iam.gserviceaccount.com"),
            ),
            ("email_verified", Value::from(true)),
        ]
    },
};
