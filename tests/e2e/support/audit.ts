// What a page must be for somebody who does not see it or does not use a mouse.
import { expect, type Page } from "@playwright/test";
import axe from "axe-core";

/** WCAG 2.2 AA, and what axe calls good practice. */
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Fails with every breach and where it is. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(audit, RULES);
  expect(found, "axe finds nothing").toEqual([]);
}

/** Colours on their way from one state to another would be judged as they are in between: then it is done again. */
async function audit(rules: string[]): Promise<string[]> {
  for (;;) {
    await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined)));
    let moved = false;
    const onMove = () => {
      moved = true;
    };
    document.addEventListener("transitionrun", onMove);
    document.addEventListener("animationstart", onMove);
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(document, { runOnly: rules });
    document.removeEventListener("transitionrun", onMove);
    document.removeEventListener("animationstart", onMove);
    moved ||= document.getAnimations().some(({ playState }) => playState === "running");
    if (moved && violations.length > 0) continue;
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map((node) => `${id}: ${help}: ${node.html.slice(0, 160)} ${node.any.map((check) => check.message).join("; ")}`),
    );
  }
}
