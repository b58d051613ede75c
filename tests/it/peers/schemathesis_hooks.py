"""Makes what schemathesis comes up with harmless, and some of it to the point.

HOOKWRIGHT_TRIAL is JSON: {"headers", what lets a caller in; "ids", of things that are there;
"receiver", a URL that answers}. Every call is let in, half of the ids in paths are known ones, and
every URL in a body is that of the receiver, so that nothing leaves this machine.
"""

import json
import os
import zlib

import schemathesis

TRIAL = json.loads(os.environ["HOOKWRIGHT_TRIAL"])


@schemathesis.hook
def before_call(context, case, **kwargs):
    for name, value in TRIAL["headers"].items():
        case.headers[name] = value
    ids = case.path_parameters or {}
    for name, value in list(ids.items()):
        ids[name] = known(value)
    case.body = at_home(case.body)


def known(value):
    """The same id for the same value, so that a failure can be seen again."""
    number = zlib.crc32(repr(value).encode())
    ids = TRIAL["ids"]
    return ids[number // 2 % len(ids)] if ids and number % 2 else value


def at_home(value, name=""):
    if isinstance(value, dict):
        return {key: at_home(inner, key) for key, inner in value.items()}
    if isinstance(value, list):
        return [at_home(inner, name) for inner in value]
    is_url = isinstance(value, str) and "url" in str(name).lower()
    return TRIAL["receiver"] if is_url else value
