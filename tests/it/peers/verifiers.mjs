// How each SDK of npm verifies: it throws, or says whether it accepts.

import { createPublicKey } from "node:crypto";

import adyen from "@adyen/api-library";
import * as atlassian from "@atlassian/atlassian-jwt";
import * as contentful from "@contentful/node-apps-toolkit";
import hubspot from "@hubspot/api-client";
import * as line from "@line/bot-sdk";
import { verify } from "@octokit/webhooks-methods";
import { Paddle } from "@paddle/paddle-node-sdk";
import * as sanity from "@sanity/webhook";
import bolt from "@slack/bolt";
import { Receiver } from "@upstash/qstash";
import { v2 as cloudinary } from "cloudinary";
import { verifyKey } from "discord-interactions";
import { jwtVerify } from "jose";
import { WebhookReceiver } from "livekit-server-sdk";
import Razorpay from "razorpay";
import retell from "retell-sdk";
import { Webhook as StandardWebhook } from "standardwebhooks";
import Stripe from "stripe";
import { Webhook as SvixWebhook } from "svix";
import twilio from "twilio";

import { fields } from "./form.mjs";
import { pathOf, workos } from "./signers.mjs";

const paddle = new Paddle("key_test");

export const verifiers = {
  stripe: ({ secret, bytes, headers }) => {
    Stripe.webhooks.constructEvent(bytes, headers["stripe-signature"], secret);
    return true;
  },
  // As GitHub takes a token of an App: its key's other half, RS256, ten minutes at most.
  jose: async ({ secret, headers }) => {
    const token = headers.authorization.replace(/^Bearer /, "");
    const how = { algorithms: ["RS256"], issuer: "12345", maxTokenAge: "10m" };
    const { payload } = await jwtVerify(token, createPublicKey(secret), how);
    return payload.exp - payload.iat <= 600;
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
  twilio: ({ secret, url, text, headers }) =>
    twilio.validateRequest(secret, headers["x-twilio-signature"], url, fields(text)),
  twilio_json: ({ secret, url, text, headers }) =>
    twilio.validateRequestWithBody(secret, headers["x-twilio-signature"], url, text),
  contentful: ({ secret, method, url, text, headers }) =>
    contentful.verifyRequest(secret, { method, path: pathOf(url), headers, body: text }),
  hubspot: ({ secret, method, url, text, headers }) =>
    hubspot.Signature.isValid({
      signatureVersion: "v3",
      signature: headers["x-hubspot-signature-v3"],
      clientSecret: secret,
      requestBody: text,
      url,
      method,
      timestamp: Number(headers["x-hubspot-request-timestamp"]),
    }),
  sanity: async ({ secret, text, headers }) => {
    await sanity.assertValidSignature(text, headers["sanity-webhook-signature"], secret);
    return true;
  },
  retell: ({ secret, text, headers }) => retell.verify(text, secret, headers["x-retell-signature"]),
  workos: ({ secret, text, headers }) =>
    workos.webhooks.verifyHeader({ payload: text, sigHeader: headers["workos-signature"], secret }),
  adyen: ({ secret, text, headers }) =>
    new adyen.hmacValidator().validateHMACSignature(secret, headers.hmacsignature, text),
  cloudinary: ({ secret, text, headers }) => {
    cloudinary.config({ cloud_name: "test", api_key: "test", api_secret: secret });
    const { "x-cld-timestamp": timestamp, "x-cld-signature": signature } = headers;
    return cloudinary.utils.verifyNotificationSignature(text, Number(timestamp), signature);
  },
  livekit: async ({ secret, text, headers, key }) => {
    await new WebhookReceiver(key, secret).receive(text, headers.authorization);
    return true;
  },
  atlassian: ({ secret, method, url, headers }) => {
    const token = headers.authorization.replace(/^JWT /, "");
    const claims = atlassian.decodeSymmetric(token, secret, atlassian.SymmetricAlgorithm.HS256);
    return claims.qsh === atlassian.createQueryStringHash(atlassian.fromMethodAndUrl(method, pathOf(url)));
  },
  paddle: ({ secret, text, headers }) =>
    paddle.webhooks.isSignatureValid(text, secret, headers["paddle-signature"]),
  razorpay: ({ secret, text, headers }) =>
    Razorpay.validateWebhookSignature(text, headers["x-razorpay-signature"], secret),
  line: ({ secret, bytes, headers }) => line.validateSignature(bytes, secret, headers["x-line-signature"]),
  qstash: ({ secret, text, url, headers }) =>
    new Receiver({ currentSigningKey: secret, nextSigningKey: `${secret}-next` }).verify({
      signature: headers["upstash-signature"],
      body: text,
      url,
    }),
};
