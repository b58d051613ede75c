import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/audit.ts";
import { signed, stripe } from "../support/events.mjs";
import { expect, expectRefusals, test } from "../support/fixtures.ts";
import type { Hookwright } from "../support/hookwright.mjs";
import { rows, sidebar } from "../support/screen.ts";
import { send } from "../support/send.mjs";

test("a delivery that fails is tried again by its schedule, becomes a dead letter, and is recovered", async ({ app, target }) => {
  const { url, arrivals } = await target({ status: 500 }, { status: 503 }, { status: 500, body: "no such order" }, { status: 200 });
  await openDeliveries(app);
  await expect(app.getByText("Nothing was delivered yet")).toBeVisible();
  await expectAccessible(app);

  await app.keyboard.press("n");
  const dialog = app.getByRole("dialog", { name: "Deliver an event" });
  await dialog.getByLabel("URL").fill(`${url}/hooks`);
  await dialog.getByText("Schedule and clock").click();
  await dialog.getByLabel("Times as fast").fill("1000");
  await dialog.getByRole("combobox", { name: "Tried again" }).click();
  await app.getByRole("option", { name: /My own/ }).click();
  await dialog.getByLabel("Waits").fill("20s, 5m");
  await expect(dialog.getByText("3 attempts over 5 min 20 s")).toBeVisible();
  await expect(dialog.getByText(/5 min 20 s pass in 320 ms/)).toBeVisible();
  await expectAccessible(app);
  await dialog.getByRole("button", { name: /^Deliver/ }).click();

  const detail = app.getByRole("region", { name: /^Delivery del_/ });
  await expect(detail).toContainText("Failed");
  const attempts = detail.getByRole("grid", { name: "Attempts" }).locator("[role=row][aria-selected]");
  await expect(attempts).toHaveText([/Schedule.*500.*Again after 20 s/, /Retry.*503.*Again after 5 min/, /Retry.*500.*Given up/]);
  await expect(detail.getByRole("region", { name: "Attempt 3" })).toContainText("no such order");
  await expectAccessible(app);

  await app.keyboard.press("3");
  await expect(list(app, "Dead letters")).toHaveText([/Failed.*invoice.paid/]);
  await expectAccessible(app);
  await app.keyboard.press("R");
  const question = app.getByRole("dialog", { name: "Recover 1 dead letter?" });
  await expect(question).toContainText("same message id");
  await expectAccessible(app);
  await app.keyboard.press("Control+Enter");
  await expect(app.getByText("No dead letters")).toBeVisible();

  await app.keyboard.press("1");
  await expect(list(app, "Deliveries")).toHaveText([/Succeeded.*invoice.paid.*200/]);
  expect(arrivals.map(({ path }) => path)).toEqual(["/hooks", "/hooks", "/hooks", "/hooks"]);
  expect(new Set(arrivals.map(({ body }) => body.toString())).size).toBe(1);
});

test("an endpoint is added with its schedule seen first, tested, disabled and enabled", async ({ app, target }) => {
  const { url, arrivals } = await target();
  await openDeliveries(app);
  await app.keyboard.press("2");
  await expect(app.getByText("No endpoint yet")).toBeVisible();
  await app.keyboard.press("a");
  const dialog = app.getByRole("dialog", { name: "Add an endpoint" });
  await dialog.getByLabel("Name").fill("shop");
  await dialog.getByLabel("URL").fill(`${url}/shop`);
  await dialog.getByRole("combobox", { name: "Tried again" }).click();
  await app.getByRole("option", { name: /^Svix/ }).click();
  await expect(dialog.getByText(/^8 attempts over/)).toBeVisible();
  await dialog.getByRole("slider", { name: "The clock" }).press("End");
  await expect(dialog.getByText(/pass in/)).toBeVisible();
  await expectAccessible(app);
  await dialog.getByRole("button", { name: /^Add endpoint/ }).click();

  const endpoint = app.getByRole("region", { name: "Endpoint shop" });
  await expect(endpoint).toContainText("Not used yet");
  await expectAccessible(app);
  await app.keyboard.press("p");
  await expect(endpoint).toContainText("Disabled");
  await app.keyboard.press("t");
  const delivery = app.getByRole("region", { name: /^Delivery del_/ });
  await expect(delivery).toContainText("Waiting");
  await app.keyboard.press("2");
  await list(app, "Endpoints").first().click();
  await endpoint.getByRole("button", { name: "Enable" }).click();
  await expect(endpoint).toContainText("Healthy");
  expect(arrivals.map(({ path }) => path)).toEqual(["/shop"]);
});

test("what waits is paused, resumed and cancelled by keys", async ({ app, hookwright, target }) => {
  const { url } = await target({ status: 500 });
  await deliverTo(hookwright, { url, schedule: "1h", speed: 1 });
  await openDeliveries(app);
  await app.keyboard.press("j");
  const detail = app.getByRole("region", { name: /^Delivery del_/ });
  await expect(detail).toContainText(/Attempt 2 of 2 in \d/);
  await app.keyboard.press("p");
  await expect(detail).toContainText("Held back after 1 attempt");
  await app.keyboard.press("Control+z");
  await expect(detail).toContainText("Retrying");
  await app.keyboard.press("s");
  await expect(detail.getByRole("grid", { name: "Attempts" })).toContainText("By hand");
  await expect(detail).toContainText("Retrying");
  await app.keyboard.press("Delete");
  await expectAccessible(app);
  await app.getByRole("button", { name: /Cancel them/ }).click();
  await expect(detail).toContainText("Cancelled");
});

test("captures are delivered to an endpoint, signed afresh", async ({ app, hookwright, target }) => {
  const { url, arrivals } = await target();
  await hookwright.addSource({ name: "stripe", scheme: stripe.scheme, secret: stripe.secret });
  const event = signed(stripe, 1);
  await send(hookwright.receiver, event);
  await addEndpoint(hookwright, "shop", { url, scheme: "standard-webhooks-v1" });
  await rows(app).first().click();
  await app.keyboard.press("D");
  const dialog = app.getByRole("dialog", { name: "Deliver 1 capture" });
  await expectAccessible(app);
  await dialog.getByRole("button", { name: /^Deliver/ }).click();
  await expect(app.getByRole("region", { name: /^Delivery del_/ })).toContainText("Succeeded");
  expect(arrivals.map(({ body }) => body.toString())).toEqual([event.body]);
  expect(arrivals[0]?.headers.map(([name]) => name.toLowerCase())).toContain("webhook-signature");
});

test("a filter narrows the list, and says what it cannot read", async ({ app, hookwright, complaints, target }) => {
  expectRefusals(complaints);
  const { url } = await target();
  await deliverTo(hookwright, { url, schedule: "1h", speed: 1 });
  await openDeliveries(app);
  await expect(list(app, "Deliveries")).toHaveCount(1);
  await app.keyboard.press("/");
  await app.keyboard.type("state:failed ");
  await expect(app.getByText("No delivery matches")).toBeVisible();
  await app.keyboard.type("colour:red ");
  await expect(app.getByRole("alert")).toContainText("not known here");
});

async function openDeliveries(app: Page): Promise<void> {
  await sidebar(app).getByRole("link", { name: /^Deliveries/ }).click();
  await expect(app.getByRole("heading", { name: "Deliveries" })).toBeVisible();
}

/** The rows of a list of the page. */
function list(app: Page, name: string) {
  return app.getByRole("grid", { name }).locator("[role=row][aria-selected]");
}

async function deliverTo(hookwright: Hookwright, { url, schedule, speed }: { url: string; schedule: string; speed: number }): Promise<void> {
  const to = { url: { url: `${url}/hooks`, scheme: null, secrets: [], schedule, speed } };
  await hookwright.call("deliveries.create", { to, event_type: "invoice.paid", body: { text: "{}" }, content_type: null, ordering_key: null, message_id: null, capture: null });
}

async function addEndpoint(hookwright: Hookwright, name: string, { url, scheme }: { url: string; scheme: string }): Promise<void> {
  const pace = { rate: null, concurrency: 8, ordering: "none", timeout_ms: null, breaker: null, faults: null };
  await hookwright.call("endpoints.add", { name, url, scheme, secrets: [], manner: { headers: [], event_types: [], schedule: "svix", speed: 1, ...pace } });
}
