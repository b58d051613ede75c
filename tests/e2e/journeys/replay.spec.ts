import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/audit.ts";
import { signed, stripe } from "../support/events.mjs";
import { expect, test } from "../support/fixtures.ts";
import { detail, openTab, rows } from "../support/screen.ts";
import { send } from "../support/send.mjs";

const event = signed(stripe, 1, { path: "/stripe/connect?account=acct_1" });

test.beforeEach(async ({ hookwright, app }) => {
  await hookwright.addSource({ name: "stripe", scheme: stripe.scheme, secret: stripe.secret });
  await send(hookwright.receiver, event);
  await rows(app).first().click();
});

test("a replay to a server that accepts it and then fails is said to have regressed", async ({ app, target }) => {
  const { url, arrivals } = await target({ status: 200 }, { status: 500, body: '{"error":"no such order"}' });
  const dialog = await openReplay(app, `${url}/hooks`);
  await dialog.getByRole("button", { name: /^Send(?! again)/ }).click();
  await expect(dialog.getByRole("status")).toContainText("200");
  await expect(dialog.getByRole("status")).toContainText("Bytes on the wire equal the capture's");
  await expectAccessible(app);
  await dialog.getByRole("button", { name: /^Send again/ }).click();
  await expect(dialog.getByRole("status")).toContainText("500");
  await dialog.getByRole("button", { name: "Close" }).click();
  const panel = await openTab(app, "Replays");
  const attempts = panel.getByRole("grid", { name: "Attempts" }).locator("[role=row][aria-selected]");
  await expect(attempts).toHaveText([/500.*Regressed/, /200.*First answer/]);
  await expect(panel.getByRole("region", { name: "Attempt 2" })).toContainText("no such order");
  await expectAccessible(app);
  expect(arrivals.map(({ body }) => body.toString())).toEqual([event.body, event.body]);
});

test("a server that was mended is said to be fixed", async ({ app, target }) => {
  const { url } = await target({ status: 500 }, { status: 204 });
  await openTab(app, "Replays");
  const panel = app.getByRole("tabpanel");
  await panel.getByRole("combobox", { name: "Send to" }).fill(url);
  await panel.getByRole("button", { name: /^Send(?! again)/ }).click();
  await expect(panel.getByRole("grid", { name: "Attempts" })).toContainText("500");
  await panel.getByRole("button", { name: /^Send(?! again)/ }).click();
  await expect(panel.getByRole("grid", { name: "Attempts" })).toContainText("Fixed");
});

test("headers go out as they came, to the same path below the target", async ({ app, target }) => {
  const { url, arrivals } = await target();
  const dialog = await openReplay(app, url);
  await dialog.getByRole("button", { name: /^Send(?! again)/ }).click();
  await expect(dialog.getByRole("status")).toContainText("200");
  const names = arrivals[0]?.headers.map(([name]) => name) ?? [];
  const sent = ["Content-Type", ...event.headers.slice(1).map(([name]) => name)];
  expect(names.filter((name) => sent.includes(name))).toEqual(sent);
  expect(arrivals[0]?.path).toBe("/connect?account=acct_1");
});

test("a refused connection is a result in words", async ({ app, target }) => {
  const gone = await target();
  const { url } = gone;
  await gone.stop();
  const dialog = await openReplay(app, url);
  await dialog.getByRole("button", { name: /^Send(?! again)/ }).click();
  await expect(dialog.getByRole("status")).toContainText("refused");
});

test("an edited copy is sent and the original stays", async ({ app, target }) => {
  const { url, arrivals } = await target();
  await app.keyboard.press("R");
  const dialog = app.getByRole("dialog", { name: "Replay with edits" });
  await dialog.getByRole("combobox", { name: "Send to" }).fill(url);
  await dialog.getByRole("textbox", { name: "Method" }).fill("PUT");
  await expectAccessible(app);
  await dialog.getByRole("button", { name: /^Send(?! again)/ }).click();
  await expect(dialog.getByRole("status")).toContainText("200");
  expect(arrivals.map(({ method }) => method)).toEqual(["PUT"]);
  await dialog.getByRole("button", { name: "Close" }).click();
  await expect(detail(app)).toContainText("Verified");
  await expect(rows(app)).toHaveText([/POST/]);
});

test("signed afresh it verifies again at its own source", async ({ app, hookwright }) => {
  const dialog = await openReplay(app, `${hookwright.receiver}/stripe`);
  await dialog.getByRole("button", { name: "Signed afresh" }).click();
  await dialog.getByRole("button", { name: /^Send(?! again)/ }).click();
  await expect(dialog.getByRole("status")).toContainText("200");
  await expect.poll(async () => (await hookwright.call("captures.counts")).by_verdict).toContainEqual(["verified", 2]);
});

test("a replay of many times shows its progress and an end", async ({ app, target }) => {
  const { url, arrivals } = await target();
  const dialog = await openReplay(app, url);
  await dialog.getByText("More", { exact: true }).click();
  await dialog.getByRole("textbox", { name: "Times" }).fill("25");
  await dialog.getByRole("button", { name: /^Send(?! again)/ }).click();
  await expect(dialog.getByRole("status")).toContainText("25");
  expect(arrivals).toHaveLength(25);
});

/** Opens the dialog with a target. */
async function openReplay(app: Page, url: string) {
  await expect(detail(app)).toBeVisible();
  await app.keyboard.press("r");
  const dialog = app.getByRole("dialog", { name: "Replay 1 capture" });
  await dialog.getByRole("combobox", { name: "Send to" }).fill(url);
  return dialog;
}
