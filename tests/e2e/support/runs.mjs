// Runs of the replay console, made by commands: for pictures and as the ground of journeys.
import { Target } from "./target.mjs";

/** @typedef {import("./hookwright.mjs").Hookwright} Hookwright */
/** @typedef {import("./target.mjs").Arrival} Arrival */

/** A plan that sends everything once, as it came. */
const PLAN = {
  targets: /** @type {string[]} */ ([]),
  resign: false,
  template: {},
  order: { kind: "as_captured" },
  pace: { kind: "as_fast_as_possible" },
  times: 1,
  concurrency: 4,
  stop_on_failure: false,
  timeout_ms: 5000,
  faults: null,
};

/**
 * Starts a run.
 * @param {Hookwright} hookwright
 * @param {object} chosen
 * @param {object} plan what is other than usual
 */
export async function startRun(hookwright, chosen, plan) {
  return hookwright.call("runs.start", { chosen, plan: { ...PLAN, ...plan } });
}

/**
 * A run that has ended.
 * @param {Hookwright} hookwright
 * @param {object} chosen
 * @param {object} plan what is other than usual
 */
export async function finishedRun(hookwright, chosen, plan) {
  let { id, state } = await startRun(hookwright, chosen, plan);
  while (state === "running") ({ state } = (await hookwright.call("runs.detail", { run: id, against: null })).run);
  return id;
}

/**
 * The number that an event was made from.
 * @param {Arrival} arrival
 */
export function numberOf({ body }) {
  return Number(/"evt_1Qx(\d+)"/.exec(body.toString())?.[1] ?? 0);
}

/**
 * Two runs of the same captures to a handler that was mended in between, and broke elsewhere.
 * @param {Hookwright} hookwright
 */
export async function seedRuns(hookwright) {
  let mended = false;
  const target = await new Target((arrival) => {
    const number = numberOf(arrival);
    const broken = mended ? number % 8 === 5 : number % 3 === 0;
    if (!broken) return { body: '{"received":true}' };
    return number % 2 === 0 ? { status: 400, type: "text/plain", body: "No signatures found matching the expected signature" } : { status: 500, type: "text/plain", body: "TypeError: Cannot read properties of null" };
  }).start();
  const stripe = { kind: "filter", filter: "source:stripe" };
  const plan = { targets: [`${target.url}/webhooks/stripe`], times: 12, pace: { kind: "rate", per_second: 200 } };
  await finishedRun(hookwright, stripe, plan);
  mended = true;
  await finishedRun(hookwright, stripe, plan);
  await target.stop();
}
