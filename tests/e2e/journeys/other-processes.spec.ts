import { send } from "../support/send.mjs";
import { signed, stripe } from "../support/events.mjs";
import { expect, test } from "../support/fixtures.ts";
import { rowsOf, sidebar } from "../support/screen.ts";

test("what `hookwright listen` captures in a terminal appears in the open page", async ({ app, hookwright }) => {
  await hookwright.addSource({ name: "stripe", scheme: stripe.scheme, secret: stripe.secret });
  await expect(sidebar(app).getByRole("link", { name: /stripe/ })).toBeVisible();
  const listen = hookwright.command("--json", "listen", "--receiver", "localhost:0");
  const { receiver } = await listen.row();
  await send(receiver, signed(stripe, 1));
  await expect(rowsOf(app, "invoice.payment_failed", "Verified")).toHaveCount(1);
  expect(await listen.stop()).toBe(0);
});

test("a source that a terminal adds appears in the open page", async ({ app, hookwright }) => {
  const add = hookwright.command("source", "add", "github", "--scheme", "github-sha256", "--secret", "a secret");
  expect(await add.ended).toBe(0);
  await expect(sidebar(app).getByRole("link", { name: /github/ })).toBeVisible();
});
