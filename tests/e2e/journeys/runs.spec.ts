import { readFileSync } from "node:fs";
import type { Locator, Page } from "@playwright/test";
import { expectAccessible } from "../support/audit.ts";
import { signed, stripe } from "../support/events.mjs";
import { expect, test } from "../support/fixtures.ts";
import type { Hookwright } from "../support/hookwright.mjs";
import { numberOf, startRun } from "../support/runs.mjs";
import { filterTo } from "../support/screen.ts";
import { flood } from "../support/send.mjs";

const FAILS = { status: 500, type: "text/plain", body: "TypeError: no such order" };

test("a run of 1,000 with failures is cancelled, made again, and its failures are sent once more", async ({ app, hookwright, target }) => {
  await receive(hookwright, 1000);
  let mended = false;
  let held: (() => void)[] | null = [];
  const { url, arrivals } = await target(async (arrival) => {
    if (held !== null && arrivals.length > 200) await new Promise<void>((go) => held?.push(go));
    return !mended && numberOf(arrival) % 10 === 0 ? FAILS : {};
  });
  await filterTo(app, "source:stripe");
  await app.getByRole("button", { name: /^Replay all/ }).click();
  const dialog = app.getByRole("dialog", { name: "Replay all that match" });
  await expect(dialog).toContainText("1,000 requests");
  await dialog.getByRole("combobox", { name: "Send to" }).fill(url);
  await expectAccessible(app);
  await app.keyboard.press("Control+Enter");
  await expect(app.getByText("Running")).toBeVisible();
  await expect.poll(() => arrivals.length).toBeGreaterThan(205);
  await expect(figure(app, "Sent")).toContainText("of 1,000");
  await expectAccessible(app);
  await app.keyboard.press("Escape");
  await expect(app.getByText("Cancelled", { exact: true })).toBeVisible();
  expect(arrivals.length).toBeLessThan(300);
  for (const go of held.splice(0)) go();
  held = null;
  await app.getByRole("button", { name: /^Run again/ }).click();
  await expect(app.getByText("Finished")).toBeVisible();
  await expect(figure(app, "Sent")).toContainText("1,000of 1,000");
  mended = true;
  await app.getByRole("button", { name: /^Re-run 100 failures/ }).click();
  await expect(figure(app, "Sent")).toContainText("100of 100");
  await expect(figure(app, "Fixed")).toContainText("100");
  await expect(app.getByRole("grid", { name: "Results" })).toHaveAttribute("aria-rowcount", "101");
});

test("a run says what is fixed and what regressed against the last, and both answers can be compared", async ({ app, hookwright, target }) => {
  await receive(hookwright, 20);
  let broken = [0, 1, 2];
  const { url } = await target((arrival) => (broken.includes(numberOf(arrival)) ? FAILS : { body: '{"received":true}' }));
  const { id } = await startRun(hookwright, { kind: "filter", filter: "source:stripe" }, { targets: [url] });
  await app.goto(`${hookwright.home}replays/${id}`);
  await expect(app.getByText("Finished")).toBeVisible();
  await expect(figure(app, "Other answer")).toContainText("3");
  broken = [5];
  await app.keyboard.press("A");
  await expect(figure(app, "Fixed")).toContainText("3");
  await expect(figure(app, "Regressed")).toContainText("1");
  await expect(figure(app, "Same")).toContainText("16");
  await expect(results(app).first()).toContainText("Regressed");
  await expectAccessible(app);
  await app.keyboard.press("j");
  await app.keyboard.press("k");
  await app.keyboard.press("d");
  const pane = app.getByRole("region", { name: /^Exchange/ });
  await expect(pane).toContainText("TypeError: no such order");
  await expect(pane).toContainText('{"received":true}');
  await expectAccessible(app);
  await app.keyboard.press("Escape");
  await expect(pane).toBeHidden();
  await app.getByRole("button", { name: /^Fixed/ }).click();
  await expect(results(app)).toHaveCount(3);
  expect(await saved(app, /^Markdown/)).toContain("regressed");
  expect((await saved(app, /^CSV/)).trim().split("\n")).toHaveLength(21);
});

test("a run that the end of the program cut off says where it stopped and goes on from there", async ({ app, hookwright, target, complaints }) => {
  await receive(hookwright, 30);
  let held: (() => void)[] | null = [];
  const { url, arrivals } = await target(async () => {
    if (held !== null && arrivals.length > 10) await new Promise<void>((go) => held?.push(go));
    return {};
  });
  const { id } = await startRun(hookwright, { kind: "filter", filter: "" }, { targets: [url], concurrency: 1 });
  await expect.poll(() => arrivals.length).toBe(11);
  await expect.poll(async () => (await hookwright.call("runs.detail", { run: id, against: null })).run.done).toBe(10);
  await hookwright.kill();
  for (const go of held.splice(0)) go();
  held = null;
  await hookwright.start();
  await app.goto(hookwright.link);
  await app.goto(`${hookwright.home}replays`);
  await app.getByRole("grid", { name: "Runs" }).getByText("Interrupted").click();
  await expect(app).toHaveURL(new RegExp(`/replays/${id}$`));
  await expect(app.getByText(/Hookwright ended after 10 of 30/)).toBeVisible();
  await app.getByRole("button", { name: "Resume" }).click();
  await expect(app.getByText("Finished")).toBeVisible();
  await expect(figure(app, "Sent")).toContainText("30of 30");
  expect(arrivals).toHaveLength(31);
  complaints.length = 0;
});

test("a run can be held and gone on with", async ({ app, hookwright, target }) => {
  await receive(hookwright, 40);
  let go = () => {};
  const held = new Promise<void>((resolve) => {
    go = resolve;
  });
  const { url, arrivals } = await target(async () => {
    if (arrivals.length === 5) await held;
    return {};
  });
  const { id } = await startRun(hookwright, { kind: "filter", filter: "" }, { targets: [url], concurrency: 1, timeout_ms: 60_000 });
  await app.goto(`${hookwright.home}replays/${id}`);
  const asked = app.waitForResponse(/runs\.pause/);
  await app.getByRole("button", { name: "Pause", exact: true }).click();
  await asked;
  go();
  await expect(app.getByText("Paused", { exact: true })).toBeVisible();
  await expect(figure(app, "Sent")).toContainText("5of 40");
  expect(arrivals).toHaveLength(5);
  await app.getByRole("button", { name: "Resume" }).click();
  await expect(app.getByText("Finished")).toBeVisible();
  expect(arrivals).toHaveLength(40);
});

test("a template changes every request, shows the first one, and goes to every target", async ({ app, hookwright, target }) => {
  await receive(hookwright, 3);
  const [one, other] = [await target({}), await target({})];
  await app.goto(`${hookwright.home}replays`);
  await app.keyboard.press("n");
  const dialog = app.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Captures that match" }).fill("type:invoice.paid");
  await dialog.getByRole("combobox", { name: "Send to" }).fill(one.url);
  await dialog.getByRole("button", { name: "Another target" }).click();
  await dialog.getByRole("combobox", { name: "and to (2)" }).fill(other.url);
  await dialog.getByRole("button", { name: "Changed" }).click();
  await dialog.getByRole("textbox", { name: "Set header fields" }).fill("X-Try: {{capture}}");
  await dialog.getByRole("button", { name: "JSON Patch" }).click();
  await expect(dialog.getByText("2 requests to 2 targets")).toBeVisible();
  await dialog.getByText("First request").click();
  await expect(dialog.getByText(/X-Try: cap_1/)).toBeVisible();
  await expectAccessible(app);
  await app.keyboard.press("Control+Enter");
  await expect(app.getByText("Finished")).toBeVisible();
  for (const { arrivals } of [one, other]) {
    expect(arrivals.map(({ headers }) => headers.find(([name]) => name === "X-Try")?.[1])).toEqual(["cap_1"]);
    expect(arrivals.map(({ body }) => JSON.parse(body.toString()).livemode)).toEqual([false]);
  }
});

/** Events of Stripe, number 0 and on. */
async function receive(hookwright: Hookwright, total: number): Promise<void> {
  await hookwright.addSource({ name: "stripe", scheme: stripe.scheme, secret: stripe.secret });
  let index = 0;
  await flood(hookwright.receiver, () => (index < total ? signed(stripe, index++) : undefined));
}

/** One of the large readings at the head of a run. */
function figure(app: Page, name: string): Locator {
  return app.getByRole("region", { name: "Plan and progress" }).locator("dl > div").filter({ hasText: name });
}

/** Rows of the results that are in the page. */
function results(app: Page): Locator {
  return app.getByRole("grid", { name: "Results" }).locator("[role=row][aria-selected]");
}

/** The results as they are saved in one of the forms. */
async function saved(app: Page, form: RegExp): Promise<string> {
  const download = app.waitForEvent("download");
  await app.getByRole("button", { name: "Export" }).click();
  await app.getByRole("menuitem", { name: form }).click();
  return readFileSync(await (await download).path(), "utf8");
}
