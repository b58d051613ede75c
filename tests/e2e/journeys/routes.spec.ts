import { createHmac } from "node:crypto";
import type { Locator, Page } from "@playwright/test";
import { expectAccessible } from "../support/audit.ts";
import { addEndpoint } from "../support/deliveries.mjs";
import { signed, stripe, tampered } from "../support/events.mjs";
import { expect, test } from "../support/fixtures.ts";
import { openTab, rowsOf, sidebar } from "../support/screen.ts";
import { send } from "../support/send.mjs";
import type { Arrival } from "../support/target.mjs";

/** The secret of the endpoint that signs afresh: the base64 of its key, behind a prefix. */
const SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

test("captures that match flow on to two endpoints, one signed afresh and one as they came", async ({ app, hookwright, target }) => {
  const [shop, audit] = [await target({}), await target({})];
  const manner = { url: `${shop.url}/shop`, schedule: "svix", speed: 1 };
  await addEndpoint(hookwright, "shop", { ...manner, scheme: "standard-webhooks-v1", secret: SECRET });
  await addEndpoint(hookwright, "audit", { ...manner, url: `${audit.url}/audit` });
  await hookwright.addSource({ name: "stripe", scheme: stripe.scheme, secret: stripe.secret });
  await addRoutes(app);

  const event = signed(stripe, 0);
  expect((await send(hookwright.receiver, event)).status).toBe(200);
  expect((await send(hookwright.receiver, signed(stripe, 2))).status).toBe(200);
  expect((await send(hookwright.receiver, tampered(signed(stripe, 5)))).status).toBe(200);

  await expect.poll(() => [shop.arrivals.length, audit.arrivals.length]).toEqual([1, 2]);
  const [afresh] = shop.arrivals;
  const kept = audit.arrivals.find(({ body }) => body.toString() === event.body);
  expect(afresh?.body.toString()).toBe(event.body);
  expect(field(afresh, "webhook-signature")).toBe(standardWebhooks(afresh));
  expect(field(kept, "stripe-signature")).toBe(event.headers.find(([name]) => name === "Stripe-Signature")?.[1]);
  expect(field(kept, "webhook-signature")).toBeUndefined();

  await expect(rowsOf(app, "invoice.paid")).toHaveCount(2);
  await rowsOf(app, "Verified", "invoice.paid").click();
  const replays = await openTab(app, "Replays");
  await expect(replays).toContainText("/shop");
  await expect(replays).toContainText("/audit");
  await app.getByRole("link", { name: "Deliveries" }).click();
  await expect(app.getByRole("grid", { name: "Deliveries" }).locator("[role=row][aria-selected]")).toHaveText([/Succeeded/, /Succeeded/, /Succeeded/]);
  await expectAccessible(app);
});

test("the handler's own answer goes back to the sender, and its capture is kept before it is asked", async ({ app, hookwright, target }) => {
  const { url, arrivals } = await target({ status: 422, body: '{"error":"no such order"}' }, { status: 201, body: '{"taken":true}' });
  await hookwright.addSource({ name: "stripe", scheme: stripe.scheme, secret: stripe.secret });
  const editor = await openEditor(app);
  await editor.getByRole("button", { name: "Add a target" }).click();
  await editor.getByLabel("Forward target 1").fill(`${url}/hooks`);
  await editor.getByRole("button", { name: "The first target" }).click();
  await app.keyboard.press("Control+Enter");
  await expect(editor).toBeHidden();

  expect(await send(hookwright.receiver, signed(stripe, 0))).toEqual({ status: 422, body: '{"error":"no such order"}' });
  expect(await send(hookwright.receiver, signed(stripe, 1))).toEqual({ status: 201, body: '{"taken":true}' });
  expect(arrivals.map(({ path }) => path)).toEqual(["/hooks", "/hooks"]);
  await expect(rowsOf(app, "Verified")).toHaveCount(2);
  await rowsOf(app, "Verified", "invoice.paid").click();
  await expect(await openTab(app, "Response")).toContainText("no such order");
});

/** Two routes of the source, as a person adds them. */
async function addRoutes(app: Page): Promise<void> {
  const editor = await openEditor(app);
  await editor.getByRole("button", { name: "Add a route" }).click();
  await editor.getByRole("button", { name: "Add a route" }).click();
  await editor.getByLabel("Filter of the route to shop").fill("verdict:verified type:invoice.*");
  await editor.getByRole("group", { name: "What shop gets" }).getByRole("button", { name: "Signed afresh" }).click();
  await editor.getByLabel("Filter of the route to audit").fill("type:invoice.*");
  await expectAccessible(app);
  await app.keyboard.press("Control+Enter");
  await expect(editor).toBeHidden();
}

async function openEditor(app: Page): Promise<Locator> {
  await expect(sidebar(app).getByRole("link", { name: /stripe/ })).toBeVisible();
  await app.keyboard.press("Control+k");
  await app.getByRole("combobox", { name: "What to do" }).fill("edit source stripe");
  await app.keyboard.press("Enter");
  return app.getByRole("dialog", { name: "Source stripe" });
}

function field(arrival: Arrival | undefined, name: string): string | undefined {
  return arrival?.headers.find(([own]) => own.toLowerCase() === name)?.[1];
}

/** The signature that an arrival must have, by the words of the Standard Webhooks specification. */
function standardWebhooks(arrival: Arrival | undefined): string {
  const content = `${field(arrival, "webhook-id")}.${field(arrival, "webhook-timestamp")}.${arrival?.body}`;
  const key = Buffer.from(SECRET.slice("whsec_".length), "base64");
  return `v1,${createHmac("sha256", key).update(content).digest("base64")}`;
}
