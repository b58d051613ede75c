// A bridge that takes its time: what goes wrong while an answer is on its way shows here.
import { setTimeout as pass } from "node:timers/promises";
import type { BrowserContext, Page, Route } from "@playwright/test";

/** No answer comes later than this many milliseconds, and none before half of them; 0: as they come. */
const LATEST = Number(process.env["HOOKWRIGHT_SLOW_MS"] ?? 0);

/** Holds back answers of commands, bytes, and what is fetched when a page is opened; their order changes, too. */
export async function slowDown(context: BrowserContext): Promise<void> {
  if (LATEST > 0) await context.route(/\/(call|bytes|assets)\//, holdBack);
}

/** Holds back what a page asks for at these addresses, after the first `free` times, until it is let go. */
export async function holdAnswers(page: Page, address: string | RegExp, free = 0): Promise<() => void> {
  let letGo = () => {};
  const gone = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let asked = 0;
  await page.route(address, async (route) => {
    asked += 1;
    if (asked > free) await gone;
    await route.fallback();
  });
  return letGo;
}

async function holdBack(route: Route): Promise<void> {
  const { origin = null } = route.request().headers();
  // What another page asks is between it and the browser.
  if (origin !== null && origin !== new URL(route.request().url()).origin) return route.continue();
  const answer = await route.fetch().catch(() => null);
  if (answer === null) return route.abort("connectionrefused");
  await pass((LATEST * (1 + Math.random())) / 2);
  return route.fulfill({ response: answer });
}
