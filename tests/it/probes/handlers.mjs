// Handlers as people write them for Express, each with its own mistake or none.
//
// Started with nothing; says {"port": number} once it listens. Their secrets are those of the test.
// It ends when its input does.

import crypto from "node:crypto";
import { createRequire } from "node:module";

const installed = createRequire(new URL("../peers/package.json", import.meta.url));
const express = installed("express");
const Stripe = installed("stripe");
const { Webhook } = installed("standardwebhooks");

const STRIPE_SECRET = "whsec_0123456789abcdef0123456789abcdef";
const GITHUB_SECRET = "It's a Secret to Everybody";
const STANDARD_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const SLACK_SECRET = "8f742231b10e8888abcd99yyyzzz85a5";

const stripe = new Stripe("sk_test_none");
const app = express();
const raw = express.raw({ type: "*/*", limit: "5mb" });

function hmac(secret, text, encoding = "hex") {
  return crypto.createHmac("sha256", secret).update(text).digest(encoding);
}

function equal(expected, received) {
  const [a, b] = [Buffer.from(expected), Buffer.from(String(received ?? ""))];
  return a.length === b.length && crypto.timingSafeEqual(a, b);
}

function verdict(res, right) {
  res.status(right ? 200 : 401).send(right ? "ok" : "bad signature");
}

// Right: the official SDK over the raw body.
app.post("/stripe-sdk-raw", raw, (req, res) => {
  try {
    stripe.webhooks.constructEvent(req.body, req.headers["stripe-signature"], STRIPE_SECRET);
    res.json({ received: true });
  } catch (error) {
    res.status(400).send(`Webhook Error: ${error.message}`);
  }
});

// Right: written by hand, over the raw body.
app.post("/github-raw", raw, (req, res) => {
  const expected = `sha256=${hmac(GITHUB_SECRET, req.body)}`;
  verdict(res, equal(expected, req.headers["x-hub-signature-256"]));
});

// Right, but every refusal is an exception.
app.post("/standard-throws", raw, (req, res) => {
  new Webhook(STANDARD_SECRET).verify(req.body, req.headers);
  res.sendStatus(204);
});

// The parser of the whole application comes first.
app.post("/stripe-after-json", express.json({ limit: "5mb" }), (req, res) => {
  try {
    const body = JSON.stringify(req.body);
    stripe.webhooks.constructEvent(body, req.headers["stripe-signature"], STRIPE_SECRET);
    res.json({ received: true });
  } catch (error) {
    res.status(400).send(`Webhook Error: ${error.message}`);
  }
});

app.post("/fails-open", raw, (req, res) => {
  const signature = req.headers["x-hub-signature-256"];
  if (signature && !equal(`sha256=${hmac(GITHUB_SECRET, req.body)}`, signature)) {
    return res.sendStatus(401);
  }
  res.sendStatus(200);
});

app.post("/first-only", raw, (req, res) => {
  const { "webhook-id": id, "webhook-timestamp": time, "webhook-signature": list } = req.headers;
  const key = Buffer.from(STANDARD_SECRET.slice(6), "base64");
  const expected = `v1,${hmac(key, `${id}.${time}.${req.body}`, "base64")}`;
  const fresh = Math.abs(Date.now() / 1000 - Number(time)) <= 300;
  verdict(res, fresh && equal(expected, String(list ?? "").split(" ")[0]));
});

// Date.now() counts milliseconds, the header seconds.
app.post("/mixes-units", raw, (req, res) => {
  const time = req.headers["x-slack-request-timestamp"];
  if (!(Math.abs(Date.now() - Number(time)) < 5 * 60 * 1000)) {
    return res.status(403).send("stale");
  }
  const expected = `v0=${hmac(SLACK_SECRET, `v0:${time}:${req.body}`)}`;
  verdict(res, equal(expected, req.headers["x-slack-signature"]));
});

// Five minutes in milliseconds, compared with seconds.
app.post("/long-tolerance", raw, (req, res) => {
  const time = req.headers["x-slack-request-timestamp"];
  if (!(Math.abs(Date.now() / 1000 - Number(time)) < 5 * 60 * 1000)) {
    return res.status(403).send("stale");
  }
  const expected = `v0=${hmac(SLACK_SECRET, `v0:${time}:${req.body}`)}`;
  verdict(res, equal(expected, req.headers["x-slack-signature"]));
});

app.post("/no-tolerance", raw, (req, res) => {
  const items = String(req.headers["stripe-signature"] ?? "").split(",");
  const parts = items.map((item) => item.split("="));
  const time = parts.find(([name]) => name === "t")?.[1];
  const expected = hmac(STRIPE_SECRET, `${time}.${req.body}`);
  verdict(res, parts.some(([name, value]) => name === "v1" && equal(expected, value)));
});

app.post("/latin-1", raw, (req, res) => {
  const expected = `sha256=${hmac(GITHUB_SECRET, req.body.toString("latin1"))}`;
  verdict(res, equal(expected, req.headers["x-hub-signature-256"]));
});

app.post("/default-limit", express.raw({ type: "*/*" }), (req, res) => {
  const expected = `sha256=${hmac(GITHUB_SECRET, req.body)}`;
  verdict(res, equal(expected, req.headers["x-hub-signature-256"]));
});

app.post("/leaks", raw, (req, res) => {
  const expected = hmac(GITHUB_SECRET, req.body);
  const received = String(req.headers["x-hub-signature-256"] ?? "").replace("sha256=", "");
  if (!equal(expected, received)) {
    return res.status(401).json({ error: "signature mismatch", expected, received });
  }
  res.sendStatus(200);
});

// The secret is taken for text.
app.post("/undecoded", raw, (req, res) => {
  const { "webhook-id": id, "webhook-timestamp": time, "webhook-signature": list } = req.headers;
  const key = STANDARD_SECRET.replace("whsec_", "");
  const expected = hmac(key, `${id}.${time}.${req.body}`, "base64");
  const fresh = Math.abs(Date.now() / 1000 - Number(time)) <= 300;
  const digests = String(list ?? "").split(" ").map((item) => item.split(",")[1]);
  verdict(res, fresh && digests.some((digest) => equal(expected, digest)));
});

app.post("/unset-secret", raw, (req, res) => {
  const expected = `sha256=${hmac(process.env.GITHUB_WEBHOOK_SECRET_UNSET ?? "", req.body)}`;
  verdict(res, equal(expected, req.headers["x-hub-signature-256"]));
});

app.post("/takes-all", raw, (req, res) => {
  res.sendStatus(202);
});

// A comparison that is true for any beginning.
app.post("/beginning", raw, (req, res) => {
  const expected = `sha256=${hmac(GITHUB_SECRET, req.body)}`;
  verdict(res, expected.startsWith(String(req.headers["x-hub-signature-256"] ?? "x")));
});

// The request chooses the hash.
app.post("/label-chooses", raw, (req, res) => {
  const [hash, digest] = String(req.headers["x-hub-signature-256"] ?? "").split("=");
  verdict(res, ["sha1", "sha256", "sha512"].includes(hash) && equal(crypto.createHmac(hash, GITHUB_SECRET).update(req.body).digest("hex"), digest));
});

app.post("/trims", raw, (req, res) => {
  const expected = `sha256=${hmac(GITHUB_SECRET, req.body.toString().trim())}`;
  verdict(res, equal(expected, req.headers["x-hub-signature-256"]));
});

// A look at the form of the signature, and no more.
app.post("/looks-only", raw, (req, res) => {
  const { "webhook-signature": list } = req.headers;
  verdict(res, /^v1,[A-Za-z0-9+/]{43}=/.test(String(list ?? "")));
});

app.post("/moved", (req, res) => res.redirect(308, "/github-raw"));

app.use((error, req, res, next) => res.status(error.status ?? 500).send("error"));

const server = app.listen(0, "127.0.0.1", () => {
  console.log(JSON.stringify({ port: server.address().port }));
});
process.stdin.on("end", () => process.exit(0)).resume();
