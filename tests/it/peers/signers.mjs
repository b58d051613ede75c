// How each SDK of npm signs: a question to the headers that it sets, and to the URL where
// it signs another.

import { createHash } from "node:crypto";

import adyen from "@adyen/api-library";
import * as atlassian from "@atlassian/atlassian-jwt";
import * as contentful from "@contentful/node-apps-toolkit";
import hubspot from "@hubspot/api-client";
import { sign } from "@octokit/webhooks-methods";
import * as sanity from "@sanity/webhook";
import { WorkOS } from "@workos-inc/node";
import { v2 as cloudinary } from "cloudinary";
import { AccessToken } from "livekit-server-sdk";
import retell from "retell-sdk";
import { Webhook as StandardWebhook } from "standardwebhooks";
import Stripe from "stripe";
import { Webhook as SvixWebhook } from "svix";
import twilio from "twilio";

import { fields } from "./form.mjs";

export const workos = new WorkOS("sk_test", { clientId: "client_test" });

export const signers = {
  stripe: ({ secret, text, timestamp }) => {
    const payload = { payload: text, secret, timestamp };
    return [["Stripe-Signature", Stripe.webhooks.generateTestHeaderString(payload)]];
  },
  svix: (asked) => webhookHeaders("svix", new SvixWebhook(asked.secret), asked),
  standardwebhooks: (asked) => webhookHeaders("webhook", new StandardWebhook(asked.secret), asked),
  octokit: async ({ secret, text }) => [["X-Hub-Signature-256", await sign(secret, text)]],
  twilio: ({ secret, text, url }) => [
    ["Content-Type", "application/x-www-form-urlencoded"],
    ["X-Twilio-Signature", twilio.getExpectedTwilioSignature(secret, url, fields(text))],
  ],
  twilio_json: ({ secret, text, url }) => {
    const signed = `${url}?bodySHA256=${twilio.getExpectedBodyHash(text)}`;
    return { url: signed, headers: [["X-Twilio-Signature", twilio.getExpectedTwilioSignature(secret, signed, {})]] };
  },
  contentful: ({ secret, method, url, text, timestamp }) => {
    const request = { method, path: pathOf(url), headers: { "Content-Type": "application/json" }, body: text };
    const signed = contentful.signRequest(secret, request, timestamp * 1000);
    return [["Content-Type", "application/json"], ...Object.entries(signed)];
  },
  hubspot: ({ secret, method, url, text, timestamp }) => {
    const options = { clientSecret: secret, requestBody: text, url, timestamp: timestamp * 1000 };
    const signature = hubspot.Signature.getSignature(method, "v3", options);
    return [
      ["X-HubSpot-Request-Timestamp", String(options.timestamp)],
      ["X-HubSpot-Signature-v3", signature],
    ];
  },
  sanity: async ({ secret, text, timestamp }) => {
    const signature = await sanity.encodeSignatureHeader(text, timestamp * 1000, secret);
    return [["sanity-webhook-signature", signature]];
  },
  retell: async ({ secret, text }) => [["X-Retell-Signature", await retell.sign(text, secret)]],
  workos: async ({ secret, text, timestamp }) => {
    const digest = await workos.webhooks.computeSignature(timestamp * 1000, text, secret);
    return [["WorkOS-Signature", `t=${timestamp * 1000}, v1=${digest}`]];
  },
  adyen: ({ secret, text }) => [["HmacSignature", new adyen.hmacValidator().calculateHmac(text, secret)]],
  cloudinary: ({ secret, text, timestamp }) => [
    ["X-Cld-Timestamp", String(timestamp)],
    ["X-Cld-Signature", cloudinary.utils.webhook_signature(text, timestamp, { api_secret: secret })],
  ],
  livekit: async ({ secret, bytes }) => {
    const token = new AccessToken("key_test", secret);
    token.sha256 = createHash("sha256").update(bytes).digest("base64");
    return [["Authorization", await token.toJwt()]];
  },
  atlassian: ({ secret, method, url, timestamp }) => {
    const qsh = atlassian.createQueryStringHash(atlassian.fromMethodAndUrl(method, pathOf(url)));
    const claims = { iss: "client_test", iat: timestamp, exp: timestamp + 180, qsh };
    return [["Authorization", `JWT ${atlassian.encodeSymmetric(claims, secret)}`]];
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

export function pathOf(url) {
  const { pathname, search } = new URL(url);
  return pathname + search;
}
