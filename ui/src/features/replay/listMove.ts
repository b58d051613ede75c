/** Where a key moves the cursor of a list; `null` when it is none that moves it. */
export function listMove(key: string, { cursor, count, page }: { cursor: number; count: number; page: number }): number | null {
  const steps: Record<string, number> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1, PageDown: page, PageUp: -page, Home: -count, End: count };
  const step = steps[key];
  return step === undefined || count === 0 ? null : Math.max(0, Math.min(count - 1, cursor + step));
}
