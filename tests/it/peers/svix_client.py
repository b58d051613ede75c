"""Svix' official client, asked over lines of JSON what it sees at a server.

{"server_url", "token"} is answered by {"applications": [{"name", "uid", "endpoints": [...],
"messages": [...]}]}, each as the client's own models have it, or by {"error": its exception}.
"""

import json
import sys

from svix.api import Svix, SvixOptions


def endpoint(client, application, found):
    secret = client.endpoint.get_secret(application, found.id)
    return {"url": found.url, "uid": found.uid, "secret": secret.key}


def message(client, application, found):
    attempts = client.message_attempt.list_by_msg(application, found.id).data
    return {
        "event_id": found.event_id,
        "event_type": found.event_type,
        "payload": found.payload,
        "statuses": [attempt.response_status_code for attempt in attempts],
    }


def seen(client, application):
    return {
        "name": application.name,
        "uid": application.uid,
        "endpoints": [
            endpoint(client, application.id, found)
            for found in client.endpoint.list(application.id).data
        ],
        "messages": [
            message(client, application.id, found)
            for found in client.message.list(application.id).data
        ],
    }


def answer(asked):
    client = Svix(asked["token"], SvixOptions(server_url=asked["server_url"]))
    return {"applications": [seen(client, found) for found in client.application.list().data]}


def main():
    answers = sys.stdout
    sys.stdout = sys.stderr
    for line in sys.stdin:
        try:
            said = answer(json.loads(line))
        except Exception as error:
            said = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(said), file=answers, flush=True)


main()
