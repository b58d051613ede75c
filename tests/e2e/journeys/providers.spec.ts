import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/audit.ts";
import { github } from "../support/events.mjs";
import { expect, test } from "../support/fixtures.ts";
import { emulated, githubLog, reach } from "../support/providers.mjs";
import { clipboard, sidebar } from "../support/screen.ts";
import { deadUrl } from "../support/target.mjs";

test("a Skyvern run is made, sent to a dead URL, then to the right one, where it arrives verified", async ({ app, hookwright }) => {
  await openProviders(app);
  await expect(app.getByText("No profile yet")).toBeVisible();
  await expectAccessible(app);

  await app.keyboard.press("4");
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
  const { url } = await target(githubLog());
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

  await rows(app, "Captures").first().click();
  await app.getByRole("tab", { name: "Overview" }).click();
  await app.getByRole("tabpanel").getByRole("link", { name: "12345" }).click();
  await expect(app.getByRole("region", { name: "Redeliver 12345" })).toBeVisible();
  await expectAccessible(app);
  await rows(app, "Deliveries of providers").getByRole("link", { name: "Imported" }).click();
  await expect(app.getByRole("region", { name: /^Capture cap_/ })).toContainText("Verified");
});

test("what goes out is seen before it is sent, its key only when it is asked for, and is what is kept", async ({ app, hookwright, target }) => {
  const { url } = await target();
  const made = await emulated(hookwright, "agentmessage", { to: `${url}/hooks`, type: "brand.vetted" });
  await reach(hookwright, { provider: "agentmessage", name: "messages", made });
  await openProviders(app);
  await rows(app, "Deliveries of providers").filter({ hasText: "brand.vetted" }).first().click();
  const pane = app.getByRole("region", { name: /^Redeliver / });
  await pane.getByLabel("Reason, kept by AgentMessage").fill("handler fixed");
  const out = pane.getByRole("region", { name: "What goes out" });
  await expect(out).toContainText('{"reason":"handler fixed"}');
  await expect(out).toContainText("Authorization: [redacted]");
  await expect(out).not.toContainText(made.api_key);
  await expectAccessible(app);
  await out.getByRole("button", { name: "Copy as cURL" }).click();
  await expect.poll(() => clipboard(app)).toContain("[redacted]");
  await out.getByRole("switch", { name: "Show key" }).click();
  await expect(out).toContainText(`Bearer ${made.api_key}`);
  await out.getByRole("button", { name: "Copy as cURL" }).click();
  await expect.poll(() => clipboard(app)).toContain(made.api_key);
  await out.getByRole("switch", { name: "Show key" }).click();
  await expect(out).not.toContainText(made.api_key);
  const shown = (await out.locator("pre").innerText()).split("\n\n")[0]?.split("\n").slice(1);
  await pane.getByRole("button", { name: /^Redeliver/ }).click();
  await expect(pane.getByRole("region", { name: "Just now" })).toContainText("Sent");
  const [call] = await hookwright.call("redeliveries.list", {});
  const { request_headers } = await hookwright.call("attempts.detail", { id: call.attempt });
  expect(request_headers.map(([name, value]: [string, string]) => `${name}: ${value}`)).toEqual(shown);
});

test("every call of a profile is kept without its key, narrowed by kind, copied and saved", async ({ app, hookwright, target }) => {
  const { url } = await target();
  const made = await emulated(hookwright, "agentmessage", { to: `${url}/hooks`, type: "brand.vetted" });
  await reach(hookwright, { provider: "agentmessage", name: "messages", made });
  await openProviders(app);
  await expect(rows(app, "Deliveries of providers").filter({ hasText: "brand.vetted" }).first()).toBeVisible();
  await app.keyboard.press("3");
  const calls = rows(app, "Calls made");
  await expect(calls.filter({ hasText: "List deliveries" }).first()).toContainText("200");
  await hookwright.call("profiles.check", { name: "messages" });
  await expect(calls.first()).toContainText("Check the connection");
  await calls.first().click();
  const detail = app.getByRole("region", { name: "Check the connection" });
  await expect(detail).toContainText("Authorization: [redacted]");
  await expect(detail).toContainText('"success":true');
  await expect(detail).not.toContainText(made.api_key);
  await expectAccessible(app);
  await detail.getByRole("button", { name: "Copy as cURL" }).click();
  await expect.poll(() => clipboard(app)).toContain("curl -X GET");

  await app.getByRole("combobox", { name: "Kind of call" }).click();
  await app.getByRole("option", { name: "Tokens" }).click();
  await expect(app.getByText("No such call")).toBeVisible();
  await app.getByRole("combobox", { name: "Kind of call" }).click();
  await app.getByRole("option", { name: "Lists" }).click();
  await expect(calls.first()).toContainText("List deliveries");
  await expect(calls.filter({ hasText: "Check the connection" })).toHaveCount(0);
  const saving = app.waitForEvent("download");
  await app.getByRole("button", { name: "Save as a file" }).click();
  expect((await saving).suggestedFilename()).toBe("hookwright-calls.jsonl");
});

test("a provider's endpoints are listed, made, disabled and given another secret, as its API has it", async ({ app, hookwright, target }) => {
  const { url, arrivals } = await target();
  for (const provider of ["b3os", "instavm", "runflow"]) {
    const made = await emulated(hookwright, provider, { to: `${url}/${provider}` });
    await reach(hookwright, { provider, name: provider, made });
  }
  await openProviders(app);
  await app.keyboard.press("2");
  const endpoints = rows(app, "Endpoints of providers");
  await expect(endpoints.filter({ hasText: "/b3os" })).toContainText("Enabled");
  await expect(app.getByText("Runflow keeps no endpoints: each run names where its webhook goes.")).toBeVisible();
  await expectAccessible(app);

  await app.keyboard.press("n");
  const making = app.getByRole("dialog", { name: "New endpoint at B3OS" });
  await app.keyboard.press("Control+Enter");
  await expect(making).toContainText("It needs a name.");
  await making.getByRole("button", { name: "To this receiver" }).click();
  await making.getByLabel("Name").fill("shop");
  await making.getByLabel("Event types, between commas").fill("run.failed");
  await making.getByText("What goes out").click();
  await expect(making).toContainText('"subscribedEventTypes":["run.failed"]');
  await expectAccessible(app);
  await app.keyboard.press("Control+Enter");
  const told = app.getByRole("dialog", { name: "Endpoint made" });
  await expect(told).toContainText("Signing secret");
  await expectAccessible(app);
  await told.getByRole("button", { name: "Close" }).last().click();
  const row = endpoints.filter({ hasText: "shop" });
  await expect(row).toContainText("Enabled");

  await row.click();
  const detail = app.getByRole("region", { name: "Endpoint shop" });
  await expect(detail).toContainText("run.failed");
  await detail.getByRole("button", { name: "Disable…" }).click();
  await expectAccessible(app);
  await app.keyboard.press("Control+Enter");
  await expect(app.getByRole("dialog")).toContainText("It is disabled. B3OS answered 200.");
  await app.keyboard.press("Control+Enter");
  await expect(row).toContainText("Disabled");
  await detail.getByRole("button", { name: "Rotate secret…" }).click();
  await app.keyboard.press("Control+Enter");
  await expect(app.getByRole("dialog")).toContainText("Signing secret");
  await app.keyboard.press("Escape");
  await expect(detail.getByRole("button", { name: "Send a test…" })).toHaveCount(0);

  const before = arrivals.length;
  await endpoints.filter({ hasText: "/instavm" }).click();
  await app.getByRole("button", { name: "Send a test…" }).click();
  await app.keyboard.press("Control+Enter");
  await app.getByRole("dialog").getByRole("link", { name: "Show the delivery" }).click();
  await expect(app.getByRole("region", { name: /^Redeliver / })).toBeVisible();
  await expect.poll(() => arrivals.length).toBe(before + 1);
  await expectAccessible(app);
});

test("Runflow's deliveries are listed by the run, which stays in the address", async ({ app, hookwright, target }) => {
  const { url } = await target();
  const made = await emulated(hookwright, "runflow", { to: `${url}/hooks`, type: "run.completed" });
  await reach(hookwright, { provider: "runflow", name: "flow", made });
  await openProviders(app);
  await expect(app.getByText("Runflow lists what it sent run by run. Type the id of a run above.")).toBeVisible();
  await app.getByLabel("Deliveries of Runflow run").fill(made.run_id);
  await app.keyboard.press("Enter");
  await expect(app.getByText("Nothing was sent for this run yet, or nothing matches.")).toBeVisible();
  await app.getByLabel("Id of the run", { exact: true }).fill(made.run_id);
  await app.keyboard.press("Enter");
  const pane = app.getByRole("region", { name: `Redeliver ${made.run_id}` });
  await pane.getByRole("button", { name: /^Redeliver/ }).click();
  await expect(pane.getByRole("region", { name: "Just now" })).toContainText("Sent");
  const sent = rows(app, "Deliveries of providers").filter({ hasText: "run.completed" });
  await refreshUntil(app, sent, /Succeeded/);
  await expectAccessible(app);
  await sent.click();
  await app.keyboard.press("r");
  await expect(sent).toHaveCount(2);
  await sent.first().click();
  await expect(rows(app, "Deliveries of providers").and(app.locator("[aria-selected=true]"))).toHaveCount(1);
  await app.reload();
  await expect(app.getByLabel("Deliveries of Runflow run")).toHaveValue(made.run_id);
  await expect(sent).toHaveCount(2);
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
