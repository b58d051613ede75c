import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/audit.ts";
import { expect, test as base } from "../support/fixtures.ts";
import { Hookwright } from "../support/hookwright.mjs";
import { addSources, countWhere, fill, NEEDLE, type Planned } from "../support/load.mjs";
import { detail, filterTo, list, rows } from "../support/screen.ts";
import { holdAnswers } from "../support/slow.ts";

const TOTAL = 100_000;
/** Rows that may be in the page at once: those in view and a few around them. */
const MOST_ROWS = 60;

/** One full folder for all tests of this file. */
const test = base.extend<object, { full: Hookwright }>({
  full: [
    // Playwright reads from the first argument which fixtures this one needs.
    async ({}, use) => {
      const hookwright = await new Hookwright().start();
      await addSources(hookwright);
      await fill(hookwright, TOTAL);
      await use(hookwright);
      await hookwright.remove();
    },
    { scope: "worker", timeout: 240_000 },
  ],
  hookwright: ({ full }, use) => use(full),
});

test.describe.configure({ mode: "serial" });

test.beforeEach(async ({ app }) => {
  await expect(list(app)).toHaveAttribute("aria-rowcount", String(TOTAL + 1));
});

test("few rows are in the page, wherever the list is scrolled to", async ({ app }) => {
  for (const part of [0.2, 0.5, 0.9, 0.1]) {
    await scrollTo(app, part);
    const middle = Math.round(TOTAL * part);
    await expect.poll(() => loadedRowNear(app, middle)).toBe(true);
    expect(await rows(app).count()).toBeLessThanOrEqual(MOST_ROWS);
  }
});

test("End opens the oldest capture and Home the newest", async ({ app }) => {
  await app.keyboard.press("End");
  await expect(detail(app)).toHaveAccessibleName("Capture cap_1");
  await expect(list(app).locator(`[aria-rowindex="${TOTAL + 1}"]`)).toBeInViewport();
  await app.keyboard.press("Home");
  await expect(detail(app)).toHaveAccessibleName(`Capture cap_${TOTAL}`);
  await app.keyboard.press("PageDown");
  await expect(list(app).locator("[aria-selected=true]")).toBeInViewport();
  expect(await rows(app).count()).toBeLessThanOrEqual(MOST_ROWS);
});

const filters: [string, (planned: Planned) => boolean][] = [
  ["source:stripe", ({ source }) => source === "stripe"],
  ["verdict:rejected", ({ verdict }) => verdict === "rejected"],
  ["not verdict:verified", ({ verdict }) => verdict !== "verified"],
  ["method:PUT", ({ method }) => method === "PUT"],
  ["path:/stripe/connect", ({ path }) => path.startsWith("/stripe/connect")],
  ["type:invoice.*", ({ type }) => type?.startsWith("invoice.") ?? false],
  [
    "source:github type:push verdict:unsigned",
    ({ source, type, verdict }) => source === "github" && type === "push" && verdict === "unsigned",
  ],
];

test("every filter lists exactly what it says", async ({ app }) => {
  for (const [text, condition] of filters) {
    await filterTo(app, text);
    const count = countWhere(TOTAL, condition);
    await expect(list(app), text).toHaveAttribute("aria-rowcount", String(count + 1));
    await expect(rows(app).first()).toBeVisible();
    expect(await rows(app).count()).toBeLessThanOrEqual(MOST_ROWS);
  }
  await expectAccessible(app);
});

test("a text is looked for through all bodies, with progress to its end", async ({ app }) => {
  const letGo = await holdSlices(app);
  await filterTo(app, NEEDLE);
  await expect(app.getByText(/looked through [\d,]+ of/)).toBeVisible();
  letGo();
  const count = countWhere(TOTAL, ({ text }) => text === NEEDLE);
  await expect(app.getByText("found in 100,000")).toBeVisible({ timeout: 50_000 });
  await expect(rows(app)).toHaveCount(count);
});

test("a search can be stopped and gone on with", async ({ app }) => {
  const letGo = await holdSlices(app);
  await filterTo(app, "text:nowhere-to-be-found");
  await app.getByRole("button", { name: "Stop" }).click();
  await expect(app.getByRole("button", { name: "Go on" })).toBeVisible();
  await app.getByRole("button", { name: "Go on" }).click();
  await expect(app.getByRole("button", { name: "Stop" })).toBeVisible();
  letGo();
});

/** A search gets no slice but the first, so that it is under way until it is let go. */
const holdSlices = (app: Page) => holdAnswers(app, "**/call/captures.search", 1);

/** Scrolls the list to a part of its whole length. */
async function scrollTo(app: Page, part: number): Promise<void> {
  await list(app).evaluate((box, to) => box.scrollTo({ top: box.scrollHeight * to }), part);
}

/** Whether a row near this index is in the page with its content. */
async function loadedRowNear(app: Page, index: number): Promise<boolean> {
  const shown = await rows(app).evaluateAll((all) =>
    all.map((row) => [Number(row.getAttribute("aria-rowindex")), row.textContent] as const),
  );
  return shown.some(([at, text]) => Math.abs(at - index) < 60 && /Verified|Rejected|Unsigned|Not checked/.test(text ?? ""));
}
