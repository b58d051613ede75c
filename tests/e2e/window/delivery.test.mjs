// Runs of a thousand, a handler that is found out, and a dead letter, in the real window.
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { signed, stripe } from "../support/events.mjs";
import { numberOf } from "../support/runs.mjs";
import { flood } from "../support/send.mjs";
import { journey } from "./app.mjs";
import { addSource, receiverOf } from "./steps.mjs";

/** @typedef {import("./webdriver.mjs").Window} Window */
/** @typedef {import("../support/target.mjs").Arrival} Arrival */
/** @typedef {import("../support/target.mjs").Reply} Reply */

const HANDLER = fileURLToPath(new URL("../support/fail-open-handler.mjs", import.meta.url));
const FAILS = { status: 500, type: "text/plain", body: "TypeError: no such order" };
const TOTAL = 1000;
/** How many are answered before the run is cancelled. */
const BEFORE = 200;
/** How many requests of a run are under way at once, as the console has it at first. */
const AT_ONCE = 8;

journey("a run of 1,000 with failures is cancelled, made again, and its failures are sent once more", async (home) => {
  const sink = new Sink();
  const target = await home.target((arrival) => sink.answer(arrival));
  const { url, arrivals } = target;
  const window = await home.open();
  await addSource(window, stripe);
  await receiveEvents(await receiverOf(window), TOTAL);
  await startRun(window, url);
  await target.hears(BEFORE + AT_ONCE);
  await cancelOnTheWay(window, sink);
  assert.equal(new Set(numbers(arrivals.splice(0))).size, BEFORE + AT_ONCE);
  sink.go();
  await window.click("button", /^Run again/);
  await target.hears(TOTAL);
  await findFailures(window);
  assert.deepEqual(numbers(arrivals.splice(0)), all(TOTAL));
  sink.mended = true;
  await window.click("button", /^Re-run 100 failures/);
  await findFixed(window);
  assert.deepEqual(numbers(arrivals), all(TOTAL).filter(isBroken));
  await window.close();
});

journey("a handler that fails open is found out, and the report has every request that it got", async (home) => {
  const handler = home.program(HANDLER);
  const { url } = await handler.row();
  const window = await home.open();
  await probe(window, `${url}/webhooks/stripe`);
  await readVerdict(window);
  await readExchange(window);
  await exportReport(window);
  await window.close();
  await handler.stop();
  const log = await handler.rows();
  const [report] = home.downloads().map((text) => JSON.parse(text));
  assert.deepEqual(statuses(report.exchanges), statuses(log));
  assert.ok(log.some(({ signed, status }) => !signed && status === 200));
  assert.deepEqual(new Set(log.map(({ method, path }) => `${method} ${path}`)), new Set(["POST /webhooks/stripe"]));
});

journey("a delivery fails by its schedule, becomes a dead letter, and is recovered once its receiver is mended", async (home) => {
  const failures = [{ status: 500 }, { status: 503 }, { status: 500, type: "text/plain", body: "no such order" }];
  let mended = false;
  const { url, arrivals } = await home.target(() => (mended ? {} : (failures.shift() ?? FAILS)));
  const window = await home.open();
  await deliverUntilGivenUp(window, `${url}/hooks`);
  await findDeadLetter(window);
  assert.equal(arrivals.length, 3);
  mended = true;
  await recover(window);
  await window.close();
  assert.deepEqual(arrivals.map(({ path }) => path), Array(4).fill("/hooks"));
  assert.equal(new Set(arrivals.map(({ body }) => body.toString())).size, 1);
  assert.equal(new Set(arrivals.map(messageIdOf)).size, 1);
});

/** A receiver of runs: holds its answers until the first run was cancelled, and fails until it is mended. */
class Sink {
  mended = false;
  /** How many answers were failures. */
  failed = 0;
  #answered = 0;
  /** @type {(() => void)[] | null} */
  #held = [];

  /**
   * @param {Arrival} arrival
   * @returns {Promise<Reply>}
   */
  async answer(arrival) {
    if (this.#held !== null && this.#answered === BEFORE) await new Promise((go) => this.#held?.push(() => go(undefined)));
    this.#answered += 1;
    if (this.mended || !isBroken(numberOf(arrival))) return {};
    this.failed += 1;
    return FAILS;
  }

  /** Lets go of what is held, and holds nothing any more. */
  go() {
    const held = this.#held ?? [];
    this.#held = null;
    for (const go of held) go();
  }
}

/** @param {number} number */
function isBroken(number) {
  return number % 10 === 0;
}

/** @param {number} total */
function all(total) {
  return Array.from({ length: total }, (_, at) => at);
}

/**
 * The numbers of the events that arrived, the least first.
 * @param {Arrival[]} arrivals
 */
function numbers(arrivals) {
  return arrivals.map(numberOf).sort((one, other) => one - other);
}

/**
 * @param {string} receiver
 * @param {number} total
 */
async function receiveEvents(receiver, total) {
  let index = 0;
  await flood(receiver, () => (index < total ? signed(stripe, index++) : undefined));
}

/**
 * @param {Window} window
 * @param {string} url
 */
async function startRun(window, url) {
  await window.click("link", /^Replays/);
  await window.find("heading", "Replays");
  await window.press("n");
  await (await window.find("textbox", "Captures that match")).fill("source:stripe");
  await window.find("dialog", /./, "1,000 captures");
  await (await window.find("combobox", "Send to")).fill(url);
  await window.find("dialog", /./, "1,000 requests");
  await window.click("button", /^Send/);
}

/**
 * @param {Window} window
 * @param {Sink} sink
 */
async function cancelOnTheWay(window, sink) {
  await window.says("Running");
  await reads(window, /Sent 200 ?of 1,000 .* Time left, about \d/);
  await window.click("button", /^Cancel/);
  await window.says("Cancelled");
  const { failed } = sink;
  await reads(window, /Sent 208 ?of 1,000 /);
  await reads(window, new RegExp(`Answered 2xx ${BEFORE - failed} Other answer ${failed} No answer ${AT_ONCE}`));
  await window.find("region", "Answers", `cancelled You stopped this before`);
}

/** @param {Window} window */
async function findFailures(window) {
  await window.says("Finished");
  await reads(window, /Sent 1,000 ?of 1,000 /);
  await window.find("region", "Answers", /500 TypeError: no such order 100 /);
}

/** @param {Window} window */
async function findFixed(window) {
  await reads(window, /Sent 100 ?of 100 .* Fixed 100 Regressed 0 Same 0$/);
  await window.find("row", /^Fixed.*500.*200/);
}

/**
 * The large readings of a run.
 * @param {Window} window
 * @param {RegExp} words
 */
async function reads(window, words) {
  await window.find("region", "Plan and progress", words);
}

/**
 * @param {Window} window
 * @param {string} url
 */
async function probe(window, url) {
  await window.click("link", /^Signatures/);
  await window.click("button", /^Probe/);
  await (await window.find("textbox", "URL of your handler")).fill(url);
  await window.click("button", "Choose…");
  await (await window.find("textbox", "Find a scheme")).type("stripe");
  await window.click("button", /^Use this scheme/);
  await (await window.find("textbox", "Secret")).type(stripe.secret);
  await window.click("button", /^Probe the handler/);
}

/** @param {Window} window */
async function readVerdict(window) {
  await window.find("heading", /accepts requests that it must refuse/);
  await window.find("button", /^Critical.*Fails open on unsigned requests/);
  await window.find("row", /^Without a signature.*200.*Wrong/);
}

/** @param {Window} window */
async function readExchange(window) {
  await window.click("button", "Without a signature");
  await window.find("dialog", "Without a signature", "POST /webhooks/stripe HTTP/1.1");
  await window.press("Escape");
  await window.lacks("dialog", "Without a signature");
}

/** @param {Window} window */
async function exportReport(window) {
  await window.click("button", "Export");
  await window.click("menuitem", /^JSON/);
  await window.says("downloads/probe-");
}

/**
 * How often each status was answered, whatever the order.
 * @param {{ status: number }[]} answers
 */
function statuses(answers) {
  return answers.map(({ status }) => status).sort();
}

/** @param {Arrival} arrival */
function messageIdOf({ headers }) {
  return headers.find(([name]) => name === "Webhook-Id")?.[1] ?? assert.fail("it has no message id");
}

/**
 * @param {Window} window
 * @param {string} url
 */
async function deliverUntilGivenUp(window, url) {
  await window.click("link", /^Deliveries/);
  await window.says("Nothing was delivered yet");
  await window.press("n");
  await (await window.find("textbox", "URL")).fill(url);
  await window.click("disclosure", /^Schedule and clock/);
  await (await window.find("textbox", "Times as fast")).fill("1000");
  await window.click("combobox", "Tried again");
  await window.click("option", /My own/);
  await (await window.find("textbox", "Waits")).fill("20s, 5m");
  await window.says("3 attempts over 5 min 20 s");
  await window.click("button", /^Deliver/);
  await window.find("region", /^Delivery del_/, "Failed");
  await window.find("row", /Schedule.*500.*Again after 20 s/);
  await window.find("row", /Retry.*503.*Again after 5 min/);
  await window.find("row", /Retry.*500.*Given up/);
  await window.find("region", "Attempt 3", "no such order");
}

/** @param {Window} window */
async function findDeadLetter(window) {
  await window.click("button", /^Dead letters/);
  await window.find("row", /Failed.*invoice\.paid/);
  await window.click("button", /^Recover 1 dead letter/);
  await window.find("dialog", "Recover 1 dead letter?", "same message id");
}

/** @param {Window} window */
async function recover(window) {
  await window.click("button", /^Recover/);
  await window.says("No dead letters");
  await window.click("button", "Deliveries");
  await window.find("row", /Succeeded.*invoice\.paid.*200/);
}
