// Makes a picture of every screen: `cargo xtask shots`.
//
// From a real server with a seeded folder. Pictures are what a person looks at;
// nothing is compared with them.
import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { launch } from "./support/browser.mjs";
import { Hookwright } from "./support/hookwright.mjs";
import { firstStart, screens } from "./support/screens.mjs";
import { seed } from "./support/seed.mjs";

const FOLDER = fileURLToPath(new URL("shots/", import.meta.url));
const THEMES = /** @type {const} */ (["light", "dark"]);
const WIDE = { width: 1280, height: 800 };
const NARROW = { width: 900, height: 600 };
/** Screens that change their layout when the window is narrow. */
const RESHAPED = ["first-start", "captures", "list", "detected", "capture-replays", "replays", "run", "run-compared", "deliveries", "endpoints", "dead-letters", "providers", "provider-calls", "emulation", "source", "bench", "catalogue", "scheme", "own-schemes"];

mkdirSync(FOLDER, { recursive: true });
const browser = await chromium.launch(launch);
try {
  await withHookwright(async (hookwright) => shoot(hookwright, [firstStart]));
  await withHookwright(async (hookwright) => {
    await seed(hookwright);
    await shoot(hookwright, screens);
  });
} finally {
  await browser.close();
}

/** @param {(hookwright: Hookwright) => Promise<void>} work */
async function withHookwright(work) {
  const hookwright = await new Hookwright().start();
  try {
    await work(hookwright);
  } finally {
    await hookwright.remove();
  }
}

/**
 * @param {Hookwright} hookwright
 * @param {import("./support/screens.mjs").Screen[]} shown
 */
async function shoot(hookwright, shown) {
  for (const theme of THEMES) {
    await shootAll(hookwright, shown, { theme, size: WIDE, name: (screen) => `${screen}-${theme}` });
    const reshaped = shown.filter(({ name }) => RESHAPED.includes(name));
    await shootAll(hookwright, reshaped, { theme, size: NARROW, name: (screen) => `${screen}-narrow-${theme}` });
  }
}

/**
 * @param {Hookwright} hookwright
 * @param {import("./support/screens.mjs").Screen[]} shown
 * @param {{ theme: "light" | "dark", size: typeof WIDE, name: (screen: string) => string }} how
 */
async function shootAll(hookwright, shown, { theme, size, name }) {
  const page = await browser.newPage({ viewport: size, colorScheme: theme, reducedMotion: "reduce" });
  await page.goto(hookwright.link);
  for (const screen of shown) {
    await screen.open(page, hookwright);
    await page.evaluate(() => document.fonts.ready);
    const path = `${FOLDER}${name(screen.name)}.png`;
    await page.screenshot({ path });
    shrink(path);
  }
  await page.close();
}

/**
 * A third of the bytes: an interface has few colours.
 * @param {string} path
 */
function shrink(path) {
  execFileSync("mogrify", ["+dither", "-colors", "96", "-define", "png:compression-level=9", path]);
}
