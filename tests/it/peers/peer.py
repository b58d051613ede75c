"""The official SDKs of PyPI, asked over lines of JSON.

A line asks {"sdk", "action": "sign" | "verify", "secret", "url", "headers", "body_b64",
"timestamp", "id"} and is answered by {"headers": [...]}, {"accepted": bool} or
{"error": text}. Nothing is computed here: every signature and every verdict is an SDK's.
"""

import base64
import json
import sys
from datetime import datetime, timezone
from urllib.parse import parse_qs

import discord_interactions
import standardwebhooks
import stripe
import svix
from nacl.signing import SigningKey
from slack_sdk.signature import SignatureVerifier
from twilio.request_validator import RequestValidator


def sign_stripe(asked):
    signature = stripe.WebhookSignature.generate_signature_header(
        asked["text"], asked["secret"], asked["timestamp"]
    )
    return [["Stripe-Signature", signature]]


def sign_svix(asked):
    return webhook_headers("svix", svix.Webhook(asked["secret"]), asked)


def sign_standardwebhooks(asked):
    return webhook_headers("webhook", standardwebhooks.Webhook(asked["secret"]), asked)


def sign_slack(asked):
    timestamp = str(asked["timestamp"])
    verifier = SignatureVerifier(asked["secret"])
    signature = verifier.generate_signature(timestamp=timestamp, body=asked["bytes"])
    return [["X-Slack-Request-Timestamp", timestamp], ["X-Slack-Signature", signature]]


def sign_discord(asked):
    """Discord's own SDK only verifies; PyNaCl is what it verifies with."""
    timestamp = str(asked["timestamp"])
    key = SigningKey(bytes.fromhex(asked["secret"]))
    signature = key.sign(timestamp.encode() + asked["bytes"]).signature.hex()
    return [["X-Signature-Timestamp", timestamp], ["X-Signature-Ed25519", signature]]


def sign_twilio(asked):
    signature = RequestValidator(asked["secret"]).compute_signature(asked["url"], form_fields(asked))
    return [
        ["Content-Type", "application/x-www-form-urlencoded"],
        ["X-Twilio-Signature", signature],
    ]


class FormFields(dict):
    """Fields as web frameworks hand them to the SDK: names may come several times."""

    def getlist(self, name):
        return self[name]


def form_fields(asked):
    return FormFields(parse_qs(asked["text"], keep_blank_values=True))


def webhook_headers(prefix, webhook, asked):
    time = datetime.fromtimestamp(asked["timestamp"], timezone.utc)
    signature = webhook.sign(asked["id"], time, asked["text"])
    return [
        [f"{prefix}-id", asked["id"]],
        [f"{prefix}-timestamp", str(asked["timestamp"])],
        [f"{prefix}-signature", signature],
    ]


def verify_stripe(asked):
    header = asked["fields"].get("stripe-signature")
    stripe.WebhookSignature.verify_header(asked["bytes"], header, asked["secret"], 300)
    return True


def verify_svix(asked):
    svix.Webhook(asked["secret"]).verify(asked["bytes"], asked["fields"])
    return True


def verify_standardwebhooks(asked):
    standardwebhooks.Webhook(asked["secret"]).verify(asked["bytes"], asked["fields"])
    return True


def verify_slack(asked):
    return SignatureVerifier(asked["secret"]).is_valid_request(asked["bytes"], asked["fields"])


def verify_discord(asked):
    fields = asked["fields"]
    signature, timestamp = fields["x-signature-ed25519"], fields["x-signature-timestamp"]
    return discord_interactions.verify_key(asked["bytes"], signature, timestamp, asked["secret"])


def verify_twilio(asked):
    signature = asked["fields"]["x-twilio-signature"]
    return RequestValidator(asked["secret"]).validate(asked["url"], form_fields(asked), signature)


SIGNERS = {
    "stripe": sign_stripe,
    "svix": sign_svix,
    "standardwebhooks": sign_standardwebhooks,
    "slack": sign_slack,
    "discord": sign_discord,
    "twilio": sign_twilio,
}
VERIFIERS = {
    "stripe": verify_stripe,
    "svix": verify_svix,
    "standardwebhooks": verify_standardwebhooks,
    "slack": verify_slack,
    "discord": verify_discord,
    "twilio": verify_twilio,
}


def answer(line):
    asked = json.loads(line)
    asked["bytes"] = base64.b64decode(asked["body_b64"])
    asked["text"] = asked["bytes"].decode(errors="replace")
    asked["fields"] = {name.lower(): value for name, value in asked.get("headers", [])}
    if asked["action"] == "sign":
        return {"headers": SIGNERS[asked["sdk"]](asked)}
    verifier = VERIFIERS[asked["sdk"]]
    try:
        return {"accepted": verifier(asked)}
    except Exception as refusal:  # each SDK refuses with an exception of its own
        return {"accepted": False, "because": str(refusal)[:300]}


def main():
    answers = sys.stdout
    # An SDK that prints would end up between the answers.
    sys.stdout = sys.stderr
    for line in sys.stdin:
        try:
            said = answer(line)
        except Exception as error:
            said = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(said), file=answers, flush=True)


main()
