//! Twilio's form webhooks signed with a shared key instead of the auth token.
//!
//! The same signed bytes as `twilio-form`, under SHA-256. A request names its
//! key and algorithm in X-Twilio-Webhooks-Signature-Settings; what it says
//! there is not obeyed, since the scheme was chosen by the user.

use super::{Coded, Rule, twilio_form};

/// The scheme.
pub(crate) const CODED: Coded = Coded {
    definition: r#"
id = "twilio-shared-key"
provider = "Twilio"
name = "form parameters, shared key"
confidence = "S"
facts_from = "twilio 9.13.0 (PyPI) request_validator"
notes = "For requests with X-Twilio-Webhooks-Signature-Settings: key=…,algorithm=HMAC_SHA256. The secret is the shared key's, not the auth token."

[signature]
from = "header:X-Twilio-Signature"
encoding = "base64"

[algorithm]
kind = "hmac"
hash = "sha256"

[message]
url_variants = ["as-registered", "port-toggle"]

[coded]
signs = "the URL, then every form field's name and value, sorted, equal pairs once"
url = true
body = true

[event]
id = "form:MessageSid"

[detect]
headers = "X-Twilio-Webhooks-Signature-Settings"

[sample]
content_type = "application/x-www-form-urlencoded"
headers = { X-Twilio-Webhooks-Signature-Settings = "key=webhooks_sharedkey_00000000000000000000000000,algorithm=HMAC_SHA256" }
body = 'AccountSid=AC00000000000000000000000000000000&ApiVersion=2010-04-01&Body=Hello&From=%2B15005550006&MessageSid=SM00000000000000000000000000000000&NumMedia=0&To=%2B15005550001'
"#,
    rule: Rule::Message(twilio_form::pieces),
};
