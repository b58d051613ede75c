import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/audit.ts";
import { stripe } from "../support/events.mjs";
import { expect, expectRefusals, test } from "../support/fixtures.ts";
import { clipboard } from "../support/screen.ts";
import type { Hookwright } from "../support/hookwright.mjs";
import { failsOpen } from "../support/probes.mjs";

test("a handler that fails open is found out, and mended it is found right", async ({ app, hookwright, target, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  let handler = failsOpen;
  const { url, arrivals } = await target((arrival) => handler(arrival));
  await openProbe(app, hookwright);
  await expect(app.getByText("A probe says what your handler accepts")).toBeVisible();
  await expectAccessible(app);

  await app.getByLabel("URL of your handler").fill(`${url}/webhooks/stripe`);
  await chooseStripe(app);
  await app.getByLabel("Secret", { exact: true }).fill(stripe.secret);
  await app.keyboard.press("Control+Enter");
  await expect(app.getByRole("heading", { name: /accepts requests that it must refuse/ })).toBeVisible();
  const open = app.getByRole("button", { expanded: true });
  await expect(open).toContainText("Fails open on unsigned requests");
  await expectAccessible(app);

  await app.getByRole("button", { name: "Without a signature" }).first().click();
  const dialog = app.getByRole("dialog", { name: "Without a signature" });
  await expect(dialog).toContainText("POST /webhooks/stripe HTTP/1.1");
  await expectAccessible(app);
  await app.keyboard.press("Escape");
  // It is said for a moment only: looked for from before the click on.
  const said = expect(app.getByRole("button", { name: "Copied" })).toBeVisible();
  await app.getByRole("button", { name: "Copy report" }).click();
  await said;
  await expect.poll(() => clipboard(app)).toContain("Fails open on unsigned requests");

  const download = app.waitForEvent("download");
  await app.getByRole("button", { name: "Export" }).click();
  await app.getByRole("menuitem", { name: /^JSON/ }).click();
  const report = JSON.parse(readFileSync(await (await download).path(), "utf8"));
  expect(report.exchanges.length).toBeGreaterThan(40);

  const asked = arrivals.length;
  expect(asked).toBeGreaterThan(40);
  handler = (arrival) => (arrival.headers.some(([name]) => name.toLowerCase() === "stripe-signature") ? failsOpen(arrival) : { status: 401 });
  await app.keyboard.press("Control+Enter");
  await expect(app.getByRole("button", { name: /Good\s*Refuses unsigned requests/ })).toBeVisible();
  expect(arrivals.length).toBeGreaterThan(asked);
});

test("what cannot be probed is said to be so, and a handler that takes anything is found out", async ({ app, hookwright, complaints, target }) => {
  expectRefusals(complaints);
  const { url } = await target();
  await openProbe(app, hookwright);
  await chooseStripe(app);
  await app.getByLabel("Secret", { exact: true }).fill(stripe.secret);
  await app.getByLabel("URL of your handler").fill("https://203.0.113.7/webhooks");
  await app.getByRole("button", { name: "Probe the handler" }).click();
  await expect(app.getByRole("switch", { name: /not this machine/ })).toBeVisible();
  await expectAccessible(app);

  await app.getByLabel("URL of your handler").fill("ftp://localhost:3000");
  await app.getByRole("button", { name: "Probe the handler" }).click();
  await expect(app.getByText(/does not begin with http/)).toBeVisible();

  await app.getByLabel("URL of your handler").fill(`${url}/x`);
  await app.getByRole("button", { name: "Probe the handler" }).click();
  await expect(app.getByRole("heading", { name: /answers 2xx to whatever it is sent/ })).toBeVisible();
});

async function openProbe(app: Page, hookwright: Hookwright): Promise<void> {
  await app.goto(`${hookwright.home}signatures?view=probe`);
  await app.getByLabel("URL of your handler").waitFor();
}

async function chooseStripe(app: Page): Promise<void> {
  await app.getByRole("button", { name: "Choose…" }).click();
  const dialog = app.getByRole("dialog");
  await dialog.getByRole("textbox").or(dialog.getByRole("combobox")).or(dialog.getByRole("searchbox")).first().fill("stripe-v1");
  await app.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
}
