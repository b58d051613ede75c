// Endpoints and deliveries as an hour of work leaves them: for pictures.
import { Target } from "./target.mjs";

/** @typedef {import("./hookwright.mjs").Hookwright} Hookwright */

const PACE = { headers: [], event_types: [], rate: null, concurrency: 4, ordering: "none", timeout_ms: null, breaker: null, faults: null };

/** Event types of a shop, the same every time. */
const TYPES = ["invoice.paid", "customer.created", "checkout.completed", "invoice.payment_failed", "order.shipped"];

/** How the shop's server answers, again and again. */
const ANSWERS = [200, 200, 500, 200, 204, 503, 200, 200, 429, 200];

/**
 * Fills a folder with deliveries that went well, that wait, and that were given up.
 * @param {Hookwright} hookwright
 */
export async function seedDeliveries(hookwright) {
  const good = await new Target(...Array.from({ length: 60 }, (_, at) => ({ status: ANSWERS[at % ANSWERS.length] ?? 200 }))).start();
  const bad = await new Target({ status: 500, body: '{"error":"no such order"}' }).start();
  const shop = await addEndpoint(hookwright, "shop", { url: `${good.url}/webhooks`, schedule: "svix", speed: 100_000, scheme: "standard-webhooks-v1" });
  const billing = await addEndpoint(hookwright, "billing", { url: `${bad.url}/billing`, schedule: "stripe-live", speed: 1 });
  const crm = await addEndpoint(hookwright, "crm", { url: `${bad.url}/crm`, schedule: "2s x2 up to 1h, 6 times", speed: 10_000 });
  for (let at = 0; at < 40; at += 1) {
    const [to] = at % 8 === 3 ? [crm] : at % 8 === 6 ? [billing] : [shop];
    await deliver(hookwright, to ?? shop, at);
  }
  await settled(hookwright);
  await good.stop();
  await bad.stop();
}

/**
 * Adds an endpoint and gives its id.
 * @param {Hookwright} hookwright
 * @param {string} name
 * @param {{ url: string, schedule: string, speed: number, scheme?: string, secret?: string }} endpoint
 * @returns {Promise<string>}
 */
export async function addEndpoint(hookwright, name, { url, schedule, speed, scheme, secret }) {
  const secrets = secret === undefined ? [] : [secret];
  const added = await hookwright.call("endpoints.add", { name, url, scheme: scheme ?? null, secrets, manner: { ...PACE, schedule, speed } });
  return added.endpoint.id;
}

/**
 * @param {Hookwright} hookwright
 * @param {string} endpoint
 * @param {number} at
 */
async function deliver(hookwright, endpoint, at) {
  const type = TYPES[at % TYPES.length] ?? "";
  const body = { text: JSON.stringify({ type, data: { id: `in_${1000 + at}`, amount: 100 * at } }, null, 2) };
  await hookwright.call("deliveries.create", { to: { endpoints: [endpoint] }, event_type: type, body, content_type: null, ordering_key: null, message_id: null, capture: null });
}

/**
 * Waits until all that is left waits for long.
 * @param {Hookwright} hookwright
 */
async function settled(hookwright) {
  for (;;) {
    const { queued, by_endpoint } = await hookwright.call("deliveries.counts");
    const billing = by_endpoint.find((/** @type {{ name: string }} */ { name }) => name === "billing");
    const retrying = billing?.by_state.find((/** @type {{ state: string }} */ { state }) => state === "retrying")?.total ?? 0;
    if (queued === retrying) return;
  }
}
