"""Handlers as people write them for Flask and FastAPI, each with its own mistake or none.

Started with "flask" or "fastapi"; says {"port": number} once it listens, and ends with its input.
"""

import hashlib
import hmac
import json
import os
import socket
import sys
import threading

GITHUB_SECRET = "It's a Secret to Everybody"
STRIPE_SECRET = "whsec_0123456789abcdef0123456789abcdef"
STANDARD_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


def github(body, received):
    expected = "sha256=" + hmac.new(GITHUB_SECRET.encode(), body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(expected.encode(), (received or "").encode())


def flask_app():
    import stripe
    from flask import Flask, abort, request

    app = Flask(__name__)

    def checked(body):
        if not github(body, request.headers.get("X-Hub-Signature-256")):
            abort(401)
        return "ok"

    @app.post("/flask-raw")
    def flask_raw():
        return checked(request.get_data())

    @app.post("/flask-get-json")
    def flask_get_json():
        return checked(json.dumps(request.get_json()).encode())

    @app.post("/flask-ascii")
    def flask_ascii():
        return checked(request.get_data().decode("ascii", "ignore").encode())

    @app.post("/flask-stripe")
    def flask_stripe():
        try:
            stripe.Webhook.construct_event(
                request.get_data(), request.headers.get("Stripe-Signature"), STRIPE_SECRET
            )
        except (ValueError, stripe.SignatureVerificationError):
            abort(400)
        return "ok"

    return app


def fastapi_app():
    from fastapi import Body, FastAPI, HTTPException, Request
    from svix.webhooks import Webhook, WebhookVerificationError

    app = FastAPI()

    @app.post("/fastapi-svix")
    async def fastapi_svix(request: Request):
        body = await request.body()
        try:
            Webhook(STANDARD_SECRET).verify(body, dict(request.headers))
        except WebhookVerificationError:
            raise HTTPException(status_code=400)
        return {"ok": True}

    @app.post("/fastapi-sorted")
    async def fastapi_sorted(request: Request, payload: dict = Body(...)):
        text = json.dumps(payload, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        if not github(text.encode(), request.headers.get("x-hub-signature-256")):
            raise HTTPException(status_code=403)
        return {"ok": True}

    return app


def serve(kind):
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    if kind == "flask":
        import logging

        from werkzeug.serving import make_server

        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        listener.listen(64)
        server = make_server("127.0.0.1", port, flask_app(), threaded=True, fd=listener.fileno())
        run = server.serve_forever
    else:
        import uvicorn

        config = uvicorn.Config(fastapi_app(), log_level="error")
        listener.listen(64)
        run = lambda: uvicorn.Server(config).run(sockets=[listener])
    threading.Thread(target=run, daemon=True).start()
    print(json.dumps({"port": port}), flush=True)
    sys.stdin.read()
    os._exit(0)


serve(sys.argv[1])
