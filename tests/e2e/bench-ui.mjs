// How fast the window answers, over 100,000 captures: `cargo xtask bench ui`.
//
// Everything is clocked in the page, from the event to the frame that shows its
// effect. One frame of the screen is the limit that each is compared with.
import { chromium } from "@playwright/test";
import { launch } from "./support/browser.mjs";
import { installClock } from "./support/clock.mjs";
import { Hookwright } from "./support/hookwright.mjs";
import { addSources, countWhere, fill } from "./support/load.mjs";

const TOTAL = Number(process.argv[2] ?? 100_000);
const REPEATS = 30;

/** @typedef {import("@playwright/test").Page} Page */
/** @typedef {{ name: string, times: number[], note?: string }} Result */

const hookwright = await new Hookwright().start();
const browser = await chromium.launch(launch);
try {
  await addSources(hookwright);
  await fill(hookwright, TOTAL);
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.addInitScript(installClock);
  await page.goto(hookwright.link);
  print(await measure(page));
} finally {
  await browser.close();
  await hookwright.remove();
}

/**
 * @param {Page} page
 * @returns {Promise<Result[]>}
 */
async function measure(page) {
  const frame = await page.evaluate(() => clock.frames(60));
  const start = await starts(page);
  const selection = await selections(page);
  const filters = await allFilters(page);
  return [{ name: "one frame of the screen", times: frame }, start, selection, ...filters, await scroll(page)];
}

/**
 * From the navigation to the first rows, in a page whose files are cached.
 * @param {Page} page
 * @returns {Promise<Result>}
 */
async function starts(page) {
  const times = [];
  for (let round = 0; round < REPEATS / 3; round += 1) {
    await page.reload();
    times.push(await page.evaluate(() => clock.firstRows));
  }
  return { name: "page to first rows", times };
}

/**
 * From the key to the frame that shows the next capture in the detail.
 * @param {Page} page
 * @returns {Promise<Result>}
 */
async function selections(page) {
  await list(page).getByRole("row").nth(1).click();
  await page.getByRole("region", { name: /^Capture cap_/ }).waitFor();
  const times = [];
  for (let round = 0; round < REPEATS; round += 1) {
    // Keys in quick succession are a held key, which opens only where it comes to rest.
    await page.evaluate(() => clock.frames(15));
    await page.evaluate(awaitNextDetail);
    await page.keyboard.press("ArrowDown");
    times.push(await page.evaluate(() => clock.result));
  }
  return { name: "row selection", times };
}

/** @param {Page} page */
async function allFilters(page) {
  const results = [];
  for (const [text, total] of expectations()) results.push(await filter(page, text, total));
  return results;
}

/** @returns {[string, number][]} */
function expectations() {
  return [
    ["source:stripe", countWhere(TOTAL, (planned) => planned.source === "stripe")],
    ["verdict:rejected", countWhere(TOTAL, (planned) => planned.verdict === "rejected")],
    ["method:PUT", countWhere(TOTAL, (planned) => planned.method === "PUT")],
    ["path:/stripe/connect", countWhere(TOTAL, (planned) => planned.path.startsWith("/stripe/connect"))],
    ["type:invoice.*", countWhere(TOTAL, (planned) => planned.type?.startsWith("invoice.") ?? false)],
  ];
}

/**
 * From the text being there to the frame with all its rows counted.
 * @param {Page} page
 * @param {string} text
 * @param {number} total
 * @returns {Promise<Result>}
 */
async function filter(page, text, total) {
  const times = [];
  for (let round = 0; round < REPEATS / 3; round += 1) {
    await page.evaluate((rows) => clock.await("input", () => clock.rows() === rows), total);
    // A space ends a term; without it the text would still be a draft.
    await page.getByRole("combobox", { name: "Filter captures" }).fill(`${text} `);
    times.push(await page.evaluate(() => clock.result));
    await page.evaluate((rows) => clock.await("click", () => clock.rows() === rows), TOTAL);
    await page.getByRole("button", { name: "Clear the filter" }).click();
    await page.evaluate(() => clock.result);
  }
  return { name: `filter ${text}`, times, note: `${total} rows` };
}

/**
 * Two seconds of scrolling by four screens a frame.
 * @param {Page} page
 * @returns {Promise<Result>}
 */
async function scroll(page) {
  const { times, most } = await page.evaluate(() => clock.scroll(120));
  return { name: "frame while scrolling", times, note: `at most ${most} rows in the page` };
}

/** @param {Page} page */
function list(page) {
  return page.getByRole("grid", { name: "Captures" });
}

/** @param {Result[]} results */
function print(results) {
  const frame = quantile(results[0]?.times ?? [], 0.5);
  console.log(`${"".padEnd(30)}${["median", "p95", "longest", "frames"].map((head) => head.padStart(10)).join("")}`);
  for (const { name, times, note = "" } of results) {
    const figures = [0.5, 0.95, 1].map((part) => quantile(times, part));
    const ratio = (figures[0] ?? 0) / frame;
    const cells = [...figures.map((figure) => `${figure.toFixed(1)} ms`), ratio.toFixed(1)];
    console.log(`${name.padEnd(30)}${cells.map((cell) => cell.padStart(10)).join("")}  ${note}`);
  }
}

/**
 * @param {number[]} times
 * @param {number} part
 */
function quantile(times, part) {
  const sorted = times.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

/** Runs in the page: waits for the next key, and then for another capture in the detail. */
function awaitNextDetail() {
  const open = () => document.querySelector("[aria-label^='Capture cap_']")?.ariaLabel;
  const before = open();
  clock.await("keydown", () => open() !== before);
}
