// How Chromium is started: the system's own, talking to this machine only.
import { chromium } from "./place.mjs";

/** Options of Playwright's `launch`. */
export const launch = {
  executablePath: chromium(),
  args: [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-features=MediaRouter,OptimizationHints,Translate",
    "--disable-sync",
    "--metrics-recording-only",
    "--no-first-run",
    "--no-pings",
    "--password-store=basic",
  ],
};
