// What every journey starts with: a Hookwright of its own and a page that may not misbehave.
import { test as base, expect, type Page } from "@playwright/test";
import { Hookwright } from "./hookwright.mjs";
import { slowDown } from "./slow.ts";
import { type Handler, type Reply, Target } from "./target.mjs";

type Fixtures = {
  /** A running Hookwright with an empty data folder. */
  hookwright: Hookwright;
  /** A page at the UI's link. It fails the test when it logs an error or breaks its policy. */
  app: Page;
  /** What the page complained of; a test that provokes a complaint takes it out. */
  complaints: string[];
  /** Makes a local server that answers by script. */
  target: (...replies: (Reply | Handler)[]) => Promise<Target>;
};

export const test = base.extend<Fixtures>({
  hookwright: async ({}, use, info) => {
    const hookwright = await new Hookwright().start();
    await use(hookwright);
    if (info.status !== info.expectedStatus) info.attach("stderr of hookwright", { body: hookwright.notes });
    await hookwright.remove();
  },

  context: async ({ context }, use) => {
    await slowDown(context);
    await use(context);
    await context.unrouteAll({ behavior: "ignoreErrors" });
  },

  complaints: async ({ page }, use) => {
    const complaints: string[] = [];
    watch(page, complaints);
    await use(complaints);
    expect(refused.has(complaints) ? complaints.filter((line) => !line.includes("400")) : complaints, "the page logs no error and breaks no policy").toEqual([]);
  },

  app: async ({ page, hookwright, complaints }, use) => {
    expect(complaints).toEqual([]);
    await page.goto(hookwright.link);
    await use(page);
  },

  target: async ({}, use) => {
    const targets: Target[] = [];
    await use(async (...replies) => {
      const target = await new Target(...replies).start();
      targets.push(target);
      return target;
    });
    await Promise.all(targets.map((target) => target.stop()));
  },
});

export { expect };

/** Complaints of tests that have something refused. */
const refused = new WeakSet<string[]>();

/** The browser logs each refused request, and some come after the page said what is wrong. */
export function expectRefusals(complaints: string[]): void {
  refused.add(complaints);
}

/** Breaches of the content security policy are logged as errors, too. */
function watch(page: Page, complaints: string[]): void {
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
}
