import { defineConfig } from "@playwright/test";
import { launch } from "./support/browser.mjs";

/** Journeys in the system's Chromium against `hookwright serve`. */
export default defineConfig({
  testDir: "journeys",
  outputDir: "test-results",
  fullyParallel: true,
  workers: 2,
  // A test that passes only now and then is broken, and a second try would hide it.
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  // Where only the end of the output is kept, what failed is to stand there.
  reporter: process.env["CI"] ? [["dot"]] : [["list"]],
  use: {
    launchOptions: launch,
    viewport: { width: 1280, height: 800 },
    colorScheme: "light",
    trace: "retain-on-failure",
    permissions: ["clipboard-read", "clipboard-write"],
  },
});
