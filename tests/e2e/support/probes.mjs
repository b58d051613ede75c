// A handler as people write it, mistakes included, and a probe of it.
import { createHmac, timingSafeEqual } from "node:crypto";
import { stripe } from "./events.mjs";
import { Target } from "./target.mjs";

/** @typedef {import("./hookwright.mjs").Hookwright} Hookwright */
/** @typedef {import("./target.mjs").Arrival} Arrival */
/** @typedef {import("./target.mjs").Reply} Reply */

/**
 * Runs when there is no signature, and signs JSON that it has written anew.
 * @param {Arrival} arrival
 * @returns {Reply}
 */
export function failsOpen(arrival) {
  const signature = signatureOf(arrival);
  if (signature === undefined) return { status: 200, body: '{"received":true}' };
  return isSigned(signature, reserialised(arrival.body)) ? { status: 200, body: '{"received":true}' } : { status: 400, body: '{"error":"no match"}' };
}

/**
 * What Stripe signed an arrival with, if it did.
 * @param {Arrival} arrival
 */
export function signatureOf({ headers }) {
  return headers.find(([name]) => name.toLowerCase() === "stripe-signature")?.[1];
}

/**
 * @param {string} signature
 * @param {string} body
 */
function isSigned(signature, body) {
  const parts = new Map(signature.split(",").map((part) => /** @type {[string, string]} */ (part.split("=", 2))));
  const time = Number(parts.get("t"));
  const expected = Buffer.from(createHmac("sha256", stripe.secret).update(`${time}.${body}`).digest("hex"));
  const given = Buffer.from(parts.get("v1") ?? "");
  return Math.abs(Date.now() / 1000 - time) <= 300 && given.length === expected.length && timingSafeEqual(given, expected);
}

/** @param {Buffer} body */
function reserialised(body) {
  try {
    return JSON.stringify(JSON.parse(body.toString()));
  } catch {
    return body.toString();
  }
}

/**
 * A probe that has ended, of a handler that is gone.
 * @param {Hookwright} hookwright
 */
export async function seedProbe(hookwright) {
  const target = await new Target(failsOpen).start();
  const asked = { target: `${target.url}/webhooks/stripe`, source: null, scheme: { id: stripe.scheme }, secrets: [stripe.secret], capture: null, body: null, content_type: null, allow_remote: false };
  let progress = await hookwright.call("probes.start", asked);
  while (!progress.finished) progress = await hookwright.call("probes.progress", { probe: progress.probe });
  await target.stop();
}
