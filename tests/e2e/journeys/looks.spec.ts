import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/audit.ts";
import { expect, test as base } from "../support/fixtures.ts";
import { Hookwright } from "../support/hookwright.mjs";
import { firstStart, screens } from "../support/screens.mjs";
import { seed } from "../support/seed.mjs";

/** One seeded folder for all screens; nothing here changes it. */
const test = base.extend<object, { seeded: Hookwright }>({
  seeded: [
    async ({}, use) => {
      const hookwright = await new Hookwright().start();
      await seed(hookwright);
      await use(hookwright);
      await hookwright.remove();
    },
    { scope: "worker" },
  ],
  hookwright: ({ seeded }, use) => use(seeded),
});

for (const theme of ["light", "dark"] as const) {
  for (const { name, open } of screens) {
    test(`${name} is accessible in the ${theme} and fits 900 pixels`, async ({ app, hookwright, complaints }) => {
      await app.emulateMedia({ colorScheme: theme });
      await open(app, hookwright);
      await expectAccessible(app);
      await app.setViewportSize({ width: 900, height: 600 });
      await expectNothingCut(app);
      await expectAccessible(app);
      expect(complaints).toEqual([]);
    });
  }

  base(`the first start is accessible in the ${theme} and fits 900 pixels`, async ({ app, hookwright }) => {
    await app.emulateMedia({ colorScheme: theme });
    await app.setViewportSize({ width: 900, height: 600 });
    await firstStart.open(app, hookwright);
    await expectNothingCut(app);
    await expectAccessible(app);
  });
}

/** The window itself never scrolls, and no control lies beyond its edge. */
async function expectNothingCut(app: Page): Promise<void> {
  const beyond = () =>
    app.evaluate(() => {
      const width = document.documentElement.clientWidth;
      const isBeyond = (element: Element) => {
        const box = element.getBoundingClientRect();
        return box.width > 0 && (box.right > width + 1 || box.left < -1);
      };
      const controls = [...document.querySelectorAll("button, input, textarea, a, [role=tab]")].filter(
        (each) => !each.closest(".sr, [aria-hidden=true]"),
      );
      return controls.filter(isBeyond).map((element) => element.outerHTML.slice(0, 160));
    });
  await expect.poll(beyond).toEqual([]);
  await expect.poll(() => app.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)).toBe(true);
}
