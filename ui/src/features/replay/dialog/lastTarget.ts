// The target as it was typed last, which keeps a bare `http://localhost:3000`
// that the attempts themselves only know with a capture's path.
const KEY = "hookwright.replay.target";

/** What was sent to last from this window, if anything was. */
export function lastTarget(): string | null {
  return localStorage.getItem(KEY);
}

/** Remembers where something was sent to. */
export function rememberTarget(target: string): void {
  localStorage.setItem(KEY, target);
}

/** The last one first, each once. */
export function offeredTargets(last: string | null, recent: string[]): string[] {
  return [...new Set(last === null ? recent : [last, ...recent])];
}
