import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/audit.ts";
import { github, signed } from "../support/events.mjs";
import { expect, test } from "../support/fixtures.ts";
import { emulated, reach } from "../support/providers.mjs";
import { sidebar } from "../support/screen.ts";
import { Target } from "../support/target.mjs";

test("a Skyvern run is made, sent to a dead URL, then to the right one, where it arrives verified", async ({ app, hookwright }) => {
  await openProviders(app);
  await expect(app.getByText("No profile yet")).toBeVisible();
  await expectAccessible(app);

  await app.keyboard.press("3");
  await expect(app.getByText("No Skyvern run yet")).toBeVisible();
  await app.keyboard.press("n");
  const making = app.getByRole("dialog", { name: "New Skyvern run" });
  await making.getByLabel("Webhook URL").fill(`${await deadUrl()}/hooks`);
  await making.getByRole("combobox", { name: "Type" }).click();
  await app.getByRole("option", { name: "workflow_run" }).click();
  await expectAccessible(app);
  await app.keyboard.press("Control+Enter");

  const made = app.getByRole("dialog", { name: "Skyvern run made" });
  await expect(made).toContainText("wr_");
  await expectAccessible(app);
  await made.getByRole("button", { name: "Add a source with it…" }).click();
  await app.getByRole("dialog").getByRole("button", { name: /^Add source/ }).click();
  await expect(sidebar(app).getByRole("link", { name: /skyvern/ })).toBeVisible();

  const [run] = await hookwright.call("emulations.list", { provider: "skyvern" });
  const record = app.getByRole("region", { name: `Run ${run.id}` });
  await expect(record).toContainText("workflow_run_id");
  await record.getByRole("button", { name: /^Redeliver/ }).click();

  const pane = app.getByRole("region", { name: `Redeliver ${run.id}` });
  await pane.getByRole("button", { name: /^Redeliver/ }).click();
  const asked = pane.getByRole("region", { name: "Just now" });
  await expect(asked).toContainText("Not arrived");
  await expectAccessible(app);

  await pane.getByRole("button", { name: "To the source skyvern" }).click();
  await app.keyboard.press("Control+Enter");
  await expect(asked.getByRole("list")).toHaveText(/Asked.*Sent.*Arrived.*Verified/);
  await expect(pane.getByRole("region", { name: "Redelivered before" })).toContainText("Not arrived");
  await expectAccessible(app);
  await asked.getByRole("link", { name: "Open the capture" }).click();
  await expect(app.getByRole("region", { name: /^Capture cap_/ })).toContainText("Verified");
});

test("AgentMessage's limit is hit, and waited out", async ({ app, hookwright, target }) => {
  test.slow();
  const { url, arrivals } = await target();
  const made = await emulated(hookwright, "agentmessage", { to: `${url}/hooks`, type: "campaign.rejected" });
  await reach(hookwright, { provider: "agentmessage", name: "messages", made });
  await openProviders(app);
  const row = rows(app, "Deliveries of providers").filter({ hasText: "campaign.rejected" }).first();
  await refreshUntil(app, row, /Succeeded/);
  const { rows: sent } = await hookwright.call("profiles.deliveries", { profile: "messages" });
  for (let time = 0; time < 10; time += 1) await hookwright.call("providers.redeliver", { profile: "messages", id: sent[0].id });

  await row.click();
  const pane = app.getByRole("region", { name: `Redeliver ${sent[0].id}` });
  await pane.getByLabel("Reason, kept by AgentMessage").fill("handler fixed");
  await app.keyboard.press("Control+Enter");
  await expect(pane.getByRole("region", { name: "Rate limit" })).toContainText("At most 10 a minute");
  await expectAccessible(app);
  await pane.getByRole("button", { name: /^Send when allowed/ }).click();
  await expect(pane.getByText("Sent as soon as it is allowed.")).toBeVisible();
  await expect(pane.getByRole("region", { name: "Just now" })).toContainText("new_event_id", { timeout: 75_000 });
  await expect.poll(() => arrivals.length).toBe(12);
});

test("a B3OS delivery that was given up is retried, and succeeds on its second try", async ({ app, hookwright, target }) => {
  let answer = 500;
  let retried = 0;
  const { url } = await target(() => {
    if (answer !== 500) retried += 1;
    return { status: retried > 1 ? 200 : 500 };
  });
  await hookwright.call("emulations.set_speed", { provider: "b3os", speed: 100_000 });
  const made = await emulated(hookwright, "b3os", { to: `${url}/hooks`, type: "run.failed" });
  await reach(hookwright, { provider: "b3os", name: "flows", made });
  await openProviders(app);
  const row = rows(app, "Deliveries of providers").filter({ hasText: "run.failed" });
  await refreshUntil(app, row, /Failed.*500/);

  answer = 200;
  await row.click();
  await app.keyboard.press("r");
  const asked = app.getByRole("region", { name: "Just now" });
  await expect(asked).toContainText("Sent");
  await refreshUntil(app, row, /Succeeded.*200/);
  expect(retried).toBe(2);
  await expectAccessible(app);
});

test("what GitHub's log holds is imported from a server that stands in for it, and verified", async ({ app, hookwright, target }) => {
  const event = signed(github, 1);
  const delivery = { id: 12345, guid: "0190a1b2-c3d4-7e5f-a6b7-c8d9e0f1a2b3", event: "push", status: "OK", status_code: 200, delivered_at: "2026-01-31T12:00:00Z", url: "https://example.com/hooks" };
  const held = { ...delivery, request: { headers: Object.fromEntries(event.headers), payload: JSON.parse(event.body) } };
  const { url } = await target(({ path }) => ({ body: JSON.stringify(path.includes("12345") ? held : [delivery]) }));
  await hookwright.addSource({ name: "github", scheme: github.scheme, secret: github.secret });
  await openProviders(app);

  await app.keyboard.press("a");
  const adding = app.getByRole("dialog", { name: "Add a profile" });
  await adding.getByRole("combobox", { name: "Provider" }).click();
  await app.getByRole("option", { name: "GitHub" }).click();
  await adding.getByLabel("Base URL").fill(url);
  await adding.getByLabel("Owner of the repository").fill("example");
  await adding.getByLabel("Repository", { exact: true }).fill("shop");
  await adding.getByLabel("Id of the hook").fill("7");
  await adding.getByLabel(/^Key, kept encrypted/).fill("token");
  await expectAccessible(app);
  await app.keyboard.press("Control+Enter");
  await expect(rows(app, "Deliveries of providers").filter({ hasText: "push" })).toContainText("Succeeded");

  await app.getByRole("button", { name: "More of github" }).click();
  await app.getByRole("menuitem", { name: /Import what it holds/ }).click();
  const importing = app.getByRole("dialog", { name: "Import from github" });
  await expect(importing.getByRole("combobox", { name: "Source" })).toContainText("github");
  await expectAccessible(app);
  await app.keyboard.press("Control+Enter");
  await expect(importing).toContainText("1 of 1 delivery imported.");
  await importing.getByRole("link", { name: "Show the captures" }).click();
  await expect(rows(app, "Captures").first()).toContainText("Verified");
});

async function openProviders(app: Page): Promise<void> {
  await sidebar(app).getByRole("link", { name: /^Providers/ }).click();
  await expect(app.getByRole("heading", { name: "Providers", exact: true })).toBeVisible();
}

/** The rows of a list of the page. */
function rows(app: Page, name: string) {
  return app.getByRole("grid", { name }).locator("[role=row][aria-selected]");
}

/** Reads the log again until the provider has come so far. */
async function refreshUntil(app: Page, row: ReturnType<typeof rows>, words: RegExp): Promise<void> {
  await expect(async () => {
    await app.getByRole("button", { name: /^Refresh/ }).click();
    await expect(row.first()).toHaveText(words, { timeout: 1000 });
  }).toPass();
}

/** An address where nobody listens any more. */
async function deadUrl(): Promise<string> {
  const target = await new Target().start();
  const { url } = target;
  await target.stop();
  return url;
}
