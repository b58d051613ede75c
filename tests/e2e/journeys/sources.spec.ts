import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/audit.ts";
import { github, signed, tampered } from "../support/events.mjs";
import { expect, test } from "../support/fixtures.ts";
import { rows, rowsOf, sidebar } from "../support/screen.ts";
import { send } from "../support/send.mjs";

test("a source is made, and takes signed deliveries from then on", async ({ app, hookwright }) => {
  await app.getByRole("button", { name: "Add a source" }).click();
  const editor = app.getByRole("dialog", { name: "Add a source" });
  await editor.getByRole("button", { name: "Choose…" }).click();
  await app.getByRole("textbox", { name: "Find a scheme" }).fill("github sha-256");
  await app.keyboard.press("Enter");
  await editor.getByLabel(/^Signing secret/).fill(github.secret);
  await expect(editor.getByRole("textbox", { name: /^Name/ })).toHaveValue("github");
  await expectAccessible(app);
  await editor.getByRole("button", { name: "Add source" }).click();
  await expect(editor).toBeHidden();
  await expect(sidebar(app).getByRole("link", { name: /github/ })).toBeVisible();
  await send(hookwright.receiver, signed(github, 1));
  await send(hookwright.receiver, tampered(signed(github, 2)));
  await expect(rows(app)).toHaveText([/Rejected/, /Verified/]);
});

test("what stands out in a secret is told while it is typed, and refuses nothing", async ({ app }) => {
  await app.getByRole("button", { name: "Add a source" }).click();
  const editor = app.getByRole("dialog", { name: "Add a source" });
  await editor.getByRole("button", { name: "Choose…" }).click();
  await app.getByRole("textbox", { name: "Find a scheme" }).fill("standard-webhooks-v1");
  await app.keyboard.press("Enter");
  const secret = editor.getByLabel(/^Signing secret/);
  await secret.fill("sk_live_51H8XyZ");
  const remark = editor.getByRole("status").filter({ hasText: "The secret" });
  await expect(remark).toHaveText("The secret begins with sk_live_, as keys do that call an API: webhooks are signed with a secret of their own.");
  await expectAccessible(app);
  await secret.fill("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  await expect(remark).toHaveCount(0);
  await secret.fill("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  await expect(remark).toContainText("does not begin with whsec_");
  await editor.getByRole("button", { name: "Add source" }).click();
  await expect(editor).toBeHidden();
});

test("a secret is tried on the open capture before it is saved", async ({ app, hookwright }) => {
  await hookwright.addSource({ name: "github", scheme: github.scheme, secret: "the wrong one" });
  await send(hookwright.receiver, signed(github, 1));
  await rowsOf(app, "Rejected").click();
  await app.keyboard.press("e");
  const editor = app.getByRole("dialog", { name: "Source github" });
  const outcome = editor.getByRole("status").filter({ hasText: "On the open capture" });
  await expect(outcome).toContainText("Rejected");
  await editor.getByRole("button", { name: "Add another secret" }).click();
  await editor.getByLabel("New signing secret").fill(github.secret);
  await expect(outcome).toContainText("Verified");
  await expectAccessible(app);
  await app.keyboard.press("Escape");
  await app.getByRole("dialog", { name: "Throw the changes away?" }).getByRole("button", { name: "Throw away" }).click();
  await expect(editor).toBeHidden();
  const [{ source }] = await hookwright.call("sources.list");
  expect(source.secrets).toHaveLength(1);
});

test("how senders are answered is set as steps", async ({ app, hookwright }) => {
  await hookwright.addSource({ name: "github", scheme: github.scheme, secret: github.secret });
  await openEditor(app, "github");
  const editor = app.getByRole("dialog", { name: "Source github" });
  await editor.getByLabel(/^One step a request/).fill("503, 503, 200");
  await app.keyboard.press("Control+Enter");
  await expect(editor).toBeHidden();
  const statuses = [];
  for (const index of [1, 2, 3, 4]) statuses.push((await send(hookwright.receiver, signed(github, index))).status);
  expect(statuses).toEqual([503, 503, 200, 200]);
});

test("a source is paused and goes on", async ({ app, hookwright }) => {
  await hookwright.addSource({ name: "github", scheme: github.scheme, secret: github.secret });
  await openEditor(app, "github");
  await app.getByRole("switch", { name: /^Paused/ }).click();
  // The dialog hides the sidebar from screen readers, not from the eye.
  await expect(app.getByText("Paused, answering 503")).toBeVisible();
  expect((await send(hookwright.receiver, signed(github, 1))).status).toBe(503);
  await app.getByRole("switch", { name: /^Paused/ }).click();
  await expect(app.getByText("Paused, answering 503")).toBeHidden();
  expect((await send(hookwright.receiver, signed(github, 1))).status).toBe(200);
});

test("a dead target is said at once, and nothing is lost", async ({ app, hookwright, target }) => {
  const gone = await target();
  const { url } = gone;
  await gone.stop();
  await hookwright.addSource({ name: "github", scheme: github.scheme, secret: github.secret, forward_to: [`${url}/hooks`] });
  await send(hookwright.receiver, signed(github, 1));
  await expect(sidebar(app)).toContainText(`${new URL(url).host} refuses`);
  await expect(rowsOf(app, "Verified")).toHaveCount(1);
});

test("a source is removed and its captures stay", async ({ app, hookwright }) => {
  await hookwright.addSource({ name: "github", scheme: github.scheme, secret: github.secret });
  await send(hookwright.receiver, signed(github, 1));
  await openEditor(app, "github");
  await app.getByRole("button", { name: "Remove…" }).click();
  await app.getByRole("button", { name: "Remove github" }).click();
  await expect(app.getByRole("status", { name: "What was just done" })).toContainText("Its captures stay");
  await expect(rowsOf(app, "Verified")).toHaveCount(1);
});

async function openEditor(app: Page, name: string): Promise<void> {
  await expect(sidebar(app).getByRole("link", { name: new RegExp(name) })).toBeVisible();
  await app.keyboard.press("Control+k");
  await app.getByRole("combobox", { name: "What to do" }).fill(`edit source ${name}`);
  await app.keyboard.press("Enter");
}
