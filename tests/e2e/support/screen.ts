// The window's parts by what they are and what they are called, as a screen reader finds them.
import type { Locator, Page } from "@playwright/test";

/** What was copied last. Copying ends after the click that asked for it: poll. */
export function clipboard(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText());
}

/** The sidebar with pages, sources and the receiver. */
export function sidebar(page: Page): Locator {
  return page.getByRole("complementary");
}

/** The list of captures. */
export function list(page: Page): Locator {
  return page.getByRole("grid", { name: "Captures" });
}

/** The rows of the list that are in the page. */
export function rows(page: Page): Locator {
  return list(page).locator("[role=row][aria-selected]");
}

/** Rows that say all of these words. */
export function rowsOf(page: Page, ...words: string[]): Locator {
  return words.reduce((found, word) => found.filter({ hasText: word }), rows(page));
}

/** The box that filters the list. */
export function filterBox(page: Page): Locator {
  return page.getByRole("combobox", { name: "Filter captures" });
}

/** Opens a tab of the detail and gives its panel. */
export async function openTab(page: Page, name: string): Promise<Locator> {
  await page.getByRole("tab", { name: new RegExp(`^${name}`) }).click();
  return page.getByRole("tabpanel");
}

/** Filters the list by this text and nothing else. */
export async function filterTo(page: Page, text: string): Promise<void> {
  const clear = page.getByRole("button", { name: "Clear the filter" });
  if (await clear.isVisible()) await clear.click();
  // A space ends a term; without it the text would still be a draft.
  await filterBox(page).fill(`${text} `);
}

/** The open capture. */
export function detail(page: Page): Locator {
  return page.getByRole("region", { name: /^Capture cap_/ });
}
