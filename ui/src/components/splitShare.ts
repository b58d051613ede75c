// How an edge between two panes is placed and remembered.

/** The nearest share at which both panes keep their least width. */
export function clampShare(share: number, width: number, [first, second]: [number, number]): number {
  if (width <= first + second) return first / (first + second);
  return Math.min(Math.max(share, first / width), 1 - second / width);
}

/** The share that was remembered under this name. */
export function rememberedShare(name: string): number | null {
  const share = Number.parseFloat(read(`hookwright.split.${name}`) ?? "");
  return share > 0 && share < 1 ? share : null;
}

/** Remembers a share; without storage it is forgotten with the page. */
export function rememberShare(name: string, share: number): void {
  try {
    localStorage.setItem(`hookwright.split.${name}`, share.toFixed(4));
  } catch {
    // Storage may be full or forbidden; the panes work without it.
  }
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
