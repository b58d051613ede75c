// Definitions that are being written, for as long as the window is open: what
// is not saved yet survives a look at another page.

const kept = new Map<string, string>();

/** Keeps a text for a scheme's id, or for `new`. */
export function keepOwn(edit: string, definition: string): void {
  kept.set(edit, definition);
}

/** What was kept; `undefined` when nothing was changed. */
export function keptOwn(edit: string): string | undefined {
  return kept.get(edit);
}

/** Forgets what was kept, once it is saved or thrown away. */
export function forgetOwn(edit: string): void {
  kept.delete(edit);
}
