import { gzipSync } from "node:zlib";
import { expectAccessible } from "../support/audit.ts";
import { github, signed, stripe, unsigned } from "../support/events.mjs";
import { expect, test } from "../support/fixtures.ts";
import { clipboard, detail, openTab, rows } from "../support/screen.ts";
import { send } from "../support/send.mjs";

test("headers are shown as they came: order, case and repetitions", async ({ app, hookwright }) => {
  const headers: [string, string][] = [
    ["x-LOUD", "1"],
    ["Content-Type", "text/plain"],
    ["X-Loud", "2"],
  ];
  await send(hookwright.receiver, { method: "POST", path: "/odd", headers, body: "hello" });
  await rows(app).first().click();
  const panel = await openTab(app, "Headers");
  const names = panel.getByRole("rowheader");
  await expect(names).toHaveText(["Host", "x-LOUD", "Content-Type", "X-Loud", "Content-Length", "Connection"]);
  await expect(panel.getByText("repeated")).toHaveCount(2);
  await panel.getByRole("textbox", { name: "Find a header" }).fill("loud");
  await expect(names).toHaveText(["x-LOUD", "X-Loud"]);
  await expectAccessible(app);
});

test("a body is shown laid out, as it came, and in hex", async ({ app, hookwright }) => {
  await send(hookwright.receiver, {
    method: "POST",
    path: "/json",
    headers: [["Content-Type", "application/json"]],
    body: '{"order":{"id":"order_1"}}',
  });
  await rows(app).first().click();
  const panel = await openTab(app, "Body");
  await expect(panel.getByRole("region", { name: "Body, laid out" })).toContainText('"id": "order_1"');
  await expectAccessible(app);
  await panel.getByRole("button", { name: "Raw" }).click();
  await expect(panel.getByRole("region", { name: "Body as it came" })).toContainText('{"order":{"id":"order_1"}}');
  await panel.getByRole("button", { name: "Hex" }).click();
  await expect(panel.getByRole("region", { name: "Body in hex" })).toContainText("7b 22 6f 72 64 65 72");
  await expectAccessible(app);
});

test("what one cannot see in a body is counted and drawn on demand", async ({ app, hookwright }) => {
  await send(hookwright.receiver, {
    method: "POST",
    path: "/text",
    headers: [["Content-Type", "text/plain"]],
    body: "a\u00a0b\u200bc\r\n",
  });
  await rows(app).first().click();
  const panel = await openTab(app, "Body");
  await expect(panel).not.toContainText("NBSP");
  await panel.getByRole("switch", { name: "Invisibles 3" }).click();
  await expect(panel.getByRole("region", { name: "Body as it came" })).toContainText("aNBSPbZWSPcCR");
});

test("a compressed body is shown decoded, and as it came", async ({ app, hookwright }) => {
  const body = gzipSync('{"packed":"tightly"}');
  const headers: [string, string][] = [
    ["Content-Type", "application/json"],
    ["Content-Encoding", "gzip"],
  ];
  await send(hookwright.receiver, { method: "POST", path: "/zipped", headers, body });
  await rows(app).first().click();
  const panel = await openTab(app, "Body");
  await expect(panel).toContainText('"packed": "tightly"');
  await panel.getByRole("switch", { name: "Decode gzip" }).click();
  await expect(panel.getByRole("region", { name: "Body in hex" })).toContainText("1f 8b 08");
});

test("script in a payload is text and nothing else", async ({ app, hookwright }) => {
  const body = '<script>document.title="owned"</script><img src=x onerror="document.title=\'owned\'">';
  await send(hookwright.receiver, { method: "POST", path: "/<b>", headers: [["Content-Type", "text/html"]], body });
  await rows(app).first().click();
  await expect(await openTab(app, "Body")).toContainText("<script>document.title=");
  await expect(app).toHaveTitle("Hookwright");
});

test("what the sender was answered is there", async ({ app, hookwright }) => {
  await send(hookwright.receiver, unsigned(signed(stripe, 1)));
  await rows(app).first().click();
  await expect(await openTab(app, "Response")).toContainText("200");
  await expect(await openTab(app, "Response")).toContainText("cap_");
  await expectAccessible(app);
});

test("a capture is copied as cURL without its credentials", async ({ app, hookwright }) => {
  await hookwright.addSource({ name: "github", scheme: github.scheme, secret: github.secret });
  const event = signed(github, 1);
  await send(hookwright.receiver, { ...event, headers: [...event.headers, ["Authorization", "Bearer a-token-of-mine"]] });
  await rows(app).first().click();
  await detail(app).getByRole("button", { name: "Copy as cURL" }).click();
  await expect.poll(() => clipboard(app)).toContain("curl");
  expect(await clipboard(app)).not.toContain("a-token-of-mine");
});

test("the overview says what came", async ({ app, hookwright }) => {
  await send(hookwright.receiver, { method: "POST", path: "/orders/new?shop=1", headers: [], body: "x" });
  await rows(app).first().click();
  const panel = await openTab(app, "Overview");
  await expect(panel).toContainText("POST /orders/new");
  await expect(panel).toContainText("shop1");
  await expectAccessible(app);
});
