// Every screen of the window and how to get there, for pictures and for audits.
import { now, signed, stripe } from "./events.mjs";
import { rawRequest } from "./raw.mjs";

/** @typedef {import("@playwright/test").Page} Page */
/** @typedef {import("./hookwright.mjs").Hookwright} Hookwright */
/** @typedef {{ name: string, open: (page: Page, hookwright: Hookwright) => Promise<void> }} Screen */

/**
 * Screens of a folder that `seed` filled.
 * @type {Screen[]}
 */
export const screens = [
  { name: "captures", open: (page, hookwright) => openCapture(page, hookwright, "verdict:rejected source:stripe", "signature") },
  { name: "list", open: (page, hookwright) => visit(page, hookwright, {}) },
  { name: "overview", open: (page, hookwright) => openCapture(page, hookwright, "path:/upload", "overview") },
  { name: "headers", open: (page, hookwright) => openCapture(page, hookwright, "source:github", "headers") },
  { name: "body", open: (page, hookwright) => openCapture(page, hookwright, "source:stripe verdict:verified", "body") },
  { name: "body-hex", open: (page, hookwright) => openCapture(page, hookwright, "path:/upload", "body") },
  { name: "verified", open: (page, hookwright) => openCapture(page, hookwright, "source:orders", "signature") },
  { name: "detected", open: (page, hookwright) => openCapture(page, hookwright, "source:partner", "signature") },
  { name: "handshake", open: (page, hookwright) => openCapture(page, hookwright, "path:/slack/events", "signature") },
  { name: "response", open: (page, hookwright) => openCapture(page, hookwright, "source:shopify", "response") },
  {
    name: "capture-replays",
    open: (page, hookwright) => openCapture(page, hookwright, "source:stripe verdict:verified", "replays"),
  },
  { name: "completion", open: openCompletion },
  { name: "no-match", open: openNoMatch },
  { name: "replay", open: (page, hookwright) => openDialog(page, hookwright, "r") },
  { name: "replay-edited", open: openEdits },
  { name: "source", open: (page, hookwright) => openDialog(page, hookwright, "e") },
  { name: "schemes", open: openSchemes },
  { name: "replays", open: (page, hookwright) => openReplays(page, hookwright, "") },
  { name: "attempts", open: (page, hookwright) => openReplays(page, hookwright, "?view=attempts") },
  { name: "run", open: openRun },
  { name: "run-compared", open: openCompared },
  { name: "replay-all", open: openReplayAll },
  { name: "replay-changed", open: openReplayChanged },
  { name: "deliveries", open: openDelivery },
  { name: "endpoints", open: openEndpoint },
  { name: "endpoint-edit", open: openEndpointDialog },
  { name: "dead-letters", open: openDeadLetter },
  { name: "deliver", open: openDeliver },
  { name: "providers", open: openRedelivery },
  { name: "provider-add", open: openProfileDialog },
  { name: "provider-endpoints", open: openProviderEndpoint },
  { name: "provider-endpoint-new", open: openNewProviderEndpoint },
  { name: "provider-calls", open: openProviderCall },
  { name: "emulation", open: (page, hookwright) => openEmulation(page, hookwright, {}) },
  { name: "emulation-new", open: openNewRun },
  { name: "emulation-requests", open: (page, hookwright) => openEmulation(page, hookwright, { part: "requests" }) },
  { name: "emulation-keys", open: (page, hookwright) => openEmulation(page, hookwright, { part: "keys" }) },
  { name: "emulation-behaviour", open: (page, hookwright) => openEmulation(page, hookwright, { part: "behaviour" }) },
  { name: "bench", open: (page, hookwright) => openBench(page, hookwright, "") },
  { name: "bench-sign", open: (page, hookwright) => openBench(page, hookwright, "Sign") },
  { name: "bench-diagnose", open: (page, hookwright) => openBench(page, hookwright, "Diagnose") },
  { name: "bench-find", open: (page, hookwright) => openBench(page, hookwright, "Find scheme") },
  { name: "probe", open: (page, hookwright) => openSignatures(page, hookwright, { view: "probe" }, "Earlier probes") },
  { name: "probe-report", open: openReport },
  { name: "catalogue", open: (page, hookwright) => openSignatures(page, hookwright, { view: "catalogue" }, "How sure") },
  { name: "scheme", open: openScheme },
  { name: "own-schemes", open: openOwn },
  { name: "own-wrong", open: openWrong },
  { name: "settings", open: openSettings },
  { name: "palette", open: (page, hookwright) => openOver(page, hookwright, "Control+k") },
  { name: "keys", open: (page, hookwright) => openOver(page, hookwright, "?") },
];

/**
 * The first screen of an empty folder.
 * @type {Screen}
 */
export const firstStart = {
  name: "first-start",
  open: async (page, hookwright) => {
    await page.goto(hookwright.home);
    await page.getByRole("radio", { name: /Stripe/ }).waitFor();
  },
};

/**
 * The captures page with this in its address.
 * @param {Page} page
 * @param {Hookwright} hookwright
 * @param {Record<string, string>} search
 */
async function visit(page, hookwright, search) {
  await page.goto(`${hookwright.home}?${new URLSearchParams(search)}`);
  await page.locator("[role=row][aria-selected]").first().waitFor();
}

/**
 * The newest capture under a filter, at a tab.
 * @param {Page} page
 * @param {Hookwright} hookwright
 * @param {string} filter
 * @param {string} tab
 */
async function openCapture(page, hookwright, filter, tab) {
  const [capture] = await hookwright.call("captures.page", { filter, from: null, limit: 1 });
  await visit(page, hookwright, { capture: capture.id, tab });
  await page.getByRole("tabpanel").waitFor();
}

/** @type {Screen["open"]} */
async function openCompletion(page, hookwright) {
  await openCapture(page, hookwright, "source:github verdict:verified", "body");
  await page.getByRole("combobox", { name: "Filter captures" }).pressSequentially("verdict:");
  await page.getByRole("listbox", { name: "Completions" }).waitFor();
}

/** @type {Screen["open"]} */
async function openNoMatch(page, hookwright) {
  await page.goto(`${hookwright.home}?${new URLSearchParams({ filter: "source:stripe method:DELETE" })}`);
  await page.getByText("No capture matches").waitFor();
}

/**
 * What a key opens on a capture.
 * @param {Page} page
 * @param {Hookwright} hookwright
 * @param {string} key
 */
async function openDialog(page, hookwright, key) {
  await openCapture(page, hookwright, "source:stripe verdict:verified", "body");
  await page.keyboard.press(key);
  await page.getByRole("dialog").locator("input").first().waitFor();
}

/** @type {Screen["open"]} */
async function openEdits(page, hookwright) {
  await openDialog(page, hookwright, "R");
  // The code editor is fetched when it is needed.
  await page.getByRole("textbox", { name: "Body" }).getByText("evt_").waitFor();
}

/** @type {Screen["open"]} */
async function openSchemes(page, hookwright) {
  await openDialog(page, hookwright, "e");
  await page.getByRole("button", { name: "Change…" }).click();
  await page.getByRole("grid", { name: "Schemes" }).getByRole("row").first().waitFor();
}

/**
 * Runs, or every attempt by itself.
 * @param {Page} page
 * @param {Hookwright} hookwright
 * @param {string} search
 */
async function openReplays(page, hookwright, search) {
  await page.goto(`${hookwright.home}replays${search}`);
  await page.locator("[role=row][aria-selected]").first().waitFor();
}

/** @type {Screen["open"]} the last run, beside the one before */
async function openRun(page, hookwright) {
  const [{ run }] = await hookwright.call("runs.list", { from: null, limit: 1 });
  await page.goto(`${hookwright.home}replays/${run.id}`);
  await page.getByRole("grid", { name: "Results" }).getByText("Regressed").first().waitFor();
}

/** @type {Screen["open"]} */
async function openCompared(page, hookwright) {
  await openRun(page, hookwright);
  await page.keyboard.press("j");
  await page.keyboard.press("d");
  await page.getByRole("region", { name: /^Exchange/ }).getByText("Body of the answer").waitFor();
}

/** @type {Screen["open"]} */
async function openReplayAll(page, hookwright) {
  await visit(page, hookwright, { filter: "source:stripe" });
  await page.keyboard.press("A");
  await page.getByRole("dialog").getByText(/requests?$/).waitFor();
  await page.getByRole("dialog").getByText("More", { exact: true }).click();
}

/** @type {Screen["open"]} */
async function openReplayChanged(page, hookwright) {
  await visit(page, hookwright, { filter: "source:stripe" });
  await page.keyboard.press("A");
  await page.getByRole("button", { name: "Changed" }).click();
  await page.getByRole("button", { name: "JSON Patch" }).click();
  await page.getByRole("textbox", { name: "JSON Patch (RFC 6902)" }).waitFor();
}

/**
 * The deliveries page with this in its address, once a region of it is there.
 * @param {Page} page
 * @param {Hookwright} hookwright
 * @param {Record<string, string>} search
 * @param {RegExp} region
 */
async function openDeliveries(page, hookwright, search, region) {
  await page.goto(`${hookwright.home}deliveries?${new URLSearchParams(search)}`);
  await page.getByRole("region", { name: region }).waitFor();
}

/** @type {Screen["open"]} */
async function openDelivery(page, hookwright) {
  const [delivery] = await hookwright.call("deliveries.page", { filter: "endpoint:billing", from: null, limit: 1 });
  await openDeliveries(page, hookwright, { delivery: delivery.id }, /^Attempt/);
}

/** @type {Screen["open"]} */
async function openDeadLetter(page, hookwright) {
  const [dead] = await hookwright.call("deliveries.page", { filter: "state:failed", from: null, limit: 1 });
  await openDeliveries(page, hookwright, { view: "dead", delivery: dead.id }, /^Attempt/);
}

/** @type {Screen["open"]} */
async function openEndpoint(page, hookwright) {
  const endpoints = await hookwright.call("endpoints.list");
  const { endpoint } = endpoints.find((/** @type {{ endpoint: { name: string } }} */ { endpoint: { name } }) => name === "shop");
  await openDeliveries(page, hookwright, { view: "endpoints", endpoint: endpoint.id }, /^Endpoint shop/);
  await page.getByRole("img", { name: /delivered$/ }).first().waitFor();
}

/** @type {Screen["open"]} */
async function openEndpointDialog(page, hookwright) {
  await openEndpoint(page, hookwright);
  await page.keyboard.press("e");
  await page.getByRole("dialog").getByText(/pass in/).waitFor();
}

/** @type {Screen["open"]} */
async function openDeliver(page, hookwright) {
  await openDelivery(page, hookwright);
  await page.keyboard.press("n");
  // The code editor is fetched when it is needed.
  await page.getByRole("dialog").getByText("invoice.paid").first().waitFor();
}

/**
 * The providers page with this in its address.
 * @param {Page} page
 * @param {Hookwright} hookwright
 * @param {Record<string, string>} search
 */
async function openProviders(page, hookwright, search) {
  await page.goto(`${hookwright.home}providers?${new URLSearchParams(search)}`);
}

/** @type {Screen["open"]} */
async function openRedelivery(page, hookwright) {
  const { rows } = await hookwright.call("profiles.deliveries", { profile: "messages" });
  const rejected = rows.find((/** @type {{ event_type: string }} */ { event_type }) => event_type === "campaign.rejected");
  await openProviders(page, hookwright, { delivery: `messages/${rejected.id}` });
  await page.getByRole("region", { name: /^Redeliver / }).waitFor();
  await page.getByRole("region", { name: "Redelivered before" }).getByText("Verified").first().waitFor();
}

/** @type {Screen["open"]} */
async function openProfileDialog(page, hookwright) {
  await openRedelivery(page, hookwright);
  await page.keyboard.press("a");
  await page.getByRole("dialog", { name: "Add a profile" }).waitFor();
}

/** @type {Screen["open"]} */
async function openProviderEndpoint(page, hookwright) {
  const { rows } = await hookwright.call("profiles.endpoints", { profile: "messages" });
  await openProviders(page, hookwright, { view: "endpoints", endpoint: `messages/${rows[0].id}` });
  await page.getByRole("button", { name: "Rotate secret…" }).waitFor();
}

/** @type {Screen["open"]} */
async function openNewProviderEndpoint(page, hookwright) {
  await openProviderEndpoint(page, hookwright);
  await page.keyboard.press("n");
  const dialog = page.getByRole("dialog", { name: "New endpoint at AgentMessage" });
  await dialog.getByLabel("URL").fill("https://hooks.example.com/in");
  await dialog.getByLabel("Event types, between commas").fill("brand.vetted");
  await dialog.getByText("What goes out").click();
  await dialog.getByText("[redacted]").waitFor();
}

/** @type {Screen["open"]} the last one, which arrived */
async function openProviderCall(page, hookwright) {
  const [call] = await hookwright.call("provider_calls.page", { kind: "redelivery", limit: 1 });
  await openProviders(page, hookwright, { view: "calls", call: call.id });
  await page.getByRole("heading", { name: "What was asked" }).waitFor();
}

/**
 * The page of the emulated Skyvern, at a part of it.
 * @param {Page} page
 * @param {Hookwright} hookwright
 * @param {Record<string, string>} search
 */
async function openEmulation(page, hookwright, search) {
  const [run] = await hookwright.call("emulations.list", { provider: "skyvern" });
  const [call] = await hookwright.call("emulations.calls", { provider: "skyvern", before: null, limit: 1 });
  await openProviders(page, hookwright, { view: "emulation", provider: "skyvern", record: run.id, request: call.id, ...search });
  const there = { requests: "Answered", keys: "Make a key…", behaviour: "3 times left" }[search.part ?? ""] ?? "Body of its webhook";
  await page.getByText(there, { exact: true }).first().waitFor();
}

/** @type {Screen["open"]} */
async function openNewRun(page, hookwright) {
  await openEmulation(page, hookwright, {});
  await page.keyboard.press("n");
  await page.getByRole("dialog").getByText("Webhook URL").waitFor();
}

/**
 * The signatures page with this in its address, once a word of it is there.
 * @param {Page} page
 * @param {Hookwright} hookwright
 * @param {Record<string, string>} search
 * @param {string} word
 */
async function openSignatures(page, hookwright, search, word) {
  await page.goto(`${hookwright.home}signatures?${new URLSearchParams(search)}`);
  await page.getByText(word).first().waitFor();
}

/**
 * The bench with a request whose body lost its layout, at a tab.
 * @param {Page} page
 * @param {Hookwright} hookwright
 * @param {string} tab
 */
async function openBench(page, hookwright, tab) {
  await openSignatures(page, hookwright, {}, "Raw HTTP request");
  const delivery = signed(stripe, 1, { seconds: now() });
  const body = tab === "Diagnose" ? JSON.stringify(JSON.parse(delivery.body)) : delivery.body;
  await page.getByLabel(/^Raw HTTP request/).fill(rawRequest({ ...delivery, body }));
  await page.getByRole("button", { name: "Use stripe-v1" }).click();
  await page.getByLabel("Secret", { exact: true }).fill(stripe.secret);
  await page.getByRole("button", { name: "Edit the fields" }).click();
  await page.getByRole("textbox", { name: "Body" }).waitFor();
  await page.getByRole("list", { name: "Steps of the check" }).waitFor();
  if (tab === "") return;
  await page.getByRole("tab", { name: tab }).click();
  await page.getByText({ Sign: "Headers to send", Diagnose: "Proven by digest" }[tab] ?? "Save as a scheme").first().waitFor();
}

/** @type {Screen["open"]} */
async function openReport(page, hookwright) {
  await openSignatures(page, hookwright, { view: "probe" }, "Earlier probes");
  await page.getByRole("list", { name: "Earlier probes" }).getByRole("button").first().click();
  await page.getByRole("region", { name: "Requests that were sent" }).waitFor();
}

/** @type {Screen["open"]} */
async function openScheme(page, hookwright) {
  await openSignatures(page, hookwright, { view: "catalogue", scheme: "stripe-v1" }, "In your handler");
  await page.getByRole("list", { name: "Steps of the check" }).waitFor();
}

/** @type {Screen["open"]} */
async function openOwn(page, hookwright) {
  await openSignatures(page, hookwright, { view: "own", edit: "new" }, "New scheme");
  await page.getByRole("textbox", { name: "Definition" }).waitFor();
}

/** @type {Screen["open"]} */
async function openWrong(page, hookwright) {
  await openOwn(page, hookwright);
  const text = 'id = "shop"\nprovider = "Shop"\n\n[signature]\nfrom = "header:X-Shop-Signature"\n\n[algorithm]\nkind = "hmac"\nhash = "sha3"\n';
  await page.getByRole("textbox", { name: "Definition" }).press("Control+a");
  await page.keyboard.insertText(text);
  await page.getByText(/^Line 9/).waitFor();
}

/** @type {Screen["open"]} */
async function openSettings(page, hookwright) {
  await page.goto(`${hookwright.home}settings`);
  await page.getByRole("heading", { name: "About" }).waitFor();
}

/**
 * What a key opens over the list.
 * @param {Page} page
 * @param {Hookwright} hookwright
 * @param {string} key
 */
async function openOver(page, hookwright, key) {
  await visit(page, hookwright, {});
  await page.keyboard.press(key);
  await page.getByRole("dialog").waitFor();
}
