// A data folder full of captures, and how many of them are what.
//
// What each capture is follows from its number alone, so that a test knows the
// count behind every filter without asking the program under test.
import { github, providers, shopify, signed, skyvern, stripe, tampered, unsigned } from "./events.mjs";
import { flood } from "./send.mjs";

/** @typedef {import("./events.mjs").Delivery} Delivery */
/** @typedef {import("./events.mjs").Provider} Provider */
/** @typedef {"verified" | "rejected" | "unsigned" | "not_checked"} Verdict */
/** @typedef {{ source: string, verdict: Verdict, method: string, path: string, type: string | null, text: string }} Planned */

/** A word that stands in few bodies. */
export const NEEDLE = "needle-in-the-haystack";

/** Twenty captures in a row come from these, in another order; half of them from nobody we know.
 * @type {(Provider | null)[]} */
const ROUND = [
  ...Array(4).fill(stripe),
  ...Array(3).fill(github),
  ...Array(2).fill(shopify),
  ...Array(1).fill(skyvern),
  ...Array(10).fill(null),
];

/**
 * Makes a source for every provider.
 * @param {import("./hookwright.mjs").Hookwright} hookwright
 */
export async function addSources(hookwright) {
  for (const { source, scheme, secret } of providers) await hookwright.addSource({ name: source, scheme, secret });
}

/**
 * Sends captures number 0 to `total` and waits until all are stored.
 * @param {import("./hookwright.mjs").Hookwright} hookwright
 * @param {number} total
 */
export async function fill(hookwright, total) {
  let index = 0;
  await flood(hookwright.receiver, () => (index < total ? delivery(index++) : undefined));
}

/**
 * How many of the first `total` captures meet a condition.
 * @param {number} total
 * @param {(planned: Planned) => boolean} condition
 */
export function countWhere(total, condition) {
  let count = 0;
  for (let index = 0; index < total; index += 1) count += Number(condition(planned(index)));
  return count;
}

/** @param {number} index */
function providerOf(index) {
  return ROUND[(index * 7) % ROUND.length] ?? null;
}

/**
 * @param {number} index
 * @returns {Verdict}
 */
function verdictOf(index) {
  if (providerOf(index) === null) return "not_checked";
  if (index % 53 === 0) return "rejected";
  return index % 101 === 0 ? "unsigned" : "verified";
}

/** @param {number} index */
function methodOf(index) {
  return index % 211 === 0 ? "PUT" : "POST";
}

/**
 * @param {number} index
 * @param {Provider | null} provider
 */
function pathOf(index, provider) {
  if (provider === null) return "/health";
  return index % 307 === 0 ? `/${provider.source}/connect?account=acct_${index}` : `/${provider.source}`;
}

/**
 * @param {number} index
 * @returns {Planned}
 */
function planned(index) {
  const provider = providerOf(index);
  const type = provider?.event(index).type ?? null;
  const text = index % 14_000 === 7_000 ? NEEDLE : "";
  return {
    source: provider?.source ?? "unsorted",
    verdict: verdictOf(index),
    method: methodOf(index),
    path: pathOf(index, provider),
    type,
    text,
  };
}

/**
 * @param {number} index
 * @returns {Delivery}
 */
function delivery(index) {
  const { verdict, method, path, text } = planned(index);
  const provider = providerOf(index);
  if (provider === null) return { method, path, headers: [["User-Agent", "curl/8.5.0"]], body: text };
  const good = signed(withText(provider, text), index, { method, path });
  if (verdict === "rejected") return tampered(good);
  return verdict === "unsigned" ? unsigned(good) : good;
}

/**
 * The provider, with a word in its events' bodies.
 * @param {Provider} provider
 * @param {string} text
 * @returns {Provider}
 */
function withText(provider, text) {
  if (text === "") return provider;
  const event = (/** @type {number} */ index) => {
    const made = provider.event(index);
    return { ...made, body: made.body.replace("{", `{"note":"${text}",`) };
  };
  return { ...provider, event };
}
