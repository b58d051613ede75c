// Which attempts the Replays page shows.
import type { Attempt } from "../../core/generated/Attempt";
import { isGood } from "./compare";

/** `good`: answered 2xx; `other`: answered otherwise; `none`: no answer came. */
export type AttemptFilter = "all" | "good" | "other" | "none";

/** The choices in words. */
export const attemptFilters: { value: AttemptFilter; name: string }[] = [
  { value: "all", name: "All" },
  { value: "good", name: "Answered 2xx" },
  { value: "other", name: "Other answers" },
  { value: "none", name: "No answer" },
];

/** Whether an attempt is among those that are shown. */
export function shows(filter: AttemptFilter, { status }: Pick<Attempt, "status">): boolean {
  if (filter === "all") return true;
  return filter === (status === null ? "none" : isGood(status) ? "good" : "other");
}

/** Pages one after the other; each begins with the last attempt of the one before. */
export function joinPages(pages: (Attempt[] | undefined)[]): Attempt[] {
  const known = new Map<string, Attempt>();
  for (const attempt of pages.flatMap((page) => page ?? [])) known.set(attempt.id, attempt);
  return [...known.values()];
}
