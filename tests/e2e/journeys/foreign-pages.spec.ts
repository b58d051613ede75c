import type { Page } from "@playwright/test";
import { expect, test } from "../support/fixtures.ts";
import type { Hookwright } from "../support/hookwright.mjs";

/** A page of another program on this machine: the same site to a browser, so our cookie goes along. */
const FOREIGN = { type: "text/html", body: "<!doctype html><title>Another page</title>" };

test("the first page forbids everything that is not ours", async ({ hookwright, page }) => {
  const response = await page.goto(hookwright.link);
  const policy = (await response?.headerValue("content-security-policy")) ?? "";
  expect(policy).toContain("default-src 'self'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain("unsafe");
});

test("the token is not left in the address", async ({ app }) => {
  await expect(app).toHaveURL(/^[^?]+$/);
});

test("the page of a browser without the link gets nothing", async ({ hookwright, browser }) => {
  const page = await browser.newPage();
  const response = await page.goto(hookwright.home);
  expect(response?.status()).toBe(403);
  await page.close();
});

test("another page can neither read nor change anything", async ({ app, hookwright, target, complaints }) => {
  const foreign = await openForeign(app, (await target(FOREIGN)).url);
  expect(await foreign.evaluate(readCounts, hookwright.home)).toBe("refused");
  await foreign.evaluate(pauseUnseen, hookwright.home);
  expect(await foreign.evaluate(hearNotices, hookwright.home)).toBe("refused");
  expect(await isListening(hookwright)).toBe(true);
  expect(complaints).toEqual([]);
});

test("another page cannot show ours in a frame", async ({ app, hookwright, target }) => {
  const foreign = await openForeign(app, (await target(FOREIGN)).url);
  await foreign.evaluate(showInFrame, hookwright.home);
  await expect(foreign.frameLocator("iframe").getByText("Listening")).toHaveCount(0);
  expect(foreign.frames().some((frame) => frame.url() === hookwright.home)).toBe(false);
});

async function openForeign(app: Page, url: string): Promise<Page> {
  const foreign = await app.context().newPage();
  await foreign.goto(url);
  return foreign;
}

async function isListening(hookwright: Hookwright): Promise<boolean> {
  return (await hookwright.call("receiver.status")).state === "listening";
}

function readCounts(home: string): Promise<string> {
  const asked = fetch(`${home}call/captures.counts`, { method: "POST", credentials: "include", body: "{}" });
  return asked.then(
    (response) => response.text(),
    () => "refused",
  );
}

/** A request that a browser sends without asking first; it only hides the answer. */
async function pauseUnseen(home: string): Promise<void> {
  const asked = fetch(`${home}call/receiver.pause`, { method: "POST", mode: "no-cors", credentials: "include", body: "{}" });
  await asked.catch(() => undefined);
}

function hearNotices(home: string): Promise<string> {
  const notices = new EventSource(`${home}notices`, { withCredentials: true });
  return new Promise((resolve) => {
    notices.onopen = () => resolve("heard");
    notices.onerror = () => resolve("refused");
  });
}

function showInFrame(home: string): Promise<void> {
  const frame = document.createElement("iframe");
  const loaded = new Promise<void>((resolve) => frame.addEventListener("load", () => resolve()));
  frame.src = home;
  document.body.append(frame);
  return loaded;
}
