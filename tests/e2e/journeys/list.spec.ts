import { expectAccessible } from "../support/audit.ts";
import { github, signed, stripe, tampered } from "../support/events.mjs";
import { expect, expectRefusals, test } from "../support/fixtures.ts";
import type { Hookwright } from "../support/hookwright.mjs";
import { addSources } from "../support/load.mjs";
import { detail, filterTo, list, rows, rowsOf, sidebar } from "../support/screen.ts";
import { send } from "../support/send.mjs";

test.beforeEach(async ({ hookwright }) => addSources(hookwright));

test("new rows come in at the top, and wait behind a pill while something is read", async ({ app, hookwright }) => {
  await deliver(hookwright, 40);
  // A list that is still short could not be scrolled.
  await expect(list(app)).toHaveAttribute("aria-rowcount", "41");
  await list(app).hover();
  await app.mouse.wheel(0, 400);
  await expect(rows(app).first()).not.toBeInViewport();
  await deliver(hookwright, 3);
  const pill = app.getByRole("button", { name: "3 new" });
  await expect(pill).toBeVisible();
  await expect(list(app)).toHaveAttribute("aria-rowcount", "41");
  await pill.click();
  await expect(list(app)).toHaveAttribute("aria-rowcount", "44");
  await expect(pill).toBeHidden();
});

test("a pinned capture is found by is:pinned", async ({ app, hookwright }) => {
  await deliver(hookwright, 3);
  await expect(rows(app)).toHaveCount(3);
  await rowsOf(app, "customer.created").or(rowsOf(app, "payment_intent.succeeded")).first().click();
  await app.keyboard.press("p");
  await expect(rows(app).filter({ has: app.getByRole("img", { name: "Pinned" }) })).toHaveCount(1);
  await filterTo(app, "is:pinned");
  await expect(rows(app)).toHaveCount(1);
});

test("a deleted capture comes back by undo, with the key and with the button", async ({ app, hookwright }) => {
  await deliver(hookwright, 3);
  // What still comes in at the top would move the others under the pointer.
  await expect(rows(app)).toHaveCount(3);
  await rowsOf(app, "invoice.paid").click();
  await app.keyboard.press("Delete");
  await expect(rows(app)).toHaveCount(2);
  await app.keyboard.press("Control+z");
  await expect(rows(app)).toHaveCount(3);
  await rowsOf(app, "invoice.paid").click();
  await app.keyboard.press("Delete");
  await expect(rowsOf(app, "invoice.paid")).toHaveCount(0);
  await app.getByRole("status", { name: "What was just done" }).getByRole("button", { name: "Undo" }).click();
  await expect(rowsOf(app, "invoice.paid")).toHaveCount(1);
});

test("a source of the sidebar filters the list, and the address keeps the filter", async ({ app, hookwright }) => {
  await send(hookwright.receiver, signed(stripe, 0));
  await send(hookwright.receiver, signed(github, 0));
  await sidebar(app)
    .getByRole("link", { name: /github/ })
    .click();
  await expect(rows(app)).toHaveText([/push/]);
  await app.reload();
  await expect(rows(app)).toHaveText([/push/]);
  await app.goBack();
  await expect(rows(app)).toHaveCount(2);
});

test("a filter is completed, and a wrong one is explained", async ({ app, hookwright, complaints }) => {
  expectRefusals(complaints);
  await send(hookwright.receiver, signed(stripe, 0));
  await send(hookwright.receiver, tampered(signed(stripe, 1)));
  await expect(rows(app)).toHaveCount(2);
  await app.keyboard.press("/");
  await app.keyboard.type("verdict:");
  await expect(app.getByRole("option", { name: /rejected/ })).toBeVisible();
  await expectAccessible(app);
  await app.keyboard.type("rej");
  await app.keyboard.press("Tab");
  await expect(rows(app)).toHaveText([/Rejected/]);
  await filterTo(app, "colour:red");
  await expect(app.getByText('"colour:" is not known here')).toBeVisible();
});

test("nothing under a filter says which part to drop", async ({ app, hookwright }) => {
  await deliver(hookwright, 2);
  await filterTo(app, "source:stripe verdict:unsigned");
  await app.getByRole("button", { name: "Drop verdict:unsigned" }).click();
  await expect(rows(app)).toHaveCount(2);
});

test("everything can be done without a mouse", async ({ app, hookwright, target }) => {
  const { url, arrivals } = await target({ status: 200 });
  await deliver(hookwright, 5);
  await expect(rows(app)).toHaveCount(5);
  await app.keyboard.press("j");
  await app.keyboard.press("j");
  await expect(detail(app).getByRole("heading", { name: "customer.created" })).toBeVisible();
  await app.keyboard.press("End");
  await expect(detail(app).getByRole("heading", { name: "invoice.paid" })).toBeVisible();
  await app.keyboard.press("Home");
  await expect(detail(app).getByRole("heading", { name: "charge.refunded" })).toBeVisible();
  await app.keyboard.press("r");
  await app.keyboard.press("Control+a");
  await app.keyboard.type(`${url}/hooks`);
  await app.keyboard.press("Control+Enter");
  await expect(app.getByRole("dialog").getByRole("status")).toContainText("200");
  expect(arrivals.map(({ path }) => path)).toEqual(["/hooks"]);
  await app.keyboard.press("Escape");
  await expect(app.getByRole("dialog")).toBeHidden();
  await app.keyboard.press("/");
  await app.keyboard.type("type:charge.refunded ");
  await expect(rows(app)).toHaveCount(1);
});

/** Sends Stripe's events number 0 and on; the next call begins anew. */
async function deliver(hookwright: Hookwright, count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) await send(hookwright.receiver, signed(stripe, index));
}
