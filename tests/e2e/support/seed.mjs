// A data folder as somebody has it who has worked for an hour: for pictures.
import { gzipSync } from "node:zlib";
import { seedDeliveries } from "./deliveries.mjs";
import { github, providers, shopify, signed, skyvern, stripe, tampered, unsigned } from "./events.mjs";
import { send } from "./send.mjs";
import { seedProbe } from "./probes.mjs";
import { seedProviders } from "./providers.mjs";
import { finishedRun, seedRuns } from "./runs.mjs";
import { Target } from "./target.mjs";

/** @typedef {import("./hookwright.mjs").Hookwright} Hookwright */
/** @typedef {Parameters<typeof send>[1]} Sendable */

/** Sources whose deliveries Hookwright sends itself, as its "send a test delivery" does. */
const TESTED = [
  { name: "slack", scheme: "slack-v0" },
  { name: "billing", scheme: "paddle-billing" },
  { name: "orders", scheme: "standard-webhooks-v1" },
];

/**
 * How senders are answered, where it is not always 200.
 * @type {Record<string, (number | "never")[]>}
 */
const ANSWERS = { github: [202], shopify: [200, 503, 503, 200, 200, 401, 200], skyvern: [200, 200, 500, 200] };

/** Where nobody listens: a developer's server that was not started. */
const DEAD_TARGET = "http://localhost:5173/hooks";

/**
 * Fills a folder, and replays one capture to a server that accepts it at first and then fails.
 * @param {Hookwright} hookwright
 */
export async function seed(hookwright) {
  await addAnsweringSources(hookwright);
  await hookwright.addSource({ name: "partner" });
  for (const draft of TESTED) await hookwright.addSource(draft);
  const { source } = await hookwright.addSource({ name: "runflow", scheme: "runflow", forward_to: [DEAD_TARGET] });
  for (const [at, delivery] of deliveries().entries()) {
    await send(hookwright.receiver, delivery);
    const name = [...TESTED, source][at / 6]?.name;
    if (name) await hookwright.call("sources.test", { source: name });
  }
  await replayNewest(hookwright);
  await seedRuns(hookwright);
  await seedDeliveries(hookwright);
  await seedProbe(hookwright);
  await seedProviders(hookwright);
}

/** @param {Hookwright} hookwright */
async function addAnsweringSources(hookwright) {
  for (const { source: name, scheme, secret } of providers) {
    const steps = ANSWERS[name] ?? [];
    await hookwright.addSource({ name, scheme, secret, response: { steps, headers: [], body: null, delay_ms: 0 } });
  }
}

/** @returns {Sendable[]} in the order they arrive */
function deliveries() {
  const early = [0, 1, 2, 3, 4, 5].flatMap((index) => [
    signed(stripe, index),
    signed(github, index, { path: "/github/hooks" }),
    signed(shopify, index),
    signed(skyvern, index, { path: "/skyvern/runs" }),
  ]);
  return [...early, ...oddities(), ...late()];
}

/** @returns {Sendable[]} */
function oddities() {
  const event = signed(github, 21);
  const zipped = { ...event, headers: [...event.headers, /** @type {[string, string]} */ (["Content-Encoding", "gzip"])] };
  return [
    { method: "GET", path: "/healthz", headers: [["User-Agent", "curl/8.5.0"]], body: "" },
    { method: "PUT", path: "/upload/blob?part=2", headers: [["Content-Type", "image/png"]], body: picture() },
    {
      method: "POST",
      path: "/forms/contact",
      headers: [["Content-Type", "application/x-www-form-urlencoded"]],
      body: "name=Example&message=Hello+there",
    },
    { ...zipped, body: gzipSync(event.body) },
  ];
}

/** @returns {Sendable[]} */
function late() {
  return [
    unsigned(signed(shopify, 31)),
    signed(stripe, 32),
    signed(github, 36, { path: "/partner/in" }),
    slackAsks(),
    signed(github, 33, { secret: "another secret" }),
    signed(stripe, 34, { seconds: 1769860800 }),
    signed(skyvern, 35, { path: "/skyvern/runs" }),
    tampered(signed(stripe, 35)),
    signed(stripe, 37),
  ];
}

/**
 * Before Slack sends anything, it asks whether somebody listens.
 * @returns {Sendable}
 */
function slackAsks() {
  const body = JSON.stringify({ type: "url_verification", token: "example", challenge: "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P" });
  return { method: "POST", path: "/slack/events", headers: [["Content-Type", "application/json"]], body };
}

/** @param {Hookwright} hookwright */
async function replayNewest(hookwright) {
  const target = await new Target({ status: 200 }, { status: 500, body: '{"error":"no such order"}' }).start();
  const [newest] = await hookwright.call("captures.page", { filter: "source:stripe", from: null, limit: 1 });
  await replay(hookwright, newest.id, `${target.url}/hooks`);
  await replay(hookwright, newest.id, `${target.url}/hooks`);
  await target.stop();
}

/**
 * Sends a capture somewhere and waits for the answer.
 * @param {Hookwright} hookwright
 * @param {string} capture
 * @param {string} target
 */
export async function replay(hookwright, capture, target) {
  return finishedRun(hookwright, { kind: "captures", ids: [capture] }, { targets: [target] });
}

/** The first bytes of a picture: enough to be told from text. */
function picture() {
  const head = Buffer.from("89504e470d0a1a0a0000000d49484452000000100000001008060000001ff3ff61", "hex");
  return Buffer.concat([head, Buffer.from(Array.from({ length: 480 }, (_, at) => (at * 37) % 256))]);
}
