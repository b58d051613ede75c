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
  const times = [];
  for (let round = 0; round < REPEATS; round += 1) {
    const shown = page.evaluate(nextDetail);
    await page.keyboard.press("ArrowDown");
    times.push(await shown);
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
    await filterTo(page, "", TOTAL);
    times.push(await filterTo(page, text, total));
  }
  return { name: `filter ${text}`, times, note: `${total} rows` };
}

/**
 * @param {Page} page
 * @param {string} text
 * @param {number} total
 */
async function filterTo(page, text, total) {
  const shown = page.evaluate((rows) => clock.after("input", () => clock.rows() === rows), total);
  await page.getByRole("combobox", { name: "Filter" }).fill(text);
  return shown;
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

/** Runs in the page: milliseconds from the next key to another capture in the detail. */
function nextDetail() {
  const title = () => document.querySelector("main [role=tabpanel]")?.textContent;
  const before = title();
  return clock.after("keydown", () => title() !== before);
}
