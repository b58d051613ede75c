import { expectAccessible } from "../support/audit.ts";
import { expect, test } from "../support/fixtures.ts";
import { clipboard, openTab, rowsOf, sidebar } from "../support/screen.ts";

test("a first start leads from nothing to a verified delivery", async ({ app, hookwright }) => {
  await expect(app.getByRole("heading", { name: "Listening. Nothing has arrived yet." })).toBeVisible();
  await app.getByRole("radio", { name: /^.*Stripe/ }).check();
  await expect(app.getByText(`${hookwright.receiver}/stripe/`, { exact: true })).toBeVisible();
  await app.getByRole("button", { name: "Send a test delivery" }).click();
  await expect(rowsOf(app, "Verified", "payment_intent.succeeded")).toHaveCount(1);
  await expect(sidebar(app).getByRole("link", { name: /stripe/ })).toContainText("1");
});

test("a provider that is not offered at once is found among all schemes", async ({ app }) => {
  await app.getByRole("button", { name: /^All \d+ schemes/ }).click();
  const dialog = app.getByRole("dialog", { name: "Who sends" });
  await dialog.getByRole("textbox", { name: "Find a scheme" }).fill("linear");
  await expect(dialog.getByRole("grid", { name: "Schemes" }).getByRole("row").first()).toContainText("Linear");
  await expectAccessible(app);
  await app.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(app.getByRole("radio", { name: /Linear/ })).toBeChecked();
  await app.getByRole("button", { name: "Send a test delivery" }).click();
  await expect(rowsOf(app, "Verified")).toHaveCount(1);
});

test("a secret of one's own is used from the first delivery on", async ({ app, hookwright }) => {
  await app.getByLabel(/Signing secret/).fill("whsec_5WbX5kEWLlfzsGNjH64I8lOOqUB6e8FH");
  await app.getByRole("button", { name: "Send a test delivery" }).click();
  await rowsOf(app, "Verified").first().click();
  await expect(await openTab(app, "Signature")).toContainText("Digest matches");
  const [{ source }] = await hookwright.call("sources.list");
  expect(source.secrets).toHaveLength(1);
});

test("the address of a source is copied with a key", async ({ app, hookwright }) => {
  await expect(app.getByRole("radio", { name: /Stripe/ })).toBeChecked();
  await app.keyboard.press("c");
  await expect.poll(() => clipboard(app)).toBe(`${hookwright.receiver}/stripe/`);
});

test("the empty window is accessible", async ({ app }) => {
  await expect(app.getByRole("button", { name: "Send a test delivery" })).toBeEnabled();
  await expectAccessible(app);
});
