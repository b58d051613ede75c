// Providers as somebody plays and calls them who tries out a replay: for pictures and for journeys.
import { github, signed } from "./events.mjs";
import { Target } from "./target.mjs";

/** @typedef {import("./hookwright.mjs").Hookwright} Hookwright */

/**
 * Makes something for an emulation to send again.
 * @param {Hookwright} hookwright
 * @param {string} provider
 * @param {{ to: string, type?: string, status?: string }} what
 */
export async function emulated(hookwright, provider, { to, type, status }) {
  return hookwright.call("emulations.create", { provider, to, event_type: type ?? null, status: status ?? null, payload: null });
}

/**
 * A profile that points at an emulation.
 * @param {Hookwright} hookwright
 * @param {{ provider: string, name: string, made: { base_url: string, api_key: string, secret: string } }} of
 */
export async function reach(hookwright, { provider, name, made }) {
  return hookwright.call("profiles.add", { name, provider, base_url: made.base_url, key: made.api_key, settings: {} });
}

/** The delivery that a log of GitHub holds. */
const HELD = { id: 12345, guid: "0190a1b2-c3d4-7e5f-a6b7-c8d9e0f1a2b3", event: "push", status: "OK", status_code: 200, delivered_at: "2026-01-31T12:00:00Z", url: "https://example.com/hooks" };

/**
 * Stands in for GitHub: its log holds one delivery, signed like any other.
 * @returns {import("./target.mjs").Handler}
 */
export function githubLog() {
  const { headers, body } = signed(github, 1);
  const held = { ...HELD, request: { headers: Object.fromEntries(headers), payload: JSON.parse(body) } };
  return ({ path }) => ({ body: JSON.stringify(path.includes(String(HELD.id)) ? held : [HELD]) });
}

/**
 * Fills a folder with two emulations that were called through profiles.
 * @param {Hookwright} hookwright
 */
export async function seedProviders(hookwright) {
  const bad = await new Target({ status: 500, body: '{"error":"no such campaign"}' }).start();
  await seedMessages(hookwright, bad);
  const run = await emulated(hookwright, "skyvern", { to: `${bad.url}/runs`, type: "workflow_run" });
  await emulated(hookwright, "skyvern", { to: `${bad.url}/runs`, status: "failed" });
  await reach(hookwright, { provider: "skyvern", name: "runs", made: run });
  await hookwright.call("providers.redeliver", { profile: "runs", id: run.id });
  await hookwright.call("emulations.add_trouble", { provider: "skyvern", trouble: { kind: "status", status: 429, operation: "retry_webhook", times: 3 } });
  await bad.stop();
}

/**
 * Messages, one of them redelivered to a source of ours.
 * @param {Hookwright} hookwright
 * @param {Target} bad
 */
async function seedMessages(hookwright, bad) {
  const here = await emulated(hookwright, "agentmessage", { to: `${hookwright.receiver}/agentmsg`, type: "brand.vetted" });
  await hookwright.addSource({ name: "agentmsg", scheme: "agentmessage", secret: here.secret });
  await reach(hookwright, { provider: "agentmessage", name: "messages", made: here });
  for (const type of ["campaign.rejected", "wallet.balance_low", "lookup.completed"]) await emulated(hookwright, "agentmessage", { to: `${bad.url}/hooks`, type });
  await hookwright.call("providers.redeliver", { profile: "messages", id: here.id, reason: "handler fixed" });
}
