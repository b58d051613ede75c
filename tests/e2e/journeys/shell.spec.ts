import { expectAccessible } from "../support/audit.ts";
import { expect, test } from "../support/fixtures.ts";
import { holdAnswers } from "../support/slow.ts";

test("the palette finds an action by a few letters and runs it", async ({ app }) => {
  await app.keyboard.press("Control+k");
  await app.getByRole("combobox", { name: "What to do" }).fill("go set");
  await expect(app.getByRole("option").first()).toHaveText(/Go to Settings/);
  await expectAccessible(app);
  await app.keyboard.press("Enter");
  await expect(app).toHaveURL(/\/settings$/);
});

test("the key sheet lists every key of the page", async ({ app }) => {
  await app.keyboard.press("?");
  const sheet = app.getByRole("dialog");
  await expect(sheet).toContainText("Go to Captures");
  await expectAccessible(app);
  await app.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
});

test("the pages have keys", async ({ app }) => {
  await app.keyboard.press("Control+2");
  await expect(app).toHaveURL(/\/replays$/);
  await app.keyboard.press("Control+1");
  await expect(app).toHaveURL(/\/$/);
});

test("keys that are faster than their page are kept for it", async ({ app }) => {
  await expect(app.getByRole("radio", { name: /Stripe/ })).toBeChecked();
  const letGo = await holdAnswers(app, /\/call\/schemes\.|\/assets\//);
  for (const key of ["Control+5", "2", "Home", "b"]) await app.keyboard.press(key);
  letGo();
  await expect(app.getByRole("tabpanel").getByRole("status")).toHaveText("Verified");
});

test("the receiver can be paused and says so", async ({ app, hookwright }) => {
  const status = app.getByRole("complementary").getByRole("status");
  await expect(status).toContainText(`Listening${new URL(hookwright.receiver).host}`);
  await app.getByRole("button", { name: "Pause the receiver" }).click();
  await expect(status).toContainText("Paused");
  await app.getByRole("button", { name: "Let the receiver listen" }).click();
  await expect(status).toContainText("Listening");
});

test("a lost connection is said, and mends itself once Hookwright is back", async ({ app, hookwright, complaints }) => {
  await hookwright.stop();
  await expect(app.getByText("Connection lost.")).toBeVisible();
  await hookwright.start();
  // A new start has a new key; the link hands it to all pages of the browser.
  const other = await app.context().newPage();
  await other.goto(hookwright.link);
  await expect(app.getByText("Connection lost.")).toBeHidden();
  complaints.length = 0;
});
