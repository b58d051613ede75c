// Providers that are played and called, in the real window.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { github } from "../support/events.mjs";
import { githubLog } from "../support/providers.mjs";
import { deadUrl } from "../support/target.mjs";
import { journey } from "./app.mjs";
import { addSource } from "./steps.mjs";

/** @typedef {import("./webdriver.mjs").Window} Window */
/** @typedef {import("../support/target.mjs").Arrival} Arrival */

/** How long a provider may take to come so far. */
const PATIENCE_MS = 40_000;

journey("a Skyvern run goes to a dead URL, and with another URL it arrives verified", async (home) => {
  const window = await home.open();
  await openEmulation(window, "Skyvern");
  await window.says("No Skyvern run yet");
  await make(window, { to: `${await deadUrl()}/hooks`, type: "workflow_run" });
  await window.find("dialog", "Skyvern run made", "wr_");
  await window.click("button", "Add a source with it…");
  await window.click("button", /^Add source/);
  await window.find("link", /skyvern/);
  await window.find("region", /^Run wr_/, "workflow_run_id");
  await openRedelivery(window);
  await window.press("Control+Enter");
  await window.find("region", "Just now", /Asked.*Sent.*Not arrived.*Could not reach URL/);
  await window.click("button", "To the source skyvern");
  await window.press("Control+Enter");
  await window.find("list", /^Redelivery of wr_/, /^Asked.*Sent.*Arrived.*Verified$/);
  await window.find("region", "Redelivered before", "Not arrived");
  assert.equal(await linesOf(window, "Just now"), 1);
  await readWhatArrived(window);
  await window.close();
});

journey("AgentMessage's limit is hit by many at once, and waited out", async (home) => {
  const target = await home.target();
  const window = await home.open();
  await openEmulation(window, "AgentMessage");
  await turnClock(window, "×10");
  for (const made of [4, 8, 12]) {
    await makeOneOfEach(window, `${target.url}/hooks`);
    await target.hears(made);
  }
  await openRedelivery(window);
  await refreshUntil(window, /all 12/);
  await window.click("button", /^Redeliver all/);
  await (await window.find("textbox", "Reason, kept by AgentMessage")).type("handler fixed");
  await window.press("Control+Enter");
  await window.find("timer", /^Asked too often: it goes on in 0:0\d/);
  await window.find("region", /^Redeliveries through/, "10 of 12 10 accepted");
  await window.find("region", /^Redeliveries through/, "12 of 12 12 accepted, done");
  await target.hears(24);
  await window.close();
  const events = target.arrivals.map(({ body }) => JSON.parse(body.toString()));
  assert.equal(new Set(events.map(({ id }) => id)).size, 24);
  const kinds = events.map(({ type }) => type);
  assert.deepEqual(kinds.slice(12).sort(), kinds.slice(0, 12).sort());
});

journey("a B3OS delivery that was given up is retried, and succeeds on its second try", async (home) => {
  const retried = { allowed: false, tries: 0 };
  const target = await home.target(() => {
    if (retried.allowed) retried.tries += 1;
    return { status: retried.tries > 1 ? 200 : 500 };
  });
  const window = await home.open();
  await openEmulation(window, "B3OS");
  await turnClock(window, "×10,000");
  await make(window, { to: `${target.url}/hooks` });
  const secret = await readSecret(window);
  await window.press("Control+Enter");
  await openRedelivery(window);
  await refreshUntil(window, /Failed[^]*run\.completed[^]*500/);
  const before = target.arrivals.length;
  retried.allowed = true;
  await window.press("Control+Enter");
  await window.find("region", "Just now", "Sent");
  await refreshUntil(window, /Succeeded[^]*run\.completed[^]*200/);
  await window.close();
  assert.equal(retried.tries, 2);
  assert.equal(target.arrivals.length, before + 2);
  for (const { headers, body } of target.arrivals) {
    assert.deepEqual(body, target.arrivals[0]?.body);
    assert.equal(new Headers(headers).get("x-b3os-signature"), createHmac("sha256", secret).update(body).digest("hex"));
  }
});

journey("what GitHub's log holds is imported, marked and verified", async (home) => {
  const target = await home.target(githubLog());
  const window = await home.open();
  await addSource(window, github);
  await addGithub(window, target.url);
  await window.find("row", /^Succeeded.*push.*200/);
  await window.click("button", "More of github");
  await window.click("menuitem", /^Import what it holds/);
  await window.find("dialog", "Import from github");
  await window.press("Control+Enter");
  await window.find("dialog", "Import from github", "1 of 1 delivery imported.");
  await window.click("link", "Show the captures");
  await window.click("row", /^Verified/);
  await window.click("tab", "Overview");
  await window.find("tabpanel", /./, "an import of 12345 from github");
  await window.close();
  assert.deepEqual([...new Set(target.arrivals.map(asked))], ["GET /repos/example/shop/hooks/7/deliveries", "GET /repos/example/shop/hooks/7/deliveries/12345"]);
});

/**
 * Opens what plays a provider.
 * @param {Window} window
 * @param {string} provider
 */
async function openEmulation(window, provider) {
  await window.says("Listening");
  await window.click("link", /^Providers/);
  await window.click("button", "Emulation");
  await window.click("button", new RegExp(`${provider}replays`));
  await window.find("region", `Emulation of ${provider}`);
}

/**
 * Opens what makes a record, and says where its webhook goes.
 * @param {Window} window
 * @param {string} to
 */
async function beginRecord(window, to) {
  await window.click("button", /^New (Skyvern|B3OS|AgentMessage) /);
  await (await window.find("textbox", "Webhook URL")).type(to);
}

/**
 * Makes a record, as it usually is but for its type.
 * @param {Window} window
 * @param {{ to: string, type?: string }} what
 */
async function make(window, { to, type }) {
  await beginRecord(window, to);
  if (type !== undefined) {
    await window.click("combobox", "Type");
    await window.click("option", type);
  }
  await window.click("button", /^Create /);
}

/**
 * @param {Window} window
 * @param {string} to
 */
async function makeOneOfEach(window, to) {
  await beginRecord(window, to);
  await window.click("button", "One of each kind");
  await window.lacks("dialog", /^New AgentMessage/);
}

/**
 * The secret of what was just made, which is shown only when it is asked for.
 * @param {Window} window
 */
async function readSecret(window) {
  await window.click("button", "Show: Signing secret");
  await window.find("button", "Hide: Signing secret");
  const [, secret = ""] = (await window.text()).match(/Signing secret\s+(\S+)/) ?? [];
  return secret;
}

/**
 * @param {Window} window
 * @param {string} speed
 */
async function turnClock(window, speed) {
  await window.click("tab", /^Behaviour/);
  await window.click("button", speed);
  await window.says("An hour of waiting passes in");
}

/**
 * From the open record of an emulation to having it sent again.
 * @param {Window} window
 */
async function openRedelivery(window) {
  await window.click("button", /^Redeliver…/);
  await window.find("region", /^Redeliver /);
}

/**
 * Reads the log again until the provider has come so far.
 * @param {Window} window
 * @param {RegExp} words
 */
async function refreshUntil(window, words) {
  const end = Date.now() + PATIENCE_MS;
  while (!words.test(await window.text())) {
    if (Date.now() > end) throw new Error(`the log never said ${words}, but:\n${await window.text()}`);
    await window.click("button", "Refresh");
    await window.lacks("gridcell", /reading…/);
  }
}

/**
 * How many lines the steps of a redelivery take.
 * @param {Window} window
 * @param {string} region
 */
async function linesOf(window, region) {
  return window.run(`
    const steps = document.querySelectorAll('[aria-label="${region}"] ol > li');
    return new Set([...steps].map((step) => step.getBoundingClientRect().top)).size;
  `);
}

/** @param {Window} window */
async function readWhatArrived(window) {
  await window.click("link", "Open the capture");
  await window.find("region", /^Capture cap_/, "Verified");
  await window.click("tab", /^Headers/);
  await window.find("tabpanel", /./, /x-skyvern-signature [0-9a-f]{64}/i);
}

/**
 * @param {Window} window
 * @param {string} url
 */
async function addGithub(window, url) {
  await window.click("link", /^Providers/);
  await window.click("button", /^Add a profile/);
  await window.click("combobox", "Provider");
  await window.click("option", "GitHub");
  await (await window.find("textbox", "Base URL")).fill(url);
  await (await window.find("textbox", "Owner of the repository")).type("example");
  await (await window.find("textbox", "Repository")).type("shop");
  await (await window.find("textbox", "Id of the hook")).type("7");
  await (await window.find("textbox", /^Key, kept encrypted/)).type("token");
  await window.press("Control+Enter");
}

/**
 * What was asked for, and that it was asked with the key.
 * @param {Arrival} arrival
 */
function asked({ method, path, headers }) {
  assert.equal(new Headers(headers).get("authorization"), "Bearer token");
  return `${method} ${path.split("?")[0]}`;
}
