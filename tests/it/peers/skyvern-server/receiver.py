"""A receiver of webhooks that answers as its path says, and keeps what came."""

import gzip
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

LONG = "é" * 3000


def answer(path):
    """Status, fields and body."""
    name = path.split("?")[0].strip("/")
    text = {"Content-Type": "text/plain; charset=utf-8"}
    if name.isdigit() and len(name) == 3:
        return int(name), text, b"" if name == "204" else f"said {name}".encode()
    return {
        "empty": (200, text, b""),
        "long": (200, text, LONG.encode()),
        "2048": (200, text, ("é" * 2048).encode()),
        "latin-1": (200, {"Content-Type": "text/plain; charset=iso-8859-1"}, b"caf\xe9"),
        "bytes": (200, {"Content-Type": "text/plain"}, b"a\xffb"),
        "gzip": (200, text | {"Content-Encoding": "gzip"}, gzip.compress(b"packed")),
        "redirect": (302, text | {"Location": "/elsewhere"}, b"go"),
    }.get(name, (200, text, b"ok"))


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        with self.server.came:
            self.server.received.append((self.path, self.headers.items(), body))
            self.server.came.notify_all()
        if self.path in ("/close", "/garbage"):
            if self.path == "/garbage":
                self.wfile.write(b"hello?\r\n\r\n")
            self.close_connection = True
            return
        status, fields, body = answer(self.path)
        self.send_response(status)
        for name, value in fields.items():
            self.send_header(name, value)
        if status != 204:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Says nothing."""


class Receiver:
    """Listens until the program ends."""

    def __init__(self):
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.received = []
        self.server.came = threading.Condition()
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def wait_for(self, count):
        """Waits until so many came, at most a minute."""
        with self.server.came:
            self.server.came.wait_for(lambda: len(self.server.received) >= count, timeout=60)

    def taken(self):
        """What came since the last time."""
        came, self.server.received = self.server.received, []
        return came
