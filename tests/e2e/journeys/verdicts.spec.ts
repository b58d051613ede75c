import { expectAccessible } from "../support/audit.ts";
import { signed, stripe, tampered } from "../support/events.mjs";
import { expect, test } from "../support/fixtures.ts";
import { openTab, rowsOf } from "../support/screen.ts";
import { send } from "../support/send.mjs";

test.beforeEach(async ({ hookwright }) => {
  await hookwright.addSource({ name: "stripe", scheme: stripe.scheme, secret: stripe.secret });
});

test("why a tampered delivery is rejected can be read step by step", async ({ app, hookwright }) => {
  const event = signed(stripe, 1);
  await send(hookwright.receiver, event);
  await send(hookwright.receiver, tampered(event));
  await expect(rowsOf(app, "Verified")).toHaveCount(1);
  await rowsOf(app, "Rejected").click();
  const panel = await openTab(app, "Signature");
  const steps = panel.getByRole("list", { name: "Steps of the check" });
  await expect(steps.getByRole("listitem")).toHaveText([
    /Signature found/,
    /Signature read/,
    /Timestamp fresh/,
    /Bytes to sign/,
    /Digest differs/,
    /Rejected/,
  ]);
  const received = event.headers.at(-1)?.[1].split("v1=")[1] ?? "";
  await expect(steps).toContainText(received);
  const [, wanted] = stripe.sign(`${event.body}\n`, stripe.secret, Number(event.headers.at(-1)?.[1].match(/t=(\d+)/)?.[1]));
  await expect(steps).toContainText(wanted.split("v1=")[1] ?? "");
  await expect(panel).toContainText("The signature does not match.");
  await expectAccessible(app);
});

test("a delivery that is too old says by how much", async ({ app, hookwright }) => {
  await send(hookwright.receiver, signed(stripe, 1, { seconds: 1769860800 }));
  await rowsOf(app, "Rejected").click();
  const panel = await openTab(app, "Signature");
  await expect(panel).toContainText("Timestamp refused");
  await expect(panel).toContainText("300 s allowed");
});

test("another secret is tried on a capture without saving it", async ({ app, hookwright }) => {
  await send(hookwright.receiver, signed(stripe, 1, { secret: "whsec_of_another_endpoint" }));
  await rowsOf(app, "Rejected").click();
  const panel = await openTab(app, "Signature");
  await panel.getByLabel("Secret", { exact: true }).fill("whsec_of_another_endpoint");
  await panel.getByRole("button", { name: "Check", exact: true }).click();
  await expect(panel.getByRole("status").filter({ hasText: "Verified" })).toBeVisible();
  await expect(rowsOf(app, "Rejected")).toHaveCount(1);
});
