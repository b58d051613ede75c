"""What both sides are asked: every row of the call's contract, each as a request.

A case is a name, and a function of the runs by name that gives method, path, header fields and
body. The fields name no key: that is added for each side, unless the case brings its own.
"""

import json

JSON = {"Content-Type": "application/json"}


def retry(run, body=b"", fields=None, path="/v1/runs/{}/retry_webhook"):
    return ("POST", path.format(run), JSON if fields is None else fields, body)


def override(url):
    return ('{"webhook_url": "%s"}' % url).encode()


def with_receiver(place):
    """Cases that end at a receiver."""
    return {
        "stored URL, no body": lambda runs: retry(runs["completed"]),
        "stored URL, null": lambda runs: retry(runs["completed"], b"null"),
        "stored URL, {}": lambda runs: retry(runs["completed"], b"{}"),
        "stored URL, empty text": lambda runs: retry(runs["completed"], override("")),
        "stored URL, unknown keys": lambda runs: retry(runs["completed"], b'{"x": 1.0}'),
        "no content type": lambda runs: retry(runs["completed"], b"{}", {}),
        "trailing slash": lambda runs: retry(
            runs["completed"], path="/v1/runs/{}/retry_webhook/"
        ),
        "task that failed": lambda runs: retry(runs["failed"]),
        "task of the third engine": lambda runs: retry(runs["task_v3"]),
        "task_v2": lambda runs: retry(runs["task_v2"]),
        "workflow run": lambda runs: retry(runs["workflow_run"]),
        "override": lambda runs: retry(runs["completed"], override(f"{place}/other?a=b")),
        "override without a path": lambda runs: retry(runs["completed"], override(place)),
        "override in upper case": lambda runs: retry(
            runs["completed"], override(place.replace("http", "HTTP"))
        ),
        "override with spaces": lambda runs: retry(runs["completed"], override(f"  {place}/  ")),
        "override not ASCII": lambda runs: retry(runs["completed"], override(f"{place}/ü x")),
        "override for a run without URL": lambda runs: retry(runs["no URL"], override(place)),
        "500": lambda runs: retry(runs["completed"], override(f"{place}/500")),
        "404": lambda runs: retry(runs["completed"], override(f"{place}/404")),
        "204": lambda runs: retry(runs["completed"], override(f"{place}/204")),
        "empty": lambda runs: retry(runs["completed"], override(f"{place}/empty")),
        "long": lambda runs: retry(runs["completed"], override(f"{place}/long")),
        "2048 characters": lambda runs: retry(runs["completed"], override(f"{place}/2048")),
        "latin-1": lambda runs: retry(runs["completed"], override(f"{place}/latin-1")),
        "not UTF-8": lambda runs: retry(runs["completed"], override(f"{place}/bytes")),
        "gzip": lambda runs: retry(runs["completed"], override(f"{place}/gzip")),
        "redirect": lambda runs: retry(runs["completed"], override(f"{place}/redirect")),
        "closed without an answer": lambda runs: retry(
            runs["completed"], override(f"{place}/close")
        ),
        "no HTTP": lambda runs: retry(runs["completed"], override(f"{place}/garbage")),
        "test of a task's webhook": lambda runs: tested({"webhook_url": place, "run_type": "task"}),
        "test of a workflow's webhook": lambda runs: tested(
            {"webhook_url": f"{place}/500", "run_type": "workflow_run", "run_id": "wr_9"}
        ),
        "preview of a task": lambda runs: preview(runs["completed"]),
        "preview of a workflow run": lambda runs: preview(runs["workflow_run"]),
        "internal replay": lambda runs: internal(runs["completed"], b"{}"),
        "internal replay elsewhere": lambda runs: internal(
            runs["completed"], ('{"override_webhook_url": "%s/500"}' % place).encode()
        ),
    }


def tested(body):
    return ("POST", "/v1/internal/test-webhook", JSON, json.dumps(body).encode())


def preview(run):
    return ("GET", f"/v1/internal/runs/{run}/test-webhook", {}, b"")


def internal(run, body):
    return ("POST", f"/v1/internal/runs/{run}/test-webhook", JSON, body)


def without_receiver(dead):
    """Cases that send nothing, or to nobody."""
    return {
        "refused": lambda runs: retry(runs["completed"], override(dead)),
        "unknown name": lambda runs: retry(
            runs["completed"], override("http://" + "x" * 70 + ".test/")
        ),
        "unsupported scheme": lambda runs: retry(runs["completed"], override("ftp://h/")),
        "scheme by mistake": lambda runs: retry(runs["completed"], override("localhost:3000/x")),
        "malformed": lambda runs: retry(runs["completed"], override("http://[")),
        "spaces only": lambda runs: retry(runs["completed"], override("   ")),
        "space in the host": lambda runs: retry(runs["completed"], override("http://a b/")),
        "long URL": lambda runs: retry(runs["completed"], override(dead + "x" * 3000)),
        "no URL": lambda runs: retry(runs["no URL"]),
        "running": lambda runs: retry(runs["running"]),
        "queued": lambda runs: retry(runs["queued"]),
        "workflow run that runs": lambda runs: retry(runs["workflow runs"]),
        "yutori": lambda runs: retry(runs["yutori"]),
        "unknown run": lambda runs: retry("tsk_none"),
        "unknown run, bad URL": lambda runs: retry("tsk_none", override("ftp://h")),
        "number for a URL": lambda runs: retry("tsk_none", b'{"webhook_url": 5}'),
        "float for a URL": lambda runs: retry("tsk_none", b'{"webhook_url": 1e5}'),
        "list for a URL": lambda runs: retry("tsk_none", b'{"webhook_url": [1.50, "\\u00e9", {}]}'),
        "false for a URL": lambda runs: retry("tsk_none", b'{"webhook_url": false}'),
        "body is a list": lambda runs: retry("tsk_none", b"[]"),
        "body is a text": lambda runs: retry("tsk_none", b'"x"'),
        "body is a number": lambda runs: retry("tsk_none", b"1e3"),
        "body is false": lambda runs: retry("tsk_none", b"false"),
        "text/plain": lambda runs: retry("tsk_none", b"{}", {"Content-Type": "text/plain"}),
        "form": lambda runs: retry(
            "tsk_none", b"a=b", {"Content-Type": "application/x-www-form-urlencoded"}
        ),
        "+json": lambda runs: retry("tsk_none", b"[]", {"Content-Type": "application/a+json"}),
        "malformed JSON": lambda runs: retry("tsk_none", b"{bad"),
        "malformed JSON later": lambda runs: retry("tsk_none", b'{"a": 1,\n "b": }'),
        "half of JSON": lambda runs: retry("tsk_none", b'{"webhook_url": "x'),
        "two JSONs": lambda runs: retry("tsk_none", b"{} {}"),
        "blank": lambda runs: retry("tsk_none", b" "),
        "not UTF-8 JSON": lambda runs: retry("tsk_none", b'{"webhook_url": "\xff"}'),
        "byte order mark": lambda runs: retry("tsk_none", b"\xef\xbb\xbf{}"),
        "no key": lambda runs: retry("tsk_none", b"{bad}", JSON | {"x-api-key": None}),
        "no key, good body": lambda runs: retry("tsk_none", fields=JSON | {"x-api-key": None}),
        "no key, wrong body": lambda runs: retry("tsk_none", b"5", JSON | {"x-api-key": None}),
        "empty key": lambda runs: retry("tsk_none", fields=JSON | {"x-api-key": ""}),
        "basic": lambda runs: retry(
            "tsk_none", fields={"x-api-key": None, "Authorization": "Basic eDp5"}
        ),
        "bearer": lambda runs: retry(
            "tsk_none", fields={"x-api-key": None, "Authorization": "Bearer x"}
        ),
        "bearer, nothing": lambda runs: retry(
            "tsk_none", fields={"x-api-key": None, "Authorization": "Bearer"}
        ),
        "GET": lambda runs: ("GET", "/v1/runs/tsk_1/retry_webhook", {}, b""),
        "DELETE": lambda runs: ("DELETE", "/v1/runs/tsk_1/retry_webhook", {}, b""),
        "PUT to a run": lambda runs: ("PUT", "/v1/runs/tsk_1", {}, b""),
        "HEAD": lambda runs: ("HEAD", "/v1/runs/tsk_1/retry_webhook", {}, b""),
        "deeper path": lambda runs: retry("a/b"),
        "unknown path": lambda runs: ("GET", "/v1/nothing", {}, b""),
        "slash in the id": lambda runs: retry("a%2Fb"),
        "id not UTF-8": lambda runs: retry("a%FFb"),
        "id with a space": lambda runs: retry("a%20b"),
        "test without a body": lambda runs: ("POST", "/v1/internal/test-webhook", JSON, b""),
        "test with null": lambda runs: ("POST", "/v1/internal/test-webhook", JSON, b"null"),
        "test of nothing": lambda runs: tested({}),
        "test of an unknown type": lambda runs: tested({"webhook_url": 1, "run_type": "x"}),
        "test with a number for an id": lambda runs: tested(
            {"webhook_url": dead, "run_type": "task", "run_id": 5}
        ),
        "test at nobody": lambda runs: tested({"webhook_url": dead, "run_type": "task"}),
        "test at no URL": lambda runs: tested({"webhook_url": "ftp://h", "run_type": "task"}),
        "test at an empty URL": lambda runs: tested({"webhook_url": "", "run_type": "task"}),
        "test at an unknown name": lambda runs: tested(
            {"webhook_url": "http://" + "x" * 70 + ".test/", "run_type": "task"}
        ),
        "GET of a test": lambda runs: ("GET", "/v1/internal/test-webhook", {}, b""),
        "preview of a run that runs": lambda runs: preview(runs["running"]),
        "preview of a run without URL": lambda runs: preview(runs["no URL"]),
        "preview of nothing": lambda runs: preview("tsk_none"),
        "preview of yutori": lambda runs: preview(runs["yutori"]),
        "internal replay of nothing": lambda runs: internal("tsk_none", b"{}"),
        "internal replay without a body": lambda runs: internal("tsk_none", b""),
        "internal replay without a URL": lambda runs: internal(runs["no URL"], b"{}"),
        "a task": lambda runs: ("GET", f"/v1/runs/{runs['completed']}", {}, b""),
        "a task with a slash": lambda runs: ("GET", f"/v1/runs/{runs['failed']}/", {}, b""),
        "a task_v2": lambda runs: ("GET", f"/v1/runs/{runs['task_v2']}", {}, b""),
        "a task that runs": lambda runs: ("GET", f"/v1/runs/{runs['running']}", {}, b""),
        "a yutori": lambda runs: ("GET", f"/v1/runs/{runs['yutori']}", {}, b""),
        "a workflow run": lambda runs: ("GET", f"/v1/runs/{runs['workflow_run']}", {}, b""),
        "no run": lambda runs: ("GET", "/v1/runs/tsk_none", {}, b""),
        "all runs": lambda runs: ("GET", "/v1/runs", {}, b""),
        "two runs": lambda runs: ("GET", "/v1/runs?page=2&page_size=2", {}, b""),
        "runs by status and type": lambda runs: (
            "GET",
            "/v1/runs?status=failed&status=running&run_type=task_v1",
            {},
            b"",
        ),
        "runs by id": lambda runs: ("GET", f"/v1/runs?search_key={runs['failed']}", {}, b""),
        "runs, wrong page": lambda runs: ("GET", "/v1/runs?page=0&page_size=101", {}, b""),
        "runs, page no number": lambda runs: ("GET", "/v1/runs?page=x&status=done", {}, b""),
        "runs, short search": lambda runs: ("GET", "/v1/runs?search_key=ts", {}, b""),
        "alias": lambda runs: retry(runs["no URL"], path="/api/v1/runs/{}/retry_webhook"),
        "cancel of what is final": lambda runs: (
            "POST",
            f"/v1/runs/{runs['completed']}/cancel",
            {},
            b"",
        ),
        "cancel of nothing": lambda runs: ("POST", "/v1/runs/tsk_none/cancel", {}, b""),
        "cancel without a key": lambda runs: (
            "POST",
            "/v1/runs/tsk_none/cancel",
            {"x-api-key": None},
            b"",
        ),
    }
