import { expectAccessible } from "../support/audit.ts";
import { github, signed, stripe, tampered } from "../support/events.mjs";
import { expect, test } from "../support/fixtures.ts";
import { openTab, rowsOf } from "../support/screen.ts";
import { send } from "../support/send.mjs";

const ANOTHER = "whsec_of_another_endpoint_0123456789";

test("a tampered body gets its cause, with both byte strings and the digest that proves it", async ({ app, hookwright }) => {
  await hookwright.addSource({ name: "stripe", scheme: stripe.scheme, secret: stripe.secret });
  const event = signed(stripe, 1);
  await send(hookwright.receiver, tampered(event));
  await rowsOf(app, "Rejected").click();
  const panel = await openTab(app, "Signature");
  const diagnosis = panel.getByRole("region", { name: "Diagnosis" });
  await expect(diagnosis).toContainText("body.trailing_newline_added");
  await expect(diagnosis.getByText("Proven by digest").first()).toBeVisible();
  const proof = diagnosis.getByRole("group", { name: "Proof" }).first();
  await expect(proof).toContainText(`First difference at byte ${Buffer.byteLength(event.body)}`);
  await expect(proof).toContainText(event.headers.at(-1)?.[1].split("v1=")[1] ?? "no digest");
  await proof.getByRole("button", { name: "Hex" }).click();
  await expect(proof.getByRole("group", { name: "Both as hex" })).toContainText("0a");
  await expectAccessible(app);
});

test("a mend with another source's secret turns the capture verified", async ({ app, hookwright }) => {
  await hookwright.addSource({ name: "orders", scheme: stripe.scheme, secret: ANOTHER });
  await hookwright.addSource({ name: "stripe", scheme: stripe.scheme, secret: stripe.secret });
  await send(hookwright.receiver, signed(stripe, 1, { secret: ANOTHER }));
  await rowsOf(app, "Rejected").click();
  const panel = await openTab(app, "Signature");
  await expect(panel.getByRole("heading", { name: "No cause found" })).toBeVisible();
  await panel.getByRole("switch", { name: /Also try every stored secret/ }).click();
  await panel.getByRole("button", { name: /Use the secret of orders for stripe/ }).click();
  await expect(panel).toContainText("With stripe as it is set now.");
  await expectAccessible(app);
  await app.keyboard.press("v");
  await expect(rowsOf(app, "Verified")).toHaveCount(1);
  await expect(panel.getByRole("list", { name: "Steps of the check" })).toContainText("The signature matches the bytes that arrived.");
});

test("a mend can be taken back", async ({ app, hookwright }) => {
  await hookwright.addSource({ name: "orders", scheme: stripe.scheme, secret: ANOTHER });
  await hookwright.addSource({ name: "stripe", scheme: stripe.scheme, secret: stripe.secret });
  await send(hookwright.receiver, signed(stripe, 1, { secret: ANOTHER }));
  await rowsOf(app, "Rejected").click();
  const panel = await openTab(app, "Signature");
  await panel.getByRole("switch", { name: /Also try every stored secret/ }).click();
  await panel.getByRole("button", { name: /Use the secret of orders for stripe/ }).click();
  await expect(panel).toContainText("With stripe as it is set now.");
  await app.keyboard.press("Control+z");
  await expect(panel.getByRole("button", { name: /Use the secret of orders for stripe/ })).toBeVisible();
  const sources = await hookwright.call("sources.list");
  expect(sources.map(({ source }: { source: { secrets: unknown[] } }) => source.secrets.length)).toEqual([1, 1]);
});

test("a whole source is checked again after a change", async ({ app, hookwright }) => {
  await hookwright.addSource({ name: "stripe", scheme: stripe.scheme, secret: "whsec_that_was_wrong_from_the_start" });
  for (const index of [1, 2, 3]) await send(hookwright.receiver, signed(stripe, index));
  await expect(rowsOf(app, "Rejected")).toHaveCount(3);
  const [{ source }] = await hookwright.call("sources.list");
  const { id, name, scheme, response } = source;
  await hookwright.call("sources.edit", { id, name, scheme, response, add_secrets: [stripe.secret], remove_secrets: [] });
  await rowsOf(app, "Rejected").first().click();
  const panel = await openTab(app, "Signature");
  await panel.getByRole("button", { name: "Check all of stripe again" }).click();
  await expect(rowsOf(app, "Verified")).toHaveCount(3);
  await expect(panel).toContainText("3 captures of stripe checked. 3 verdicts changed.");
});

test("a source without a scheme is offered the one that its captures look like", async ({ app, hookwright }) => {
  await hookwright.addSource({ name: "github" });
  await send(hookwright.receiver, signed(github, 1));
  await rowsOf(app, "Not checked").click();
  const panel = await openTab(app, "Signature");
  await expect(panel.getByRole("heading", { name: "Looks like GitHub" })).toBeVisible();
  await expect(panel).toContainText("X-Hub-Signature-256");
  await expectAccessible(app);
  await app.keyboard.press("m");
  const editor = app.getByRole("dialog", { name: "Source github" });
  await expect(editor).toContainText("GitHub");
  await editor.getByLabel(/^Signing secret/).fill(github.secret);
  await expect(editor.getByRole("status").filter({ hasText: "On the open capture" })).toContainText("Verified");
  await app.keyboard.press("Control+Enter");
  await expect(editor).toBeHidden();
  await panel.getByRole("button", { name: /^Check again/ }).click();
  await expect(rowsOf(app, "Verified")).toHaveCount(1);
});

test("a secret that was tried is handed to a new source at the capture's own path", async ({ app, hookwright }) => {
  await send(hookwright.receiver, signed(github, 1, { path: "/hub/events" }));
  await rowsOf(app, "Not checked").click();
  const panel = await openTab(app, "Signature");
  await panel.getByLabel("Secret", { exact: true }).fill(github.secret);
  await panel.getByRole("button", { name: "Check", exact: true }).click();
  const offers = panel.getByRole("button", { name: "Make a source with it…" });
  // The first one is there before the check has ended, and knows no secret.
  await expect(offers).toHaveCount(2);
  await offers.last().click();
  const editor = app.getByRole("dialog", { name: "Add a source" });
  await expect(editor.getByRole("textbox", { name: /^Name/ })).toHaveValue("hub");
  await app.keyboard.press("Control+Enter");
  await expect(editor).toBeHidden();
  await send(hookwright.receiver, signed(github, 2, { path: "/hub/events" }));
  await app.getByRole("button", { name: "1 new" }).click();
  await expect(rowsOf(app, "Verified")).toHaveCount(1);
});
