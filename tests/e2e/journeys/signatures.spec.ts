import { createHmac } from "node:crypto";
import type { Locator, Page } from "@playwright/test";
import { expectAccessible } from "../support/audit.ts";
import { github, signed, stripe } from "../support/events.mjs";
import { expect, test } from "../support/fixtures.ts";
import { rawRequest } from "../support/raw.mjs";
import { clipboard } from "../support/screen.ts";
import { send } from "../support/send.mjs";

test("a request is signed on the bench, and what was copied verifies", async ({ app }) => {
  await openBench(app);
  await paste(app, 'curl https://example.com/hooks -d \'{"id":"evt_1","type":"invoice.paid"}\'');
  await expect(app.getByText("cURL command:")).toBeVisible();
  await chooseScheme(app, "stripe v1");
  await app.getByRole("tab", { name: "Sign" }).click();
  await app.getByRole("button", { name: "Make up a secret" }).click();
  await expect(panel(app).getByText("Stripe-Signature: t=").first()).toBeVisible();
  await expectAccessible(app);
  await app.getByRole("button", { name: /^Copy raw HTTP/ }).click();
  await expect.poll(() => clipboard(app)).toContain("Stripe-Signature: t=");
  await paste(app, await clipboard(app));
  await app.getByRole("tab", { name: "Verify" }).click();
  await expect(panel(app).getByRole("status")).toHaveText("Verified");
  await app.getByRole("button", { name: "Edit the fields" }).click();
  await app.getByRole("textbox", { name: "Body" }).press("End");
  await app.keyboard.type(" ");
  await expect(panel(app).getByRole("status")).toHaveText("Rejected");
});

test("a request tells its scheme, and a wrong body its cause", async ({ app }) => {
  await openBench(app);
  const delivery = signed(stripe, 1);
  await paste(app, rawRequest({ ...delivery, body: JSON.stringify(JSON.parse(delivery.body)) }));
  await app.getByRole("button", { name: "Use stripe-v1" }).click();
  await app.getByLabel("Secret", { exact: true }).fill(stripe.secret);
  await expect(panel(app).getByRole("status")).toHaveText("Rejected");
  await app.getByRole("tab", { name: "Diagnose" }).click();
  await expect(panel(app).getByText("Proven by digest").first()).toBeVisible();
  await expect(panel(app).getByRole("group", { name: "Proof" }).first()).toBeVisible();
  await expectAccessible(app);
});

test("a scheme of one's own is written, mended, tried on a capture and used", async ({ app, hookwright }) => {
  const body = '{"event":"order.paid"}';
  const signature = createHmac("sha256", "s3cret").update(body).digest("hex");
  await send(hookwright.receiver, { method: "POST", path: "/shop", headers: [["X-Shop-Signature", signature]], body });
  await app.getByRole("link", { name: "Signatures" }).click();
  await app.getByRole("button", { name: "Own schemes" }).click();
  await app.getByRole("button", { name: /^Write a scheme/ }).click();
  const editor = app.getByRole("textbox", { name: "Definition" });
  await write(editor, definition("sha3"));
  await expect(app.getByText(/^Line \d+/)).toContainText("sha3");
  await expect(app.getByRole("button", { name: /^Save scheme/ })).toBeDisabled();
  await expectAccessible(app);
  await write(editor, definition("sha256"));
  await app.getByRole("button", { name: "On a capture" }).click();
  await app.getByRole("list", { name: "Newest captures" }).getByRole("button").click();
  await app.getByLabel("Secret", { exact: true }).fill("s3cret");
  await expect(app.getByRole("status").filter({ hasText: "on the capture" })).toContainText("Verified");
  await app.keyboard.press("Control+Enter");
  await expect(app.getByRole("grid", { name: "Own schemes" })).toContainText("shop-orders");
  await app.getByRole("button", { name: "Delete" }).click();
  await expect(app.getByText("You have no scheme of your own yet")).toBeVisible();
  await app.getByRole("button", { name: /^Undo/ }).click();
  await expect(app.getByRole("grid", { name: "Own schemes" })).toContainText("shop-orders");
});

test("a scheme of the catalogue is duplicated, changed and reopened", async ({ app, hookwright }) => {
  await app.goto(`${hookwright.home}signatures?view=catalogue&scheme=github-sha256`);
  await app.getByRole("button", { name: "Duplicate" }).click();
  const editor = app.getByRole("textbox", { name: "Definition" });
  await expect(editor).toContainText('id = "my-github-sha256"');
  await expect(editor).not.toContainText("facts_from");
  await app.keyboard.press("Control+Enter");
  const own = app.getByRole("grid", { name: "Own schemes" });
  await expect(own).toContainText("my-github-sha256");
  await write(editor, definition("sha1"));
  await app.getByRole("button", { name: /^Save/ }).click();
  await expect(own).toContainText("shop-orders");
  await expect(own).not.toContainText("github");
  await app.reload();
  await expect(editor).toContainText('hash = "sha1"');
  await app.getByRole("link", { name: "Signatures" }).click();
  await app.getByRole("button", { name: "Catalogue" }).click();
  await app.getByRole("textbox", { name: "Find a scheme" }).fill("shop-orders");
  await app.keyboard.press("ArrowDown");
  await expect(app.getByRole("article").getByText("Your own").first()).toBeVisible();
});

test("the language's words are offered where they fit", async ({ app, hookwright }) => {
  await app.goto(`${hookwright.home}signatures?view=own&edit=new`);
  const editor = app.getByRole("textbox", { name: "Definition" });
  await write(editor, "[algorithm]\n");
  await app.keyboard.type("ki");
  await expect(app.getByRole("option", { name: "kind" })).toBeVisible();
  await app.keyboard.press("Enter");
  await app.keyboard.press("Control+Space");
  await expect(app.getByRole("option", { name: '"ed25519"' })).toBeVisible();
  await app.keyboard.type('"hm');
  await expect(app.getByRole("option", { name: "hmac", exact: true })).toBeVisible();
  await app.keyboard.press("Tab");
  await expect(editor).toContainText('kind = "hmac');
});

test("the rule of an unknown sender is found from one request and its secret", async ({ app }) => {
  await openBench(app);
  const body = '{"order":7}';
  const time = Math.floor(Date.now() / 1000);
  const signature = createHmac("sha256", "s3cret").update(`${time}:${body}`).digest("base64");
  const headers: [string, string][] = [["Content-Type", "application/json"], ["X-Acme-Time", String(time)], ["X-Acme-Signature", `v1=${signature}`]];
  await paste(app, rawRequest({ method: "POST", path: "/in", headers, body }));
  await app.getByLabel("Secret", { exact: true }).fill("s3cret");
  await app.getByRole("tab", { name: "Find scheme" }).click();
  await expect(panel(app).getByText(/X-Acme-Signature/).first()).toBeVisible();
  await expectAccessible(app);
  await app.getByRole("button", { name: "Save as a scheme of your own…" }).first().click();
  await expect(app.getByRole("status").filter({ hasText: "on the bench's request" })).toContainText("Verified");
  await app.getByRole("button", { name: /^Save scheme/ }).click();
  await expect(app.getByRole("grid", { name: "Own schemes" }).getByRole("row")).toHaveCount(1);
});

test("the catalogue is searched, narrowed and read", async ({ app, hookwright }) => {
  await app.goto(`${hookwright.home}signatures?view=catalogue`);
  const field = app.getByRole("textbox", { name: "Find a scheme" });
  const rows = app.getByRole("grid", { name: "Schemes" }).locator("[role=row][aria-selected]");
  await expect(rows.first()).toBeVisible();
  await field.fill("x-hub-signature-256 github");
  await rows.filter({ hasText: "GitHub" }).first().click();
  const page = app.getByRole("article");
  await expect(page.getByRole("heading", { name: /GitHub/ })).toBeVisible();
  await expect(page.getByRole("list", { name: "Steps of the check" })).toContainText("Digest matches");
  await page.getByRole("combobox", { name: "Language" }).click();
  await app.getByRole("option", { name: "Go", exact: true }).click();
  await expect(page.getByText("hmac.Equal").first()).toBeVisible();
  await expectAccessible(app);
  await app.getByRole("button", { name: "Show all" }).click();
  await app.getByRole("button", { name: "Handshake" }).click();
  await field.fill("zoom");
  await expect(rows).toHaveCount(1);
});

test("a scheme's example stands on the bench and verifies", async ({ app, hookwright }) => {
  await app.goto(`${hookwright.home}signatures?view=catalogue&scheme=stripe-v1`);
  await app.getByRole("article").getByRole("heading", { name: "Example" }).waitFor();
  await app.keyboard.press("b");
  await expect(panel(app).getByRole("status")).toHaveText("Verified");
});

test("a scheme is used for a source, and a capture comes to the bench", async ({ app, hookwright }) => {
  await app.goto(`${hookwright.home}signatures?view=catalogue&scheme=github-sha256`);
  await app.getByRole("button", { name: "Use for a source" }).click();
  await app.getByRole("menuitem", { name: /A new source/ }).click();
  const editor = app.getByRole("dialog", { name: "Add a source" });
  await expect(editor.getByRole("textbox", { name: /^Name/ })).toHaveValue("github");
  await editor.getByLabel(/^Signing secret/).fill(github.secret);
  await editor.getByRole("button", { name: "Add source" }).click();
  await expect(editor).toBeHidden();
  await send(hookwright.receiver, signed(github, 1));
  await app.goto(`${hookwright.home}signatures`);
  await app.getByRole("button", { name: "Take a capture" }).click();
  await app.getByRole("list", { name: "Newest captures" }).getByRole("button").first().click();
  await expect(panel(app).getByRole("status")).toHaveText("Verified");
});

test("the page is worked with the keyboard alone", async ({ app }) => {
  await app.keyboard.press("Control+5");
  await expect(app.getByRole("heading", { name: "Signatures" })).toBeVisible();
  await app.keyboard.press("2");
  await app.getByRole("grid", { name: "Schemes" }).waitFor();
  await app.keyboard.press("/");
  await app.keyboard.type("stripe");
  await app.keyboard.press("ArrowDown");
  await expect(app.getByRole("article").getByRole("heading", { name: /Stripe/ }).first()).toBeVisible();
  await app.keyboard.press("Enter");
  await app.keyboard.press("b");
  await expect(panel(app).getByRole("status")).toHaveText("Verified");
  await app.keyboard.press("s");
  await expect(panel(app).getByText("Headers to send")).toBeVisible();
  await app.keyboard.press("c");
  await expect.poll(() => clipboard(app)).toContain("curl ");
  await app.keyboard.press("3");
  await app.keyboard.press("n");
  await expect(app.getByRole("textbox", { name: "Definition" })).toBeVisible();
  await app.keyboard.press("Control+k");
  await app.getByRole("combobox", { name: "What to do" }).fill("browse the catalogue");
  await app.keyboard.press("Enter");
  await expect(app.getByRole("grid", { name: "Schemes" })).toBeVisible();
});

function definition(hash: string): string {
  return `id = "shop-orders"\nprovider = "Shop"\n\n[signature]\nfrom = "header:X-Shop-Signature"\n\n[algorithm]\nkind = "hmac"\nhash = "${hash}"\n\n[message]\nparts = "{body}"\n`;
}

async function openBench(app: Page): Promise<void> {
  await app.getByRole("link", { name: "Signatures" }).click();
  await app.getByLabel(/^Raw HTTP request/).waitFor();
}

async function paste(app: Page, text: string): Promise<void> {
  await app.getByRole("group", { name: "How the request is given" }).getByRole("button", { name: "Paste" }).click();
  await app.getByLabel(/^Raw HTTP request/).fill(text);
}

async function chooseScheme(app: Page, words: string): Promise<void> {
  await app.getByRole("button", { name: "Choose…" }).click();
  await app.getByRole("textbox", { name: "Find a scheme" }).fill(words);
  await app.keyboard.press("Enter");
}

/** Writes a text in place of what stands in a code editor. */
async function write(editor: Locator, text: string): Promise<void> {
  await editor.press("Control+a");
  await editor.page().keyboard.insertText(text);
}

function panel(app: Page) {
  return app.getByRole("tabpanel");
}
