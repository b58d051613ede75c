import { expectAccessible } from "../support/audit.ts";
import { expect, test } from "../support/fixtures.ts";
import { freePort } from "../support/port.mjs";

test.beforeEach(async ({ app }) => {
  await app.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Settings" }).click();
});

test("the theme is kept over a reload, from the first paint on", async ({ app }) => {
  await app.getByRole("button", { name: "Dark" }).click();
  await expect(app.locator("html")).toHaveAttribute("data-theme", "dark");
  await expectAccessible(app);
  await app.reload();
  await expect(app.locator("html")).toHaveAttribute("data-theme", "dark");
});

test("the receiver moves to another port at once", async ({ app, hookwright }) => {
  const before = hookwright.receiver;
  const other = String(await freePort());
  await app.getByLabel("Port").fill(other);
  await app.keyboard.press("Enter");
  await expect(app.getByRole("complementary").getByRole("status")).toContainText(`127.0.0.1:${other}`);
  await expect(fetch(before)).rejects.toThrow();
  expect((await fetch(`http://127.0.0.1:${other}/x`)).status).toBe(200);
});

test("it says where data and keys are", async ({ app, hookwright }) => {
  await expect(app.getByText(hookwright.folder, { exact: true })).toBeVisible();
  await expect(app.getByText(/^\d.*SQLite 3/)).toBeVisible();
  await expectAccessible(app);
});
