"""InstaVM's official client, and its verifier of signatures, asked over lines of JSON.

{"base_url", "api_key", "call", "arguments"?} calls a method of the client's webhooks and is
answered by {"returned": ...}, or by {"raised": the class of its exception, "status", "body",
"message"}. {"base_url", "api_key", "session": true} opens a session as the client does by itself,
and gives its id. {"verify": {"secret", "headers", "body_b64"}} is answered by {"event": ...} or by
{"rejected": the reason}.
"""

import base64
import json
import sys

from instavm import InstaVM, webhooks


def verified(asked):
    body = base64.b64decode(asked["body_b64"])
    try:
        return {"event": webhooks.verify(asked["headers"], body, asked["secret"])}
    except webhooks.WebhookVerificationError as refusal:
        return {"rejected": refusal.reason}


def raised(error):
    answer = getattr(error, "response", None)
    said = {"raised": type(error).__name__, "message": str(error)}
    if answer is not None:
        said |= {"status": answer.status_code, "body": answer.json()}
    return said


def called(asked):
    with_session = asked.get("session", False)
    try:
        client = InstaVM(
            asked["api_key"],
            base_url=asked["base_url"],
            timeout=30,
            auto_start_session=with_session,
        )
        if with_session:
            return {"returned": client.session_id}
        method = getattr(client.webhooks, asked["call"])
        return {"returned": method(**asked.get("arguments", {}))}
    except Exception as error:
        return raised(error)


def answer(asked):
    return verified(asked["verify"]) if "verify" in asked else called(asked)


def main():
    answers = sys.stdout
    # A client that prints would end up between the answers.
    sys.stdout = sys.stderr
    for line in sys.stdin:
        try:
            said = answer(json.loads(line))
        except Exception as error:
            said = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(said), file=answers, flush=True)


main()
