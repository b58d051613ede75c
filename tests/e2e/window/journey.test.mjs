// What a user does, in the real window.
import assert from "node:assert/strict";
import { signed, stripe, tampered } from "../support/events.mjs";
import { send } from "../support/send.mjs";
import { journey } from "./app.mjs";
import { addSource, receiverOf } from "./steps.mjs";

/** @typedef {import("./webdriver.mjs").Window} Window */

journey("from a new source to a replay, and all of it is there after a restart", async (home) => {
  const target = await home.target({ status: 200 }, { status: 500, body: '{"error":"no such order"}' });
  const first = await home.open();
  await addSource(first, stripe);
  await receive(await receiverOf(first));
  await readWhyRejected(first);
  await replayTwice(first, `${target.url}/hooks`);
  await first.close();
  const second = await home.open();
  await findEverything(second);
  await second.close();
  assert.deepEqual(
    target.arrivals.map(({ path }) => path),
    ["/hooks", "/hooks"],
  );
});

journey("a run's results are saved where downloads go, and the window says where", async (home) => {
  const target = await home.target({ status: 200 });
  const window = await home.open();
  await addSource(window, stripe);
  await receive(await receiverOf(window));
  await replayAll(window, `${target.url}/hooks`);
  await window.says("Finished");
  for (const name of ["hookwright-run_1.md", "hookwright-run_1 (1).md"]) {
    await window.click("button", "Export");
    await window.click("menuitem", /^Markdown/);
    await window.says(`downloads/${name}`);
  }
  await window.close();
  const [first, second] = home.downloads();
  assert.match(first ?? "", /http:\/\/127\.0\.0\.1/);
  assert.equal(first, second);
});

/** @param {string} receiver */
async function receive(receiver) {
  const event = signed(stripe, 1);
  assert.equal((await send(receiver, event)).status, 200);
  assert.equal((await send(receiver, tampered(event))).status, 200);
}

/** @param {Window} window */
async function readWhyRejected(window) {
  await window.find("row", /^Verified.*invoice\.payment_failed/);
  await window.click("row", /^Rejected/);
  await window.says("Digest differs");
  await window.says("The signature does not match.");
}

/**
 * @param {Window} window
 * @param {string} url
 */
async function replayTwice(window, url) {
  await window.click("row", /^Verified/);
  await window.find("heading", "invoice.payment_failed");
  await window.click("button", /^Replay/);
  await (await window.find("combobox", "Send to")).fill(url);
  await window.click("button", /^Send/);
  await window.says("Bytes on the wire equal the capture's");
  await window.click("button", /^Send again/);
  await window.says("no such order");
  await window.click("button", "Close");
}

/**
 * @param {Window} window
 * @param {string} url
 */
async function replayAll(window, url) {
  await window.find("row", /^Rejected/);
  await (await window.find("combobox", "Filter captures")).type("source:stripe ");
  await window.click("button", /^Replay all/);
  await (await window.find("combobox", "Send to")).fill(url);
  await window.click("button", /^Send/);
}

/** @param {Window} window */
async function findEverything(window) {
  await window.find("link", /stripe/);
  await window.find("row", /^Rejected/);
  await window.click("row", /^Verified/);
  await window.click("tab", /^Replays/);
  await window.find("row", /500.*Regressed/);
  await window.find("row", /200.*First answer/);
}
