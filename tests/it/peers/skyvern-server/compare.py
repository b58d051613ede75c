"""Compares our emulation of Skyvern with the real server, field by field. Run by hand:

    cargo build --bin hookwright
    python3 tests/it/peers/skyvern-server/compare.py

The first run installs the server, 1.2 GB under target/peers. Both sides are asked the same of the
same runs; what differs is listed, and the exit code says whether anything did that KNOWN does not
give a reason for.
"""

import hashlib
import hmac
import http.client
import json
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

# Modules beside this one are part of the tree, and their compiled forms are not.
sys.dont_write_bytecode = True

from cases import with_receiver, without_receiver
from receiver import Receiver
from server import TOP, Server, install, run_of

PROGRAM = TOP / "target" / "debug" / "hookwright"

# Cases where we are not, or cannot be, what the real server is.
KNOWN = {
    "alias": "this server has the call below /v1 only; others were seen to have both",
    "no HTTP": "the words are those of its HTTP library",
}

# Values that depend on more than the run: by the end of their place.
KNOWN_VALUES = {
    "downloaded_files": "null or [], by what its storage says; both were seen of real servers",
    "modified_at": "the server writes that it looked",
    "step_count": "only tasks are given steps in the real server's database",
}

# Fields of a webhook that are the business of whoever connects. The real one takes whatever its
# libraries happen to unpack.
UNSAID = ("host", "connection", "accept-encoding", "content-length")

RUNS = {
    "completed": ("task_v1", "completed", '{"price": 3.0, "small": 1e-7, "big": 1e22, "t": "Café"}'),
    "failed": ("task_v1", "failed", None),
    "running": ("task_v1", "running", None),
    "queued": ("task_v1", "queued", None),
    "task_v3": ("task_v3", "terminated", None),
    "yutori": ("yutori_navigator", "completed", None),
    "task_v2": ("task_v2", "completed", '{"a": 1.5}'),
    "workflow_run": ("workflow_run", "completed", "null"),
    "workflow runs": ("workflow_run", "running", None),
}


def sends(kind):
    """Whether a run of this kind sends its webhook by itself: one that has ended, and has one."""
    run_type, status, _ = kind
    return status not in ("running", "queued") and run_type != "yutori_navigator"


class Hookwright:
    """Our emulation, in a folder of its own."""

    def __init__(self, folder):
        self.folder = folder
        serve = ["serve", "--receiver", "localhost:0", "--no-ui", "--emulations", "localhost:0"]
        self.process = subprocess.Popen(
            self.command(serve), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        ready = json.loads(self.process.stdout.readline())
        self.base_url = ready["emulations"] + "/skyvern"
        self.key = self.rows("emulate", "skyvern", "keys")[0]["api_key"]

    def command(self, arguments):
        return [PROGRAM, "--json", "--key-file", "--data", self.folder, *arguments]

    def rows(self, *arguments):
        done = subprocess.run(self.command(arguments), capture_output=True, text=True, check=True)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def create(self, kind, url):
        run_type, status, output = kind
        arguments = ["--event-type", run_type, "--status", status]
        arguments += ["--to", url] if url else []
        if output:
            file = Path(self.folder) / "output.json"
            file.write_text(output)
            arguments += ["--payload", str(file)]
        created = self.rows("emulate", "skyvern", "create", *arguments)[0]
        return created["run_id"]

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=60)


def ask(side, request):
    """Sends a request, and gives status, fields that matter, and the body's bytes."""
    method, path, fields, body = request
    place = urlsplit(side.base_url)
    connection = http.client.HTTPConnection(place.netloc, timeout=120)
    fields = {"x-api-key": side.key, **fields}
    given = {name: value for name, value in fields.items() if value is not None}
    sends = method == "POST" or body
    connection.request(method, place.path + path, body if sends else None, given)
    answer = connection.getresponse()
    told = {name: answer.getheader(name) for name in ("content-type", "allow")}
    return answer.status, told, answer.read()


def plain(status, fields, body, key):
    """An answer without what may differ: times, durations, and signatures that are right."""
    try:
        said = json.loads(body)
    except ValueError:
        return {"status": status, **fields, "body": body.decode("utf-8", "replace")}
    if status >= 400:
        # Also to the letter: numbers have spellings.
        return {"status": status, **fields, "json": said, "text": body.decode()}
    if isinstance(said, dict):
        said = {name: settled(name, value, said, key) for name, value in said.items()}
    return {"status": status, **fields, "json": said}


def settled(name, value, said, key):
    if name == "latency_ms" and isinstance(value, int):
        return "a number"
    if name in ("headers", "headers_sent") and value:
        return signed(value, said.get("payload"), key)
    return value


def signed(fields, payload, key):
    """Header fields, the signature judged where the payload is told."""
    fields = dict(fields)
    fields["x-skyvern-timestamp"] = "digits" if fields["x-skyvern-timestamp"].isdigit() else "none"
    if payload is not None:
        right = hmac.new(key.encode(), payload.encode(), hashlib.sha256).hexdigest()
        fields["x-skyvern-signature"] = fields["x-skyvern-signature"] == right
    else:
        fields["x-skyvern-signature"] = len(fields["x-skyvern-signature"])
    return fields


def arrived(came, key):
    """Webhooks as they arrived, in the same way."""
    webhooks = []
    for path, fields, body in came:
        fields = [[name.lower(), value] for name, value in fields if name.lower() not in UNSAID]
        named = dict(fields)
        text = body.decode()
        right = hmac.new(key.encode(), body, hashlib.sha256).hexdigest()
        webhooks.append(
            {
                "path": path,
                "fields": [[n, "…" if n.startswith("x-sky") else v] for n, v in fields],
                "verifies": named.get("x-skyvern-signature") == right,
                "body": sample(text),
            }
        )
    return webhooks


def sample(text):
    """A body; of one about this moment only its keys and the kinds of its values."""
    said = json.loads(text)
    if "sample" not in text:
        return text
    kinds = lambda value: type(value).__name__ if isinstance(value, str) else value
    return {name: kinds(value) for name, value in said.items()}


def differences(ours, real, place=""):
    """Each place where two values differ."""
    if isinstance(ours, dict) and isinstance(real, dict):
        if list(ours) != list(real):
            missing, more = [k for k in real if k not in ours], [k for k in ours if k not in real]
            said = f"lacks {missing}, has also {more}" if missing or more else "another order"
            yield f"{place}: {said}"
        for name in ours.keys() & real.keys():
            yield from differences(ours[name], real[name], f"{place}.{name}")
    elif isinstance(ours, list) and isinstance(real, list) and len(ours) == len(real):
        for index, pair in enumerate(zip(ours, real)):
            yield from differences(*pair, f"{place}[{index}]")
    elif (pair := parsed(ours, real)) is not None and ours != real:
        yield from differences(*pair, f"{place}<json>")
    elif ours != real or type(ours) is not type(real):
        yield f"{place}: ours {ours!r}, real {real!r}"


def is_known(line):
    place = line.split(":")[0]
    return any(place.endswith(f".{name}") for name in KNOWN_VALUES)


def parsed(*texts):
    """Both as JSON, where both are objects in text."""
    try:
        values = [json.loads(text) for text in texts]
    except (TypeError, ValueError):
        return None
    return values if all(isinstance(value, dict) for value in values) else None


def compare(sides, receiver, cases, runs):
    """Lists what differs; gives how many cases differ without a known reason."""
    unknown = 0
    for name, request in cases.items():
        said = []
        for side in sides:
            answer = plain(*ask(side, request(runs)), side.key)
            said.append({"answer": answer, "webhooks": arrived(receiver.taken(), side.key)})
        found = [line for line in differences(*said) if not is_known(line)]
        reason = KNOWN.get(name)
        unknown += bool(found) and reason is None
        mark = "same" if not found else "known" if reason else "DIFFERS"
        print(f"{mark:8} {name}" + (f"  ({reason})" if found and reason else ""))
        for line in found if not reason else []:
            print(f"           {line}"[:2000])
    return unknown


def main():
    install()
    receiver = Receiver()
    with tempfile.TemporaryDirectory() as folder:
        ours = Hookwright(folder)
        real = Server(free_port())
        try:
            runs = {name: ours.create(kind, f"{receiver.url}/hook") for name, kind in RUNS.items()}
            runs["no URL"] = ours.create(RUNS["completed"], None)
            receiver.wait_for(sum(sends(kind) for kind in RUNS.values()))
            receiver.taken()
            give(real, ours)
            cases = with_receiver(receiver.url) | without_receiver(dead_url())
            unknown = compare([ours, real], receiver, cases, runs)
        finally:
            ours.stop()
            real.stop()
    print(f"{unknown} of {len(cases)} cases differ without a known reason")
    sys.exit(1 if unknown else 0)


def give(real, ours):
    """Writes our runs into the real server's database, oldest first."""
    for row in reversed(ours.rows("emulate", "skyvern", "list")):
        _, _, told = ask(ours, ("GET", f"/v1/runs/{row['id']}", {}, b""))
        real.add_run(run_of(json.loads(told)))


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def dead_url():
    return f"http://127.0.0.1:{free_port()}/nobody"


if __name__ == "__main__":
    main()
