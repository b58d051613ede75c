// The official SDKs of npm, asked over lines of JSON.
//
// A line asks {"sdk", "action": "sign" | "verify", "secret", "headers", "body_b64",
// "timestamp", "id"} and is answered by {"headers": [...]}, {"accepted": bool} or
// {"error": text}. Nothing is computed here: every signature and every verdict is an SDK's.

import readline from "node:readline";

import { sign, verify } from "@octokit/webhooks-methods";
import bolt from "@slack/bolt";
import { verifyKey } from "discord-interactions";
import { Webhook as StandardWebhook } from "standardwebhooks";
import Stripe from "stripe";
import { Webhook as SvixWebhook } from "svix";

/** How each SDK signs: a question to the headers that it sets. */
const signers = {
  stripe: ({ secret, text, timestamp }) => {
    const payload = { payload: text, secret, timestamp };
    return [["Stripe-Signature", Stripe.webhooks.generateTestHeaderString(payload)]];
  },
  svix: (asked) => webhookHeaders("svix", new SvixWebhook(asked.secret), asked),
  standardwebhooks: (asked) => webhookHeaders("webhook", new StandardWebhook(asked.secret), asked),
  octokit: async ({ secret, text }) => [["X-Hub-Signature-256", await sign(secret, text)]],
};

/** How each SDK verifies: it throws, or says whether it accepts. */
const verifiers = {
  stripe: ({ secret, bytes, headers }) => {
    Stripe.webhooks.constructEvent(bytes, headers["stripe-signature"], secret);
    return true;
  },
  svix: ({ secret, text, headers }) => {
    new SvixWebhook(secret).verify(text, headers);
    return true;
  },
  standardwebhooks: ({ secret, text, headers }) => {
    new StandardWebhook(secret).verify(text, headers);
    return true;
  },
  octokit: ({ secret, text, headers }) => verify(secret, text, headers["x-hub-signature-256"]),
  slack: ({ secret, text, headers }) => {
    const timestamp = Number(headers["x-slack-request-timestamp"]);
    const wanted = { ...headers, "x-slack-request-timestamp": timestamp };
    bolt.verifySlackRequest({ signingSecret: secret, body: text, headers: wanted });
    return true;
  },
  discord: ({ secret, bytes, headers }) => {
    const signature = headers["x-signature-ed25519"];
    return verifyKey(bytes, signature, headers["x-signature-timestamp"], secret);
  },
};

function webhookHeaders(prefix, webhook, { id, timestamp, text }) {
  const signature = webhook.sign(id, new Date(timestamp * 1000), text);
  return [
    [`${prefix}-id`, id],
    [`${prefix}-timestamp`, String(timestamp)],
    [`${prefix}-signature`, signature],
  ];
}

async function answer(line) {
  const asked = JSON.parse(line);
  const bytes = Buffer.from(asked.body_b64, "base64");
  const fields = (asked.headers ?? []).map(([name, value]) => [name.toLowerCase(), value]);
  const question = { ...asked, bytes, text: bytes.toString(), headers: Object.fromEntries(fields) };
  if (asked.action === "sign") {
    return { headers: await chosen(signers, asked.sdk)(question) };
  }
  const verifier = chosen(verifiers, asked.sdk);
  try {
    return { accepted: await verifier(question) };
  } catch (error) {
    return { accepted: false, because: error.message };
  }
}

function chosen(table, sdk) {
  if (!Object.hasOwn(table, sdk)) {
    throw new Error(`npm has no SDK here called ${sdk}`);
  }
  return table[sdk];
}

for await (const line of readline.createInterface({ input: process.stdin })) {
  const said = await answer(line).catch((error) => ({ error: error.message }));
  process.stdout.write(`${JSON.stringify(said)}\n`);
}
