"""Skyvern's official client, asked over lines of JSON to have a run's webhook sent again.

A line asks {"base_url", "api_key", "run_id", "webhook_url"?} and is answered by
{"returned": {...}}, the fields of the object that the client returns, or by
{"raised": the class of its exception, "status", "body"}. With "call" and "arguments" another
method of the client is called.
"""

import json
import sys

from skyvern.client import Skyvern
from skyvern.client.core.api_error import ApiError
from skyvern.client.types.retry_run_webhook_request import RetryRunWebhookRequest


def answer(asked):
    client = Skyvern(api_key=asked["api_key"], base_url=asked["base_url"], timeout=30)
    try:
        returned = called(client, asked) if "call" in asked else replayed(client, asked)
    except ApiError as refusal:
        kind = type(refusal).__name__
        return {"raised": kind, "status": refusal.status_code, "body": refusal.body}
    return {"returned": plain(returned)}


def replayed(client, asked):
    url = asked.get("webhook_url")
    request = {"request": RetryRunWebhookRequest(webhook_url=url)} if url else {}
    return client.retry_run_webhook(asked["run_id"], **request)


def called(client, asked):
    return getattr(client, asked["call"])(**asked["arguments"])


def plain(returned):
    if isinstance(returned, list):
        return [plain(one) for one in returned]
    return returned.model_dump(mode="json") if hasattr(returned, "model_dump") else returned


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
