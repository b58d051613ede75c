// Events as real providers send and sign them, from each provider's own documents.
//
// Each event is made from a number, so that a test can say beforehand which
// captures there will be. Signed with Node's own cryptography and nothing of ours.
import { createHmac } from "node:crypto";

/** @typedef {{ method: string, path: string, headers: [string, string][], body: string }} Delivery */
/** @typedef {{ type: string, headers: [string, string][], body: string }} Event */
/**
 * @typedef {object} Provider
 * @property {string} source name of its source, and its path
 * @property {string} scheme
 * @property {string} secret
 * @property {(index: number) => Event} event
 * @property {(body: string, secret: string, seconds: number) => [string, string]} sign
 */

const STRIPE_TYPES = [
  "invoice.paid",
  "invoice.payment_failed",
  "payment_intent.succeeded",
  "customer.created",
  "charge.refunded",
];
const GITHUB_TYPES = ["push", "pull_request", "issues", "workflow_run"];
const SHOPIFY_TYPES = ["orders/create", "orders/paid", "products/update", "app/uninstalled"];
const SKYVERN_TYPES = ["completed", "failed", "terminated"];

/** @type {Provider} */
export const stripe = {
  source: "stripe",
  scheme: "stripe-v1",
  secret: "whsec_5WbX5kEWLlfzsGNjH64I8lOOqUB6e8FH",
  event: (index) => {
    const type = pick(STRIPE_TYPES, index);
    const object = {
      id: `pi_3Qx${padded(index, 8)}`,
      object: type.split(".")[0],
      amount: 100 + (index % 9900),
      currency: "eur",
      description: `Order ${index}`,
      metadata: { order: `order_${index}` },
    };
    const body = {
      id: `evt_1Qx${padded(index, 10)}`,
      object: "event",
      api_version: "2025-08-27.basil",
      created: 1769860800 + index,
      type,
      livemode: false,
      pending_webhooks: 1,
      data: { object },
    };
    return {
      type,
      headers: [["User-Agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks)"]],
      body: JSON.stringify(body, null, 2),
    };
  },
  sign: (body, secret, seconds) => ["Stripe-Signature", `t=${seconds},v1=${hmac(`${seconds}.${body}`, secret, "hex")}`],
};

/** @type {Provider} */
export const github = {
  source: "github",
  scheme: "github-sha256",
  secret: "It's a Secret to Everybody",
  event: (index) => {
    const type = pick(GITHUB_TYPES, index);
    const body = {
      action: "opened",
      number: index,
      repository: { id: 186853002, full_name: "example/hooks", private: false },
      sender: { login: "octo-reader", id: 21031067 },
    };
    const headers = /** @type {[string, string][]} */ ([
      ["User-Agent", "GitHub-Hookshot/0000000"],
      ["X-GitHub-Event", type],
      ["X-GitHub-Delivery", `72d3162e-cc78-11e3-81ab-${padded(index, 12)}`],
    ]);
    return { type, headers, body: JSON.stringify(body) };
  },
  sign: (body, secret) => ["X-Hub-Signature-256", `sha256=${hmac(body, secret, "hex")}`],
};

/** @type {Provider} */
export const shopify = {
  source: "shopify",
  scheme: "shopify",
  secret: "shpss_1f0c9a7e5d3b8642",
  event: (index) => {
    const type = pick(SHOPIFY_TYPES, index);
    const body = {
      id: 820982911946154508 - index,
      name: `#${1000 + index}`,
      email: "buyer@example.com",
      currency: "EUR",
      total_price: `${index % 400}.99`,
      line_items: [{ title: "Coffee mug", quantity: 1 + (index % 3) }],
    };
    const headers = /** @type {[string, string][]} */ ([
      ["X-Shopify-Topic", type],
      ["X-Shopify-Shop-Domain", "example.myshopify.com"],
      ["X-Shopify-Event-Id", `98880550-7158-44d4-b7cd-${padded(index, 12)}`],
    ]);
    return { type, headers, body: JSON.stringify(body) };
  },
  sign: (body, secret) => ["X-Shopify-Hmac-Sha256", hmac(body, secret, "base64")],
};

/** @type {Provider} */
export const skyvern = {
  source: "skyvern",
  scheme: "skyvern",
  secret: "example-skyvern-api-key",
  event: (index) => {
    const type = pick(SKYVERN_TYPES, index);
    const body = {
      run_id: `tsk_${padded(index, 6)}`,
      status: type,
      output: { title: "Café Example", price: 3 },
      step_count: index % 9,
      failure_reason: null,
      run_type: "task_v2",
    };
    return {
      type,
      headers: [
        ["User-Agent", "python-httpx/0.28.1"],
        ["x-skyvern-timestamp", `${1769860800 + index}`],
      ],
      body: JSON.stringify(body),
    };
  },
  sign: (body, secret) => ["x-skyvern-signature", hmac(body, secret, "hex")],
};

/** Providers that sources are made for. */
export const providers = [stripe, github, shopify, skyvern];

/**
 * A signed delivery of a provider's event.
 * @param {Provider} provider
 * @param {number} index which event
 * @param {{ path?: string, method?: string, seconds?: number, secret?: string }} [differently]
 * @returns {Delivery}
 */
export function signed(
  provider,
  index,
  { path = `/${provider.source}`, method = "POST", seconds = now(), secret = provider.secret } = {},
) {
  const { headers, body } = provider.event(index);
  const signature = provider.sign(body, secret, seconds);
  return { method, path, headers: [["Content-Type", "application/json"], ...headers, signature], body };
}

/**
 * The same delivery with a body that was changed after it was signed.
 * @param {Delivery} delivery
 * @returns {Delivery}
 */
export function tampered(delivery) {
  return { ...delivery, body: `${delivery.body}\n` };
}

/**
 * The same delivery without its signature, which is the last of its headers.
 * @param {Delivery} delivery
 * @returns {Delivery}
 */
export function unsigned(delivery) {
  return { ...delivery, headers: delivery.headers.slice(0, -1) };
}

/** Seconds since 1970, as providers stamp them. */
export function now() {
  return Math.floor(Date.now() / 1000);
}

/**
 * @param {string} text
 * @param {string} secret
 * @param {"hex" | "base64"} encoding
 */
function hmac(text, secret, encoding) {
  return createHmac("sha256", secret).update(text).digest(encoding);
}

/**
 * @param {string[]} list
 * @param {number} index
 */
function pick(list, index) {
  return /** @type {string} */ (list[index % list.length]);
}

/**
 * @param {number} number
 * @param {number} digits
 */
function padded(number, digits) {
  return String(number).padStart(digits, "0");
}
