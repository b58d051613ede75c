import { signed, stripe } from "../support/events.mjs";
import { expect, test } from "../support/fixtures.ts";
import { openTab, rows, rowsOf, sidebar } from "../support/screen.ts";
import { replay } from "../support/seed.mjs";
import { send } from "../support/send.mjs";

for (const how of ["stop", "kill"] as const) {
  test(`after a ${how} and a new start everything is still there`, async ({ app, hookwright, target, complaints }) => {
    const { url } = await target();
    await hookwright.addSource({ name: "stripe", scheme: stripe.scheme, secret: stripe.secret });
    await send(hookwright.receiver, signed(stripe, 1));
    const [{ id }] = await hookwright.call("captures.page", { filter: "", from: null, limit: 1 });
    await replay(hookwright, id, url);
    await expect(rows(app)).toHaveCount(1);
    await hookwright[how]();
    await hookwright.start();
    complaints.length = 0;
    await app.goto(hookwright.link);
    complaints.length = 0;
    await expect(sidebar(app).getByRole("link", { name: /stripe/ })).toBeVisible();
    await rowsOf(app, "Verified", "invoice.payment_failed").click();
    await expect(await openTab(app, "Replays")).toContainText("200");
    await send(hookwright.receiver, signed(stripe, 2));
    await expect(app.getByRole("button", { name: "1 new" }).or(rows(app).nth(1))).toBeVisible();
  });
}
